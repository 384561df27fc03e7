import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { evaluateMergeGroup } from '../../../app/evaluate/evaluate-group.ts';
import { runCommand } from '../../../app/evaluate/commands/run.ts';
import { commandOf } from '../../../app/jobs/events.ts';
import { git } from '../../github-fake/git.ts';
import { type AppHouse, appHouse, COMMIT, load, REPO } from '../../support/app-house.ts';

const HOME = 'acme/.weighbridge';
const POLICY = 'version: 1\nrules:\n  model/provenance: { level: block, require: pinned }\napprovers: ["@acme/security"]\n';
const PERMISSIONS = { checks: 'write', contents: 'write', issues: 'read', members: 'read', pull_requests: 'write', statuses: 'write' };
const DAY = 86_400_000;

let house: AppHouse;

async function open(policy: string, permissions: Readonly<Record<string, string>> = PERMISSIONS, isPublic = false): Promise<AppHouse> {
  const made = await appHouse({ files: { 'README.md': 'x\n' }, permissions, isPublic, events: ['issue_comment'] });
  const { github } = made;
  github.createRepository(HOME, { files: { 'weighbridge.yml': policy }, private: true });
  github.requireCheck(REPO, 'weighbridge', { app: made.app.id });
  for (const login of ['ben', 'eve', 'mallory']) github.createUser(login);
  for (const login of ['ben', 'eve']) {
    github.addMember('acme', login, 'member');
    github.addCollaborator(REPO, login, 'write');
  }
  github.createTeam('acme/security', { members: ['ada', 'ben'] });
  return made;
}

let opened = 0;

/** A pull request with a model that floats, judged once. */
async function pull(by = 'eve', text = load('acme/a')): Promise<{ readonly number: number; readonly head: string; readonly id: string }> {
  const branch = `feature-${opened++}`;
  const head = house.github.pushCommit(REPO, { branch, from: 'main', files: { [`app/${branch}.py`]: text }, by });
  const number = house.github.openPullRequest(REPO, { head: branch, by });
  await house.evaluate(number);
  return { number, head, id: findingOf(number) };
}

function findingOf(number: number): string {
  const { verdict } = house.stores.recorded.findLast((one) => one.number === number) ?? {};
  return verdict?.findings.find(({ finding }) => finding.rule === 'model/provenance')?.finding.id ?? '';
}

/** What the front door keeps of the newest webhook, and what is answered to it; null: nothing was said to us, or nothing is answered. */
async function work(): Promise<string | null> {
  const { github, app, stores, deps, target } = house;
  const delivery = github.deliveries(app).at(-1);
  const said = commandOf(delivery?.event ?? '', delivery?.payload);
  if (said === null) return null;
  const key = { installationId: target.installationId, repositoryId: said.repository, comment: said.comment };
  stores.say(key, said);
  await run(said.comment);
  const mark = `<!-- weighbridge answer ${said.comment} -->`;
  const answers = github.comments(REPO, said.number).filter(({ body }) => body.startsWith(mark));
  expect(answers.length).toBeLessThan(2);
  expect(answers.every((one) => one.app === app)).toBe(true);
  return answers[0]?.body ?? null;

  async function run(comment: number): Promise<void> {
    const login = (id: number): Promise<string | null> =>
      Promise.resolve([...github.state.accounts.values()].find((one) => one.id === id)?.login ?? null);
    const judge = async (number: number): Promise<void> => void (await house.evaluate(number));
    await runCommand(deps, target, { comment, login, judge }, new AbortController().signal);
  }
}

function say(number: number, body: string, by = 'ben'): Promise<string | null> {
  house.github.comment(REPO, number, body, by);
  return work();
}

const day = (days: number): string => new Date(house.deps.now().getTime() + days * DAY).toISOString().slice(0, 10);
const conclusion = (head: string): string | null | undefined => house.run(head)?.conclusion;
const waive = (id: string, until = day(30)): string => `/weighbridge waive ${id} until ${until} because ticket 812`;

