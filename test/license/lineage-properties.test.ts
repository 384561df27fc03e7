/** What holds for every lineage, and what hostile ones cost. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { judgeLineage, type LineageEdge, type LineageGraph } from '../../src/core/license/lineage/index.ts';
import { ALL_MET, chain, clauses, FOR_SALE, IN_HOUSE, judged, nodeOf, RESEARCH, SERVICE } from './lineage-support.ts';
import { productOf } from './support.ts';

const LICENSES = [
  'mit',
  'apache-2.0',
  'cc-by-nc-4.0',
  'cc-by-sa-4.0',
  'cc-by-nd-4.0',
  'cc-by-nc-sa-4.0',
  'gpl-3.0',
  'agpl-3.0',
  'llama3',
  'llama3.1',
  'gemma',
  'openrail',
  'other',
  'mit OR gpl-3.0',
  'mit AND cc-by-nc-4.0',
  'C-UDA-1.0',
  'LicenseRef-acme',
];
const FREE = ['mit', 'apache-2.0', 'bsd-3-clause', 'cc-by-4.0', 'cc0-1.0', 'isc', 'cdla-permissive-2.0', 'odc-by', 'OpenMDW-1.0'];
const PRODUCTS = [{}, FOR_SALE, IN_HOUSE, RESEARCH, SERVICE, ALL_MET];
const RELATIONS = ['finetune', 'adapter', 'quantized', 'merge', 'base', 'distilled', 'trained-on'] as const;
const BADNESS = { allow: 0, review: 1, deny: 2 };

const member = fc.record({
  license: fc.option(fc.constantFrom(...LICENSES), { freq: 10 }),
  kind: fc.constantFrom('model' as const, 'model' as const, 'dataset' as const),
});
const edgeAmong = (count: number) =>
  fc.record({
    child: fc.nat(count - 1).map(String),
    parent: fc.nat(count).map(String),
    relation: fc.constantFrom(...RELATIONS),
    by: fc.constantFrom('card' as const, 'config' as const, 'hint' as const),
  });

/** Any graph: with cycles, edges to itself, and edges to what is not there. */
const graphs: fc.Arbitrary<LineageGraph> = fc
  .array(member, { minLength: 1, maxLength: 7 })
  .chain((members) => fc.tuple(fc.constant(members), fc.array(edgeAmong(members.length), { maxLength: 12 })))
  .map(([members, edges]) => ({
    root: '0',
    nodes: new Map(
      members.map((one, index) => [String(index), nodeOf(index === 0 ? { ...one, license: one.license ?? 'mit' } : one, `m${index}`)]),
    ),
    edges,
    cut: false,
    declared: edges.some(({ by }) => by !== 'hint'),
  }));

describe('for every lineage and product', () => {
  test.prop([graphs, edgeAmong(7), member, fc.constantFrom(...PRODUCTS)], { numRuns: 1000 })(
    'an ancestor more never makes the answer better',
    (graph, edge, more, stated) => {
      const nodes = new Map(graph.nodes).set('new', nodeOf(more, 'new'));
      const grown = { ...graph, nodes, edges: [...graph.edges, { ...edge, parent: 'new' }], declared: true };
      expect(BADNESS[judged(grown, stated).verdict]).toBeGreaterThanOrEqual(BADNESS[judged(graph, stated).verdict]);
    },
  );

  test.prop([graphs, edgeAmong(7), fc.constantFrom(...PRODUCTS)], { numRuns: 1000 })('nor does a step more', (graph, edge, stated) => {
    const grown = { ...graph, edges: [...graph.edges, edge] };
    expect(BADNESS[judged(grown, stated).verdict]).toBeGreaterThanOrEqual(BADNESS[judged(graph, stated).verdict]);
  });

  test.prop([graphs, fc.constantFrom(...PRODUCTS)], { numRuns: 300 })(
    'each reason has a path, a sentence and a way out',
    (graph, stated) => {
      const { verdict, reasons } = judged(graph, stated);
      expect(verdict === 'allow').toBe(reasons.length === 0);
      for (const { path, text, ways } of reasons) {
        expect(path[0]).toBe('m0');
        expect(text).toMatch(/^\p{Lu}.*\.$/su);
        expect(ways.length).toBeGreaterThan(0);
      }
    },
  );

  test.prop([graphs, fc.array(fc.constantFrom(...FREE), { minLength: 7, maxLength: 7 }), fc.constantFrom(...PRODUCTS)], { numRuns: 500 })(
    'a lineage of free licenses that somebody states in full raises no alarm',
    ({ edges, ...graph }, licenses, stated) => {
      const nodes = new Map(
        [...graph.nodes].map(([id, { kind }], index) => [id, nodeOf({ license: licenses[index] ?? 'mit', kind }, `m${index}`)]),
      );
      const told = edges
        .filter(({ child, parent }) => nodes.has(child) && nodes.has(parent))
        .map((edge) => ({ ...edge, by: 'card' as const }));
      expect(clauses(judged({ ...graph, nodes, edges: told }, stated))).toEqual([]);
    },
  );

  test.prop([graphs, fc.constantFrom(...PRODUCTS)], { numRuns: 100 })('the same question has the same answer', (graph, stated) => {
    expect(judgeLineage(graph, productOf(stated))).toEqual(judgeLineage(graph, productOf(stated)));
  });
});

