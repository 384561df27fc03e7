import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../../src/core/policy/finding-id.ts';
import { sarifFormat } from '../../../src/core/report/sarif/index.ts';
import { bom, change, component, finding, floating, judged, verdict } from '../../support/verdict.ts';
import { CASES, named } from './cases.ts';

const require = createRequire(import.meta.url);
const schema = JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as Record<
  string,
  unknown
>;
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
(addFormats as unknown as (ajv: Ajv) => void)(ajv);
// The schema is of draft 4 (or 7 with "id"): its own address is of no use here.
const { $schema: _draft, $id: _id, id: _old, ...rest } = schema;
const validate = ajv.compile(rest);

interface Sarif {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly baselineState: string;
        readonly message: { readonly text: string };
        readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }[];
        readonly partialFingerprints: Readonly<Record<string, string>>;
        readonly suppressions?: readonly { readonly justification: string }[];
      }[];
      readonly invocations: readonly [
        {
          readonly toolExecutionNotifications: readonly {
            readonly descriptor: { readonly id: string };
            readonly message: { readonly text: string };
          }[];
        },
      ];
      readonly properties: Readonly<Record<string, unknown>>;
    },
  ];
}
const OPTIONS = { color: false, specVersion: '1.7' } as const;
const render = (of: { verdict: Parameters<typeof sarifFormat.render>[0]; bom: Parameters<typeof sarifFormat.render>[1] }): Sarif =>
  JSON.parse(sarifFormat.render(of.verdict, of.bom, OPTIONS)) as Sarif;

describe.each(Object.keys(CASES))('%s', (name) => {
  const document = render(named(name));

  it('is valid by the schema of the standard', () => {
    expect([validate(document), validate.errors]).toEqual([true, null]);
  });

  it('has every finding but the fixed ones, with its rule, and says how it was judged', () => {
    const { verdict } = named(name);
    const [run] = document.runs;
    const open = verdict.findings.filter(({ status }) => status !== 'fixed');
    expect(run.results.map((one) => one.partialFingerprints['weighbridge/v2'] ?? '').sort()).toEqual(
      open.map((one) => fingerprintOf(one.finding)).sort(),
    );
    expect(
      run.results.every((one) => one.partialFingerprints['primaryLocationLineHash'] === one.partialFingerprints['weighbridge/v2']),
    ).toBe(true);
    for (const one of run.results.filter(({ ruleIndex }) => ruleIndex >= 0))
      expect(run.tool.driver.rules[one.ruleIndex]?.id).toBe(one.ruleId);
    expect(run.properties).toMatchObject({ conclusion: verdict.conclusion, mode: verdict.mode, wouldBe: verdict.wouldBe });
    for (const note of verdict.notes)
      expect(run.invocations[0].toolExecutionNotifications.map((one) => one.descriptor.id)).toContain(note.code);
  });

  it('gives the same bytes again', () => {
    const { verdict, bom } = named(name);
    expect(sarifFormat.render(verdict, bom, OPTIONS)).toBe(sarifFormat.render(structuredClone(verdict), structuredClone(bom), OPTIONS));
  });
});

it('a moved line keeps its fingerprint; another component does not', () => {
  const at = (line: number, name = 'hf:acme/a'): string | undefined => {
    const one = component(name, { line });
    return render({ verdict: verdict({ findings: [judged(floating(one))] }), bom: bom([one]) }).runs[0].results[0]?.partialFingerprints[
      'primaryLocationLineHash'
    ];
  };
  expect(at(3)).toBe(at(300));
  expect(at(3)).not.toBe(at(3, 'hf:acme/b'));
});

it.each([
  ['new', 'new'],
  ['worse', 'updated'],
  ['existing', 'unchanged'],
  ['waived', 'unchanged'],
] as const)('a finding that is %s is "%s" against the baseline', (status, baseline) => {
  const one = component('hf:acme/a');
  const waiver =
    status === 'waived' ? { reason: 'secret ticket 812', approver: '@acme/security', expires: '2026-12-05', daysLeft: 11 } : null;
  const document = render({ verdict: verdict({ findings: [judged(floating(one), { status, waiver })] }), bom: bom([one]) });
  const [result] = document.runs[0].results;
  expect(result?.baselineState).toBe(baseline);
  expect(result?.suppressions?.length ?? 0).toBe(status === 'waived' ? 1 : 0);
  expect(JSON.stringify(document)).not.toContain('ticket 812');
});

it('text of others is seen as it is, links nothing and breaks nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 60 }), (name, path) => {
      const one = component('hf:acme/a', { path: path || 'x' });
      const evil = finding(one, {
        rule: 'model/floating',
        gap: 'floating',
        reason: `${name} [click](https://evil.example)`,
        fix: { title: name, edits: [], command: null },
      });
      const text = sarifFormat.render(verdict({ findings: [judged(evil)], changes: [change('added', [], [one])] }), bom([one]), OPTIONS);
      expect(text.isWellFormed()).toBe(true);
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      const document = JSON.parse(text) as Sarif;
      expect(validate(document)).toBe(true);
      const [result] = document.runs[0].results;
      expect(result?.message.text).not.toMatch(/(?<!\\)\[click(?<!\\)\]/);
      const uri = result?.locations[0]?.physicalLocation.artifactLocation.uri ?? '';
      expect(uri).toMatch(/^[A-Za-z0-9\-._~%!$&'()*+,;=@/]*$/);
      expect(new URL(uri, 'https://root.example/').host).toBe('root.example');
    }),
  );
});

it('20,000 findings of long hostile text stay below what GitHub takes, blocking ones first, and the rest is counted', () => {
  const one = component('hf:acme/a');
  const findings = Array.from({ length: 20_000 }, (_, index) =>
    judged(finding(one, { rule: 'model/floating', gap: `gap-${index}`, reason: `${index} ${'ẞ[\u202e'.repeat(800)}` }), {
      blocks: index === 19_999,
    }),
  );
  const text = sarifFormat.render(verdict({ findings }), bom([one]), OPTIONS);
  expect(gzipSync(text).length).toBeLessThan(10 * 1024 * 1024);
  const [run] = (JSON.parse(text) as Sarif).runs;
  expect(run.results).toHaveLength(5_000);
  expect(run.results[0]?.message.text).toContain('19999 ');
  expect(run.invocations[0].toolExecutionNotifications.at(-1)?.message.text).toContain('15000 more');
});
