/** What every report format keeps: whole at any size, the same twice, and nothing in it that a reader cannot see or a markup would run (T22). */
import { describe, expect, test } from 'vitest';
import { formats } from '../../src/core/report/index.ts';
import { useReasonOf } from '../support/build.ts';
import { added, bom, component, finding, judged, verdict } from '../support/verdict.ts';
import { CASES, HOSTILE, named } from '../core/report/cases.ts';

const OPTIONS = { color: false, specVersion: '1.7' } as const;
/** C0 but for tab and line feed, DEL and C1, zero width, directions (Trojan Source), byte order mark, lone surrogates. */
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Formats of which people, and programs, take a line for one statement. */
const LINES: ReadonlySet<string> = new Set(['text/plain', 'text/markdown']);
/** Whatever some reader takes for the end of a line. */
const BREAK = /[\n\r\v\f\u0085\u2028\u2029]/;
const BREAKS = ['\n', '\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029'];

/** The same with another text in each place of the hostile one. */
function withText<T>(data: T, text: string): T {
  const seen = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replaceAll(HOSTILE, text);
    if (Array.isArray(value)) return value.map(seen);
    return value !== null && typeof value === 'object'
      ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, seen(one)]))
      : value;
  };
  return seen(data) as T;
}

test('ids are unique and kebab-case, and each says what it is', () => {
  const ids = formats.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, mediaType } of formats) {
    expect(id).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
    expect(mediaType).toMatch(/^[a-z]+\/[a-z0-9.+-]+/);
  }
});

describe.each(formats.map((format) => [format.id, format] as const))('%s', (_, format) => {
  test.each(Object.keys(CASES))('%s: says something, the same twice, and nothing unseen', (name) => {
    const one = named(name);
    const text = format.render(one.verdict, one.bom, OPTIONS);
    expect(text.trim()).not.toBe('');
    expect(format.render(one.verdict, one.bom, OPTIONS)).toBe(text);
    expect(UNSEEN.exec(text)?.[0].charCodeAt(0).toString(16)).toBeUndefined();
  });

  test('renders 1,000 findings about 1,000 components', () => {
    const many = Array.from({ length: 1000 }, (_unused, index) =>
      component(`hf:acme/model-${index}`, { path: `app/m${index}.py`, line: 3 }),
    );
    const input = verdict({ findings: many.map((one) => judged(finding(one))), changes: added(...many) });
    const text = format.render(input, bom(many), OPTIONS);
    // Vulnerabilities are said of libraries alone.
    if (format.id !== 'openvex') expect(text).toContain('model-0');
    expect(format.render(input, bom(many), OPTIONS)).toBe(text);
  });

  // OpenVEX and CycloneDX say nothing of what a finding is about.
  if (!['openvex', 'cyclonedx'].includes(format.id))
    test('of a license: who carries it, the clause, what decides and a way out', () => {
      const one = component('hf:acme/ner');
      const clauses = [useReasonOf({ path: ['acme/ner', 'lab/voice'] })];
      const input = verdict({ findings: [judged(finding(one, { rule: 'license/lineage', clauses }))], changes: added(one) });
      const text = format.render(input, bom([one]), OPTIONS).replace(/\s+/g, ' ');
      for (const said of [
        'lab/voice',
        'commercial use is forbidden',
        'the product is commercial',
        'product.use',
        'ask its owner for a commercial license',
      ])
        expect(text).toContain(said);
    });

  if (LINES.has(format.mediaType))
    test('a line break in what the tree chose begins no line of the report', () => {
      const one = named('hostile-names');
      for (const broken of BREAKS.map((end) => `acme/x${end}FORGED`)) {
        const text = format.render(withText(one.verdict, broken), withText(one.bom, broken), OPTIONS);
        expect(text).toContain('FORGED');
        expect(text.split(BREAK).filter((line) => line.trimStart().startsWith('FORGED'))).toEqual([]);
      }
    });

  test('data is data: what is JSON can be read, what is a page has no markup of others', () => {
    const one = named('hostile-names');
    const text = format.render(one.verdict, one.bom, OPTIONS);
    if (format.mediaType.includes('json')) expect(() => JSON.parse(text) as unknown).not.toThrow();
    else if (format.mediaType === 'text/html') expect(text).not.toMatch(/<(?:script|img|iframe|svg|a )[^>]*(?:evil|onerror|javascript:)/i);
  });
});
