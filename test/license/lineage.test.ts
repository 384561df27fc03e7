/** What comes down a lineage. Sources: licences are read as src/core/license/data/ai-license-sources.json says; pairs and cases are named in each row. */
import { describe, expect, it } from 'vitest';
import { judgeLineage } from '../../src/core/license/lineage/index.ts';
import { ALL_MET, chain, clauses, FOR_SALE, IN_HOUSE, judged, type Member, RESEARCH, SERVICE, star } from './lineage-support.ts';
import { productOf, type Stated } from './support.ts';

const data = (license: string): Member => ({ license, kind: 'dataset', relation: 'trained-on' });

// LISCAN.AI, common incompatible pairs (IEEE TSE 2026): child ← parent, with how often it was found.
describe('pairs that models on the hub really have', () => {
  it.each<[string, string, Member, Stated, string, string]>([
    ['14,873', 'apache-2.0', { license: 'llama3' }, FOR_SALE, 'review', 'review laundering m0 ← m1'],
    ['2,417', 'apache-2.0', data('cc-by-nc-4.0'), FOR_SALE, 'review', 'review training m0 ← m1'],
    ['1,569', 'creativeml-openrail-m', { license: 'cc-by-nc-4.0' }, FOR_SALE, 'deny', 'deny commercial-use m0 ← m1'],
    ['996', 'apache-2.0', { license: 'openrail' }, FOR_SALE, 'review', 'review laundering m0 ← m1'],
    ['525', 'llama3.1', { license: 'cc-by-nc-4.0', relation: 'merge' }, FOR_SALE, 'deny', 'deny commercial-use m0 ← m1'],
    ['465', 'apache-2.0', { license: 'cc-by-nc-sa-4.0', relation: 'quantized' }, FOR_SALE, 'deny', 'deny commercial-use m0 ← m1'],
    ['261', 'cc-by-nc-4.0', { license: 'llama3.1', relation: 'quantized' }, FOR_SALE, 'deny', 'review laundering m0 ← m1'],
    ['249', 'apache-2.0', { license: 'gpl-3.0' }, FOR_SALE, 'review', 'review laundering m0 ← m1'],
    ['196', 'mit', { license: 'openrail', relation: 'adapter' }, FOR_SALE, 'review', 'review laundering m0 ← m1'],
    ['104', 'gpl-3.0', { license: 'openrail' }, FOR_SALE, 'deny', 'deny compatibility m0 ← m1'],
  ])('%s models: %s ← %j', (_, license, parent, stated, verdict, clause) => {
    const answer = judged(chain({ license }, parent), stated);
    expect(answer.verdict).toBe(verdict);
    expect(clauses(answer)).toContain(clause);
  });
});

// ModelGo (WWW 2024), worked cases: II (no-derivatives and GPL in one ensemble), IV (GPL beside RAIL), V (BY-NC-SA beside BY-SA).
describe('terms that cannot hold together', () => {
  it.each<[string, Member, readonly Member[], Stated, string]>([
    ['II', { license: 'mit' }, [{ license: 'cc-by-nd-4.0' }, { license: 'mit' }], FOR_SALE, 'deny derivatives m0 ← m1'],
    ['II', { license: 'gpl-3.0' }, [{ license: 'llama2' }], FOR_SALE, 'deny compatibility m0 ← m1'],
    ['IV', { license: 'openrail' }, [{ license: 'gpl-3.0' }], FOR_SALE, 'deny compatibility m0 ← m1'],
    ['IV', { license: 'openrail' }, [{ license: 'gpl-3.0' }], SERVICE, 'review compatibility m0 ← m1'],
    [
      'V',
      { license: 'cc-by-nc-sa-4.0' },
      [{ license: 'cc-by-nc-sa-4.0' }, { license: 'cc-by-sa-4.0' }],
      RESEARCH,
      'review compatibility m0 ← m2',
    ],
    ['V', { license: 'other' }, [{ license: 'cc-by-nc-sa-4.0' }, { license: 'cc-by-sa-4.0' }], FOR_SALE, 'deny compatibility m0 ← m1'],
    [
      'V, nothing said of the product',
      { license: 'other' },
      [{ license: 'cc-by-nc-sa-4.0' }, { license: 'cc-by-sa-4.0' }],
      {},
      'review compatibility m0 ← m1',
    ],
  ])('case %s: %j of %j', (_, root, parents, stated, clause) => {
    expect(clauses(judged(star(root, parents), stated))).toContain(clause);
  });

  it.each<[string, readonly string[]]>([
    ['agpl-3.0', ['gpl-3.0', 'mit', 'apache-2.0']],
    ['gpl-3.0', ['cc-by-sa-4.0']],
    ['cc-by-sa-4.0', ['cc-by-sa-3.0']],
    ['cc-by-nc-sa-4.0', ['cc-by-nc-4.0', 'cc-by-nc-sa-4.0']],
    ['GPL-3.0-or-later', ['lgpl-3.0', 'GPL-2.0-or-later']],
  ])('%s may be made of %j', (license, parents) => {
    const said = clauses(
      judged(
        star(
          { license },
          parents.map((parent) => ({ license: parent })),
        ),
        FOR_SALE,
      ),
    );
    expect(said.filter((one) => /compatibility|laundering/.test(one))).toEqual([]);
  });

  it('two licenses that one work states side by side were not combined by anybody', () => {
    const said = clauses(judged(chain({ license: 'gpl-3.0 AND cc-by-nc-4.0' }), FOR_SALE));
    expect(said.filter((one) => one.includes('compatibility'))).toEqual([]);
  });
});

