import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffBoms } from '../../../src/core/bom/diff.ts';
import type { Bom, Verdict } from '../../../src/core/model/index.ts';
import { jsonFormat } from '../../../src/core/report/json.ts';
import { version } from '../../../src/core/base/version.ts';
import { sightingOf, weightsSightingOf } from '../../support/build.ts';
import { AS_OF, component, richBom, richComponents } from '../bom/support.ts';

const OPTIONS = { color: false, specVersion: '1.7' } as const;

function verdictOn(bom: Bom, input: Partial<Verdict> = {}): Verdict {
  return {
    conclusion: 'block',
    mode: 'enforce',
    wouldBe: 'block',
    findings: [],
    touched: [],
    changes: diffBoms(null, bom),
    base: null,
    head: { label: 'HEAD', commit: null },
    policy: 'built-in baseline',
    notes: [],
    unnamed: [],
    signed: {},
    asOf: AS_OF,
    ...input,
  };
}

function render(bom: Bom, input: Partial<Verdict> = {}): string {
  return jsonFormat.render(verdictOn(bom, input), bom, OPTIONS);
}

it('holds the verdict, the Bom and what made it', () => {
  const bom = richBom();
  const report = JSON.parse(render(bom));
  expect(report).toMatchObject({
    format: 'weighbridge-verdict',
    formatVersion: 1,
    tool: { name: 'weighbridge', version },
    conclusion: 'block',
    verdict: { mode: 'enforce', policy: 'built-in baseline', asOf: AS_OF },
  });
  expect(report.bom).toEqual(JSON.parse(JSON.stringify(bom)));
  expect(report.verdict.changes).toHaveLength(bom.components.length);
});

it('does not repeat whole components in changes', () => {
  const bom = richBom();
  const [change] = JSON.parse(render(bom)).verdict.changes;
  expect(Object.keys(change.head[0]).sort()).toEqual(['hashes', 'key', 'license', 'name', 'requested', 'version']);
});

it('gives the same bytes whatever order keys and components come in', () => {
  const bom = richBom();
  const reversed = richBom(richComponents().toReversed());
  const swapped = Object.fromEntries(Object.entries(reversed).toReversed()) as unknown as Bom;
  expect(render(swapped)).toBe(render(bom));
});

it('shows unseen characters as escapes and keeps their exact value', () => {
  const bom = richBom([component('hf:a/b', { name: 'a\u202eb\u200b\u{e0041}\u0085\u001b\u2028' })]);
  const text = render(bom);
  expect(text).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}\u0085\u001b]/u);
  expect(text).toContain('a\\u202eb\\u200b\\udb40\\udc41\\u0085\\u001b\\u2028');
  expect(JSON.parse(text).bom.components[0].name).toBe('a\u202eb\u200b\u{e0041}\u0085\u001b\u2028');
});

it('writes bytes of a path that are no UTF-8 as text, because strict readers refuse lone surrogates', () => {
  const place = { path: 'mod\udcff/a.py', line: 1, column: 1 };
  const bom = richBom([component('hf:a/b', { sightings: [sightingOf('hf:a/b', { place })] })]);
  const report = JSON.parse(render(bom));
  expect(report.bom.components[0].sightings[0].place.path).toBe('mod\\u{dcff}/a.py');
});

it('is well-formed JSON of well-formed text whatever the names are, and keeps hostile keys as data', () => {
  const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((codes) => String.fromCharCode(...codes));
  fc.assert(
    fc.property(fc.oneof(units, fc.constantFrom('__proto__', 'toJSON', '\\u{dcff}')), (text) => {
      const weights = {
        kind: 'weights',
        line: 1,
        column: 1,
        format: 'gguf',
        pointer: false,
        sha256: null,
        size: 1,
        runsCode: false,
      } as const;
      const metadata = Object.fromEntries([[text, text]]);
      const bom = richBom([
        component('hf:a/b', { name: text, sightings: [weightsSightingOf('hf:a/b', { weights: { ...weights, metadata } })] }),
      ]);
      const json = render(bom, { policy: text });
      expect(json.isWellFormed()).toBe(true);
      const report = JSON.parse(json);
      const expected = text.isWellFormed() ? text : report.bom.components[0].name;
      expect(report.verdict.policy).toBe(expected);
      expect(Object.entries(report.bom.components[0].sightings[0].weights.metadata)).toEqual([[expected, expected]]);
      expect(expected.isWellFormed()).toBe(true);
    }),
  );
});
