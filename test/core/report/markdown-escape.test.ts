import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { cell, codeSpan, fenced } from '../../../src/core/report/markdown/escape.ts';
import { phrase } from '../../../src/core/report/markdown/phrase.ts';
import { HOSTILE } from './cases.ts';

/** Splits inline Markdown as CommonMark 0.31 section 6.1 does: a run of n backticks closes at the next run of exactly n. */
function parsed(markdown: string): { readonly outside: string; readonly spans: readonly string[] } {
  const runs = [...markdown.matchAll(/`+/g)];
  const spans: string[] = [];
  let outside = '';
  let position = 0;
  for (let index = 0; index < runs.length; index++) {
    const open = runs[index];
    if (open === undefined || open.index < position) continue;
    const close = runs.slice(index + 1).find((run) => run[0].length === open[0].length);
    if (close === undefined) throw new Error(`a run of backticks that nothing closes: ${markdown}`);
    outside += `${markdown.slice(position, open.index)}\u0001`;
    spans.push(markdown.slice(open.index + open[0].length, close.index));
    position = close.index + close[0].length;
  }
  return { outside: outside + markdown.slice(position), spans };
}

function expectHarmless(markdown: string): void {
  const { outside: raw, spans } = parsed(markdown);
  // Entities of ours are text for whoever reads the page; no other "&" may be left.
  const outside = raw.replaceAll('&#124;', '\u0002');
  expect(markdown).not.toMatch(/[|\n\r\u0000-\u001f\u202e\u200b]/);
  expect(outside).not.toMatch(/[<@#&[\]*_~$\\{}^]/);
  expect(outside).not.toMatch(/:\/\/|www\.|gh-\d|:\w|(?:^|[^0-9a-z])[0-9a-f]{7,64}(?:$|[^0-9a-z])/i);
  expect(markdown).not.toContain('##[');
  for (const span of spans) expect(span).not.toBe('');
}

const NASTY = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '@a',
        '#1',
        '|',
        '\\',
        '`',
        '``',
        '<b>',
        '&lt;',
        '[x](y)',
        '![',
        '**',
        '_',
        '~',
        '$',
        ' ',
        '  ',
        '\n',
        '::error::',
        '##[error]',
        'http://e',
        'www.e',
        'GH-1',
        'deadbeef1',
        ':',
        '(',
        ')',
        '.',
        'a',
        '\u202e',
        '\ud800',
        '-->',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

it('writes names that cannot become anything but a name', () => {
  fc.assert(
    fc.property(NASTY, (text) => expectHarmless(codeSpan(text))),
    { numRuns: 2000 },
  );
});

it('writes sentences that cannot become anything but words', () => {
  fc.assert(
    fc.property(NASTY, (text) => expectHarmless(cell(text))),
    { numRuns: 2000 },
  );
});

it('keeps pieces of a phrase apart', () => {
  const piece = fc.record({ text: NASTY, style: fc.constantFrom('code', 'plain') });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 4 }), (pieces) => expectHarmless(phrase(pieces))),
    { numRuns: 1000 },
  );
});

it.each([
  ['a mention', '@acme/security please', '`@acme/security` please'],
  ['an issue', 'see #1 and GH-1.', 'see `#1` and `GH-1`.'],
  ['a commit that GitHub would link', 'at 4f0c2d9, now', 'at `4f0c2d9`, now'],
  ['a link and an image', '[x](y) ![z](w)', '`[x](y)` `![z](w)`'],
  ['addresses', 'https://e.example www.e.example a@e.example', '`https://e.example` `www.e.example` `a@e.example`'],
  ['a table cell', 'a | b', 'a &#124; b'],
  ['HTML', '<b>x</b>', '`<b>x</b>`'],
  ['an entity, an emoji and a call', 'see &lt;, :bug: and f_x(y).', 'see `&lt;`, `:bug:` and `f_x(y)`.'],
  ['a name in a sentence', 'set HF_ENDPOINT (or my_model).', 'set `HF_ENDPOINT` (or `my_model`).'],
  ['plain words', 'whoever can push to it, changes what you ship: yes', 'whoever can push to it, changes what you ship: yes'],
])('shows %s in a sentence as text', (_, input, expected) => {
  expect(cell(input)).toBe(expected);
});

it.each([
  ['a name', 'acme/support_llama', '`acme/support_llama`'],
  ['backticks', 'a``b`', '``` a``b` ```'],
  ['a backtick inside', 'a`b', '``a`b``'],
  ['a backslash before a pipe', 'a\\|b', '`a\\`&#124;`b`'],
  ['a space at each end', ' a ', '`\\u{20}a\\u{20}`'],
  ['nothing', '', '(none)'],
  ['a range', '>=2.6,<3', '`>=2.6,<3`'],
  ['a hidden character', 'a\u202eb', '`a\\u{202e}b`'],
])('shows %s as code', (_, input, expected) => {
  expect(codeSpan(input)).toBe(expected);
});

it('keeps a line of a diff on one line that no fence ends and no runner obeys', () => {
  const line = fenced('+', `\`\`\`\n::error::x ##[error]y ${HOSTILE}`);
  expect(line).toMatch(/^\+ /);
  expect(line).not.toMatch(/\n|##\[/);
});

it('is quick on a huge text', () => {
  expect(cell('@'.repeat(1_000_000)).length).toBeLessThan(1000);
  expect(codeSpan('`'.repeat(1_000_000)).length).toBeLessThan(2000);
  expect(cell('("'.repeat(1_000_000)).length).toBeLessThan(1000);
});