describe('laundering', () => {
  it.each<[string, string, boolean]>([
    ['apache-2.0', 'cc-by-nc-4.0', true],
    ['mit', 'llama2', true],
    ['mit', 'gemma', true],
    ['apache-2.0', 'cc-by-sa-4.0', true],
    ['apache-2.0', 'lgpl-3.0', true],
    ['gpl-3.0', 'agpl-3.0', true],
    ['cc-by-nc-4.0', 'apple-amlr', true],
    ['cc-by-4.0', 'cc-by-nc-4.0', true],
    ['apache-2.0 OR cc-by-nc-4.0', 'cc-by-nc-4.0', true],
    ['apache-2.0 AND cc-by-nc-4.0', 'cc-by-nc-4.0', false],
    ['cc-by-nc-4.0', 'cc-by-nc-4.0', false],
    ['cc-by-nc-nd-4.0', 'cc-by-nc-4.0', false],
    ['llama3.1', 'llama3', false],
    ['mit', 'apache-2.0', false],
    ['apache-2.0', 'cc-by-4.0', false],
    ['mit', 'mit OR gpl-3.0', false],
    ['mit', 'gpl-2.0 OR gpl-3.0', true],
    // What nobody knows claims nothing freer; it is unknown all the same.
    ['LicenseRef-acme', 'cc-by-nc-4.0', false],
    ['other', 'cc-by-nc-4.0', false],
  ])('%s ← %s: %s, whatever the product does', (license, parent, is) => {
    for (const stated of [{}, RESEARCH, IN_HOUSE, ALL_MET])
      expect(clauses(judged(chain({ license }, { license: parent }), stated)).includes('review laundering m0 ← m1')).toBe(is);
  });

  it('is found over many hops, whatever stands between', () => {
    const graph = chain(
      { license: 'mit' },
      { license: 'apache-2.0' },
      { license: 'mit', relation: 'quantized' },
      { license: 'cc-by-nc-4.0' },
    );
    const { reasons } = judged(graph, FOR_SALE);
    expect(reasons.map(({ clause, path }) => [clause, path])).toEqual([
      ['commercial-use', ['m0', 'm1', 'm2', 'm3']],
      ['laundering', ['m0', 'm1', 'm2', 'm3']],
    ]);
    expect(reasons.every(({ ways, text }) => ways.length > 0 && text.endsWith('.'))).toBe(true);
  });
});

