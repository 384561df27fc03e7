import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { evaluateMergeGroup } from '../../../../app/evaluate/evaluate-group.ts';
import { COMMIT, load, OTHER, REPO } from '../../../support/app-house.ts';
import { type CommandHouse, commandHouse } from '../../../support/command-house.ts';

const POLICY = 'version: 1\nlicenses: { review: [Apache-2.0] }\napprovers: ["@acme/security"]\n';

let house: CommandHouse;
beforeAll(async () => {
  house = await commandHouse(POLICY);
});
afterEach(() => expect(house.github.violations).toEqual([]));
afterAll(() => house.close());

const review = (number: number): string =>
  house.stores.recorded.findLast((one) => one.number === number)?.verdict.findings.find(({ finding }) => finding.review !== undefined)
    ?.finding.id ?? '';
const approvals = (): Readonly<Record<string, unknown>>[] =>
  house.stores.audited.flatMap(({ kind, actor, body }) => (kind === 'approval' ? [{ actor, ...body }] : []));

it('is refused of who is none, of who wrote it, and of what may move', async () => {
  const { number } = await house.pull('eve', load('acme/b', COMMIT));
  expect(await house.say(number, '/weighbridge approve', 'mallory')).toContain('not one of the approvers');
  const own = await house.pull('ben', load('acme/b', COMMIT));
  expect(await house.say(own.number, '/weighbridge approve')).toContain('you wrote some of this change');
  const moving = await house.pull('eve', load('acme/b'));
  expect(await house.say(moving.number, '/weighbridge approve')).toContain('the code asks for no commit');
  expect(approvals()).toEqual([]);
});

it('approves what the report showed, and not what was pushed after the comment', async () => {
  const { github, stores, target } = house;
  const { number, head } = await house.pull('eve', load('acme/a', COMMIT));
  expect(house.conclusion(head)).toBe('action_required');
  github.comment(REPO, number, '/weighbridge approve', 'ben');
  const said = house.heard();
  if (said === null) throw new Error('nothing was said');
  stores.say({ installationId: target.installationId, repositoryId: said.repository, comment: said.comment }, said);
  const branch = github.pull(REPO, number).headRef;
  const pushed = github.pushCommit(REPO, { branch, files: { 'app/later.py': load('acme/b', COMMIT) }, by: 'eve' });
  await house.evaluate(number);
  await house.does(said);
  expect(house.conclusion(pushed)).toBe('action_required');
  expect(approvals()).toMatchObject([
    { actor: '@ben', state: 'given', as: '@acme/security', license: 'Apache-2.0', licenseText: null, head, comment: said.comment },
  ]);
  // What was shown is settled: in another pull request it passes.
  expect(house.conclusion((await house.pull('eve', load('acme/a', COMMIT))).head)).toBe('success');
});

it('approves one finding by its id, and is remembered in a group of the merge queue', async () => {
  const { number, head } = await house.pull('eve', load('acme/a', OTHER));
  const answer = await house.say(number, `/weighbridge approve ${review(number)}`);
  expect(answer).toContain(`at \`${OTHER}\`, under \`Apache-2.0\` (no license text was read)`);
  expect(house.conclusion(head)).toBe('success');
  house.github.requireMergeQueue(REPO);
  const group = house.github.enqueue(REPO, number);
  await evaluateMergeGroup(house.deps, house.target, group, new AbortController().signal);
  expect(house.conclusion(group)).toBe('success');
});

it('counts while who gave it belongs to the team, and while the policy names that team (T3)', async () => {
  const { number, head } = await house.pull('eve', load('acme/a', COMMIT));
  expect(house.conclusion(head)).toBe('success');
  expect(house.stores.recorded.findLast((one) => one.number === number)?.rests).toEqual({ againAt: null, approved: true });
  house.github.setTeamMembers('acme/security', ['ada']);
  await house.evaluate(number);
  expect(house.conclusion(head)).toBe('action_required');
  expect(house.stores.recorded.findLast((one) => one.number === number)?.rests).toEqual({ againAt: null, approved: false });
  house.github.setTeamMembers('acme/security', ['ada', 'ben']);
  await house.evaluate(number);
  expect(house.conclusion(head)).toBe('success');
});

it('a review that is taken back is in the audit log, as the one that was given is', async () => {
  const { number } = await house.pull('eve', load('acme/b', OTHER));
  const before = approvals().length;
  const { id } = house.github.review(REPO, number, 'APPROVED', 'ben');
  for (let times = 0; times < 2; times++) await house.evaluate(number);
  house.github.review(REPO, number, 'CHANGES_REQUESTED', 'ben');
  for (let times = 0; times < 2; times++) await house.evaluate(number);
  expect(approvals().slice(before)).toMatchObject([
    { state: 'given', review: id, actor: '@ben' },
    { state: 'withdrawn', review: id, actor: '@ben' },
  ]);
});
