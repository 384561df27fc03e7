/** The layers of an organization as the App reads them: groups, what policies rest on, and what is remembered (T23 to T27). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AppHouse, appHouse, load, REPO } from '../../support/app-house.ts';

const OWNER = 'acme/.weighbridge';
const PINNED = 'rules: { model/provenance: { level: block, require: pinned } }';

let house: AppHouse;
let number = 0;
let head = '';

async function open(options: Parameters<typeof appHouse>[0] = {}): Promise<void> {
  house = await appHouse({ files: { 'README.md': 'product\n' }, ...options });
  const { github, app } = house;
  github.requireCheck(REPO, 'weighbridge', { app: app.id });
  head = github.pushCommit(REPO, { branch: 'feature', files: { 'app/new.py': load('acme/a') } });
  number = github.openPullRequest(REPO, { head: 'feature' });
}
const policy = (text: string): void => void house.github.createRepository(OWNER, { files: { 'weighbridge.yml': `version: 1\n${text}\n` } });
const said = (): string => `${house.run(head)?.title}\n${house.run(head)?.summary}`;
async function conclusion(): Promise<unknown> {
  await house.evaluate(number);
  return house.run(head)?.conclusion;
}
/** Requests of one evaluation to repositories with policies. */
async function asked(...repositories: readonly string[]): Promise<number> {
  const before = house.github.requests.length;
  await house.evaluate(number);
  return house.github.requests.slice(before).filter(({ path }) => repositories.some((one) => path.startsWith(`/repos/${one}`))).length;
}

afterEach(async () => {
  expect(house.github.violations).toEqual([]);
  await house.close();
});

describe('groups and what policies rest on', () => {
  beforeEach(() => open());

  it('a custom property decides, and where nobody may read it the stricter holds (T25)', async () => {
    const { github } = house;
    policy(`repositories: [{ match: { property: { risk: regulated } }, ${PINNED} }]`);
    expect(await conclusion()).toBe('success');
    github.setProperties(REPO, { risk: 'regulated' });
    expect(await conclusion()).toBe('failure');
    github.setProperties(REPO, { risk: 'low' });
    expect(await conclusion()).toBe('success');
    github.fault({ path: `/repos/${REPO}/properties/values`, status: 403 });
    expect(await conclusion()).toBe('failure');
    expect(said()).toMatch(/could not be read here: what is stricter there holds/);
  });

  it('a group may be tried out, and what it would refuse is counted', async () => {
    const { id } = house.github.repository(REPO);
    policy(`${PINNED}\nrepositories: [{ match: { id: ${id} }, mode: evaluate }]`);
    expect(await conclusion()).toBe('success');
    expect(said()).toMatch(/Would not be ready/);
    expect(said()).toMatch(/1 problem would have blocked/);
  });

  it('a rule may be tried out alone', async () => {
    policy('rules: { model/provenance: { level: block, require: pinned, mode: evaluate } }');
    expect(await conclusion()).toBe('success');
    expect(said()).toMatch(/1 problem would have blocked: the policy only evaluates `?model\/provenance/);
  });

  it('the organization may rest on a private repository at a tag, whose commit is told', async () => {
    const { github } = house;
    github.createRepository('acme/policies', { files: { 'ai.yml': `version: 1\n${PINNED}\n` } });
    github.git('acme/policies', 'tag', 'v1', 'main');
    policy('extends: ["acme/policies//ai.yml@v1"]');
    expect(await conclusion()).toBe('failure');
    expect(said()).toMatch(/extends acme\/policies\/ai\.yml@[0-9a-f]{12}/);
    expect(said()).toMatch(/Policy in force[\s\S]*model\/provenance\.require: pinned +# acme\/policies@[0-9a-f]{12}:ai\.yml:2/);
    github.deleteRepository('acme/policies');
    expect(await conclusion()).toBe('action_required');
    expect(said()).toMatch(/it is not there, cannot be read for this policy/);
  });

  it('a repository reads only what everybody sees, so no text of a private one comes out of it (T26)', async () => {
    const { github } = house;
    github.createRepository('acme/secret', { files: { 'a.yml': 'version: 1\nhunter2: x\n' } });
    github.git('acme/secret', 'tag', 'v1', 'main');
    github.pushCommit(REPO, { files: { '.github/weighbridge.yml': 'version: 1\nextends: ["acme/secret//a.yml@v1"]\n' } });
    expect(await conclusion()).toBe('action_required');
    expect(said()).not.toMatch(/hunter2/);
    expect(said()).toMatch(/it is not there, cannot be read for this policy, or has mistakes/);
    github.setPrivate('acme/secret', false);
    github.pushCommit('acme/secret', { files: { 'a.yml': `version: 1\n${PINNED}\n` } });
    github.git('acme/secret', 'tag', '-f', 'v1', 'main');
    expect(await conclusion()).toBe('failure');
  });
});

describe('what is remembered', () => {
  beforeEach(() => open({ policyPatience: { state: 60_000, none: 600_000 } }));

  it('the next check asks nothing about the policy; after a minute only whether it moved', async () => {
    const { github } = house;
    github.createRepository('acme/policies', { files: { 'ai.yml': `version: 1\n${PINNED}\n` } });
    github.git('acme/policies', 'tag', 'v1', 'main');
    policy('extends: ["acme/policies//ai.yml@v1"]');
    const about = [OWNER, 'acme/policies'] as const;
    const first = await asked(...about);
    // Found the first time, bound from now on.
    await house.evaluate(number);
    const again = await asked(...about);
    house.advance(61_000);
    const later = await asked(...about);
    github.pushCommit(OWNER, { files: { 'README.md': 'words\n' } });
    house.advance(61_000);
    const moved = await asked(...about);
    // README moved the commit: its tree is read, and no content.
    expect({ first, again, later, moved }).toEqual({ first: 11, again: 0, later: 4, moved: 6 });
  });

  it('that there is none is remembered, too', async () => {
    const about = ['acme/.weighbridge', 'acme/.github-private', 'acme/.github'] as const;
    expect([await asked(...about), await asked(...about)]).toEqual([3, 0]);
    house.advance(601_000);
    expect(await asked(...about)).toBe(3);
  });

  it('what could not be read is not remembered: it fails closed until it is there again', async () => {
    policy(PINNED);
    expect(await conclusion()).toBe('failure');
    house.advance(61_000);
    house.github.archive(OWNER);
    expect(await conclusion()).toBe('action_required');
    house.github.archive(OWNER, false);
    house.advance(61_000);
    expect(await conclusion()).toBe('failure');
  });
});
