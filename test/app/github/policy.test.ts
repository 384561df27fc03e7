import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { memoryStores } from '../../../app/evaluate/memory-stores.ts';
import type { PolicyBindings } from '../../../app/evaluate/ports.ts';
import { openPolicyMemory } from '../../../app/github/policy-memory.ts';
import { type OrganizationPolicy, organizationPolicy } from '../../../app/github/policy.ts';
import { InputError } from '../../../src/core/index.ts';
import { type AppHouse, appHouse } from '../../support/app-house.ts';

const STRICT = 'version: 1\nrules:\n  model/provenance: { level: block, require: pinned }\n';
const OWNER = 'acme/.weighbridge';

let house: AppHouse;
let bindings: PolicyBindings;

beforeAll(async () => {
  house = await appHouse();
});
/** Each test begins with an installation that has never bound a policy. */
beforeEach(() => {
  bindings = memoryStores().bindings;
});
afterEach(() => {
  const { repositories, moved } = house.github.state;
  for (const one of repositories.values()) if (one.name !== 'product') repositories.delete(one.id);
  moved.clear();
  house.github.clearFaults();
  expect(house.github.violations).toEqual([]);
});
afterAll(() => house.close());

async function find(forPublic = false): Promise<OrganizationPolicy | null> {
  const { installationId, account } = house.target;
  const { policies } = memoryStores();
  return organizationPolicy({
    memory: await openPolicyMemory(policies, installationId, house.deps.policyPatience, house.deps.now),
    clients: house.deps.clients,
    bindings,
    installationId,
    account,
    signal: new AbortController().signal,
    forPublic,
  });
}

async function refused(): Promise<string> {
  const error = await find().then(
    () => null,
    (caught: unknown) => caught,
  );
  return error instanceof InputError ? `${error.code} ${error.message} ${error.hint}` : `not refused: ${String(error)}`;
}

const policy = (repository: string, file: string | Uint8Array): void =>
  void house.github.createRepository(repository, { files: { 'weighbridge.yml': file } });
const textOf = (found: OrganizationPolicy | null): string => new TextDecoder().decode(found?.owner.bytes);

describe('finding and binding (T23)', () => {
  it('binds none where none is found', async () => {
    expect(await find()).toBe(null);
    expect(await bindings.get(house.target.installationId)).toBe(null);
  });

  it.each(['.weighbridge', '.github-private', '.github'])('%s is bound by its id', async (name) => {
    policy(`acme/${name}`, STRICT);
    const found = await find();
    expect(textOf(found)).toBe(STRICT);
    expect(found?.owner.label).toMatch(new RegExp(`^acme/\\${name}/weighbridge\\.yml@[0-9a-f]{12}$`));
    expect((await bindings.get(house.target.installationId))?.repositoryId).toBe(house.github.repository(`acme/${name}`).id);
  });

  it('the first of several in the order of the names; from then on that one', async () => {
    policy('acme/.github', STRICT);
    await find();
    policy(OWNER, 'version: 1\n');
    expect((await find())?.repository.repo).toBe('.github');
  });

  it('the newest commit of its default branch counts', async () => {
    policy(OWNER, STRICT);
    await find();
    house.github.pushCommit(OWNER, { files: { 'weighbridge.yml': 'version: 1\n' } });
    house.github.pushCommit(OWNER, { branch: 'other', files: { 'weighbridge.yml': 'version: 1\nmode: evaluate\n' } });
    expect(textOf(await find())).toBe('version: 1\n');
  });

  it('of two workers that bind at the same moment, both use what was bound', async () => {
    policy('acme/.github', STRICT);
    policy(OWNER, 'version: 1\n');
    const other = house.github.repository('acme/.github');
    const racing: PolicyBindings = {
      get: () => Promise.resolve(null),
      bind: () => Promise.resolve({ repositoryId: other.id, owner: 'acme', repo: '.github' }),
    };
    bindings = racing;
    expect(textOf(await find())).toBe(STRICT);
  });

  it('where everybody reads, a private policy has no name (T26)', async () => {
    policy(OWNER, STRICT);
    expect((await find(true))?.owner.label).toMatch(/^organization-policy@/);
  });
});

describe('what was bound and is not as it was fails closed', () => {
  const bound = async (): Promise<void> => {
    policy(OWNER, STRICT);
    policy('acme/.github', 'version: 1\nmode: evaluate\n');
    await find();
  };

  it.each([
    ['deleted', () => house.github.deleteRepository(OWNER), /cannot be read any more/],
    ['renamed', () => house.github.rename(OWNER, 'elsewhere'), /was renamed/],
    ['archived', () => house.github.archive(OWNER), /was archived/],
    [
      'without its file',
      () => void house.github.pushCommit(OWNER, { files: { 'weighbridge.yml': null, x: '1' } }),
      /has no weighbridge.yml/,
    ],
    ['with another default branch that is empty of it', () => house.github.moveBranch(OWNER, 'main', null), /has no weighbridge.yml/],
    [
      'replaced by another of the same name',
      () => {
        house.github.rename(OWNER, 'elsewhere');
        policy(OWNER, 'version: 1\nmode: evaluate\n');
      },
      /deleted or replaced/,
    ],
  ])('%s', async (_, change, words) => {
    await bound();
    change();
    const said = await refused();
    expect(said).toMatch(words);
    // A second candidate is said, never used.
    expect(said).toMatch(/^POLICY_MISSING .*acme\/\.github/);
  });

  it.each([
    ['enormous', `version: 1\n${'#'.repeat(300 * 1024)}\n`, /larger than/],
    ['a link', { link: '../../etc/passwd' }, /is a link/],
  ])('a file that is %s', async (_, file, words) => {
    house.github.createRepository(OWNER, { files: { 'weighbridge.yml': file } });
    expect(await refused()).toMatch(words);
  });

  it.each([500, 503, 401, 403, 409, 422])('GitHub that answers %i is no "there is none"', async (status) => {
    policy('acme/.github', 'version: 1\nmode: evaluate\n');
    house.github.fault({ path: '/repos/acme/.weighbridge', status });
    expect(await refused()).toMatch(/not refused: GitHubError/);
  });
});