describe('hostile lineages', () => {
  const many = 20_000;
  const nodes = (licenseOf: (index: number) => string): LineageGraph['nodes'] =>
    new Map(Array.from({ length: many }, (_, index) => [String(index), nodeOf({ license: licenseOf(index) }, `m${index}`)] as const));

  it(`a chain of ${many} is walked without the stack, and its path is cut in the middle`, () => {
    const edges = Array.from(
      { length: many - 1 },
      (_, index): LineageEdge => ({
        child: String(index),
        parent: String(index + 1),
        relation: 'finetune',
        by: 'card',
      }),
    );
    const graph = { root: '0', nodes: nodes((index) => (index === many - 1 ? 'cc-by-nc-4.0' : 'mit')), edges, cut: false, declared: true };
    const { verdict, reasons } = judged(graph, FOR_SALE);
    expect(verdict).toBe('deny');
    expect(reasons[0]?.path).toHaveLength(25);
    expect(reasons[0]?.path.at(-1)).toBe(`m${many - 1}`);
  });

  it('names that nobody knows are counted, not all told', () => {
    const edges = Array.from(
      { length: many - 1 },
      (_, index): LineageEdge => ({ child: '0', parent: String(index + 1), relation: 'merge', by: 'card' }),
    );
    const graph = { root: '0', nodes: nodes((index) => `acme-license-${index}`), edges, cut: false, declared: true };
    const { reasons } = judged(graph, FOR_SALE);
    expect(reasons).toHaveLength(101);
    expect(reasons.at(-1)?.text).toMatch(/^And \d+ more clauses/);
  });

  it('cycles end, also those through the component itself', () => {
    const graph = chain({ license: 'mit' }, { license: 'mit' }, { license: 'gemma' });
    const around = (child: string, parent: string): LineageEdge => ({ child, parent, relation: 'merge', by: 'card' });
    const looped = { ...graph, edges: [...graph.edges, around('2', '0'), around('2', '1'), around('1', '1'), around('0', '0')] };
    expect(clauses(judged(looped, FOR_SALE))).toEqual(clauses(judged(graph, FOR_SALE)));
  });

  it('a mesh in which each step is stated in every way is looked at a bounded number of times', () => {
    const size = 120;
    const mesh = Array.from({ length: size }, (_, child) =>
      Array.from({ length: size }, (_unused, parent) =>
        RELATIONS.map(
          (relation): LineageEdge => ({ child: String(child), parent: String(parent), relation, by: parent % 2 ? 'hint' : 'card' }),
        ),
      ),
    ).flat(2);
    const graph = { root: '0', nodes: nodes(() => 'mit'), edges: mesh, cut: false, declared: true };
    const { verdict, reasons } = judged(graph, FOR_SALE);
    expect([verdict, reasons.length]).toEqual(['review', size / 2]);
  });
});
