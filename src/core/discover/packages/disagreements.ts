/** Entries of one lock that say different things of the same archive: an installer takes either, and nobody knows which. */
import type { PackageFact, ProblemFact } from '../../model/index.ts';
import { problemFact } from '../text-input.ts';

/** What is told of one file. */
const MAX_TOLD = 20;

/** Told entry by entry; what disagrees with an earlier one is a problem at its place. Linear in the hashes. */
export function createDisagreements(): { readonly add: (fact: PackageFact) => readonly ProblemFact[] } {
  /** The first entry of each version, and the hashes by archive of those that were met twice. */
  const first = new Map<string, PackageFact>();
  const archives = new Map<string, Map<string, string>>();
  let told = 0;
  return {
    add(fact) {
      const { ecosystem, name, version, source, location, line, column } = fact;
      if (fact.archives === undefined || version === null) return [];
      // Another index may have another build of the version under the same file name.
      const key = `${ecosystem} ${name} ${version} ${source} ${location}`;
      const before = first.get(key);
      if (before === undefined) {
        first.set(key, fact);
        return [];
      }
      const known = archives.get(key) ?? new Map<string, string>();
      if (known.size === 0) for (const [file, hash] of before.archives ?? []) known.set(keyOf(file, hash), hash);
      archives.set(key, known);
      const isOther = fact.archives.some(([file, hash]) => (known.get(keyOf(file, hash)) ?? hash) !== hash);
      for (const [file, hash] of fact.archives) known.set(keyOf(file, hash), hash);
      if (!isOther || told === MAX_TOLD) return [];
      told++;
      return [problemFact('syntax', 'entries of one package disagree about the hash of an archive', { line, column })];
    },
  };
}

/** A file may have one hash of each algorithm. */
function keyOf(file: string, hash: string): string {
  return `${file} ${hash.slice(0, hash.search(/[-:]/))}`;
}
