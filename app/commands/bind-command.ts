/** `weighbridge-app policy bind`: binds another repository as the one that holds an organization's policy (T23). Only the operator can. */
import { parseArgs } from 'node:util';
import { InputError, ORGANIZATION_FILE, type PolicyHost } from '../../src/core/index.ts';
import { openClients } from '../clients.ts';
import { readConfig } from '../config.ts';
import { READ_ONLY } from '../github/calls.ts';
import { createClients } from '../github/client.ts';
import { rememberingHost } from '../github/policy-host.ts';
import { openPolicyMemory } from '../github/policy-memory.ts';
import { compiledOnce } from '../store/compiled-once.ts';
import { openEmbedded } from '../store/embedded.ts';
import { installationsOf } from '../store/installations.ts';
import { rebindPolicy } from '../store/policy-bindings.ts';
import { forgetPolicyMemory } from '../store/policy-memory.ts';
import { openPostgres } from '../store/postgres.ts';
import type { Store } from '../store/sql.ts';
import { openStore } from '../store/store.ts';
import type { CommandIo } from './command.ts';

const USAGE = 'weighbridge-app policy bind --account acme --repository acme/governance';

/** With the settings of the App: the same database, and GitHub as the App sees it. */
export async function bindCommand(args: readonly string[], { env, out }: CommandIo): Promise<void> {
  const { account, owner, repo } = read(args);
  const config = readConfig({ ...env, WEIGHBRIDGE_ROLE: 'both' });
  const place = config.store;
  const driver = place.kind === 'embedded' ? await compiledOnce(() => openEmbedded(place)) : openPostgres({ ...place, onError: () => {} });
  try {
    const store = await openStore(driver);
    const installation = await installationOf(store, account);
    const clients = createClients({ probot: openClients(config).probot, now: () => new Date() });
    const scope = { installationId: installation, repositoryIds: null, permissions: READ_ONLY };
    const memory = await openPolicyMemory(NOTHING, installation, { state: 0, none: 0 }, () => new Date());
    const host = rememberingHost(() => clients.open(scope, new AbortController().signal), memory.scope('bind'));
    const repository = await bindable(host, owner, repo);
    const before = await store.transaction({ installation }, async (tx) => {
      const old = await rebindPolicy(tx, installation, { id: repository.id, owner: repository.owner, name: repository.repo });
      // Nothing that was read from the old repository may be used any more (T3).
      await forgetPolicyMemory(tx, installation);
      return old;
    });
    const was = before === null ? 'none was bound before' : `before it was ${before.owner}/${before.name}`;
    out(
      `The policy of ${account} is ${repository.owner}/${repository.repo} now, by its number ${repository.id}; ${was}.\n` +
        `It counts from the next check on. Push to it, or press Re-run, to have open pull requests judged again.\n`,
    );
  } finally {
    await driver.close();
  }
}

/** Nothing was remembered, and nothing is kept. */
const NOTHING = {
  load: () => Promise.resolve({ generation: 0, answers: {}, announced: null }),
  save: () => Promise.resolve(),
  forget: () => Promise.resolve(),
  announce: () => Promise.resolve(),
};

/** Throws if the repository cannot serve as policy repository: binding it would stop every other repository (T40). */
async function bindable(host: PolicyHost, owner: string, repo: string) {
  const repository = await host.repository({ owner, repo });
  const named = repository?.owner.toLowerCase() === owner.toLowerCase() && repository.repo.toLowerCase() === repo.toLowerCase();
  if (repository === null || !named)
    throw new InputError(
      'POLICY_MISSING',
      `the App does not see a repository ${owner}/${repo}`,
      'Give the installation access to it. Nothing was bound.',
    );
  if (repository.archived) throw new InputError('POLICY_MISSING', `${owner}/${repo} is archived`, 'Unarchive it. Nothing was bound.');
  const tip = await host.commitAt(repository, `heads/${repository.defaultBranch}`);
  const file = tip === null ? null : await host.file(repository, tip, ORGANIZATION_FILE, 1024 * 1024);
  if (file === null || 'problem' in file)
    throw new InputError(
      'POLICY_MISSING',
      `${owner}/${repo} has no ${ORGANIZATION_FILE} on its default branch`,
      `Commit it there, and look at it with "weighbridge policy validate ${ORGANIZATION_FILE}". Nothing was bound.`,
    );
  return repository;
}

async function installationOf(store: Store, account: string): Promise<number> {
  const ids = await store.transaction('operator', (tx) => installationsOf(tx, account));
  const [installation] = ids;
  if (installation !== undefined && ids.length === 1) return installation;
  throw new InputError(
    'USAGE',
    `the App knows ${ids.length} installations of this account`,
    'Install the App there, and start it once: it looks who installed it.',
  );
}

function read(args: readonly string[]): { readonly account: string; readonly owner: string; readonly repo: string } {
  const string = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { account: string, repository: string },
      allowPositionals: true,
    });
    const [, owner, repo] = /^([\w-]{1,100})\/([\w.-]{1,100})$/.exec(values.repository ?? '') ?? [];
    const account = values.account ?? '';
    if (
      positionals.length === 1 &&
      positionals[0] === 'bind' &&
      /^[\w-]{1,100}$/.test(account) &&
      owner !== undefined &&
      repo !== undefined
    ) {
      // A policy of others would be theirs to change.
      if (owner.toLowerCase() === account.toLowerCase()) return { account, owner, repo };
      throw new InputError('USAGE', `${owner}/${repo} does not belong to ${account}`, `Usage: ${USAGE}`);
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
  }
  throw new InputError('USAGE', 'policy takes "bind", --account and --repository OWNER/NAME', `Usage: ${USAGE}`);
}
