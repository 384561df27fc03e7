/** Lineages as rows write them. */
import { concludeLicense } from '../../src/core/license/conclude.ts';
import {
  judgeLineage,
  type LineageAnswer,
  type LineageEdge,
  type LineageGraph,
  type LineageNode,
} from '../../src/core/license/lineage/index.ts';
import type { BomComponent, HubFacts, LicenseClaim } from '../../src/core/model/index.ts';
import { parseRef } from '../../src/core/ref/parse.ts';
import { productOf, type Stated } from './support.ts';

export interface Member {
  readonly name?: string;
  readonly kind?: LineageNode['kind'];
  /** As a card writes it; null: its source told nothing. */
  readonly license: string | null;
  readonly relation?: LineageEdge['relation'];
  readonly by?: LineageEdge['by'];
  readonly modalities?: readonly string[];
}

export function nodeOf({ name, kind = 'model', license, modalities = [] }: Member, fallback: string): LineageNode {
  const { expression, unknown } =
    license === null ? { expression: null, unknown: null } : concludeLicense([{ from: 'card', text: license, name: null, link: null }]);
  return {
    name: name ?? fallback,
    kind,
    expression,
    unknown,
    modalities,
    released: null,
    evidence: 'stated',
    missing: license === null ? 'gone' : null,
  };
}

/** The component first; each of the others is what the one before it was made from. */
export function chain(...members: readonly Member[]): LineageGraph {
  const nodes = new Map(members.map((member, index) => [String(index), nodeOf(member, `m${index}`)]));
  const edges = members
    .slice(1)
    .map(
      ({ relation = 'finetune', by = 'card' }, index): LineageEdge => ({ child: String(index), parent: String(index + 1), relation, by }),
    );
  return { root: '0', nodes, edges, cut: false, declared: edges.some(({ by }) => by !== 'hint') };
}

/** The component, made from all of the others at once. */
export function star(root: Member, parents: readonly Member[]): LineageGraph {
  const nodes = new Map([root, ...parents].map((member, index) => [String(index), nodeOf(member, `m${index}`)]));
  const edges = parents.map(
    ({ relation = 'merge', by = 'card' }, index): LineageEdge => ({ child: '0', parent: String(index + 1), relation, by }),
  );
  return { root: '0', nodes, edges, cut: false, declared: edges.some(({ by }) => by !== 'hint') };
}

export function judged(graph: LineageGraph, stated: Stated = {}): LineageAnswer['answer'] {
  return judgeLineage(graph, productOf(stated)).answer;
}

/** "deny commercial-use m0 ← m1" */
export function clauses({ reasons }: LineageAnswer['answer']): string[] {
  return reasons.map(({ verdict, clause, path }) => `${verdict} ${clause} ${path.join(' ← ')}`);
}

export const FOR_SALE: Stated = { outboundLicense: 'proprietary', contexts: ['distributed'], commercial: true, modified: false };
export const IN_HOUSE: Stated = { outboundLicense: 'proprietary', contexts: ['internal'], commercial: true, modified: false };
export const SERVICE: Stated = { outboundLicense: 'proprietary', contexts: ['saas'], commercial: true, modified: false };
export const RESEARCH: Stated = { contexts: ['research'], commercial: false };
/** Everything that a license of a community can ask is done. */
export const ALL_MET: Stated = {
  ...FOR_SALE,
  monthlyUsers: 1000,
  monthlyUsersAtRelease: 1000,
  dailyUsers: 100,
  yearlyRevenueUsd: 100_000,
  monthlyVisits: 1000,
  seat: 'US',
  markets: ['US'],
  facts: {
    noticesShipped: true,
    acceptableUseAgreed: true,
    useRestrictionsInTerms: true,
    namingDisplayed: true,
    modelNameBeginsWith: 'Llama',
    registered: true,
    guardrailsBypassed: false,
    competesWithLicensor: false,
    offersComponentFunctionalityAsService: false,
    redistributesData: false,
  },
};

export const cardSays = (text: string): readonly LicenseClaim[] => [{ from: 'card', text, name: null, link: null }];

export const HUB: HubFacts = {
  commit: null,
  reachable: 'unknown',
  reachableDetail: '',
  redirectedTo: null,
  gated: false,
  files: [],
  digestsConsistent: null,
  licenses: [],
  baseModels: [],
  datasets: [],
  pipelineTag: null,
  libraryName: null,
  architecture: null,
};

export function componentOf(license: string, more: Partial<BomComponent> = {}): BomComponent {
  return {
    key: 'k',
    identity: 'pkg:huggingface/acme/ner',
    kind: 'model',
    ref: parseRef('hf:acme/ner@main'),
    name: 'acme/ner',
    version: null,
    requested: 'main',
    framework: false,
    sightings: [],
    resolution: { state: 'resolved' },
    hashes: [],
    claims: cardSays(license),
    license: concludeLicense(cardSays(license)),
    hub: HUB,
    verifications: [],
    ...more,
  };
}
