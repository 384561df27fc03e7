import { describe, expect, it } from 'vitest';
import type { LoadSighting, PinSite } from '../../../src/core/model/index.ts';
import { applyPins } from '../../../src/core/pin/apply.ts';
import { confirmPins } from '../../../src/core/pin/confirm.ts';
import { hubCommit, loadsToPin } from '../../../src/core/pin/loads.ts';
import { planPins } from '../../../src/core/pin/plan.ts';
import { packageSightingOf, serviceSightingOf, weightsSightingOf } from '../../support/build.ts';
import { COMMIT, hub, model, OTHER, sighting } from '../policy/support.ts';
import { told } from './pinning.ts';

const SOURCE = 'm = load("acme/x", revision="main")';
function site(column: number, endColumn = column): PinSite {
  return { line: 14, column, endColumn, template: ', revision="{commit}"', source: SOURCE };
}
function load(reference: string, pin: PinSite | null, input: Partial<LoadSighting> = {}, commit = COMMIT) {
  return { sighting: { ...sighting(reference), pin, ...input }, commit: { known: true, commit } as const };
}
const TEXT = `${'\n'.repeat(13)}${SOURCE}\n`;
const plan = (...loads: ReturnType<typeof load>[]) => planPins(loads);
const at = (column: number) => ({ place: { path: 'app/llm.py', line: 14, column } });

describe('edits that do not agree are refused, all of them', () => {
  it.each<[string, ReturnType<typeof load>[], string[]]>([
    [
      'two names, one site',
      [load('hf:acme/x', site(5), at(1)), load('hf:acme/y', site(5), at(2))],
      ['two-references 14 hf:acme/x', 'two-references 14 hf:acme/y'],
    ],
    [
      'two commits, one site',
      [load('hf:acme/x', site(5)), load('hf:acme/x', site(5), {}, OTHER)],
      ['overlap 14 hf:acme/x', 'overlap 14 hf:acme/x'],
    ],
    [
      'one inside the other',
      [load('hf:acme/x', site(5, 20), at(1)), load('hf:acme/y', site(8), at(2))],
      ['overlap 14 hf:acme/x', 'overlap 14 hf:acme/y'],
    ],
    [
      'one across two others',
      [load('hf:acme/x', site(5, 30), at(1)), load('hf:acme/y', site(8, 9), at(2)), load('hf:acme/z', site(20), at(3))],
      ['overlap 14 hf:acme/x', 'overlap 14 hf:acme/y', 'overlap 14 hf:acme/z'],
    ],
    [
      'one place, two names',
      [load('hf:acme/x', site(5)), load('hf:acme/y', site(9))],
      ['several-names 14 hf:acme/x', 'several-names 14 hf:acme/y'],
    ],
  ])('%s', (_name, loads, expected) => {
    const found = plan(...loads);
    expect([found.files, found.refused.map(told)]).toEqual([[], expected]);
  });

  it.each<[string, ReturnType<typeof load>[], number]>([
    ['side by side', [load('hf:acme/x', site(5, 9), at(1)), load('hf:acme/y', site(9), at(2))], 2],
    ['the same twice', [load('hf:acme/x', site(5)), load('hf:acme/x', site(5))], 1],
    ['two lines', [load('hf:acme/x', site(5), at(1)), load('hf:acme/y', { ...site(5), line: 15 }, at(2))], 2],
  ])('%s is fine', (_name, loads, count) => {
    const found = plan(...loads);
    expect([found.files[0]?.edits.length, found.refused]).toEqual([count, []]);
  });

  it('sorts files, edits and refusals, whatever the order of the loads', () => {
    const loads = [
      load('hf:acme/b', site(20), at(2)),
      load('hf:acme/a', site(5), at(1)),
      load('hf:acme/c', null, { place: { path: 'z.py', line: 2, column: 1 } }),
      load('hf:acme/d', null, { place: { path: 'z.py', line: 1, column: 1 } }),
    ];
    expect(plan(...loads)).toEqual(plan(...[...loads].reverse()));
    expect(plan(...loads).files[0]?.edits.map(({ reference }) => reference)).toEqual(['hf:acme/a', 'hf:acme/b']);
  });
});

