/** Every ancestor over all hops, by the way on which most of its terms arrive. */
import type { LineageEdge, LineageGraph, LineageNode } from './graph.ts';

/** What lies between the component and an ancestor, as bits. To learn from a teacher may be forbidden where a fine-tune of it is not. */
export const TRAINED = 1;
export const DISTILLED = 2;
export const HINTED = 4;
const WAYS = 8;

export interface Reached {
  readonly id: string;
  /** null: nobody was asked about it, or nobody knows it. */
  readonly node: LineageNode | null;
  /** How its child came from it; null: it is the component itself. */
  readonly edge: LineageEdge | null;
  /** TRAINED, DISTILLED, HINTED. */
  readonly way: number;
  /** The step before, towards the component. */
  readonly from: Reached | null;
}

/**
 * Breadth first, one queue for each way: so each ancestor comes with its shortest path, and again only by a way that crosses something else.
 * What is stated comes before what is hinted, and leaves nothing to hint at. Every edge is looked at no more than eight times; cycles end by themselves.
 */
export function reachedFrom({ root, nodes, edges }: LineageGraph): readonly Reached[] {
  const parents = new Map<string, LineageEdge[]>();
  for (const edge of edges) {
    const known = parents.get(edge.child);
    if (known === undefined) parents.set(edge.child, [edge]);
    else known.push(edge);
  }
  const queues: Reached[][] = Array.from({ length: WAYS }, () => []);
  queues[0]?.push({ id: root, node: nodes.get(root) ?? null, edge: null, way: 0, from: null });
  const seen = new Map<string, number[]>();
  const found: Reached[] = [];
  for (const queue of queues) {
    // It grows while it is walked.
    for (const here of queue) {
      // Who names itself, by whatever way, says nothing of where it comes from.
      if (here.id === root && here.from !== null) continue;
      const ways = seen.get(here.id) ?? [];
      if (ways.includes(here.way) || ways.includes(here.way & ~HINTED)) continue;
      seen.set(here.id, [...ways, here.way]);
      found.push(here);
      for (const edge of parents.get(here.id) ?? []) {
        const node = nodes.get(edge.parent) ?? null;
        const way = here.way | crossing(edge, node);
        queues[way]?.push({ id: edge.parent, node, edge, way, from: here });
      }
    }
  }
  return found;
}

/** To train on a model is to train on what it says. */
function crossing({ relation, by }: LineageEdge, parent: LineageNode | null): number {
  const hinted = by === 'hint' ? HINTED : 0;
  if (relation === 'distilled') return hinted | DISTILLED;
  if (relation === 'trained-on') return hinted | (parent === null || parent.kind === 'dataset' ? TRAINED : DISTILLED);
  return hinted;
}

/** A way may be as long as a hostile card makes it; people read its two ends. */
const SHOWN = 12;

/** Names from the component to the ancestor: ["acme/ner", "acme/base", "meta/llama"]. */
export function pathOf(reached: Reached): readonly string[] {
  const names: string[] = [];
  for (let step: Reached | null = reached; step !== null; step = step.from) names.push(step.node?.name ?? step.id);
  names.reverse();
  if (names.length <= 2 * SHOWN) return names;
  return [...names.slice(0, SHOWN), `… ${names.length - 2 * SHOWN} more …`, ...names.slice(-SHOWN)];
}
