/** Who may say that something was found: the matcher is stricter than a reader in a hurry. */
import { describe, expect, it } from 'vitest';
import type { Claim, Claims } from './claims.ts';
import { compareWithTruth } from './match.ts';
import { byFileKind, figuresOf } from './score.ts';
import { misses, tables } from './table.ts';
import type { Trap, TruthFact } from './truth.ts';

const FACT: TruthFact = { kind: 'model', id: 'org/name', file: 'app/load.py', line: 10, version: 'v1', difficulty: 'literal' };
const CLAIM: Claim = {
  kind: 'model',
  names: ['org/name', 'name'],
  versionedNames: ['org/name:v1'],
  versions: ['v1'],
  digests: [],
  places: [{ file: 'app/load.py', line: 12 }],
};

function outcome(fact: Partial<TruthFact>, claim: Partial<Claim>, traps: Trap[] = [], unknowns: Claims['unknowns'] = []) {
  return compareWithTruth({ facts: [{ ...FACT, ...fact }], traps }, { claims: [{ ...CLAIM, ...claim }], unknowns });
}
const state = (fact: Partial<TruthFact>, claim: Partial<Claim>) => outcome(fact, claim).facts[0]?.state;

describe('a fact', () => {
  it.each<[string, Partial<TruthFact>, Partial<Claim>]>([
    ['its id, file, line and version', {}, {}],
    ['the last line that is near', {}, { places: [{ file: 'app/load.py', line: 13 }] }],
    ['another place that is as right', { orAt: [{ file: 'app/use.py', line: 40 }] }, { places: [{ file: 'app/use.py', line: 41 }] }],
    ['an alias', { aliases: ['https://host.example/name.onnx'] }, { names: ['https://host.example/name.onnx'] }],
    ['letters in another case', { id: 'Org/Name' }, {}],
    ['the digest of its bytes', { version: 'ab12' }, { digests: ['AB12'] }],
    ['a branch that is the default', { version: null }, { versions: ['main'] }],
    ['a digest that says more than was asked', { version: null }, { versions: [], digests: ['ab12'] }],
    ['a version that its label has in the name', { id: 'org/name:v1', version: null }, { names: ['org/name'] }],
    [
      'a date that is told as its version',
      { id: 'gpt-4o-2024-08-06', version: null },
      { names: ['gpt-4o-2024-08-06'], versions: ['2024-08-06'] },
    ],
    ['a date that stays in its name', { id: 'gpt-4o-2024-08-06', version: '2024-08-06' }, { names: ['gpt-4o-2024-08-06'], versions: [] }],
    ['a hosted model that is called a model', { kind: 'service' }, {}],
    ['a package that is spelled otherwise', { kind: 'library', id: 'pyannote.audio' }, { kind: 'library', names: ['pyannote-audio'] }],
    [
      'a name that has its version in it',
      { kind: 'service', id: 'gpt-4o-2024-08-06', version: null },
      { kind: 'service', names: ['gpt-4o-2024-08-06'], versions: ['2024-08-06'], versionedNames: [] },
    ],
  ])('is found by %s', (_, fact, claim) => {
    expect(state(fact, claim)).toBe('found');
  });

  it.each<[string, Partial<TruthFact>, Partial<Claim>]>([
    ['in another file', {}, { places: [{ file: 'app/other.py', line: 10 }] }],
    ['in a file of the same name in another folder', {}, { places: [{ file: 'load.py', line: 10 }] }],
    ['a line too far', {}, { places: [{ file: 'app/load.py', line: 14 }] }],
    ['a line too early', {}, { places: [{ file: 'app/load.py', line: 6 }] }],
    ['by its last part', {}, { names: ['name'] }],
    ['by a longer name', {}, { names: ['org/name-large'] }],
    ['as a dataset', {}, { kind: 'dataset' }],
    ['as a package', {}, { kind: 'library' }],
  ])('is missed %s', (_, fact, claim) => {
    expect(state(fact, claim)).toBe('missed');
  });

  it.each<[string, Partial<TruthFact>, Partial<Claim>]>([
    ['the version is missing', {}, { versions: [], versionedNames: [] }],
    ['another version is told', {}, { versions: ['v2'] }],
    ['a longer version is told', {}, { versions: ['v1.0'] }],
    ['another date is told', { id: 'gpt-4o-2024-08-06', version: null }, { names: ['gpt-4o-2024-08-06'], versions: ['2024-05-13'] }],
    ['a version is told that nobody states', { version: null }, {}],
  ])('is not found where %s', (_, fact, claim) => {
    expect(state(fact, claim)).toBe('version');
  });

  it('may have the version that another place of the repository states', () => {
    const settings: TruthFact = { ...FACT, file: '.env', line: 1, version: null };
    const claim = { ...CLAIM, places: [...CLAIM.places, { file: '.env', line: 1 }] };
    const { facts } = compareWithTruth({ facts: [FACT, settings], traps: [] }, { claims: [claim], unknowns: [] });
    expect(facts.map(({ state }) => state)).toEqual(['found', 'found']);
  });

  it('that cannot be told is found where a load is listed as unknown, and by no component', () => {
    const fact = { unknown: true as const, version: null, id: 'name of the user' };
    expect(outcome(fact, {}).facts[0]?.state).toBe('missed');
    expect(outcome(fact, {}, [], [{ file: 'app/load.py', line: 9 }]).facts[0]?.state).toBe('found');
    expect(outcome(fact, {}, [], [{ file: 'app/load.py', line: 9 }]).needless).toEqual([]);
    expect(outcome({}, {}, [], [{ file: 'app/load.py', line: 9 }]).needless).toEqual([{ file: 'app/load.py', line: 9 }]);
  });
});

