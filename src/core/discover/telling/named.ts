/** Kinds of files that are read in part: what a reader took out of one is a component already, and is not told once more. Pure. */
import type { FileFacts, Sighting, TellingFact } from '../../model/index.ts';
import { displayName } from '../../ref/format.ts';

/** Names of one file, in small letters, and what stood with them. */
interface Named {
  readonly names: ReadonlySet<string>;
  readonly around: string;
}

/** By path. */
export function namedBy(sightings: readonly Sighting[]): ReadonlyMap<string, Named> {
  const read = sightings.filter(({ detector }) => detector.startsWith('settings-'));
  return new Map(
    [...Map.groupBy(read, ({ place }) => place.path)].map(([path, all]) => [
      path,
      {
        names: new Set(all.flatMap(({ ref }) => [displayName(ref), ref.name]).map((name) => name.toLowerCase())),
        around: all
          .map(({ ref, api }) => `${displayName(ref)} ${api}`)
          .join('\n')
          .toLowerCase(),
      },
    ]),
  );
}

export function withoutNamed(files: ReadonlyMap<string, FileFacts>, named: ReadonlyMap<string, Named>): ReadonlyMap<string, FileFacts> {
  return new Map(
    [...files].map(([path, file]) => {
      const known = named.get(path);
      if (known === undefined) return [path, file];
      return [path, { ...file, facts: file.facts.filter((fact) => fact.kind !== 'telling' || !isNamed(fact, known)) }];
    }),
  );
}

/** A word tells of the names that it is a part of: "openai" of "openai/gpt-4o", "model_id" of the key of one. */
function isNamed({ what, text }: TellingFact, { names, around }: Named): boolean {
  const small = text.toLowerCase();
  return what === 'word' ? around.includes(small) : what !== 'hidden' && names.has(small);
}
