/** What a model or dataset may be used for, its ancestors counted: its own terms, and all of theirs that survive the way to it. */
import type { ProductUse, UseAnswer } from '../../model/index.ts';
import { parseConcluded, type SpdxExpression } from '../expression.ts';
import { combined, type FoundReason } from './answers.ts';
import { claimReasons } from './claims.ts';
import type { LineageGraph } from './graph.ts';
import { reachOfOutputs } from './outputs.ts';
import { termsFrom } from './terms.ts';
import { DISTILLED, HINTED, type Reached, reachedFrom } from './walk.ts';

export type { LineageEdge, LineageGraph, LineageNode, OwnTerms } from './graph.ts';

/** high: every text was recognized and the lineage is stated. medium: it rests on what somebody states. low: something is not known, or only guessed. */
export type Confidence = 'high' | 'medium' | 'low';

export interface LineageAnswer {
  readonly answer: UseAnswer;
  readonly confidence: Confidence;
}

/**
 * The worst of all: an ancestor more never makes the answer better. Linear in nodes and edges; nothing recurses along the lineage, which a
 * hostile card may make as deep as it likes. Each reason has the path from the component to who carries the clause.
 */
export function judgeLineage(graph: LineageGraph, product: ProductUse): LineageAnswer {
  const reached = reachedFrom(graph);
  const [root] = reached;
  if (root === undefined) throw new TypeError('A lineage begins at its component.');
  const found = reached.map((at) => termsFrom(at, root, product));
  const works = reached.map((at) => ({ at, expression: expressionOf(at) })).filter(({ at, expression }) => isWhole(at, expression));
  const more = [...claimReasons(works, product), ...(graph.cut ? [cutAt(root)] : [])];
  return { answer: combined(found, more), confidence: confidenceOf(graph, reached) };
}

/** Only what comes along as a whole can be laundered, or clash. */
function isWhole({ way, node }: Reached, expression: SpdxExpression | null): boolean {
  if (node === null || node.missing !== null) return false;
  return way === 0 || (way === DISTILLED && expression !== null && reachOfOutputs(expression) === 'derivative');
}

function expressionOf({ node }: Reached): SpdxExpression | null {
  return node?.expression == null ? null : parseConcluded(node.expression);
}

/** T32: what nobody looked at is never permission. */
function cutAt(at: Reached): FoundReason {
  return {
    verdict: 'review',
    clause: 'lineage',
    at,
    license: null,
    text: 'It has more ancestors than are followed, so the terms of some are not known.',
    fact: null,
    set: null,
    ways: [
      'use the model that it was made from',
      'use a model with a shorter lineage',
      'ask its publisher for the terms of all that it was made from',
    ],
  };
}

function confidenceOf({ cut, declared }: LineageGraph, reached: readonly Reached[]): Confidence {
  if (cut || reached.some(isDoubtful)) return 'low';
  const isLineageKnown = declared || reached[0]?.node?.kind === 'library';
  return isLineageKnown && reached.every(({ node }) => node?.evidence === 'text') ? 'high' : 'medium';
}

function isDoubtful({ node, way }: Reached): boolean {
  return node === null || node.missing !== null || node.unknown !== null || node.expression === null || (way & HINTED) !== 0;
}
