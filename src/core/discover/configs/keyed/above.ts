/** What stands above a place of a configuration: the keys that lead there, and what the maps around it say. */
import type { At } from '../../../model/index.ts';
import type { AroundMap } from './around.ts';
import { saysChoice } from './model-words.ts';
import { directoryOf } from './server.ts';
import { type KeyedField, type KeyedNode, keyWords, type Neighbors, neighborsOf } from './tree.ts';

/** Keys and maps that are kept. */
const KEPT = 8;
/** Maps in a list of models: more are no part of one thing. */
const MANY = 5;
/** Texts of one document that others are put together from. */
const MOST_LOOKED_UP = 500;

export interface Above {
  /** For the items of a list. */
  inList(length: number): Above;
  /** For what stands under a key of a map with these entries. */
  below(fields: readonly KeyedField[]): (key: string) => Above;
  around(sole: boolean, at: (offset: number) => At): AroundMap;
}

/** What stands above everything of one document. */
export function rootOf(root: KeyedNode | null, isLookedThrough = false): Above {
  let left = MOST_LOOKED_UP;
  let directory: ReadonlyMap<string, Neighbors> | null = null;
  return aboveOf([], [], false, {
    lookUp: (path) => (left-- > 0 ? textAt(root, path) : null),
    entry: (name) => (directory ??= directoryOf(root)).get(name) ?? null,
    isLookedThrough,
  });
}

/** The text that a path of keys leads to ("model.name"), as it is written; null: there is none. */
function textAt(root: KeyedNode | null, path: string): string | null {
  let node = root;
  for (const part of path.split('.').slice(0, KEPT)) {
    node = node?.kind === 'map' ? (node.fields().findLast(({ name }) => name === part)?.value ?? null) : null;
  }
  return node?.kind === 'scalar' && !node.text.includes('$') ? node.text : null;
}

function aboveOf(
  owners: readonly string[],
  outer: readonly Neighbors[],
  isListed: boolean,
  document: Pick<AroundMap, 'lookUp' | 'entry' | 'isLookedThrough'>,
): Above {
  return {
    inList(length) {
      const [owner = ''] = owners;
      const isMany = length >= MANY && (saysChoice(owner) || /^(?:\w{1,20}_)?models$/.test(owner));
      return isMany === isListed ? this : aboveOf(owners, outer, isMany || isListed, document);
    },
    below(fields) {
      let next: readonly Neighbors[] | null = null;
      return (key) => {
        next ??= [neighborsOf(fields), ...outer].slice(0, 3);
        return aboveOf([keyWords(key), ...owners].slice(0, KEPT), next, isListed, document);
      };
    },
    around: (sole, at) => ({ owners, outer, sole, isListed, ...document, at }),
  };
}