describe('a command of an approver', () => {
  beforeAll(async () => {
    house = await open(POLICY);
  });
  afterEach(() => expect(house.github.violations).toEqual([]));
  afterAll(() => house.close());

  it('waives what the report showed, until then, and says what was bound', async () => {
    const { number, head, id } = await pull();
    expect(conclusion(head)).toBe('failure');
    const answer = await say(number, waive(id));
    expect(answer).toContain(`**Waived until ${day(30)}** (UTC; 30 days left)`);
    expect(answer).toContain(`\`model/provenance\` for \`hf:acme/a\` (\`${id}\`)`);
    expect(conclusion(head)).toBe('success');
    const comment = house.github.comments(REPO, number).find(({ body }) => body.startsWith('<!-- weighbridge -->'));
    expect(comment?.body).toContain('1 waiver (30 days left)');
    expect(comment?.body).toContain('by `@ben for @acme/security`, 30 days left');
    expect(house.stores.audited.at(-1)).toMatchObject({
      kind: 'waiver',
      actor: '@ben',
      subject: `${REPO}#${number}`,
      body: { id, rule: 'model/provenance', component: 'hf:acme/a', as: '@acme/security', expires: day(30), reason: 'ticket 812' },
    });
  });

  it('opens a pull request that writes it into the policy, and changes nothing else of the file', async () => {
    const { number, id } = await pull();
    const answer = await say(number, waive(id));
    const [, url = '', asked = ''] = /\[A pull request\]\((\S+\/pull\/(\d+))\)/.exec(answer ?? '') ?? [];
    expect(url).toContain('/acme/.weighbridge/pull/');
    const { headSha, headRef, title, body } = house.github.pull(HOME, Number(asked));
    expect(title).toBe(`Waiver for acme/product#${number}`);
    expect(body).toContain('`@ben`');
    expect(headRef).toMatch(/^weighbridge\/waiver-\d+-\d+$/);
    const text = git(house.github.repository(HOME).gitDirectory, ['show', `${headSha}:weighbridge.yml`]);
    expect(text).toBe(
      `${POLICY}waivers:\n  - { id: ${id}, rule: model/provenance, component: "hf:acme/a", repositories: ["acme/product"], reason: "ticket 812", approver: "@ben", expires: ${day(30)} }`,
    );
  });

  it('holds on that pull request alone, and for that finding alone', async () => {
    const { number, id } = await pull();
    await say(number, waive(id));
    const other = await pull();
    expect(other.id).toBe(id);
    expect(conclusion(other.head)).toBe('failure');
    const [branch] = [house.github.pull(REPO, number).headRef];
    const pushed = house.github.pushCommit(REPO, { branch, files: { 'app/more.py': load('acme/b') }, by: 'eve' });
    await house.evaluate(number);
    expect(conclusion(pushed)).toBe('failure');
  });

  it('ends: it is told 14 days before, and on the day after the finding is back', async () => {
    const { number, head, id } = await pull();
    await say(number, waive(id, day(20)));
    const rests = (): string | null | undefined => house.stores.recorded.findLast((one) => one.number === number)?.rests?.againAt;
    expect(rests()).toBe(`${day(6)}T00:00:00.000Z`);
    const end = day(20);
    house.advance(6 * DAY);
    await house.evaluate(number);
    expect(house.run(head)?.summary).toContain(`ends on ${end} (14 days left)`);
    house.advance(14 * DAY);
    await house.evaluate(number);
    expect(conclusion(head)).toBe('success');
    house.advance(DAY);
    await house.evaluate(number);
    expect(conclusion(head)).toBe('failure');
    expect(house.run(head)?.summary).toContain('the finding is back');
    house.advance(-21 * DAY);
  });

  it('does not hold any more once nobody of the policy is who gave it', async () => {
    const { number, head, id } = await pull();
    await say(number, waive(id));
    house.github.pushCommit(HOME, { branch: 'main', files: { 'weighbridge.yml': POLICY.replace('security', 'legal') }, by: 'ada' });
    await house.evaluate(number);
    expect(conclusion(head)).toBe('failure');
    house.github.pushCommit(HOME, { branch: 'main', files: { 'weighbridge.yml': POLICY }, by: 'ada' });
  });

  it('asks for another look, by whoever works on it', async () => {
    const { number } = await pull();
    expect(await say(number, '/weighbridge recheck', 'eve')).toContain('**Checking again**');
    expect(await say(number, '/weighbridge recheck', 'mallory')).toContain('**Refused:** only who wrote this change');
  });

  it.each<[string, (id: string) => string, string, RegExp]>([
    ['an outsider', waive, 'mallory', /not one of the approvers.*`@acme\/security`/],
    ['a member of another team', waive, 'eve', /not one of the approvers/],
    ['another finding', () => waive('wb-aaaaaaaaaaaa'), 'ben', /has no finding `wb-aaaaaaaaaaaa`/],
    ['a day that is over', (id) => waive(id, day(-1)), 'ben', /is over: today is/],
    ['a day that is far', (id) => waive(id, day(91)), 'ben', /91 days ahead, and a command allows at most 90/],
    ['no command', () => '/weighbridge dance', 'ben', /no such command/],
    ['nothing that waits', () => '/weighbridge approve', 'ben', /nothing waited for a review/],
  ])('is refused with the reason, and nothing changes: %s', async (_name, text, by, reason) => {
    const { number, head, id } = await pull(by === 'eve' ? 'ben' : 'eve');
    const before = house.stores.audited.length;
    expect(await say(number, text(id), by)).toMatch(reason);
    expect(conclusion(head)).toBe('failure');
    expect(house.stores.audited).toHaveLength(before);
  });

  it('is refused of the author and of a committer, and of nobody else', async () => {
    const own = await pull('ben');
    expect(await say(own.number, waive(own.id), 'ben')).toContain('you wrote some of this change');
    const { number, id } = await pull();
    const branch = house.github.pull(REPO, number).headRef;
    house.github.pushCommit(REPO, { branch, files: { 'app/ben.py': 'x = 1\n' }, by: 'ben' });
    await house.evaluate(number);
    expect(await say(number, waive(id), 'ben')).toContain('you wrote some of this change');
    expect(await say(number, waive(id), 'ada')).toContain('**Waived until');
  });

  it('is refused on a closed pull request', async () => {
    const { number, id } = await pull();
    house.github.closePullRequest(REPO, number, 'eve');
    expect(await say(number, waive(id))).toContain('**Refused:** this pull request is closed');
  });

  it('is refused when the comment was edited before anybody came to it, and forgotten when it was deleted', async () => {
    const { number, head, id } = await pull();
    const posted = house.github.comment(REPO, number, waive(id), 'ben');
    const { stores, target, app, github } = house;
    const said = commandOf('issue_comment', github.deliveries(app).at(-1)?.payload);
    if (said === null) throw new Error('nothing was said');
    github.editComment(REPO, posted.id, `${waive(id)} and more`, 'eve');
    // Its edit is another event, which asks for nothing.
    expect(await work()).toBeNull();
    const key = { installationId: target.installationId, repositoryId: said.repository, comment: said.comment };
    const login = (): Promise<string> => Promise.resolve('ben');
    const judge = (): Promise<void> => Promise.reject(new Error('it asked for a check'));
    stores.say(key, { ...said, line: said.line.replace('812', '813') });
    await runCommand(house.deps, target, { comment: said.comment, login, judge }, new AbortController().signal);
    expect(github.comments(REPO, number).at(-1)?.body).toContain('was edited after it was posted');
    github.deleteComment(REPO, posted.id);
    const before = github.comments(REPO, number).length;
    stores.say(key, said);
    await runCommand(house.deps, target, { comment: said.comment, login, judge }, new AbortController().signal);
    expect(github.comments(REPO, number)).toHaveLength(before);
    expect(conclusion(head)).toBe('failure');
  });

  it('binds what was shown: what came after the comment was not seen', async () => {
    const { number, id } = await pull();
    house.github.comment(REPO, number, '/weighbridge approve', 'ben');
    const { stores, target, app, github } = house;
    const said = commandOf('issue_comment', github.deliveries(app).at(-1)?.payload);
    if (said === null) throw new Error('nothing was said');
    expect(id).not.toBe('');
    stores.say({ installationId: target.installationId, repositoryId: said.repository, comment: said.comment }, said);
    const kept = await stores.commands.get({ installationId: target.installationId, repositoryId: said.repository, comment: said.comment });
    const branch = github.pull(REPO, number).headRef;
    const pushed = github.pushCommit(REPO, { branch, files: { 'app/later.py': load('acme/b') }, by: 'eve' });
    await house.evaluate(number);
    expect(kept?.shown?.head.commit).not.toBe(pushed);
  });

  it('of an App, and on an issue that is no pull request, is none', async () => {
    house.github.commentOnIssue(REPO, '/weighbridge recheck', 'ben');
    expect(house.github.deliveries(house.app).at(-1)?.event).toBe('issue_comment');
    expect(await work()).toBeNull();
    const { number } = await pull();
    await say(number, '/weighbridge recheck', 'eve');
    // Our own answer was told to us, too.
    expect(await work()).toBeNull();
  });

  it('answers ten in an hour on one pull request, but for what decides something', async () => {
    const { number, id } = await pull();
    for (let n = 0; n < 10; n++) expect(await say(number, '/weighbridge dance', 'mallory')).not.toBeNull();
    expect(await say(number, '/weighbridge dance', 'mallory')).toBeNull();
    expect(await say(number, waive(id), 'ben')).toContain('**Waived until');
  });
});

