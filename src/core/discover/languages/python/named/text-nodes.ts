/** Texts of the tree by the places where something stands in them. */
import type { Node } from '../syntax/index.ts';

/** The texts around some places of the file, which stand in its order: the tree is gone over once, however deep it is. */
export function textNodesAt(root: Node, places: readonly number[]): Node[] {
  const found: Node[] = [];
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!holdsOne(node, places)) continue;
    if (node.type === 'string' && node.parent?.type !== 'concatenated_string') found.push(node);
    const { namedChildren } = node;
    for (let index = namedChildren.length - 1; index >= 0; index--) {
      const child = namedChildren[index];
      if (child !== null && child !== undefined) open.push(child);
    }
  }
  return found;
}

function holdsOne({ startIndex, endIndex }: Node, places: readonly number[]): boolean {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < startIndex) low = middle + 1;
    else high = middle;
  }
  return (places[low] ?? endIndex) < endIndex;
}
