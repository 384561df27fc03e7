import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { beginning, createWordSearch, type WordQuestion, type SoughtWord, wholeWords } from '../../../src/core/base/word-search.ts';

/** What the search must answer, asked of each word by itself. */
function asPattern({ word, begins, ends, at }: SoughtWord): RegExp {
  const plain = word.replace(/[.(]/g, '\\$&');
  const form = at === undefined ? plain : `(?=${plain})(?:${at.source})`;
  return new RegExp(`${begins === true ? '(?<!\\w)' : ''}${form}${ends === true ? '(?!\\w)' : ''}`);
}

/** Few letters, so that words begin, hold and end each other. */
const letters = fc.constantFrom('a', 'b', '_', '.', '(', ' ', '\0', '\n', 'é', '\uFEFF', '\uD800', '\u3042');
const text = fc.array(letters, { maxLength: 40 }).map((all) => all.join(''));
const word = fc.array(fc.constantFrom('a', 'b', '_', '.', '('), { minLength: 1, maxLength: 5 }).map((all) => all.join(''));
const sought: fc.Arbitrary<SoughtWord> = fc.record({ word, begins: fc.boolean(), ends: fc.boolean() });

describe('words of a text', () => {
  test.prop([fc.array(fc.array(sought, { maxLength: 4 }), { maxLength: 6 }), text], { numRuns: 3_000 })(
    'are found as each by itself',
    (questions, where) => {
      const found = createWordSearch(questions)(where);
      const expected = questions.map((question) => question.some((one) => asPattern(one).test(where)));
      expect(questions.map((question) => found.has(question))).toEqual(expected);
    },
  );

  it.each([
    ['xab ab', true],
    ['éab', true],
    ['xab', false],
    ['ab_', false],
    ['', false],
    ['a', false],
    ['ab', true],
  ])('stand alone in %j: %j', (where, expected) => {
    const question = wholeWords('ab');
    expect(createWordSearch([question])(where).has(question)).toBe(expected);
  });

  it('may go on where only their beginning is asked, and must stand as the form says', () => {
    const begins = beginning('ab');
    const calls: WordQuestion = [{ word: 'ab', at: /(?<!-)ab\s?\(/y }];
    const search = createWordSearch([begins, calls]);
    expect([...search('abc').keys()]).toEqual([begins]);
    expect([...search('cab').keys()]).toEqual([]);
    expect([...search('cab (').keys()]).toEqual([calls]);
    expect([...search('-ab ( ab').keys()]).toEqual([begins]);
  });

  it('tells all places of a question that wants them, and one of others', () => {
    const [once, always] = [beginning('ab'), wholeWords('ab', 'b')];
    const found = createWordSearch([once], [always])('ab b abb\nab');
    expect([found.get(once), found.get(always)]).toEqual([[0], [0, 3, 9]]);
  });

  it('cost the same however often they almost stand there', () => {
    const question = beginning('a'.repeat(1_000));
    expect(createWordSearch([question])('a'.repeat(999).concat('b').repeat(2_000)).size).toBe(0);
  });
});