describe('what the policy says of commands', () => {
  beforeEach(() => {
    opened += 100;
  });
  afterEach(() => house.close());

  it.each([
    ['a shorter time', 'waiving: { longest: 10d }', 'eve', /30 days ahead, and the policy allows at most 10/],
    ['a rule that nobody waives', 'waiving: { never: [model/provenance] }', 'eve', /nobody waives `model\/provenance`/],
    ['authors may', 'waiving: { by-author: true }', 'ben', /\*\*Waived until/],
  ])('%s', async (_name, text, by, answer) => {
    house = await open(`${POLICY}${text}\n`);
    const { number, id } = await pull(by);
    expect(await say(number, waive(id))).toMatch(answer);
  });

  it('without approvers nobody waives by a comment', async () => {
    house = await open(POLICY.replace(/approvers.*\n/, ''));
    const { number, id } = await pull();
    expect(await say(number, waive(id))).toContain('the policy names no `approvers`');
  });

  it('where the App may not write, the answer has the entry to copy, and says why', async () => {
    house = await open(POLICY, { ...PERMISSIONS, contents: 'read' });
    const { number, head, id } = await pull();
    const answer = await say(number, waive(id));
    expect(answer).toContain('this App may not write there:\n```yaml\n- { id: ');
    expect(answer).toContain('`acme/.weighbridge`');
    expect(conclusion(head)).toBe('success');
  });

  it('without "members: read" nobody is told apart: it is refused, and said', async () => {
    const { members: _, ...rest } = PERMISSIONS;
    house = await open(POLICY, rest);
    const { number, id } = await pull();
    expect(await say(number, waive(id))).toContain('"members: read"');
  });

  it('in a public repository neither the policy repository nor the approvers have a name (T26)', async () => {
    house = await open(POLICY, PERMISSIONS, true);
    const { number, head, id } = await pull();
    const refused = await say(number, waive(id), 'mallory');
    const answer = await say(number, waive(id));
    expect(answer).toContain('A pull request asks to write it into the policy of the organization.');
    expect(conclusion(head)).toBe('success');
    const all = [refused, ...house.github.comments(REPO, number).map(({ body }) => body), house.run(head)?.summary].join('\n');
    for (const secret of ['.weighbridge', 'acme/security', HOME]) expect(all).not.toContain(secret);
  });

  it('a merge group rests on what was waived on its pull request', async () => {
    house = await open(POLICY);
    const { number, id } = await pull();
    await say(number, waive(id));
    house.github.requireMergeQueue(REPO);
    const head = house.github.enqueue(REPO, number);
    await evaluateMergeGroup(house.deps, house.target, head, new AbortController().signal);
    expect(conclusion(head)).toBe('success');
  });

  it('a tag is waived as the commit that it was', async () => {
    house = await open(POLICY);
    const { number, id } = await pull('eve', load('acme/a').replace('"acme/a"', '"acme/a", revision="main"'));
    expect(COMMIT).not.toBe('');
    expect(await say(number, waive(id))).toContain('hf:acme/a');
  });
});
