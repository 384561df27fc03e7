import { expect, it } from 'vitest';
import { createLog, errorFields } from '../../app/log.ts';

function line(message: string): string {
  const lines: string[] = [];
  const log = createLog(
    (text) => lines.push(text),
    () => new Date(0),
  );
  log.error('failed', errorFields(Object.assign(new TypeError(message), { code: 'E1', status: 500, body: 'never' })));
  return lines.join('');
}

it('writes one JSON line with class, code and status of an error', () => {
  expect(JSON.parse(line('no'))).toEqual({
    time: '1970-01-01T00:00:00.000Z',
    level: 'error',
    event: 'failed',
    error: 'TypeError',
    code: 'E1',
    status: 500,
    message: 'no',
  });
});

it.each([
  ['an installation token', `bad token ghs_1234567_eyJ${'aB3_'.repeat(40)}.${'x'.repeat(40)}`, /eyJ/],
  ['a hub token', 'hf_abcdefghijklmnopqrstuvwxyz0123', /hf_/],
  ['a password in an address', 'connect postgres://user:hunter2@host/db', /hunter2/],
  ['line ends', 'first\nsecond\u2028third', /[\n\u2028]/],
  ['terminal sequences', 'a\u001b[31mred\u202e', /[\u001b\u202e]/],
])('keeps %s out (T21, T22)', (_name, message, never) => {
  expect(line(message)).not.toMatch(never);
});

it('cuts long words', () => {
  expect(line('x'.repeat(10_000)).length).toBeLessThan(600);
});
