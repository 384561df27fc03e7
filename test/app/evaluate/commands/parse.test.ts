import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../../app/evaluate/commands/parse.ts';

const ID = 'wb-k3f7q2ma4x2p';
const why = (line: string): string => {
  const parsed = parseCommand(line);
  return parsed.kind === 'refused' ? parsed.why : `not refused: ${JSON.stringify(parsed)}`;
};

describe('the first line of a comment', () => {
  it.each([
    [`/weighbridge waive ${ID} until 2027-01-31 because we asked`, { kind: 'waive', finding: ID, until: '2027-01-31', reason: 'we asked' }],
    [
      `/weighbridge   waive  ${ID}  until  2027-01-31  because  two  spaces  `,
      { kind: 'waive', finding: ID, until: '2027-01-31', reason: 'two  spaces' },
    ],
    // One line is one command: the rest of it is the reason.
    [
      `/weighbridge waive ${ID} until 2027-01-31 because x /weighbridge approve`,
      { kind: 'waive', finding: ID, until: '2027-01-31', reason: 'x /weighbridge approve' },
    ],
    [
      `/weighbridge waive ${ID} until 2027-01-31 because a until 2099-01-01 because b`,
      { kind: 'waive', finding: ID, until: '2027-01-31', reason: 'a until 2099-01-01 because b' },
    ],
    [`/weighbridge waive ${ID} until 2027-01-31 because 相談済み`, { kind: 'waive', finding: ID, until: '2027-01-31', reason: '相談済み' }],
    ['/weighbridge approve', { kind: 'approve', finding: null }],
    [`/weighbridge approve ${ID}`, { kind: 'approve', finding: ID }],
    ['/weighbridge recheck', { kind: 'recheck' }],
  ])('%s', (line, expected) => {
    expect(parseCommand(line)).toEqual(expected);
  });

  it.each([
    ['nothing', '/weighbridge', /no such command/],
    ['another word', '/weighbridge merge', /no such command/],
    ['more than a word', '/weighbridge recheck now', /no such command/],
    ['capitals', '/Weighbridge recheck', /no such command/],
    ['a command in capitals', `/weighbridge WAIVE ${ID} until 2027-01-31 because x`, /no such command/],
    ['an id in capitals', '/weighbridge approve WB-K3F7Q2MA4X2P', /no id/],
    ['an id with a look-alike: 0, which no id has', '/weighbridge approve wb-k3f7q2ma4x20', /no id/],
    ['a Cyrillic letter in the id', '/weighbridge approve wb-k3f7q2mа4x2p', /no id/],
    ['an id that is too short', '/weighbridge approve wb-k3f7q2ma', /no id/],
    ['an id and more', `/weighbridge approve ${ID}x`, /no id/],
    ['several ids', `/weighbridge approve ${ID} ${ID}`, /no such command/],
    ['a rule for an id', '/weighbridge waive model/provenance until 2027-01-31 because x', /no id/],
    ['bidi', `/weighbridge waive ${ID} until 2027-01-31 because \u202Eesuaceb`, /cannot be seen/],
    ['zero-width', `/weighbridge approve wb-\u200Bk3f7q2ma4x2p`, /cannot be seen/],
    ['a space that is none', '/weighbridge\u00A0recheck', /cannot be seen/],
    ['a tab', '/weighbridge\trecheck', /cannot be seen/],
    ['a tag character', '/weighbridge recheck\u{E0041}', /cannot be seen/],
    ['10,000 characters', `/weighbridge waive ${ID} until 2027-01-31 because ${'x'.repeat(10_000)}`, /longer than 1000/],
    ['a reason of 501', `/weighbridge waive ${ID} until 2027-01-31 because ${'x'.repeat(501)}`, /longer than 500/],
    ['a reason of dots', `/weighbridge waive ${ID} until 2027-01-31 because …`, /in words/],
    ['no reason', `/weighbridge waive ${ID} until 2027-01-31 because`, /no such command/],
    ['no end', `/weighbridge waive ${ID} because x`, /no such command/],
    ['another order of a day', `/weighbridge waive ${ID} until 31-01-2027 because x`, /no day/],
    ['a day in another way', `/weighbridge waive ${ID} until 01/31/2027 because x`, /no day/],
    ['no day of the calendar', `/weighbridge waive ${ID} until 2027-02-29 because x`, /no day/],
    ['the 30th of February', `/weighbridge waive ${ID} until 2027-02-30 because x`, /no day/],
    ['a moment of another time zone', `/weighbridge waive ${ID} until 2027-01-31T23:59:59+14:00 because x`, /no day/],
    ['a day in words', `/weighbridge waive ${ID} until tomorrow because x`, /no day/],
    ['a day in other digits', `/weighbridge waive ${ID} until ２０２７-01-31 because x`, /no day/],
    ['a year of six digits', `/weighbridge waive ${ID} until +002027-01-31 because x`, /no day/],
  ])('%s is refused, and told why', (_name, line, reason) => {
    expect(why(line)).toMatch(reason);
  });

  it('gives back of any text either a command of this form or a refusal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const parsed = parseCommand(`/weighbridge ${text}`);
        if (parsed.kind === 'waive') expect(parsed.until).toMatch(/^\d{4}-\d\d-\d\d$/);
        expect(['waive', 'approve', 'recheck', 'refused']).toContain(parsed.kind);
      }),
    );
  });

  it('is read in linear time, whatever it repeats', () => {
    for (const part of ['until ', 'because ', ' ', 'waive ', '\t', 'wb-'])
      expect(why(`/weighbridge waive ${part.repeat(2_000_000 / part.length)}`)).toMatch(/longer than/);
  });
});
