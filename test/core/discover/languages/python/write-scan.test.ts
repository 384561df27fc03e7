import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { MUTATORS } from '../../../../../src/core/discover/languages/python/in-place.ts';
import { wordsOfPython } from '../../../../../src/core/discover/languages/python/surface.ts';
import { scanWrites } from '../../../../../src/core/discover/languages/python/write-scan.ts';

/** As one pattern over the whole text: slow, and what hopping from dot to dot must give, too. */
const BEHIND_NAME = new RegExp(
  `\\.(?:(?:${[...MUTATORS].join('|')})\\b|\\w{1,100}[ \\t)]{0,8}(?:,[\\w., \\t(*)]{0,100})?[ \\t]in\\b)`,
  'g',
);

/** Names whose last part is written; "x" is imported, so that what it holds counts, too. */
function writtenBehind(text: string): string[] {
  const names = new Set<string>();
  for (const { 0: found, index } of text.matchAll(BEHIND_NAME)) {
    const name = /^\.\w+/.exec(found)?.[0] ?? '';
    const inPlace = MUTATORS.has(name.slice(1));
    const end = inPlace ? index : index + name.length;
    const dotted = /(?:[\w.]|[^\0-\x7f]){0,300}$/.exec(text.slice(Math.max(0, end - 300), end))?.[0] ?? '';
    if (dotted === '' || (!inPlace && !dotted.includes('.'))) continue;
    if (dotted.split('.', 1)[0] === 'x') names.add(dotted.replace(/\.__dict__$/, '.*'));
    else if (!inPlace && !/^(?:self|cls)\.\w+$/.test(dotted)) names.add(`?.${dotted.slice(dotted.lastIndexOf('.') + 1)}`);
  }
  return [...names].sort();
}

const pieces = fc.constantFrom(
  ...'x|x.a|x.b.c|self.a|.| |\t| in |\tin|in|into|,|, |(|)|*|\n|for |é|\0'.split('|'),
  ...[...MUTATORS].flatMap((name) => [`.${name}(`, `.${name}`, `.${name}s`, name]),
  'a'.repeat(101),
  ' '.repeat(9),
);

describe('names that are changed where they stand, or iterated over (T35)', () => {
  test.prop([fc.array(pieces, { maxLength: 14 }).map((all) => all.join(''))], { numRuns: 20_000 })('as one pattern tells them', (text) => {
    const x = { kind: 'import', module: 'x', level: 0, names: [], alias: null, line: 1, column: 1 } as const;
    const [fact] = scanWrites(text, [x], wordsOfPython(text));
    expect([text, fact?.names ?? []]).toEqual([text, writtenBehind(text)]);
  });
});
