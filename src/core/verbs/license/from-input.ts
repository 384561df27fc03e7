/** What was read → the lineage and the product that are judged. */
import { leavesOf, parseConcluded, type SpdxExpression } from '../../license/expression.ts';
import { relicensedAfter } from '../../license/relicensed.ts';
import { FACTS_IN_WORDS, productFacts } from '../../license/use/facts.ts';
import { termsOf } from '../../license/use/index.ts';
import type { LineageEdge, LineageGraph, LineageNode } from '../../license/lineage/index.ts';
import type { ProductFacts, ProductUse } from '../../model/index.ts';
import { ownTermsIn } from './own-terms-in.ts';
import { marketsIn } from './places.ts';
import type { LicenseInput, ReadAncestor } from './read-input.ts';
import { relationIn } from './relations.ts';
import { concludeStated } from './stated.ts';

/** A component and what it was made from, and where what is stated about their licenses disagrees. */
export interface StatedLineage {
  readonly graph: LineageGraph;
  /** By node: what disagrees. */
  readonly disagreements: ReadonlyMap<string, string>;
}

const ROOT = 'component';

/** Each entry is a node of its own, also where a name stands twice: what another entry states excuses nothing, and no name makes a cycle. */
export function lineageIn({ written, ancestors }: LicenseInput): StatedLineage {
  const { component } = written;
  const disagreements = new Map<string, string>();
  const released = component.revisionDate?.slice(0, 10) ?? null;
  const own = concludeStated({ ...component, older: relicensedAfter(component.name, released) });
  if (own.disagreement !== null) disagreements.set(ROOT, own.disagreement);
  const nodes = new Map<string, LineageNode>();
  nodes.set(ROOT, {
    name: component.name,
    kind: component.kind,
    expression: own.expression,
    unknown: own.unknown,
    modalities: modalitiesIn(component.modalities ?? []),
    released,
    evidence: own.evidence,
    missing: null,
  });
  const edges: LineageEdge[] = [];
  for (const [index, { written: entry, child }] of ancestors.entries()) {
    const { node, disagreement } = nodeOf(entry);
    nodes.set(idOf(index), node);
    if (disagreement !== null) disagreements.set(idOf(index), disagreement);
    edges.push({
      child: child === null ? ROOT : idOf(child),
      parent: idOf(index),
      relation: relationIn(entry.relation) ?? 'base',
      by: 'card',
    });
  }
  return { graph: { root: ROOT, nodes, edges, cut: false, declared: edges.length > 0 }, disagreements };
}

function idOf(index: number): string {
  return String(index);
}

function nodeOf(entry: ReadAncestor['written']): { readonly node: LineageNode; readonly disagreement: string | null } {
  const { expression, unknown, evidence, disagreement } = concludeStated(entry);
  const terms = ownTermsIn(entry.terms);
  const node = {
    name: entry.name,
    kind: entry.kind,
    expression,
    unknown,
    modalities: [],
    released: null,
    evidence,
    missing: null,
    ...(terms === undefined ? {} : { terms }),
  };
  return { node, disagreement };
}

const ALSO: Readonly<Record<string, readonly string[]>> = {
  vision: ['image'],
  speech: ['audio'],
  multimodal: ['text', 'image'],
  'vision-language': ['text', 'image'],
};

function modalitiesIn(texts: readonly string[]): readonly string[] {
  const plain = texts.map((text) => text.trim().toLowerCase());
  return [...new Set(plain.flatMap((text) => (Object.hasOwn(ALSO, text) ? (ALSO[text] ?? []) : [text])))];
}

export function productIn({ written }: LicenseInput, graph: LineageGraph): ProductUse {
  const { product = {}, facts = {} } = written;
  const { territory = {} } = product;
  return {
    outboundLicense: product.outboundLicense?.trim() || null,
    contexts: product.context === undefined ? [] : [product.context],
    commercial: product.commercial ?? null,
    linkage: product.linkage ?? null,
    modified: product.modified ?? null,
    monthlyUsers: product.mau ?? null,
    monthlyUsersAtRelease: product.mauAtReleaseDate ?? null,
    dailyUsers: product.dau ?? null,
    yearlyRevenueUsd: product.annualRevenueUsd ?? null,
    monthlyVisits: product.visitsPerMonth ?? null,
    seat: territory.licenseeDomicile?.toUpperCase() ?? null,
    markets: marketsIn(territory.distributedTo ?? []),
    facts: factsIn(facts, graph),
  };
}

function factsIn(facts: NonNullable<LicenseInput['written']['facts']>, graph: LineageGraph): ProductFacts {
  return productFacts((fact) => {
    const said = facts[fact];
    if (fact === 'modelNameBeginsWith') return beginningIn(said, graph);
    if (FACTS_IN_WORDS.has(fact)) return words(said);
    return yesOrNo(said) ?? (fact === 'namingDisplayed' ? words(said) : null);
  });
}

/** true: what the licenses ask for, where they ask for one beginning; false: none of it. */
function beginningIn(value: unknown, { nodes }: LineageGraph): string | null {
  if (typeof value !== 'boolean') return words(value);
  if (!value) return '';
  const expressions = [...new Set([...nodes.values()].map(({ expression }) => expression))];
  const leaves = expressions.flatMap((text) => (text === null ? [] : leavesOf(parseConcluded(text) ?? NO_LICENSE)));
  const asked = new Set(leaves.flatMap(({ id, exception }) => termsOf(id, exception)?.modelNamePrefix ?? []));
  const [only] = asked;
  return asked.size === 1 && only !== undefined ? only : null;
}

const NO_LICENSE: SpdxExpression = { kind: 'all', parts: [] };

/** Words that are neither say nothing: not stated is not yes. */
function yesOrNo(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  const plain = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return plain === 'true' || plain === 'yes' ? true : plain === 'false' || plain === 'no' ? false : null;
}

function words(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