describe('a claim', () => {
  const trap: Trap = { file: 'app/load.py', line: 30, text: 'org/name', why: 'a comment' };

  it('is true where its name is labeled anywhere, once for each file', () => {
    const places = [
      { file: 'app/load.py', line: 99 },
      { file: 'app/load.py', line: 100 },
      { file: 'b.py', line: 1 },
    ];
    expect(outcome({}, { places }).claims).toEqual([
      { name: 'org/name', kind: 'model', place: { file: 'app/load.py', line: 99 }, isTrue: true },
      { name: 'org/name', kind: 'model', place: { file: 'b.py', line: 1 }, isTrue: true },
    ]);
  });

  it('is false where nobody labeled it, or only a trap is there', () => {
    expect(outcome({}, { names: ['org/other'] }).claims.map(({ isTrue }) => isTrue)).toEqual([false]);
    const caught = outcome({}, { places: [{ file: 'app/load.py', line: 28 }] }, [trap]);
    expect(caught.claims.map(({ isTrue }) => isTrue)).toEqual([false]);
    expect(caught.traps.map(({ isHit }) => isHit)).toEqual([true]);
  });

  it('hits no trap far away, of another text, or as a package', () => {
    expect(outcome({}, {}, [trap]).traps.map(({ isHit }) => isHit)).toEqual([false]);
    expect(outcome({}, { places: [trap] }, [{ ...trap, text: 'org/na' }]).traps.map(({ isHit }) => isHit)).toEqual([false]);
    expect(outcome({}, { places: [trap], kind: 'library' }, [trap]).traps.map(({ isHit }) => isHit)).toEqual([false]);
  });
});

describe('the figures', () => {
  const found = { name: 'a', outcome: outcome({}, {}) };
  const missed = { name: 'b', outcome: compareWithTruth({ facts: [FACT, FACT, FACT], traps: [] }, { claims: [], unknowns: [] }) };

  it('count each repository alike, and say beside it what the facts say alone', () => {
    const { recall, micro, precision, version } = figuresOf([found, missed]);
    expect([recall, micro, precision, version]).toEqual([0.5, 0.25, 1, 1]);
  });

  it('have no figure where nothing could be counted', () => {
    const { recall, precision, trap, unknown } = figuresOf([]);
    expect([recall, precision, trap, unknown]).toEqual([null, null, null, null]);
  });

  it('have a row for each kind of file, and a line for each miss', () => {
    expect([...byFileKind([found, missed]).keys()]).toEqual(['python']);
    expect(tables('program', [found, missed])).toContain('program: 2 repositories');
    expect(misses([missed]).split('\n')[0]).toBe('b/app/load.py:10: missed: model org/name (literal)');
  });
});
