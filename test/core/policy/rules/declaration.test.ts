import { describe, expect, it } from 'vitest';
import type { Bom, SaidOfLoad, Unknown } from '../../../../src/core/model/index.ts';
import { baseline } from '../../../../src/core/policy/baseline.ts';
import { judge } from '../../../../src/core/policy/judge.ts';
import { rules } from '../../../../src/core/policy/rules/index.ts';
import { rungOf } from '../../../../src/core/policy/rung.ts';
import { NOW, sightingOf, unknownOf } from '../../../support/build.ts';
import { bom, COMMIT, model } from '../support.ts';

const PLACE = { path: 'weighbridge.lock', line: 4, column: 5 };
const HERE = { about: 'app/llm.py: environment MODEL_ID', place: PLACE };

function told(state: Partial<Bom>, rule: string): string[] {
  const findings = judge({ policy: baseline(rules), rules, bom: { ...bom(), ...state }, changes: [], policyChanges: [], now: NOW });
  return findings
    .filter((one) => one.rule === rule)
    .map(({ level, name, places, reason, fix }) => [level, name, places[0]?.path, reason, fix.title, fix.command].join(' | '));
}

function saying(declared: SaidOfLoad) {
  return model('hf:acme/a', [{ requested: COMMIT }], { sightings: [sightingOf('hf:acme/a', { requested: COMMIT, declared })] });
}

describe('model/declaration', () => {
  it.each<[string, Partial<Bom>, string[]]>([
    ['no lock', {}, []],
    ['a lock whose declarations all speak of loads', { lock: { path: 'weighbridge.lock', entries: 0, unused: [], idle: [] } }, []],
    [
      'a declaration of no load',
      { lock: { path: 'weighbridge.lock', entries: 0, unused: [], idle: [HERE] } },
      [
        `warn | ${HERE.about} | weighbridge.lock | no load in the tree is what it speaks of | Take the declaration ${HERE.about} out of the lock | `,
      ],
    ],
    [
      'a default that is not declared',
      { components: [saying({ ...HERE, says: 'excludes' })] },
      [
        `warn | acme/a | app/llm.py | the lock declares what may be given here ("${HERE.about}"), and the default in the code is not among it | Declare acme/a, or write another default | `,
      ],
    ],
    ['a load that is named by a declaration', { components: [saying({ ...HERE, says: 'names', upTo: 'named' })] }, []],
  ])('%s', (_name, state, expected) => {
    expect(told(state, 'model/declaration')).toEqual(expected);
  });
});

describe('where a declared load stands', () => {
  it.each<[string, SaidOfLoad, string]>([
    ['by the baseline', { ...HERE, says: 'names', upTo: 'named' }, 'named declared'],
    ['where the owner lets declarations pin', { ...HERE, says: 'names', upTo: 'pinned' }, 'pinned unsigned'],
    ['where the code names something else', { ...HERE, says: 'excludes' }, 'pinned unsigned'],
  ])('%s', (_name, declared, standing) => {
    const { rung, gap } = rungOf(saying(declared));
    expect(`${rung} ${gap}`).toBe(standing);
  });
});

describe('model/unresolved names the way out', () => {
  it.each<[string, Unknown, RegExp]>([
    [
      'a variable',
      unknownOf('environment variable MODEL_ID'),
      /or declare what deployment may give \| weighbridge declare app\/llm\.py:14 hf:org\/name$/,
    ],
    ['an expression', unknownOf('cfg.model'), /weighbridge declare app\/llm\.py:14 hf:org\/name$/],
    ['a cut expression', unknownOf('x'.repeat(80)), /Name the model that is loaded here as a constant \| $/],
    ['one of many', unknownOf('one of many', { limited: true }), /as a constant \| $/],
    ['a path that a shell would read', unknownOf('cfg.model', { place: { path: 'a$(id).py', line: 1, column: 1 } }), /as a constant \| $/],
    ['a path that is taken for an option', unknownOf('cfg.model', { place: { path: '-x.py', line: 1, column: 1 } }), /as a constant \| $/],
    [
      'a new declaration',
      unknownOf('environment variable MODEL_ID', { declared: HERE }),
      /counts once the base branch has it.*\| Merge the declaration of this model first, or waive this load \| $/,
    ],
    [
      'a declared load that the change feeds',
      unknownOf('environment variable MODEL_ID', { declared: HERE, fedAnew: [PLACE] }),
      /the change may give this load another model than weighbridge\.lock declares/,
    ],
  ])('%s', (_name, unknown, words) => {
    const found = told({ unknowns: [unknown] }, 'model/unresolved');
    expect(found).toEqual([expect.stringMatching(words)]);
    expect(found[0]).toMatch(/^warn \| unnamed model/);
  });

  it('for datasets and services, each with its own kind of reference', () => {
    const dataset = unknownOf('environment variable D', { kind: 'dataset' });
    expect(told({ unknowns: [dataset] }, 'dataset/unresolved')[0]).toContain('weighbridge declare app/llm.py:14 hf:datasets/org/name');
    const service = unknownOf('environment variable S', { kind: 'service' });
    expect(told({ unknowns: [service] }, 'service/unresolved')[0]).toContain('weighbridge declare app/llm.py:14 service:provider/name');
    const address = unknownOf('s3://bucket/key', { why: 'impossible' });
    expect(told({ unknowns: [address] }, 'model/provenance')[0]).toContain('weighbridge declare app/llm.py:14 --sha256 SHA256');
  });
});
