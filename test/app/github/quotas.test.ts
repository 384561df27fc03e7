import { expect, it } from 'vitest';
import { createQuotas } from '../../../app/github/quotas.ts';

const RESET = 1_800_000_000;
const headers = (remaining: number, limit: number, resource?: string): Record<string, string> => ({
  'x-ratelimit-limit': String(limit),
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-reset': String(RESET),
  ...(resource === undefined ? {} : { 'x-ratelimit-resource': resource }),
});

it('tells the smallest share of all installations for each kind of quota, until the hour is over', () => {
  let at = RESET * 1000 - 1;
  const quotas = createQuotas(() => new Date(at));
  expect(quotas.lowest()).toEqual([]);
  quotas.note(1, headers(3000, 5000));
  quotas.note(2, headers(3100, 12_500, 'core'));
  quotas.note(2, headers(4990, 5000, 'graphql'));
  quotas.note(3, headers(0, 60, 'made up by a server'));
  quotas.note(3, {});
  expect(quotas.lowest()).toEqual([
    { resource: 'core', remaining: 3100, limit: 12_500 },
    { resource: 'graphql', remaining: 4990, limit: 5000 },
  ]);
  quotas.note(2, headers(9000, 12_500));
  expect(quotas.lowest()[0]).toEqual({ resource: 'core', remaining: 3000, limit: 5000 });
  at += 1;
  expect(quotas.lowest()).toEqual([]);
});