describe('hostile sites and answers change no file (T22)', () => {
  it.each<[string, PinSite, string]>([
    ['a column before the line', site(0), COMMIT],
    ['a column behind the line', site(99), COMMIT],
    ['an end before the start', site(9, 5), COMMIT],
    ['a line that is not there', { ...site(5), line: 99 }, COMMIT],
    ['a template without a commit', { ...site(5), template: ', x=1' }, COMMIT],
    ['a branch as commit', site(5), 'main'],
    ['code as commit', site(5), `${COMMIT}", exec("x`],
    ['a short commit', site(5), COMMIT.slice(0, 8)],
  ])('%s', (_name, pin, commit) => {
    const [file] = plan(load('hf:acme/x', pin, {}, commit)).files;
    expect(file && applyPins(TEXT, file)).toMatchObject({ state: 'refused', refused: [{ code: 'changed' }] });
  });
});

describe('the commit is the one that the hub named for what the code asks', () => {
  it.each([
    ['a branch', model('hf:acme/x', [{ requested: 'main' }], { hub: hub({ reachable: 'not-asked' }) }), COMMIT],
    ['nothing', model('hf:acme/x', [{}]), COMMIT],
    ['a tag of digits that is no commit', model('hf:acme/x', [{ requested: '20240801' }], { hub: hub({ reachable: 'yes' }) }), COMMIT],
    [
      'a shortened commit of nobody knows whom',
      model('hf:acme/x', [{ requested: 'abcdef1' }], { hub: hub({ reachable: 'unknown' }) }),
      null,
    ],
    ['another repository', model('hf:acme/x', [{}], { hub: hub({ redirectedTo: 'evil/x' }) }), null],
    ['a foreign commit', model('hf:acme/x', [{}], { hub: hub({ reachable: 'no' }) }), null],
    ['no commit', model('hf:acme/x', [{}], { hub: hub({ commit: 'main' }) }), null],
    ['no answer', model('hf:acme/x', [{}], { hub: null, resolution: { state: 'unresolved', reason: 'gated', detail: 'HTTP 403' } }), null],
  ] as const)('%s', (_name, component, expected) => {
    const commit = hubCommit(component);
    expect(commit.known ? commit.commit : null).toBe(expected);
    if (!commit.known) {
      const found = planPins(loadsToPin([component]));
      expect(found.refused.every(({ code, reason }) => code === 'no-site' || reason === commit.reason)).toBe(true);
      expect(found.files).toEqual([]);
    }
  });

  it('leaves out services, libraries and weights of the tree', () => {
    const inTree = model('hf:acme/x', []);
    const components = [
      { ...model('service:openai/gpt-4o', []), kind: 'service' as const, sightings: [serviceSightingOf('service:openai/gpt-4o')] },
      { ...model('pypi:torch', []), kind: 'library' as const, sightings: [packageSightingOf('pypi:torch')] },
      { ...inTree, sightings: [weightsSightingOf('hf:acme/x')] },
    ];
    expect(loadsToPin(components)).toEqual([]);
  });
});

describe('an edit is confirmed by what the detector reads afterwards', () => {
  const [file] = plan(load('hf:acme/x', site(5))).files;
  it.each<[string, Partial<LoadSighting>, number]>([
    ['the commit', { requested: COMMIT }, 0],
    ['the commit in capitals', { requested: COMMIT.toUpperCase() }, 0],
    ['another commit', { requested: OTHER }, 1],
    ['none', { requested: null }, 1],
    ['a commit that is overridden', { requested: COMMIT, revisionHow: 'environment' }, 1],
    ['another line', { requested: COMMIT, place: { path: 'app/llm.py', line: 15, column: 1 } }, 1],
  ])('%s', (_name, input, open) => {
    expect(file && confirmPins(file, [{ ...sighting('hf:acme/x'), ...input }]).map(({ code }) => code)).toEqual(
      open === 0 ? [] : ['not-confirmed'],
    );
  });

  it('two edits need two loads', () => {
    const [two] = plan(load('hf:acme/x', site(5)), load('hf:acme/x', site(20), at(20))).files;
    const one = { ...sighting('hf:acme/x'), requested: COMMIT };
    expect([two && confirmPins(two, [one]).length, two && confirmPins(two, [one, one]).length]).toEqual([1, 0]);
  });
});
