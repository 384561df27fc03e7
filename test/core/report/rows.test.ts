/** Rows and the line above them: what is green, what is said of it, and whether the numbers add up. */
import { describe, expect, it } from 'vitest';
import type { BomComponent, Change, License, PackageFact, Verdict } from '../../../src/core/model/index.ts';
import { reportViewOf } from '../../../src/core/report/view/view.ts';
import { packageFactOf, packageSightingOf, unknownOf } from '../../support/build.ts';
import { added, bom, change, COMMIT, component, finding, floating, judged, OLD, verdict } from '../../support/verdict.ts';

const ALARM = /\b(?:not|no|un(?:known|verified|signed|pinned|checked)|cannot|could|missing|differs?|invalid|computed|unclear)\b/i;
const NO_LICENSE: License = { expression: null, name: null, classes: [], unknown: 'not stated', conflicting: false, url: null };

function packaged(input: Partial<PackageFact>, more: Partial<BomComponent> = {}): BomComponent {
  const one = component('pypi:torch', { framework: true, hashes: [], license: NO_LICENSE, ...more });
  return { ...one, sightings: [packageSightingOf('pypi:torch', { package: packageFactOf(input) })] };
}

function rowOf(one: BomComponent, input: Partial<Verdict> = {}): { state: string; words: string } {
  const [row] = reportViewOf(verdict({ changes: added(one), ...input }), bom([one])).rows;
  const words = [row?.version, row?.proof, row?.license].flatMap((phrase) => (phrase ?? []).map(({ text }) => text));
  return { state: row?.state ?? 'none', words: words.join(' | ') };
}

const at = (version: string): Partial<BomComponent> => ({ version, requested: version });

describe('a row without a finding', () => {
  it.each<[string, BomComponent, 'ok' | 'open', string]>([
    ['a pinned model', component(`hf:acme/a@${COMMIT}`), 'ok', 'pinned, hub confirms'],
    ['a model that floats where no rule minds', component('hf:acme/a'), 'open', 'not pinned'],
    ['a pinned model whose license nobody knows, and no rule minds', component(`hf:acme/a@${COMMIT}`, { license: NO_LICENSE }), 'open', ''],
    ['a locked library', packaged({}, { ...at('2.6.0'), hashes: [{ algorithm: 'sha256', value: 'ab' }] }), 'ok', 'hash in the lock'],
    ['an exact version of the registry', packaged({ version: '2.6.0' }, at('2.6.0')), 'ok', 'exact version'],
    ['a range', packaged({ range: '>=2' }), 'open', 'no exact version'],
    ['a git dependency on a branch', packaged({ source: 'git', range: 'main' }, at('main')), 'open', 'from git'],
    ['a git dependency without anything', packaged({ source: 'git' }), 'open', 'not pinned'],
    [
      'a git dependency at a commit',
      packaged({ source: 'git', location: `https://git.example/o/torch@${COMMIT}`, range: COMMIT }, { requested: COMMIT }),
      'ok',
      'from git, pinned to a commit',
    ],
    ['a version from an address', packaged({ source: 'url', version: '2.6.0' }, at('2.6.0')), 'open', 'from a URL'],
    ['a hosted alias', component('service:openai/gpt-4o'), 'open', 'name may move'],
    ['a hosted alias that says so', component('service:anthropic/claude-3-5-sonnet-latest'), 'open', 'name may move'],
    ['a dated release', component('service:openai/gpt-4o-2024-08-06'), 'ok', 'hosted, dated version'],
    ['a numbered release', component('service:google/gemini-1.5-pro-002'), 'ok', 'hosted, dated version'],
    ['a size that looks like a number', component('service:groq/llama-3.1-405b'), 'open', 'name may move'],
    ["a dated name at a server of one's own", component('service:llm.acme.example/gpt-4o-2024-08-06'), 'open', 'name may move'],
  ])('%s', (_, one, state, words) => {
    const row = rowOf(one);
    expect(row.state).toBe(state);
    expect(row.words).toContain(words);
    // A green row carries no alarm word.
    if (state === 'ok') expect(row.words).not.toMatch(ALARM);
  });

  it('says nothing of a license that nobody asked for', () => {
    expect(rowOf(packaged({ version: '2.6.0' }, at('2.6.0'))).words).toBe('new,  | 2.6.0 | exact version');
    expect(rowOf(component('service:openai/gpt-4o', { license: NO_LICENSE })).words).toBe('new,  | hosted | hosted,  | name may move');
  });
});

