/** What reading tells of a dictionary: for `**options`, and for whoever looks a key up. */
import type { Node } from 'web-tree-sitter';
import type { Value } from '../../model.ts';
import { heldValue, type Mapping, readPairs } from './pairs.ts';
import type { Scope } from './scope.ts';
import { valueOf } from './values.ts';

export type { Mapping, MappingEntry } from './pairs.ts';

/** What reading tells of the mapping that `node` is. Never fails: what is not understood makes it open. */
export function readMapping(node: Node, scope: Scope): Mapping {
  return readPairs(node, scope, valueOf);
}

/** The value under a key, as doubtful as the mapping is; null where no known entry has it. */
export function entryValue(mapping: Mapping, key: string): Value | null {
  const entry = mapping.entries.get(key);
  return entry === undefined ? null : heldValue(valueOf(entry.node, entry.scope), mapping, key);
}
