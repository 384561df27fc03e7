/** `weighbridge-app release import`: has the newest releases of each repository recorded, from before the App was there. */
import { parseArgs } from 'node:util';
import { InputError } from '../../src/core/index.ts';
import { readConfig } from '../config.ts';
import { openQueue } from '../jobs/queue.ts';
import { repositoriesToSweep } from '../store/installations.ts';
import type { CommandIo } from './command.ts';
import { accountsNamed, withStore } from './with-store.ts';

const USAGE = 'weighbridge-app release import --account acme [--last 20]';

/** More repositories has no installation (jobs/budgets.ts). */
const ALL = 10_000;

/** Only queues the work. The worker asks GitHub, after everything that somebody is waiting for and within its share of the quota (T32). */
export async function releaseCommand(args: readonly string[], { env, out, err }: CommandIo): Promise<void> {
  const { account, last } = readArguments(args);
  const { store: place } = readConfig({ ...env, WEIGHBRIDGE_ROLE: 'both' });
  await withStore(place, async (store) => {
    const [one, ...more] = await accountsNamed(store, account);
    if (one === undefined || more.length > 0) throw new InputError('USAGE', `several installations of ${account}`, `Usage: ${USAGE}`);
    const { installation, login } = one;
    const repositories = await store.transaction({ installation }, (tx) => repositoriesToSweep(tx, installation, ALL));
    const tell = (text: string): void => err(`weighbridge-app: ${text}\n`);
    const queue = await openQueue(store, { works: false, onError: ({ message }) => tell(message), onWarning: tell });
    try {
      for (const { id: repository } of repositories)
        await queue.enqueue({ kind: 'releases', installation, repository, last }, { priority: -2 });
    } finally {
      await queue.stop(1000);
    }
    out(
      `The newest ${last} releases of ${repositories.length} repositories of ${login} wait to be read; the App does so when nobody waits for it.\n`,
    );
  });
}

function readArguments(args: readonly string[]): { readonly account: string; readonly last: number } {
  const string = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { account: string, last: string }, allowPositionals: true });
    const { account = '', last = '20' } = values;
    if (positionals.join(' ') === 'import' && account !== '' && /^[1-9]\d?$|^100$/.test(last)) return { account, last: Number(last) };
  } catch {
    // Told below, as everything else.
  }
  throw new InputError('USAGE', 'release takes "import", --account, and --last from 1 to 100', `Usage: ${USAGE}`);
}
