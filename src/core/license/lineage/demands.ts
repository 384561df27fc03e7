/** What a license asks of everything that is made from it, and whether the license of such a thing keeps that. Free of any product. */
import { classesOf, type LicenseClass } from '../classes.ts';
import type { Leaf, SpdxExpression } from '../expression.ts';
import { mayGoUnder } from './share-alike.ts';

export interface Demand {
  /** "forbids commercial use": after the name of the license. */
  readonly words: string;
  /** Whether a license keeps it. One whose terms nobody knows claims nothing freer. */
  keptBy(leaf: Leaf): boolean;
}

/** Empty: it lets a derivative go out under any terms, or its terms are not known. What is only owed as a notice or a credit is a duty, and none of these. */
export function demandsOf(leaf: Leaf): readonly Demand[] {
  const known = demands.get(keyOf(leaf)) ?? found(leaf);
  demands.set(keyOf(leaf), known);
  return known;
}

/** By license: a lineage may name one of a few thousand times. Only licenses of known terms have any, so it stays small. */
const demands = new Map<string, readonly Demand[]>();

function keyOf({ id, orLater, exception, recognized }: Leaf): string {
  return recognized ? `${id}${orLater ? '+' : ''} ${exception ?? ''}` : '';
}

function found(leaf: Leaf): readonly Demand[] {
  const classes = leaf.recognized ? (classesOf(leaf.id, leaf.exception) ?? []) : [];
  return classes.flatMap((one) => {
    const words = WORDS[one];
    return words === undefined ? [] : [{ words, keptBy: (child: Leaf) => isUnknown(child) || keeps(one, leaf, child) }];
  });
}

const WORDS: Partial<Record<LicenseClass, string>> = {
  'non-commercial': 'forbids commercial use',
  'research-only': 'allows research only',
  'use-restricted': 'restricts what it may be used for, and has that passed on',
  'source-available': 'sets terms of its own for commercial offers',
  community: 'goes with everything that is made from it',
  'weak-copyleft': 'asks for its own terms for what is changed',
  'strong-copyleft': 'asks for its own terms for everything that is made from it',
  'network-copyleft': 'asks for its own terms for everything that is made from it, also where it only answers over a network',
};

function isUnknown(child: Leaf): boolean {
  return !child.recognized || classesOf(child.id, child.exception) === null;
}

function keeps(demand: LicenseClass, { id }: Leaf, child: Leaf): boolean {
  const classes = classesOf(child.id, child.exception) ?? [];
  switch (demand) {
    case 'non-commercial':
      return classes.includes('non-commercial') || classes.includes('research-only');
    case 'research-only':
    case 'use-restricted':
      return classes.includes(demand);
    case 'community':
    case 'source-available':
      return child.id === id || (familyOf(id) !== null && familyOf(id) === familyOf(child.id));
    default:
      return mayGoUnder(id, child.id);
  }
}

/** Families of licenses by one publisher: a derivative under a later one of them is no laundering; which of them holds, the text says. */
const FAMILIES = ['llama', 'gemma', 'qwen', 'hunyuan', 'falcon', 'deepseek', 'nvidia', 'stability', 'exaone', 'mistral'];

function familyOf(id: string): string | null {
  const lower = id.toLowerCase();
  return FAMILIES.find((family) => lower.includes(family)) ?? null;
}

/** All parts of an AND hold together, so one that keeps it is enough; of an OR anybody takes the freest. */
export function keepsDemand(demand: Demand, child: SpdxExpression): boolean {
  if (child.kind === 'license') return demand.keptBy(child);
  return child.kind === 'all'
    ? child.parts.some((part) => keepsDemand(demand, part))
    : child.parts.every((part) => keepsDemand(demand, part));
}
