/** What stands above a place of a configuration: the keys that lead there, and what the maps around it say. */
import type { At } from '../../../model/index.ts';
import type { AroundMap } from './mapping.ts';
import { saysChoice } from './model-words.ts';
import { type KeyedField, keyWords, type Neighbors, neighborsOf } from './tree.ts';

/** Keys and maps that are kept. */
const KEPT = 8;
/** Maps in a list of models: more are no part of one thing. */
const MANY = 5;

export interface Above {
  /** For the items of a list. */
  inList(length: number): Above;
  /** For what stands under a key of a map with these entries. */
  below(fields: readonly KeyedField[]): (key: string) => Above;
  around(sole: boolean, at: (offset: number) => At): AroundMap;
}

export const ROOT: Above = aboveOf([], [], false);

function aboveOf(owners: readonly string[], outer: readonly Neighbors[], isListed: boolean): Above {
  return {
    inList(length) {
      const [owner = ''] = owners;
      const isMany = length >= MANY && (saysChoice(owner) || /^(?:\w{1,20}_)?models$/.test(owner));
      return isMany === isListed ? this : aboveOf(owners, outer, isMany || isListed);
    },
    below(fields) {
      let next: readonly Neighbors[] | null = null;
      return (key) => {
        next ??= [neighborsOf(fields), ...outer].slice(0, 3);
        return aboveOf([keyWords(key), ...owners].slice(0, KEPT), next, isListed);
      };
    },
    around: (sole, at) => ({ owners, outer, sole, isListed, at }),
  };
}
