import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { git } from '../../../github-fake/git.ts';
import { load, REPO } from '../../../support/app-house.ts';
import { APPROVERS_POLICY as POLICY, type CommandHouse, commandHouse, DAY, HOME } from '../../../support/command-house.ts';

let house: CommandHouse;

describe('a command of an approver', () => {
  beforeAll(async () => {
    house = await commandHouse(POLICY);
  });
  afterEach(() => expect(house.github.violations).toEqual([]));
  afterAll(() => house.close());

  it('waives what the report showed, until then, and says what was bound', async () => {
    const { number, head, id } = await house.pull();
    expect(house.conclusion(head)).toBe('failure');
    const answer = await house.say(number, house.waive(id));
    expect(answer).toContain(`**Waived until ${house.day(30)}** (UTC; 30 days left)`);
    expect(answer).toContain(`\`model/provenance\` for \`hf:acme/a\` (\`${id}\`)`);
    expect(house.conclusion(head)).toBe('success');
    const comment = house.github.comments(REPO, number).find(({ body }) => body.startsWith('<!-- weighbridge -->'));
    expect(comment?.body).toContain('1 waiver (30 days left)');
    expect(comment?.body).toContain('by `@ben for @acme/security`, 30 days left');
    expect(house.stores.audited.findLast(({ kind }) => kind === 'waiver')).toMatchObject({
      kind: 'waiver',
      actor: '@ben',
      subject: `${REPO}#${number}`,
      body: { id, rule: 'model/provenance', component: 'hf:acme/a', as: '@acme/security', expires: house.day(30), reason: 'ticket 812' },
    });
  });

  it('opens a pull request that writes it into the policy, and changes nothing else of the file', async () => {
    const { number, id } = await house.pull();
    const answer = await house.say(number, house.waive(id));
    const [, url = '', asked = ''] = /\[A pull request\]\((\S+\/pull\/(\d+))\)/.exec(answer ?? '') ?? [];
    expect(url).toContain('/acme/.weighbridge/pull/');
    const { headSha, headRef, title, body } = house.github.pull(HOME, Number(asked));
    expect(title).toBe(`Waiver for acme/product#${number}`);
    expect(body).toContain('`@ben`');
    expect(headRef).toMatch(/^weighbridge\/waiver-\d+-\d+$/);
    const text = git(house.github.repository(HOME).gitDirectory, ['show', `${headSha}:weighbridge.yml`]);
    expect(text).toBe(
      `${POLICY}waivers:\n  - { id: ${id}, rule: model/provenance, component: "hf:acme/a", repositories: ["acme/product"], reason: "ticket 812", approver: "@ben", expires: ${house.day(30)} }`,
    );
  });

  it('holds on that pull request alone, and for that finding alone', async () => {
    const { number, id } = await house.pull();
    await house.say(number, house.waive(id));
    const other = await house.pull();
    expect(other.id).toBe(id);
    expect(house.conclusion(other.head)).toBe('failure');
    const [branch] = [house.github.pull(REPO, number).headRef];
    const pushed = house.github.pushCommit(REPO, { branch, files: { 'app/more.py': load('acme/b') }, by: 'eve' });
    await house.evaluate(number);
    expect(house.conclusion(pushed)).toBe('failure');
  });

  it('ends: it is told 14 days before, and on the day after the finding is back', async () => {
    const { number, head, id } = await house.pull();
    await house.say(number, house.waive(id, house.day(20)));
    const rests = (): string | null | undefined => house.stores.recorded.findLast((one) => one.number === number)?.rests?.againAt;
    expect(rests()).toBe(`${house.day(6)}T00:00:00.000Z`);
    const end = house.day(20);
    house.advance(6 * DAY);
    await house.evaluate(number);
    expect(house.run(head)?.summary).toContain(`ends on ${end} (14 days left)`);
    house.advance(14 * DAY);
    await house.evaluate(number);
    expect(house.conclusion(head)).toBe('success');
    house.advance(DAY);
    await house.evaluate(number);
    expect(house.conclusion(head)).toBe('failure');
    expect(house.run(head)?.summary).toContain('the finding is back');
    house.advance(-21 * DAY);
  });

  it('does not hold any more once nobody of the policy is who gave it', async () => {
    const { number, head, id } = await house.pull();
    await house.say(number, house.waive(id));
    house.github.pushCommit(HOME, { branch: 'main', files: { 'weighbridge.yml': POLICY.replace('security', 'legal') }, by: 'ada' });
    await house.evaluate(number);
    expect(house.conclusion(head)).toBe('failure');
    house.github.pushCommit(HOME, { branch: 'main', files: { 'weighbridge.yml': POLICY }, by: 'ada' });
  });

  it('asks for another look, by whoever works on it', async () => {
    const { number } = await house.pull();
    expect(await house.say(number, '/weighbridge recheck', 'eve')).toContain('**Checking again**');
    expect(await house.say(number, '/weighbridge recheck', 'mallory')).toContain('**Refused:** only who wrote this change');
  });

  it.each<[string, (id: string) => string, string, RegExp]>([
    ['an outsider', (id) => house.waive(id), 'mallory', /not one of the approvers.*`@acme\/security`/],
    ['a member of another team', (id) => house.waive(id), 'eve', /not one of the approvers/],
    ['another finding', () => house.waive('wb-aaaaaaaaaaaa'), 'ben', /has no finding `wb-aaaaaaaaaaaa`/],
    ['a day that is over', (id) => house.waive(id, house.day(-1)), 'ben', /is over: today is/],
    ['a day that is far', (id) => house.waive(id, house.day(91)), 'ben', /91 days ahead, and a command allows at most 90/],
    ['no command', () => '/weighbridge dance', 'ben', /no such command/],
    ['nothing that waits', () => '/weighbridge approve', 'ben', /nothing waited for a review/],
  ])('is refused with the reason, and nothing changes: %s', async (_name, text, by, reason) => {
    const { number, head, id } = await house.pull(by === 'eve' ? 'ben' : 'eve');
    const before = house.stores.audited.length;
    expect(await house.say(number, text(id), by)).toMatch(reason);
    expect(house.conclusion(head)).toBe('failure');
    expect(house.stores.audited).toHaveLength(before);
  });

  it('is refused of the author and of a committer, and of nobody else', async () => {
    const own = await house.pull('ben');
    expect(await house.say(own.number, house.waive(own.id), 'ben')).toContain('you wrote some of this change');
    const { number, id } = await house.pull();
    const branch = house.github.pull(REPO, number).headRef;
    house.github.pushCommit(REPO, { branch, files: { 'app/ben.py': 'x = 1\n' }, by: 'ben' });
    await house.evaluate(number);
    expect(await house.say(number, house.waive(id), 'ben')).toContain('you wrote some of this change');
    expect(await house.say(number, house.waive(id), 'ada')).toContain('**Waived until');
  });

  it('is refused on a closed pull request', async () => {
    const { number, id } = await house.pull();
    house.github.closePullRequest(REPO, number, 'eve');
    expect(await house.say(number, house.waive(id))).toContain('**Refused:** this pull request is closed');
  });

  it('is refused when the comment was edited before anybody came to it, and forgotten when it was deleted', async () => {
    const { number, head, id } = await house.pull();
    const posted = house.github.comment(REPO, number, house.waive(id), 'ben');
    const { stores, target, github } = house;
    const said = house.heard();
    if (said === null) throw new Error('nothing was said');
    github.editComment(REPO, posted.id, `${house.waive(id)} and more`, 'eve');
    // Its edit is another event, which asks for nothing.
    expect(await house.work()).toBeNull();
    const key = { installationId: target.installationId, repositoryId: said.repository, comment: said.comment };
    stores.say(key, { ...said, line: said.line.replace('812', '813') });
    await house.does(said);
    expect(github.comments(REPO, number).at(-1)?.body).toContain('was edited after it was posted');
    github.deleteComment(REPO, posted.id);
    const before = github.comments(REPO, number).length;
    stores.say(key, said);
    await house.does(said);
    expect(github.comments(REPO, number)).toHaveLength(before);
    expect(house.conclusion(head)).toBe('failure');
  });

  it('of an App, and on an issue that is no pull request, is none', async () => {
    house.github.commentOnIssue(REPO, '/weighbridge recheck', 'ben');
    expect(house.github.deliveries(house.app).at(-1)?.event).toBe('issue_comment');
    expect(await house.work()).toBeNull();
    const { number } = await house.pull();
    await house.say(number, '/weighbridge recheck', 'eve');
    // Our own answer was told to us, too.
    expect(await house.work()).toBeNull();
  });

  it('answers ten in an hour on one pull request, but for what decides something', async () => {
    const { number, id } = await house.pull();
    for (let n = 0; n < 10; n++) expect(await house.say(number, '/weighbridge dance', 'mallory')).not.toBeNull();
    expect(await house.say(number, '/weighbridge dance', 'mallory')).toBeNull();
    expect(await house.say(number, house.waive(id), 'ben')).toContain('**Waived until');
  });
});