describe('places of a row', () => {
  const sightings = [3, 5, 9].map((line) => ({ path: 'app/llm.py', line, column: 1 }));
  const placed = (): BomComponent => {
    const one = component(`hf:acme/a@${COMMIT}`);
    const [first] = one.sightings;
    return { ...one, sightings: first === undefined ? [] : sightings.map((place) => ({ ...first, place })) };
  };
  const rows = (touched: Verdict['touched']) => reportViewOf(verdict({ changes: added(placed()), touched }), bom([placed()])).rows;

  it('are those that the change touches, and no others are counted with them', () => {
    expect(rows(sightings.slice(1, 2))).toMatchObject([{ place: { line: 5 }, morePlaces: 0, placeNote: '' }]);
    expect(rows(sightings.slice(1))).toMatchObject([{ place: { line: 5 }, morePlaces: 1, placeNote: '' }]);
  });

  it('that the change did not touch are never shown as the change', () => {
    expect(rows([])).toMatchObject([{ place: { line: 3 }, morePlaces: 2, placeNote: 'not changed itself' }]);
  });
});

describe('the line below the title', () => {
  const refused = component('hf:acme/refused');
  const warned = component('hf:acme/warned');
  const known = component('hf:acme/known');
  const fine = component(`hf:acme/fine@${COMMIT}`);
  const gone = component(`hf:acme/gone@${OLD}`);
  const open = component('service:openai/gpt-4o');
  const findings = [
    judged(floating(refused)),
    judged(floating(warned, { level: 'warn' }), { blocks: false }),
    judged(floating(known), { status: 'existing', blocks: false }),
  ];
  const changes: Change[] = [...added(refused, warned, known, fine, open), change('removed', [gone], [])];

  it('counts each changed component once, with the title', () => {
    const { title, overview } = reportViewOf(verdict({ findings, changes }), bom([refused, warned, known, fine, open]));
    expect(title.text).toContain('1 model needs 1 fix');
    expect(overview).toEqual([
      '6 AI components changed',
      '1 with a warning',
      '1 is fine',
      '1 left open',
      '1 with known problems',
      '1 removed',
      '1 older problem does not block',
    ]);
  });

  it('is no all-clear where something is left open: its row says what', () => {
    const { allClear, overview } = reportViewOf(verdict({ changes: added(open) }), bom([open]));
    expect([allClear, overview]).toEqual([false, ['1 AI component changed', '1 left open']]);
    expect(reportViewOf(verdict({ changes: added(fine) }), bom([fine])).allClear).toBe(true);
  });

  it('calls a change that only takes away what it is', () => {
    const { overview } = reportViewOf(verdict({ changes: [change('removed', [gone], [])] }), bom([]));
    expect(overview).toEqual(['1 AI component removed']);
  });

  it('counts what has a name at a first look, as the lists below do', () => {
    const { title, overview } = reportViewOf(verdict({ base: null }), bom([fine], { unknowns: [unknownOf('pick()')] }));
    expect(title.text).toBe('First look: 1 AI component, nothing to fix');
    expect(overview).toEqual(['1 model, 1 load that could not be named']);
  });
});

it('prints what a waiver for a load without a name has to say (T38)', () => {
  const load = component('generic:x', { name: 'unnamed model' });
  const [feeds, none] = [['environment MODEL', 'text "a'], []].map((subject) =>
    reportViewOf(
      verdict({ findings: [judged(finding(load, { rule: 'model/unresolved', unresolved: true, subject, requested: [null] }))] }),
      bom([load]),
    ).refusing.map(({ waiver }) => waiver?.naming),
  );
  expect(feeds).toEqual(['feeds: ["environment MODEL", "text \\"a"]']);
  expect(none).toEqual(['component: "file:app/llm.py", feeds: []']);
});
