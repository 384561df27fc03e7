/** Rules of branches that change while pull requests are open: none stays stuck under a name that nobody reports, and no green is left behind (T1, T3, T4). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHeadEvaluator, type HeadEvaluator, type MoreWork } from '../../../app/evaluate/evaluator.ts';
import { ADVISORY_NAME } from '../../../app/github/gate.ts';
import { type AppHouse, appHouse, COMMIT, load, REPO } from '../../support/app-house.ts';

const OWNER = 'acme/.weighbridge';
const LAX = 'version: 1\nrules: { model/provenance: warn, model/floating: warn, verification/incomplete: warn }\n';
const STRICT = `${LAX}models: { deny: ["hf:acme/a"] }\n`;
const live = new AbortController().signal;

let house: AppHouse;
let evaluator: HeadEvaluator;
let asked: MoreWork[];
let at: { readonly installation: number; readonly repository: number };
let pulls: { readonly number: number; readonly head: string }[];

beforeEach(async () => {
  house = await appHouse({ files: { 'README.md': 'A product.\n' } });
  const { github, target, stores, deps } = house;
  github.createRepository(OWNER, { files: { 'weighbridge.yml': LAX } });
  const policy = { repositoryId: github.repository(OWNER).id, owner: 'acme', repo: '.weighbridge' };
  await stores.bindings.bind(target.installationId, policy);
  at = { installation: target.installationId, repository: target.repositoryId };
  asked = [];
  pulls = [];
  evaluator = createHeadEvaluator({
    deps,
    directory: {
      target: (_, repository) => Promise.resolve(repository === policy.repositoryId ? { ...target, ...policy } : target),
      refreshed: () => Promise.resolve(target),
      targets: () => Promise.resolve([target]),
      login: () => Promise.resolve('ada'),
    },
    ask: (work) => Promise.resolve(void asked.push(work)),
    baseline: { origins: [github.url] },
  });
});
afterEach(async () => {
  expect(house.github.violations).toEqual([]);
  await house.close();
});

async function open(branch: string, files: Readonly<Record<string, string>>): Promise<void> {
  const { github } = house;
  const head = github.pushCommit(REPO, { branch, from: 'main', files });
  const number = github.openPullRequest(REPO, { head: branch });
  await evaluator['pull-request']({ ...at, number }, live);
  pulls.push({ number, head });
  // That its base has to be read as a whole.
  asked = [];
}

/** What jobs ask for is done, too. Answers with the requests that it took. */
async function worked(job: () => Promise<unknown>): Promise<number> {
  const before = house.github.requests.length;
  await job();
  for (let work = asked.shift(); work !== undefined; work = asked.shift()) {
    if (work.kind === 'verdicts') await evaluator.verdicts(work, live);
    if (work.kind === 'gates') await evaluator.gates(work, live);
    if (work.kind === 'pull-request') await evaluator['pull-request'](work, live);
  }
  return house.github.requests.length - before;
}

const conclusions = (name?: string): unknown[] => pulls.map(({ head }) => house.run(head, name)?.conclusion);
const rules = (): Promise<number> => worked(() => evaluator.gates(at, live));

