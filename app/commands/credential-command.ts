/** `weighbridge-app credential`: keeps, or forgets, the token with which the models of one installation are read (T26). */
import { parseArgs } from 'node:util';
import { hubSettings, InputError } from '../../src/core/index.ts';
import { readConfig } from '../config.ts';
import { deleteCredential, saveCredential } from '../store/credentials.ts';
import { installationsOf } from '../store/installations.ts';
import type { CommandIo } from './command.ts';
import { withStore } from './with-store.ts';

const USAGE = 'weighbridge-app credential set --account acme < token.txt, or weighbridge-app credential remove --account acme';

/** With the settings of the App: the same database, key and hub. The token comes from standard input: arguments are seen by everybody. */
export async function credentialCommand(args: readonly string[], { env, input, out }: CommandIo): Promise<void> {
  const { action, account } = read(args);
  const { store: place, encryptionKeys, hubEndpoint } = readConfig({ ...env, WEIGHBRIDGE_ROLE: 'both' });
  const { hubUrl, token } = hubSettings(action === 'set' ? { HF_TOKEN: await input() } : {}, { hubUrl: hubEndpoint });
  if (action === 'set' && token === null) throw new InputError('USAGE', 'standard input holds no token', `Usage: ${USAGE}`);
  const { host } = new URL(hubUrl);
  await withStore(place, async (store) => {
    const ids = await store.transaction('operator', (tx) => installationsOf(tx, account));
    const [installation] = ids;
    if (installation === undefined || ids.length > 1)
      throw new InputError(
        'USAGE',
        `the App knows ${ids.length} installations of this account`,
        'Install the App there, and start it once: it looks who installed it.',
      );
    await store.transaction({ installation }, (tx) =>
      token === null ? deleteCredential(tx, installation, host) : saveCredential(tx, encryptionKeys, { installation, host, secret: token }),
    );
    out(
      token === null
        ? `No token for ${host} is kept for ${account}.\n`
        : `Kept, sealed: a token of ${account} for ${host}. It counts from the next pull request on.\n`,
    );
  });
}

function read(args: readonly string[]): { readonly action: 'set' | 'remove'; readonly account: string } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { account: { type: 'string' } }, allowPositionals: true });
    const [action] = positionals;
    if ((action === 'set' || action === 'remove') && positionals.length === 1 && /^[\w-]{1,100}$/.test(values.account ?? ''))
      return { action, account: values.account ?? '' };
  } catch {
    // An unknown option: told below, and not repeated, as it may be the token.
  }
  throw new InputError('USAGE', 'credential takes "set" or "remove", and --account', `Usage: ${USAGE}`);
}