describe('relations', () => {
  it.each<[NonNullable<Member['relation']>, string]>([
    ['finetune', 'deny'],
    ['adapter', 'deny'],
    ['quantized', 'deny'],
    ['merge', 'deny'],
    ['base', 'deny'],
    ['distilled', 'review'],
  ])('what a %s brings of CC-BY-NC-4.0: %s', (relation, verdict) => {
    expect(judged(chain({ license: 'mit' }, { license: 'cc-by-nc-4.0', relation }), FOR_SALE).verdict).toBe(verdict);
  });

  // licences.md section 3, row "Outputs → other models"; section 6, row "distilled".
  it.each<[string, Stated, string]>([
    ['llama2', ALL_MET, 'deny'],
    ['llama3', ALL_MET, 'deny'],
    ['tongyi-qianwen', ALL_MET, 'deny'],
    ['LicenseRef-Databricks-Open-Model', RESEARCH, 'deny'],
    ['LicenseRef-Kolors-Model', ALL_MET, 'deny'],
    ['llama3.1', FOR_SALE, 'review'],
    ['llama3.1', ALL_MET, 'allow'],
    ['gemma', FOR_SALE, 'review'],
    ['gemma', ALL_MET, 'review'],
    ['creativeml-openrail-m', FOR_SALE, 'review'],
    ['LicenseRef-Yi-Community-2.1', FOR_SALE, 'review'],
    ['LicenseRef-FAIR-Noncommercial-Research', FOR_SALE, 'deny'],
    ['gpl-3.0', FOR_SALE, 'allow'],
    ['apache-2.0', FOR_SALE, 'allow'],
    ['mit', FOR_SALE, 'allow'],
    ['other', FOR_SALE, 'review'],
  ])('distilled from %s for %j: %s', (license, stated, verdict) => {
    expect(judged(chain({ license: 'apache-2.0' }, { license, relation: 'distilled' }), stated).verdict).toBe(verdict);
  });

  // licences.md section 6, row "trained-on dataset".
  it.each<[string, Stated, string]>([
    ['cc-by-nc-4.0', FOR_SALE, 'review'],
    ['cc-by-nc-4.0', RESEARCH, 'allow'],
    ['cc-by-sa-4.0', FOR_SALE, 'review'],
    ['cc-by-nd-4.0', FOR_SALE, 'review'],
    ['cc-by-4.0', FOR_SALE, 'allow'],
    ['odc-by', FOR_SALE, 'allow'],
    ['C-UDA-1.0', FOR_SALE, 'allow'],
    ['cdla-sharing-1.0', FOR_SALE, 'allow'],
    ['cdla-permissive-2.0', FOR_SALE, 'allow'],
    ['other', FOR_SALE, 'review'],
  ])('trained on data under %s for %j: %s', (license, stated, verdict) => {
    expect(judged(chain({ license: 'apache-2.0' }, data(license)), stated).verdict).toBe(verdict);
  });

  it('what is contested says both views in one sentence', () => {
    const { reasons } = judged(chain({ license: 'mit' }, data('cc-by-nc-4.0')), FOR_SALE);
    expect(reasons.map(({ text }) => text)).toEqual([expect.stringMatching(/^Some hold [^.]+, others [^.]+\.$/)]);
  });

  it('data that was written by a model comes under the terms of its outputs', () => {
    const graph = chain({ license: 'mit' }, data('mit'), { license: 'llama2', relation: 'distilled' });
    expect(clauses(judged(graph, ALL_MET))).toContain('deny outputs m0 ← m1 ← m2');
  });

  it('to be trained on a model is to learn from what it says', () => {
    expect(clauses(judged(chain({ license: 'mit' }, { license: 'llama2', relation: 'trained-on' }), ALL_MET))).toContain(
      'deny outputs m0 ← m1',
    );
  });

  it('a fine-tune that was distilled from the same model as well is no fine-tune alone', () => {
    const graph = chain({ license: 'llama3' }, { license: 'llama3' });
    const edges = [...graph.edges, { child: '0', parent: '1', relation: 'distilled', by: 'card' } as const];
    const said = clauses(judged({ ...graph, edges }, ALL_MET));
    expect(said).toContain('deny outputs m0 ← m1');
    expect(clauses(judged(graph, ALL_MET))).not.toContain('deny outputs m0 ← m1');
  });

  it('who names itself says nothing of where it comes from', () => {
    const graph = chain({ license: 'llama2' });
    const edges = [{ child: '0', parent: '0', relation: 'distilled', by: 'card' } as const];
    expect(clauses(judged({ ...graph, edges }, ALL_MET))).toEqual(clauses(judged(graph, ALL_MET)));
  });

  it('the data of a teacher does not reach its pupil', () => {
    const graph = chain({ license: 'mit' }, { license: 'mit', relation: 'distilled' }, data('cc-by-nc-4.0'));
    expect(judged(graph, FOR_SALE).verdict).toBe('allow');
  });
});