describe('a ruleset that comes and goes while pull requests are open', () => {
  it('has each told under the name that counts, and GitHub merges it', async () => {
    await open('fine', { 'app/fine.py': load('acme/b', COMMIT) });
    await open('more', { 'app/more.py': load('acme/a', COMMIT) });
    expect(conclusions()).toEqual([undefined, undefined]);
    expect(conclusions(ADVISORY_NAME)).toEqual(['success', 'success']);
    const { id } = house.github.requireCheck('acme', 'weighbridge', { app: house.app.id, strict: true });
    expect(house.github.merge(REPO, pulls[0]?.number ?? 0)).toMatchObject({ merged: false });
    expect(await rules()).toBeLessThan(30);
    expect(conclusions()).toEqual(['success', 'success']);
    expect(house.run(pulls[0]?.head ?? '')?.summary).toMatch(/is required, on an up-to-date branch/);
    // Nothing is left that says it were only advice.
    expect(house.run(pulls[0]?.head ?? '', ADVISORY_NAME)?.summary).toMatch(/is required/);
    expect(house.github.merge(REPO, pulls[0]?.number ?? 0)).toMatchObject({ merged: true });
    pulls.shift();
    house.github.removeRuleset('acme', id);
    await rules();
    expect(conclusions(ADVISORY_NAME)).toEqual(['success']);
    expect(house.run(pulls[0]?.head ?? '', ADVISORY_NAME)?.summary).toMatch(/not required/);
  });

  it('leaves no green under the name that counted, when the policy moves while it is gone (T3)', async () => {
    const { github } = house;
    const { id } = github.requireCheck(REPO, 'weighbridge', { app: house.app.id });
    await open('denied', { 'app/denied.py': load('acme/a', COMMIT) });
    expect(conclusions()).toEqual(['success']);
    github.removeRuleset(REPO, id);
    await rules();
    github.pushCommit(OWNER, { files: { 'weighbridge.yml': STRICT } });
    await worked(() => evaluator.branch({ ...at, repository: github.repository(OWNER).id }, live));
    expect(conclusions(ADVISORY_NAME)).toEqual(['failure']);
    expect(conclusions()).toEqual(['failure']);
    github.requireCheck(REPO, 'weighbridge', { app: house.app.id });
    expect(github.merge(REPO, pulls[0]?.number ?? 0)).toMatchObject({ merged: false });
  });

  it('asks nobody where it says the same, and reads nothing where nothing is open', async () => {
    expect(await rules()).toBe(0);
    house.github.requireCheck(REPO, 'weighbridge', { app: house.app.id, strict: true });
    await open('fine', { 'app/fine.py': load('acme/b', COMMIT) });
    await evaluator.gates(at, live);
    expect(asked).toEqual([]);
  });

  it('of the organization asks for each repository with open pull requests, those beyond 250 one after the other', async () => {
    await open('fine', { 'app/fine.py': load('acme/b', COMMIT) });
    const state = await house.stores.kept.load({
      installationId: at.installation,
      repositoryId: at.repository,
      number: pulls[0]?.number ?? 0,
    });
    if (state === null) throw new Error('nothing is kept');
    for (let more = 1; more <= 252; more += 1) {
      const other = { ...state, repositoryId: 1_000_000 + more };
      await house.stores.kept.begin(other, other.head);
      await house.stores.kept.save(other);
    }
    const moments: (Date | undefined)[] = [];
    const paced = createHeadEvaluator({
      deps: house.deps,
      directory: {
        target: () => Promise.resolve(house.target),
        refreshed: () => Promise.resolve(house.target),
        targets: () => Promise.resolve([house.target]),
        login: () => Promise.resolve(null),
      },
      ask: (_work, when) => Promise.resolve(void moments.push(when)),
      baseline: { origins: [house.github.url] },
    });
    expect(await paced['all-gates'](at, live)).toEqual({ kind: 'done' });
    expect(moments).toHaveLength(253);
    expect(moments.slice(0, 250).every((moment) => moment === undefined)).toBe(true);
    const [first, , third] = moments.slice(250).map((moment) => moment?.getTime() ?? 0);
    expect((third ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(20_000);
  });

  it('one that could not be judged says so under the name that counts, too', async () => {
    const { github } = house;
    github.pushCommit(OWNER, { files: { 'weighbridge.yml': 'version: 1\nmoed: x\n' } });
    await open('any', { 'app/any.py': load('acme/b', COMMIT) });
    expect(conclusions(ADVISORY_NAME)).toEqual(['action_required']);
    github.requireCheck(REPO, 'weighbridge', { app: house.app.id });
    await rules();
    expect(conclusions()).toEqual(['action_required']);
    await evaluator.gates(at, live);
    expect(asked).toEqual([]);
  });
});

describe('a waiver in a policy that moved', () => {
  it('is told with its end, and kept as what the verdict rests on (T3)', async () => {
    const { github } = house;
    github.requireCheck(REPO, 'weighbridge', { app: house.app.id, strict: true });
    github.pushCommit(OWNER, { files: { 'weighbridge.yml': STRICT } });
    await open('denied', { 'app/denied.py': load('acme/a', COMMIT) });
    expect(house.run(pulls[0]?.head ?? '')?.summary).not.toMatch(/Valid until/);
    const waiver = `waivers: [{ rule: model/denied, component: "hf:acme/a@${COMMIT}", repositories: [${REPO}], reason: r, approver: a, expires: 2099-01-31 }]\n`;
    github.pushCommit(OWNER, { files: { 'weighbridge.yml': STRICT + waiver } });
    await worked(() => evaluator.branch({ ...at, repository: github.repository(OWNER).id }, live));
    expect(conclusions()).toEqual(['success']);
    expect(house.run(pulls[0]?.head ?? '')?.summary).toMatch(/Valid until 2099-01-17 00:00 UTC/);
    expect([...house.stores.rested.values()]).toEqual([{ againAt: '2099-01-17T00:00:00.000Z', approved: false }]);
  });
});

describe('classic protection', () => {
  it('counts as a ruleset does', async () => {
    await open('fine', { 'app/fine.py': load('acme/b', COMMIT) });
    const checks = [{ context: 'weighbridge', app_id: house.app.id }];
    house.github.protect(REPO, 'main', { required_status_checks: { strict: true, contexts: [], checks } });
    await rules();
    expect(conclusions()).toEqual(['success']);
    house.github.protect(REPO, 'main', null);
    await rules();
    expect(house.run(pulls[0]?.head ?? '')?.summary).toMatch(/not required/);
  });
});

describe('a base that moved', () => {
  it.each([
    ['is judged again where GitHub merges without it', false, true, 1],
    ['is not where GitHub refuses the merge until there is a new head', true, true, 0],
    ['is not where nobody requires the check', false, false, 0],
  ])('%s', async (_name, strict, required, expected) => {
    const { github } = house;
    if (required) github.requireCheck(REPO, 'weighbridge', { app: house.app.id, strict });
    await open('fine', { 'app/fine.py': load('acme/b', COMMIT) });
    github.pushCommit(REPO, { files: { 'docs/more.md': 'words\n' } });
    await evaluator.gates(at, live);
    expect(asked.filter(({ kind }) => kind === 'pull-request')).toHaveLength(expected);
    await worked(() => Promise.resolve());
    await evaluator.gates(at, live);
    expect(asked).toEqual([]);
  });

  it('is not for a verdict that lets nothing in', async () => {
    const { github } = house;
    github.pushCommit(OWNER, { files: { 'weighbridge.yml': STRICT } });
    github.requireCheck(REPO, 'weighbridge', { app: house.app.id });
    await open('denied', { 'app/denied.py': load('acme/a', COMMIT) });
    expect(conclusions()).toEqual(['failure']);
    github.pushCommit(REPO, { files: { 'docs/more.md': 'words\n' } });
    await evaluator.gates(at, live);
    expect(asked).toEqual([]);
  });
});

describe('custom properties that change', () => {
  it('bring another group, whose policy judges from the store; and the log has it (T25)', async () => {
    const { github } = house;
    const group = 'repositories: [{ match: { property: { risk: regulated } }, models: { deny: ["hf:acme/a"] } }]\n';
    github.pushCommit(OWNER, { files: { 'weighbridge.yml': LAX + group } });
    github.requireCheck(REPO, 'weighbridge', { app: house.app.id, strict: true });
    await open('any', { 'app/any.py': load('acme/a', COMMIT) });
    expect(conclusions()).toEqual(['success']);
    github.setProperties(REPO, { risk: 'regulated' });
    expect(await rules()).toBeLessThan(30);
    expect(conclusions()).toEqual(['failure']);
    expect(house.stores.audited.filter(({ kind }) => kind === 'policy')).toEqual([
      expect.objectContaining({ subject: REPO, body: { before: [], properties: [['risk', ['regulated']]] } }),
    ]);
    github.setProperties(REPO, { risk: 'low' });
    await rules();
    expect(conclusions()).toEqual(['success']);
  });
});
