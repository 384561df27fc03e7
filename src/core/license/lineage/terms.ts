/** What the terms of one ancestor come to for the component, by the way that lies between them. */
import type { LicensedUse, ProductUse, TermsRelation, UseAnswer } from '../../model/index.ts';
import { parseConcluded } from '../expression.ts';
import { judgeLicense } from '../use/index.ts';
import type { TermsFound, FoundReason } from './answers.ts';
import type { LineageNode } from './graph.ts';
import { reachOfOutputs } from './outputs.ts';
import { ownTermReasons } from './own-terms.ts';
import { DISTILLED, HINTED, type Reached, TRAINED } from './walk.ts';

export function termsFrom(at: Reached, root: Reached, product: ProductUse): TermsFound {
  const { node, way } = at;
  if (node === null || node.missing !== null) return { reasons: [missing(at, node)], duties: [], effective: undefined };
  const found = judged(at, node, root, product);
  const reasons = isOwnWork(at) ? found.reasons.filter(({ clause }) => clause !== 'derivatives') : found.reasons;
  const all = { ...found, reasons: [...reasons, ...ownTermReasons(at, node, product)] };
  return way & HINTED ? guessed(at, all) : all;
}

/**
 * A license binds those who get the work, and not its owner: who shares an altered form of his own work under the same license breaches nothing
 * (CC BY-ND 4.0, section 1: the licensor grants). Every step must be of one publisher on one host, and say the same license (T11).
 */
function isOwnWork(at: Reached): boolean {
  const owner = ownerOf(at.id);
  if (owner === null || at.way !== 0 || at.node === null) return false;
  const { expression } = at.node;
  for (let step: Reached | null = at; step !== null; step = step.from) {
    if (ownerOf(step.id) !== owner || step.node?.expression !== expression || step.node.unknown !== null) return false;
  }
  return expression !== null && at.from !== null;
}

/** "hf:acme" of "hf:acme/base"; null: its name has no publisher. */
function ownerOf(id: string): string | null {
  const end = id.lastIndexOf('/');
  return end < 0 ? null : id.slice(0, end);
}

const NOTHING: TermsFound = { reasons: [], duties: [], effective: undefined };

function judged(at: Reached, node: LineageNode, root: Reached, product: ProductUse): TermsFound {
  const { way, edge } = at;
  const judge = (relation: TermsRelation): UseAnswer => judgeLicense(useOf(node, root, relation), product);
  if (way & DISTILLED) {
    // The data of a teacher is two steps away from what it says.
    if (node.kind === 'dataset') return NOTHING;
    const expression = node.expression === null ? null : parseConcluded(node.expression);
    const reach = expression === null ? 'silent' : reachOfOutputs(expression);
    const taught = foundIn(at, judge('distilled'), reach !== 'silent');
    if (reach === 'silent') return taught;
    const whole = foundIn(at, judge('finetune'), true);
    // Where the text says that it is a derivative, whether it is one is no question any more.
    const still = reach === 'named' ? taught.reasons : taught.reasons.filter(({ verdict }) => verdict === 'deny');
    return { ...whole, reasons: [...still, ...whole.reasons] };
  }
  // What is trained on data does not come under the license of the data: where somebody holds that it does, that is a reason.
  if (way & TRAINED) return foundIn(at, judge('trained-on'), false);
  return foundIn(at, judge(edge?.relation ?? 'component'), true);
}

function useOf(
  { name, kind, expression, unknown, modalities, released }: LineageNode,
  root: Reached,
  relation: TermsRelation,
): LicensedUse {
  // What is made of an ancestor takes in at least what the ancestor does, and seldom more.
  const known = modalities.length > 0 ? modalities : (root.node?.modalities ?? []);
  return { kind, name, relation, expression, unknown, modalities: known, released };
}

function foundIn(at: Reached, { reasons, duties, effective }: UseAnswer, comesAlong: boolean): TermsFound {
  return {
    reasons: reasons.map(({ path: _path, ...reason }) => ({ ...reason, at })),
    duties: duties.map(({ path: _path, ...duty }) => ({ ...duty, at })),
    effective: comesAlong ? effective : undefined,
  };
}

function missing(at: Reached, node: LineageNode | null): FoundReason {
  const name = node?.name ?? at.id;
  return {
    verdict: 'review',
    clause: 'lineage',
    at,
    license: null,
    text: `It was ${madeFrom(at)} ${name}, whose terms nobody knows: ${node?.missing ?? 'nothing is known of it'}.`,
    fact: null,
    set: null,
    ways: [
      `find out the terms of ${name}`,
      'use a model whose whole lineage can be read',
      'ask its publisher under which terms it was made',
    ],
  };
}

/** What is trained on data is not made from it. */
function madeFrom({ edge }: Reached): string {
  if (edge?.relation === 'trained-on') return 'trained on';
  return edge?.relation === 'distilled' ? 'distilled from' : 'made from';
}

/** T11: a hint is neither a lineage nor none. What it would bring is not breached for sure, and not fine either. */
function guessed(at: Reached, { reasons, duties }: TermsFound): TermsFound {
  const name = at.node?.name ?? at.id;
  const said: FoundReason = {
    verdict: 'review',
    clause: 'lineage',
    at,
    license: null,
    text: suggested(at, name),
    fact: null,
    set: null,
    ways: [lookedAt(at, name), 'ask its publisher what it was made from', 'use a model that states its lineage'],
  };
  const softened = reasons.map((reason) => ({
    ...reason,
    verdict: 'review' as const,
    text: `If it comes from ${name}: ${reason.text.charAt(0).toLowerCase()}${reason.text.slice(1)}`,
  }));
  // Of what lies behind it, nothing but the first step is only suggested.
  return { reasons: [...(at.edge?.by === 'hint' ? [said] : []), ...softened], duties, effective: undefined };
}

function suggested(at: Reached, name: string): string {
  switch (at.edge?.weights) {
    case 'of-another':
      // Bytes do not tell which was first: the original is not accused.
      return `It has the same weights as ${name}: one of the two comes from the other, and neither says so.`;
    case 'of-another-revision':
      return `Another revision of it, with the same weights, says that it was ${madeFrom(at)} ${name}, and this one does not.`;
    default:
      return `Its name or its files suggest that it comes from ${name}, and it does not say so.`;
  }
}

function lookedAt({ edge }: Reached, name: string): string {
  return edge?.weights === 'of-another' ? `look which of it and ${name} comes from the other` : `look whether it comes from ${name}`;
}
