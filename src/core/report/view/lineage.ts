/** What changed models are made from, as a graph and as lines; raw text, which the formats escape. */
import type { Ancestor, Bom, BomComponent, Verdict } from '../../model/index.ts';
import { concludeLicense } from '../../license/conclude.ts';
import { weightsClaims } from '../../license/text-claims.ts';
import { formatRef } from '../../ref/format.ts';
import { shortLicenseName } from './license-phrase.ts';
import { statedNameOf } from '../../ref/stated-name.ts';

export interface DrawnAncestor {
  readonly name: string;
  /** Its license, or why none is known. */
  readonly note: string;
  /** A component that the change touches. */
  readonly isOwn: boolean;
}

export interface DrawnStep {
  /** Indexes of nodes: what is made, and what it is made from. */
  readonly from: number;
  readonly to: number;
  readonly words: string;
  /** Nobody states it. */
  readonly isHint: boolean;
}

export interface DrawnLineage {
  readonly nodes: readonly DrawnAncestor[];
  readonly edges: readonly DrawnStep[];
}

export interface LineageView {
  /** Of at most so many nodes, nearest ancestors first; `left`: how many there are besides. */
  readonly graph: (most: number) => DrawnLineage & { readonly left: number };
  readonly lines: readonly string[];
  /** Names of those of which not all was followed (T32). */
  readonly cut: readonly string[];
}

const WORDS: Readonly<Record<Ancestor['relation'], string>> = {
  finetune: 'fine-tuned from',
  adapter: 'adapter of',
  quantized: 'quantized from',
  merge: 'merged from',
  base: 'made from',
  distilled: 'distilled from',
  'trained-on': 'trained on',
};

/** Null: no changed model has an ancestor that is known. */
export function lineageViewOf(verdict: Verdict, bom: Bom): LineageView | null {
  const touched = verdict.base === null ? bom.components : verdict.changes.flatMap(({ head }) => head);
  const all = touched.filter(({ lineage }) => lineage !== undefined);
  if (all.length === 0) return null;
  return {
    graph: (most) => graphOf(all, most),
    lines: [...new Set(all.flatMap(({ lineage }) => (lineage === undefined ? [] : lineageLines(lineage))))],
    cut: [...new Set(all.flatMap(({ name, lineage }) => (lineage?.cut === true ? [name] : [])))],
  };
}

/** "acme/ner: fine-tuned from acme/base (apache-2.0)". */
export function lineageLines({ ancestors, cut }: NonNullable<BomComponent['lineage']>): string[] {
  const lines = ancestors.map((one) => `${statedNameOf(one.of)}: ${wordsOf(one)} ${statedNameOf(one.ref)} (${noteOf(one)})`);
  return cut ? [...lines, 'and from more than is followed (our limit of 20)'] : lines;
}

/** Model by model with what it is made from, so that a limit leaves whole lineages and not names alone. */
function graphOf(components: readonly BomComponent[], most: number): ReturnType<LineageView['graph']> {
  const own = new Map(components.map((one) => [formatRef({ ...one.ref, version: null }), ownNode(one)]));
  const index = new Map<string, number>();
  const nodes: DrawnAncestor[] = [];
  const edges = new Map<string, DrawnStep>();
  const beyond = new Set<string>();
  const place = (reference: string, other?: DrawnAncestor): number | null => {
    const node = own.get(reference) ?? other;
    const known = index.get(reference) ?? null;
    if (known !== null || node === undefined) return known;
    if (nodes.length === most) {
      beyond.add(reference);
      return null;
    }
    index.set(reference, nodes.length);
    return nodes.push(node) - 1;
  };
  for (const { ref, lineage } of components) {
    place(formatRef({ ...ref, version: null }));
    for (const one of lineage?.ancestors ?? []) {
      const from = index.get(one.of);
      const to = place(one.ref, { name: statedNameOf(one.ref), note: noteOf(one), isOwn: false });
      if (from !== undefined && to !== null)
        edges.set(`${from} ${to} ${one.relation}`, { from, to, words: wordsOf(one), isHint: one.by === 'hint' });
    }
  }
  return { nodes, edges: [...edges.values()], left: beyond.size };
}

function ownNode({ name, license }: BomComponent): DrawnAncestor {
  return { name, note: shortLicenseName(license) ?? license.unknown ?? 'not known', isOwn: true };
}

function wordsOf({ relation, by }: Ancestor): string {
  return by === 'hint' ? `perhaps ${WORDS[relation]}` : WORDS[relation];
}

function noteOf({ claims, unresolved, license }: Ancestor): string {
  const concluded = license?.unknown === null ? shortLicenseName(license) : null;
  if (concluded !== null) return concluded;
  if (unresolved !== null) return `not known: ${unresolved.detail === '' ? unresolved.reason : unresolved.detail}`;
  const ours = weightsClaims(claims);
  // A text that nobody knows has no name: what stands there is why, and never nothing.
  const stated = [...new Set(ours.map(({ text, name }) => name ?? text))].filter((one) => one !== '');
  const { unknown } = stated.length === 0 ? concludeLicense(ours) : { unknown: null };
  if (unknown !== null && unknown !== 'not stated') return `not known: ${unknown}`;
  return stated.length === 0
    ? 'no license stated'
    : stated.slice(0, 3).join(', ') + (stated.length > 3 ? ` +${stated.length - 3} more` : '');
}
