import { afterEach, describe, expect, it } from 'vitest';
import { evaluateMergeGroup } from '../../../../app/evaluate/evaluate-group.ts';
import { REPO } from '../../../support/app-house.ts';
import {
  APPROVERS_POLICY as POLICY,
  COMMAND_PERMISSIONS as PERMISSIONS,
  type CommandHouse,
  commandHouse,
  HOME,
} from '../../../support/command-house.ts';

let house: CommandHouse;

describe('what the policy says of commands', () => {
  afterEach(() => house.close());

  it.each([
    ['a shorter time', 'waiving: { longest: 10d }', 'eve', /30 days ahead, and the policy allows at most 10/],
    ['a rule that nobody waives', 'waiving: { never: [model/provenance] }', 'eve', /nobody waives `model\/provenance`/],
    ['authors may', 'waiving: { by-author: true }', 'ben', /\*\*Waived until/],
  ])('%s', async (_name, text, by, answer) => {
    house = await commandHouse(`${POLICY}${text}\n`);
    const { number, id } = await house.pull(by);
    expect(await house.say(number, house.waive(id))).toMatch(answer);
  });

  it('without approvers nobody waives by a comment', async () => {
    house = await commandHouse(POLICY.replace(/approvers.*\n/, ''));
    const { number, id } = await house.pull();
    expect(await house.say(number, house.waive(id))).toContain('the policy names no `approvers`');
  });

  it('where the App may not write, the answer has the entry to copy, and says why', async () => {
    house = await commandHouse(POLICY, { ...PERMISSIONS, contents: 'read' });
    const { number, head, id } = await house.pull();
    const answer = await house.say(number, house.waive(id));
    expect(answer).toContain('this App may not write there:\n```yaml\n- { id: ');
    expect(answer).toContain('`acme/.weighbridge`');
    expect(house.conclusion(head)).toBe('success');
  });

  it('without "members: read" nobody is told apart: it is refused, and said', async () => {
    const { members: _, ...rest } = PERMISSIONS;
    house = await commandHouse(POLICY, rest);
    const { number, id } = await house.pull();
    expect(await house.say(number, house.waive(id))).toContain('"members: read"');
  });

  it('in a public repository neither the policy repository nor the approvers have a name (T26)', async () => {
    house = await commandHouse(POLICY, PERMISSIONS, true);
    const { number, head, id } = await house.pull();
    const before = house.run(head)?.summary;
    expect(before).toContain('an approver of the policy, who wrote none of it');
    const refused = await house.say(number, house.waive(id), 'mallory');
    const answer = await house.say(number, house.waive(id));
    expect(answer).toContain('A pull request asks to write it into the policy of the organization.');
    expect(house.conclusion(head)).toBe('success');
    const all = [before, refused, ...house.github.comments(REPO, number).map(({ body }) => body), house.run(head)?.summary].join('\n');
    for (const secret of ['.weighbridge', 'acme/security', HOME]) expect(all).not.toContain(secret);
  });

  it('a merge group rests on what was waived on its pull request', async () => {
    house = await commandHouse(POLICY);
    const { number, id } = await house.pull();
    await house.say(number, house.waive(id));
    house.github.requireMergeQueue(REPO);
    const head = house.github.enqueue(REPO, number);
    await evaluateMergeGroup(house.deps, house.target, head, new AbortController().signal);
    expect(house.conclusion(head)).toBe('success');
  });
});
