/** A component of a Bom, with the ancestors that somebody states → the graph in which its licenses are judged. */
import type { Ancestor, BomComponent, LicenseClaim } from '../../model/index.ts';
import { formatRef } from '../../ref/format.ts';
import { statedNameOf } from '../../ref/stated-name.ts';
import { concludeLicense } from '../conclude.ts';
import type { LineageEdge, LineageGraph, LineageNode } from './graph.ts';

/**
 * No declared lineage is unknown lineage, not "original" (T11): `declared` is false, and whoever reads the answer is told. What the hub names
 * as a base while nobody followed it is an ancestor whose terms nobody looked at.
 */
export function graphOf(component: BomComponent): LineageGraph {
  const { hub, kind, license, lineage, name } = component;
  const root = formatRef({ ...component.ref, version: null });
  const own: LineageNode = {
    name,
    kind,
    expression: license.expression,
    unknown: license.unknown,
    modalities: modalitiesOf(hub?.pipelineTag ?? null),
    released: null,
    evidence: evidenceOf(component.claims),
    missing: null,
  };
  const stated = lineage?.ancestors ?? [];
  const named = lineage === undefined ? notFollowed(component) : [];
  const edges: LineageEdge[] = [
    ...stated.map(({ of, ref, relation, by, weights }) => ({
      child: of,
      parent: ref,
      relation,
      by,
      ...(weights === undefined ? {} : { weights }),
    })),
    ...named.map(({ parent, relation }) => ({ child: root, parent, relation, by: 'card' as const })),
  ];
  // Its own node comes last: an ancestor of the same name is a cycle, and brings no other terms.
  const nodes = new Map<string, LineageNode>([
    ...named.map(({ parent, relation }) => [parent, unasked(parent, relation)] as const),
    ...stated.map((one) => [one.ref, nodeOf(one)] as const),
    [root, own],
  ]);
  return { root, nodes, edges, cut: lineage?.cut ?? false, declared: edges.some(({ by }) => by !== 'hint') };
}

function nodeOf({ ref, kind, claims, license = concludeLicense(claims), pipelineTag, unresolved }: Ancestor): LineageNode {
  const { expression, unknown, stated } = license;
  // What the owner of the policy says of it needs no answer of its source.
  const missing = unresolved === null || stated !== undefined ? null : unresolved.detail;
  return {
    name: statedNameOf(ref),
    kind,
    expression,
    unknown,
    modalities: modalitiesOf(pipelineTag),
    released: null,
    evidence: evidenceOf(claims),
    missing,
  };
}

function unasked(ref: string, relation: LineageEdge['relation']): LineageNode {
  return {
    name: statedNameOf(ref),
    kind: relation === 'trained-on' ? 'dataset' : 'model',
    expression: null,
    unknown: null,
    modalities: [],
    released: null,
    evidence: 'stated',
    missing: 'nobody looked at it',
  };
}

function notFollowed({ hub, stated }: BomComponent): readonly Pick<LineageEdge, 'parent' | 'relation'>[] {
  return [
    ...(hub?.baseModels ?? []).map(({ id, relation }) => ({ parent: `hf:${id}`, relation })),
    ...(hub?.datasets ?? []).map((id) => ({ parent: `hf:datasets/${id}`, relation: 'trained-on' as const })),
    ...(stated?.base ?? []).map((parent) => ({ parent, relation: 'base' as const })),
  ];
}

/** Only what lies in its files is a text; the rest is what somebody calls it. */
function evidenceOf(claims: readonly LicenseClaim[]): LineageNode['evidence'] {
  return claims.some(({ from }) => from === 'text') ? 'text' : 'stated';
}

const MODALITIES: readonly (readonly [string, RegExp])[] = [
  ['text', /text|token|translation|summarization|question-answering|sentence|fill-mask|any-to-any|document/],
  ['image', /image|visual|depth|mask-generation|object-detection|any-to-any|document/],
  ['audio', /audio|speech|voice|any-to-any/],
  ['video', /video|any-to-any/],
];

/** What the hub's task says that it takes in or gives: some clauses speak of multimodal models only. Empty: not known. */
export function modalitiesOf(task: string | null): readonly string[] {
  if (task === null) return [];
  return MODALITIES.flatMap(([name, pattern]) => (pattern.test(task.slice(0, 100)) ? [name] : []));
}
