/** `weighbridge-app policy bind`: the operator binds another policy repository, and nobody else can (T23). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoreConfig } from '../../../app/config.ts';
import { bindCommand } from '../../../app/commands/bind-command.ts';
import { saveInstallation } from '../../../app/store/installations.ts';
import { bindPolicy, policyBinding } from '../../../app/store/policy-bindings.ts';
import { loadPolicyMemory, savePolicyMemory } from '../../../app/store/policy-memory.ts';
import { openStore } from '../../../app/store/store.ts';
import { type FakeGitHub, startGitHub } from '../../github-fake/index.ts';
import { environment, privateKey } from '../../support/app-keys.ts';
import { type House, openHouse } from '../../support/stores.ts';

let house: House;
let github: FakeGitHub;
let env: Record<string, string>;
let place: StoreConfig;
let installation = 0;

beforeAll(async () => {
  house = await openHouse(['embedded']);
  github = await startGitHub();
  github.createOrganization('acme');
  github.createRepository('acme/old', { files: { 'weighbridge.yml': 'version: 1\n' } });
  github.createRepository('acme/governance', { files: { 'weighbridge.yml': 'version: 1\n' } });
  github.createRepository('acme/empty', { files: { 'README.md': 'x\n' } });
  github.createRepository('acme/past', { files: { 'weighbridge.yml': 'version: 1\n' } });
  github.archive('acme/past');
  const app = github.createApp({ slug: 'weighbridge', permissions: { contents: 'read' }, privateKey: privateKey() });
  installation = github.installApp(app, 'acme').id;
  place = await house.place('embedded');
  if (place.kind !== 'embedded') throw new Error('not embedded');
  env = environment({ DATA_DIR: place.folder, APP_ID: String(app.id), GITHUB_API_URL: github.url });
  await within(async (store) => {
    await store.transaction({ installation }, (tx) =>
      saveInstallation(tx, { id: installation, account: { id: 1, login: 'acme' }, suspended: false }),
    );
    await store.transaction({ installation }, (tx) =>
      bindPolicy(tx, installation, { id: github.repository('acme/old').id, owner: 'acme', name: 'old' }),
    );
    await store.transaction({ installation }, (tx) =>
      savePolicyMemory(tx, installation, 0, { 'organization none': { at: 1, value: true } }),
    );
  });
});
afterAll(async () => {
  expect(github.violations).toEqual([]);
  await github.close();
  await house.dispose();
});

async function within<T>(work: (store: Awaited<ReturnType<typeof openStore>>) => Promise<T>): Promise<T> {
  const driver = await house.driver(place);
  try {
    return await work(await openStore(driver));
  } finally {
    await driver.close();
  }
}
const bound = () => within((store) => store.transaction({ installation }, (tx) => policyBinding(tx, installation)));

async function run(...args: readonly string[]): Promise<string> {
  let out = '';
  const say = (text: string): void => void (out += text);
  await bindCommand(args, { env, input: () => Promise.resolve(''), out: say, err: say });
  return out;
}

describe('weighbridge-app policy bind', () => {
  it.each([
    [['--repository', 'acme/none'], /does not see a repository acme\/none/],
    [['--repository', 'acme/empty'], /has no weighbridge\.yml on its default branch/],
    [['--repository', 'acme/past'], /is archived/],
    [['--repository', 'evil/policies'], /does not belong to acme/],
    [['--repository', 'acme/../x'], /takes "bind"/],
    [[], /takes "bind"/],
  ])('%j is refused, and what was bound stays', async (args, words) => {
    await expect(run('bind', '--account', 'acme', ...args)).rejects.toThrow(words);
    expect((await bound())?.repository.name).toBe('old');
  });

  it('an account that did not install the App is refused', async () => {
    await expect(run('bind', '--account', 'nobody', '--repository', 'nobody/x')).rejects.toThrow(/0 installations/);
  });

  it('binds by number, says what was bound before, and forgets what was read under it (T3)', async () => {
    const { id } = github.repository('acme/governance');
    expect(await run('bind', '--account', 'acme', '--repository', 'acme/governance')).toMatch(
      new RegExp(`The policy of acme is acme/governance now, by its number ${id}; before it was acme/old`),
    );
    expect((await bound())?.repository).toEqual({ id, owner: 'acme', name: 'governance' });
    const memory = await within((store) => store.transaction({ installation }, (tx) => loadPolicyMemory(tx, installation)));
    expect(memory).toEqual({ generation: 1, answers: {}, announced: null });
    // Whoever read before the command writes nothing after it.
    await within((store) => store.transaction({ installation }, (tx) => savePolicyMemory(tx, installation, 0, { x: { at: 1, value: 1 } })));
    expect((await within((store) => store.transaction({ installation }, (tx) => loadPolicyMemory(tx, installation)))).answers).toEqual({});
  });
});
