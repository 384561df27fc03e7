import { expect, it } from 'vitest';
import { GitHubError } from '../../app/github/errors.ts';
import { createLog, errorFields } from '../../app/log.ts';
import { foldOutages, type Outages } from '../../app/outages.ts';
import { serviceDown } from '../../app/down.ts';

interface Told {
  readonly outages: Outages;
  readonly lines: () => readonly Readonly<Record<string, unknown>>[];
  readonly later: (ms: number) => void;
}

function told(): Told {
  let at = 0;
  const lines: string[] = [];
  const now = (): Date => new Date(at);
  const log = createLog((line) => lines.push(line), now);
  return {
    outages: foldOutages(log, now),
    lines: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    later: (ms) => {
      at += ms;
    },
  };
}

const away = errorFields(new GitHubError('unavailable', 'GET /repos/{owner}/{repo}: HTTP 502', 502));
const coded = (code: string, message = 'no'): Error => Object.assign(new Error(message), { code });

it.each<[string, unknown, 'github' | 'database' | null]>([
  ['GitHub without an answer', new GitHubError('unavailable', 'no answer'), 'github'],
  ['an answer of the client library', Object.assign(new Error('no'), { name: 'HttpError', status: 503 }), 'github'],
  ['a refusal of GitHub', Object.assign(new Error('no'), { name: 'HttpError', status: 404 }), null],
  ['something that GitHub does not have', new GitHubError('missing', 'HTTP 404', 404), null],
  ['no connection', coded('ECONNREFUSED'), 'database'],
  ['a connection that broke', new Error('Connection terminated unexpectedly'), 'database'],
  ['a server that ends', coded('57P01'), 'database'],
  ['too many connections', coded('53300'), 'database'],
  ['a violated constraint', coded('23505'), null],
  ['a bug', new TypeError('x is not a function'), null],
  ['no error', 'no', null],
])('%s', (_name, error, service) => {
  expect(serviceDown(error)).toBe(service);
});

it('an outage that many jobs meet is one line, and one when it is over', () => {
  const { outages, lines, later } = told();
  for (let job = 0; job < 300; job++) {
    later(100);
    outages.log.warn('job-failed', { key: `1/2#${job}`, ...away });
  }
  outages.log.error('job-dead', { key: '1/2#1', ...away });
  outages.answered('github');
  expect(lines()).toMatchObject([{ level: 'error', event: 'outage', first: 'job-failed', down: 'github', key: '1/2#0', status: 502 }]);
  later(60_000);
  outages.answered('github');
  outages.answered('github');
  expect(lines().slice(1)).toMatchObject([{ level: 'info', event: 'outage-over', down: 'github', seconds: 29.9, met: 301, dead: 1 }]);
});

it('answers in between do not end it: outages are partial', () => {
  const { outages, lines, later } = told();
  for (let job = 0; job < 10; job++) {
    outages.log.warn('job-failed', away);
    later(1000);
    outages.answered('github');
  }
  expect(lines().map(({ event }) => event)).toEqual(['outage']);
});

it('the next one has its own line, and each service its own', () => {
  const { outages, lines, later } = told();
  outages.log.warn('job-failed', away);
  outages.log.error('queue-error', errorFields(coded('ECONNREFUSED')));
  later(60_000);
  outages.answered('github');
  outages.log.warn('job-failed', away);
  outages.answered('database');
  expect(lines().map(({ event, down }) => [event, down])).toEqual([
    ['outage', 'github'],
    ['outage', 'database'],
    ['outage-over', 'github'],
    ['outage', 'github'],
    ['outage-over', 'database'],
  ]);
});

it('what is about the work is told as ever, also meanwhile', () => {
  const { outages, lines } = told();
  outages.log.warn('job-failed', away);
  outages.log.warn('job-failed', { key: '1/2#7', ...errorFields(new TypeError('x is not a function')) });
  outages.log.info('job-done', { key: '1/2#8' });
  expect(lines().map(({ event, key }) => [event, key])).toEqual([
    ['outage', undefined],
    ['job-failed', '1/2#7'],
    ['job-done', '1/2#8'],
  ]);
});