describe('what nobody knows', () => {
  it('a parent that is gone is named, and never permission', () => {
    const { verdict, reasons } = judged(chain({ license: 'mit' }, { license: 'mit' }, { name: 'acme/gone', license: null }), FOR_SALE);
    expect({ verdict, reasons }).toMatchObject({ verdict: 'review', reasons: [{ clause: 'lineage', path: ['m0', 'm1', 'acme/gone'] }] });
    expect(reasons[0]?.text).toContain('acme/gone');
  });

  it('an edge to a node that is not there is one to a missing parent', () => {
    const graph = chain({ license: 'mit' });
    const edges = [{ child: '0', parent: 'hf:acme/private', relation: 'finetune', by: 'card' } as const];
    expect(clauses(judged({ ...graph, edges }, FOR_SALE))).toEqual(['review lineage m0 ← hf:acme/private']);
  });

  it('a hint caps the answer at review, and is no proof of a breach (T11)', () => {
    expect(clauses(judged(chain({ license: 'mit' }, { license: 'mit', by: 'hint' }), FOR_SALE))).toEqual(['review lineage m0 ← m1']);
    expect(clauses(judged(chain({ license: 'mit' }, { license: 'cc-by-nc-4.0', by: 'hint' }), FOR_SALE))).toEqual([
      'review lineage m0 ← m1',
      'review commercial-use m0 ← m1',
    ]);
  });

  it('what is stated counts before what is hinted', () => {
    const graph = chain({ license: 'mit' }, { license: 'cc-by-nc-4.0', by: 'hint' });
    const edges = [...graph.edges, { child: '0', parent: '1', relation: 'finetune', by: 'card' } as const];
    expect(judged({ ...graph, edges }, FOR_SALE).verdict).toBe('deny');
  });

  it('a lineage that was cut is not known as a whole (T32)', () => {
    expect(clauses(judged({ ...chain({ license: 'mit' }, { license: 'mit' }), cut: true }, FOR_SALE))).toEqual(['review lineage m0']);
  });

  it.each([
    ['stated by cards', chain({ license: 'mit' }, { license: 'mit' }), 'medium'],
    ['no lineage declared', chain({ license: 'mit' }), 'medium'],
    ['a license that is not known', chain({ license: 'mit' }, { license: 'other' }), 'low'],
    ['a hint', chain({ license: 'mit' }, { license: 'mit', by: 'hint' }), 'low'],
  ])('confidence, %s: %s', (_, graph, confidence) => {
    expect(judgeLineage(graph, productOf(FOR_SALE)).confidence).toBe(confidence);
  });

  it('confidence is high where all texts were read and the lineage is stated', () => {
    const graph = chain({ license: 'mit' }, { license: 'mit' });
    const nodes = new Map([...graph.nodes].map(([id, node]) => [id, { ...node, evidence: 'text' as const }]));
    expect(judgeLineage({ ...graph, nodes }, productOf(FOR_SALE)).confidence).toBe('high');
  });
});

it('of one clause of one license the nearest who carries it speaks, once', () => {
  const answer = judged(chain({ license: 'cc-by-nc-4.0' }, { license: 'cc-by-nc-4.0' }, { license: 'cc-by-nc-4.0' }), FOR_SALE);
  expect(clauses(answer)).toEqual(['deny commercial-use m0']);
  expect(answer.effective).toBe('CC-BY-NC-4.0');
});

it('what holds is everything that comes along, and nothing that does not', () => {
  expect(judged(chain({ license: 'mit' }, { license: 'apache-2.0' }, { license: 'gemma' }), FOR_SALE).effective).toBe(
    'Apache-2.0 AND LicenseRef-scancode-gemma-tou-2025-03-24 AND MIT',
  );
  expect(judged(chain({ license: 'mit' }, data('cc-by-nc-4.0')), FOR_SALE).effective).toBe('MIT');
  expect(judged(chain({ license: 'other' }), FOR_SALE).effective).toBeNull();
});
