import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { Bom, JudgedFinding, Note, Verdict } from '../../../src/core/model/index.ts';
import { sarifFormat } from '../../../src/core/report/sarif/index.ts';
import { sarifMistakes } from '../../support/sarif-schema.ts';
import { bom, component, finding, judged, verdict } from '../../support/verdict.ts';

const OPTIONS = { color: false, specVersion: '1.7' } as const;
const GITHUB = 10 * 1000 * 1000;
const one = component('hf:acme/a');

interface Run {
  readonly results: readonly {
    readonly message: { readonly text: string };
    readonly locations: readonly unknown[];
    readonly relatedLocations?: readonly { readonly id: number }[];
    readonly level: string;
    readonly properties: { readonly places: number; readonly blocks: boolean; readonly status: string };
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
}

function rendered(input: Partial<Verdict>, of: Partial<Bom> = {}): { readonly text: string; readonly run: Run } {
  const text = sarifFormat.render(verdict(input), bom([one], of), OPTIONS);
  return { text, run: (JSON.parse(text) as { runs: [Run] }).runs[0] };
}

function ids(run: Run): string[] {
  return run.invocations[0].toolExecutionNotifications.map(({ descriptor }) => descriptor.id);
}

function said(run: Run, id: string): string[] {
  return run.invocations[0].toolExecutionNotifications.filter(({ descriptor }) => descriptor.id === id).map(({ message }) => message.text);
}

/** Text that does not compress, the same on every run (Lehmer's generator). Repeats itself only far outside of gzip's window of 32 KiB. */
function noise(): (length: number) => string {
  let state = 1;
  let position = 0;
  const pool = Array.from({ length: 400_000 }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(0x4e00 + (state % 20_000));
  }).join('');
  return (length) => {
    if (position + length > pool.length) position = 0;
    position += length;
    return pool.slice(position - length, position);
  };
}

function many(count: number, make: (index: number) => Partial<JudgedFinding['finding']>): JudgedFinding[] {
  return Array.from({ length: count }, (_, index) =>
    judged(finding(one, { id: `wb-${index}`, ...make(index) }), { blocks: index === count - 1 }),
  );
}

it('fits for 20,000 findings whose text does not compress; the worst is there, in full, and the rest is counted', () => {
  const text = noise();
  const findings = many(20_000, (index) => ({ reason: `${index} ${text(900)}`, fix: { title: text(80), edits: [], command: text(900) } }));
  const { text: json, run } = rendered({ findings });
  expect(gzipSync(json).length).toBeLessThan(GITHUB);
  expect(run.results[0]?.properties.blocks).toBe(true);
  expect(run.results[0]?.message.text).toMatch(/19999 .*\nRun /);
  expect(run.results.length).toBeLessThanOrEqual(5_000);
  expect(run.results.length).toBeGreaterThan(1_000);
  expect(said(run, 'results-left-out')).toEqual([expect.stringContaining(`${20_000 - run.results.length} more findings`)]);
});

it('fits for findings with many long places', () => {
  const text = noise();
  const places = Array.from({ length: 1_200 }, (_, line) => ({ path: `${text(300)}/${line}.py`, line, column: 1 }));
  const { text: json, run } = rendered({ findings: many(5_000, () => ({ places })) });
  expect(gzipSync(json).length).toBeLessThan(GITHUB);
  expect(run.results[0]?.properties.places).toBe(1_200);
  expect(run.results[0]?.message.text).toMatch(/ \+1194 more\n/);
});

it('fits for any number of notes and of files that nobody could read, and counts what it leaves out', () => {
  const text = noise();
  const notes = Array.from({ length: 5_000 }, (): Note => ({ code: 'waiver-expiring', text: text(2_000) }));
  const problems = Array.from({ length: 50_000 }, (_, line) => ({
    code: 'syntax' as const,
    message: text(50),
    path: `${text(50)}/${line}`,
    line,
    column: 1,
    blob: null,
  }));
  const { text: json, run } = rendered(
    { findings: many(5_000, () => ({})), notes: [...notes, { code: 'offline', text: 'nobody was asked' }] },
    { problems },
  );
  expect(gzipSync(json).length).toBeLessThan(GITHUB);
  expect(sarifMistakes(JSON.parse(json))).toEqual([]);
  expect(run.results).toHaveLength(5_000);
  expect(said(run, 'offline')).toEqual(['nobody was asked']);
  expect(said(run, 'notes-left-out')).toEqual(['4701 more notes were left out.']);
  expect(said(run, 'unread-left-out')).toEqual([expect.stringContaining('49800 more places')]);
  expect(run.properties['unreadFiles']).toBe(50_000);
});

it('puts what blocks first, then what is new, older and waived, and leaves out what is fixed', () => {
  const waiver = { reason: 'r', approver: '@a', expires: '2026-12-05', daysLeft: 11 };
  const findings = [
    judged(finding(one, { gap: 'f' }), { status: 'fixed' }),
    judged(finding(one, { gap: 'e' }), { status: 'waived', waiver }),
    judged(finding(one, { gap: 'd' }), { status: 'existing' }),
    judged(finding(one, { gap: 'c', level: 'warn' })),
    judged(finding(one, { gap: 'b' })),
    judged(finding(one, { gap: 'a' }), { status: 'worse' }),
  ];
  const { text, run } = rendered({ findings });
  expect(run.results.map(({ level, properties }) => `${properties.status} ${level}`)).toEqual([
    'new error',
    'worse error',
    'new warning',
    'existing error',
    'waived error',
  ]);
  expect(text).not.toContain('left-out');
});

it('keeps 5,000 ordinary findings and leaves none of 5,000 out', () => {
  const { run } = rendered({ findings: many(5_000, () => ({})) });
  expect(run.results).toHaveLength(5_000);
  expect(ids(run)).not.toContain('results-left-out');
  expect(rendered({ findings: many(5_001, () => ({})) }).run.results).toHaveLength(5_000);
});

it('has at most 100 locations of a result, numbered', () => {
  const places = Array.from({ length: 150 }, (_, index) => ({ path: 'a.py', line: index + 1, column: 1 }));
  const [result] = rendered({ findings: [judged(finding(one, { places }))] }).run.results;
  expect(result?.locations).toHaveLength(1);
  expect(result?.relatedLocations?.map(({ id }) => id)).toEqual(Array.from({ length: 99 }, (_, id) => id));
});

it('says that the policy only evaluates, and what would have been concluded', () => {
  const { run } = rendered({ mode: 'evaluate', conclusion: 'warn', wouldBe: 'block' });
  expect(said(run, 'evaluate')).toEqual(['The policy is in evaluate mode: nothing is refused.']);
  expect(run.properties).toMatchObject({ mode: 'evaluate', conclusion: 'warn', wouldBe: 'block' });
  expect(ids(rendered({}).run)).toEqual([]);
});

it('says what got no answer', () => {
  const asked = component('hf:acme/b', { hub: null, resolution: { state: 'unresolved', reason: 'unreachable', detail: 'x' } });
  expect(said(rendered({}, { components: [asked, one] }).run, 'not-answered')).toEqual([
    'No full answer about 1 of 2 components (1 hub not reachable).',
  ]);
});

it.each(['warn-only', 'offline', 'replayed', 'no-base', 'first-ever', 'limit', 'policy-from-disk', 'hub-override'] as const)(
  'says %s in a notification and in the properties (T6)',
  (code) => {
    const { run } = rendered({ notes: [{ code, text: `the words about ${code}` }] });
    expect(said(run, code)).toEqual([`the words about ${code}`]);
    expect(run.properties['notes']).toEqual([code]);
  },
);
