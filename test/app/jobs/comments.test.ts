import { describe, expect, it } from 'vitest';
import { saidIn } from '../../../app/jobs/comments.ts';
import { commandOf, jobsOf } from '../../../app/jobs/events.ts';

const MOMENT = '2026-11-20T10:00:00Z';
const COMMAND = '/weighbridge recheck';

interface Change {
  readonly action?: string;
  readonly issue?: object;
  readonly comment?: object;
  readonly sender?: object;
}

/** As GitHub sends it, with changes. */
function event(body: string, { action = 'created', issue = {}, comment = {}, sender = {} }: Change = {}) {
  const ada = { id: 9, type: 'User', login: 'ada', ...sender };
  return {
    action,
    installation: { id: 7 },
    repository: { id: 42, default_branch: 'main' },
    issue: { number: 5, state: 'open', pull_request: { url: 'u' }, ...issue },
    comment: { id: 99, body, user: ada, created_at: MOMENT, updated_at: MOMENT, performed_via_github_app: null, ...comment },
    sender: ada,
  };
}

describe('a comment that asks for something (T28)', () => {
  it('is kept as it was signed, with its numbers', () => {
    const payload = event(`${COMMAND}\nand words`);
    expect(commandOf('issue_comment', payload)).toEqual({
      repository: 42,
      comment: 99,
      number: 5,
      sender: 9,
      line: COMMAND,
      more: false,
      saidAt: MOMENT,
    });
    expect(jobsOf('issue_comment', payload)).toEqual([{ kind: 'command', installation: 7, repository: 42, comment: 99 }]);
    expect(commandOf('pull_request_review_comment', payload)).toBeNull();
  });

  it.each([
    ['CRLF', `${COMMAND}\r\n\r\nwords`, COMMAND],
    ['a command with nothing', '/weighbridge', '/weighbridge'],
    ['what is no command, so that it can be told', '/weighbridge dance', '/weighbridge dance'],
    ['capitals, so that it can be told', '/Weighbridge RECHECK', '/Weighbridge RECHECK'],
    ['10,000 characters: as many as can be told to be too many', `/weighbridge ${'x'.repeat(10_000)}`, `/weighbridge ${'x'.repeat(988)}`],
  ])('%s', (_name, body, line) => {
    expect(saidIn(event(body))?.line).toBe(line);
  });

  it('says that another line looks like one: it is not read', () => {
    expect(saidIn(event(`${COMMAND}\n/weighbridge approve`))).toMatchObject({ line: COMMAND, more: true });
    expect(saidIn(event(`${COMMAND}\n> /weighbridge approve`))?.more).toBe(false);
  });

  it.each<[string, string, Change?]>([
    ['words', 'looks good'],
    ['a word that begins so', '/weighbridges recheck'],
    ['not the first line', `hello\n${COMMAND}`],
    ['behind an empty line', `\n${COMMAND}`],
    ['a block of code', `\`\`\`\n${COMMAND}\n\`\`\``],
    ['a block of code in one line', `\`${COMMAND}\``],
    ['a block by indentation', `    ${COMMAND}`],
    ['a quoted reply', `> ${COMMAND}\n\nno`],
    ['a comment of HTML', `<!-- ${COMMAND} -->`],
    ['a list', `- ${COMMAND}`],
    ['a mark before it', `\uFEFF${COMMAND}`],
    ['another slash', '\u2215weighbridge recheck'],
    ['an edit', COMMAND, { action: 'edited' }],
    ['a deletion', COMMAND, { action: 'deleted' }],
    ['a comment that was edited before it was told', COMMAND, { comment: { updated_at: '2026-11-20T10:00:05Z' } }],
    ['a comment without a moment', COMMAND, { comment: { created_at: 'x', updated_at: 'x' } }],
    ['an issue that is no pull request', COMMAND, { issue: { pull_request: undefined } }],
    ['an issue with an empty one', COMMAND, { issue: { pull_request: {} } }],
    ['a bot', COMMAND, { sender: { type: 'Bot' } }],
    ['an organization', COMMAND, { sender: { type: 'Organization' } }],
    ['an App for a person', COMMAND, { comment: { performed_via_github_app: { id: 1 } } }],
    ['somebody else than its author', COMMAND, { comment: { user: { id: 10, type: 'User' } } }],
    ['no numbers', COMMAND, { comment: { id: '99' } }],
    ['too large a number', COMMAND, { issue: { number: 1e21 } }],
  ])('is not: %s', (_name, body, change) => {
    expect(saidIn(event(body, change))).toBeNull();
    expect(jobsOf('issue_comment', event(body, change))).toEqual([]);
  });

  it('is nothing in a payload of nothing', () => {
    for (const payload of [null, [], 'x', {}, { installation: { id: 7 }, action: 'created' }])
      expect(commandOf('issue_comment', payload)).toBeNull();
  });
});
