/** Link headers: whether a list goes on, and where. */
import { expect, it } from 'vitest';
import { nextLink } from '../../../src/core/base/next-link.ts';

it.each<[string, string | null | undefined, string | null]>([
  ['none', null, null],
  ['none, in another client', undefined, null],
  ['the usual one', '<https://a.example/?page=2>; rel="next"', 'https://a.example/?page=2'],
  ['behind others', '<https://a.example/?before=1>; rel="prev", <https://a.example/?after=2>; rel="next"', 'https://a.example/?after=2'],
  ['before others', '</v2/x?n=1>; rel="next", </v2/y>; rel="last"', '/v2/x?n=1'],
  ['an address with a comma', '<https://a.example/?a=1,2>; rel="next"', 'https://a.example/?a=1,2'],
  ['without quotes, in other letters', '</x>; REL = Next', '/x'],
  ['others alone', '</x>; rel="prev"', null],
  ['a word that begins alike', '</x>; rel="nexthop"', null],
  ['without an address', 'x; rel="next"', ''],
  ['longer than is read', `</${'x'.repeat(5000)}>; rel="prev"`, ''],
])('%s', (_, header, expected) => {
  expect(nextLink(header)).toBe(expected);
});

it('reads hostile headers in linear work', () => {
  for (const text of ['<'.repeat(4000), '<>'.repeat(2000), `<>${'; rel='.repeat(600)}`]) expect(nextLink(text)).toBeNull();
});
