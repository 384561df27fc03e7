/** Kinds of files that are read in part: what a reader took out of one is a component already, and is not told once more. Pure. */
import type { FileFacts, Sighting, TellingFact } from '../../model/index.ts';
import { displayName } from '../../ref/format.ts';
import { prefixedModelOf } from '../hosted/index.ts';
import { languages } from '../languages/index.ts';

/** Names of one file, in small letters, and what stood with them. */
interface Named {
  readonly names: ReadonlySet<string>;
  readonly around: string;
}

/** By path. */
export function namedBy(sightings: readonly Sighting[]): ReadonlyMap<string, Named> {
  const read = sightings.flatMap((one) => {
    if (one.detector.startsWith('settings-')) return [{ path: one.place.path, one }];
    // Of code, a name stands where it is defined, too.
    const places = [one.place, ...('readAt' in one ? (one.readAt ?? []) : [])];
    return IN_CODE.has(one.detector) ? places.map(({ path }) => ({ path, one })) : [];
  });
  return new Map(
    [...Map.groupBy(read, ({ path }) => path)]
      .map(([path, found]) => [path, found.map(({ one }) => one)] as const)
      .map(([path, all]) => [
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

/** Detectors of code that is looked through besides; commands in it are read apart. */
const IN_CODE: ReadonlySet<string> = new Set([
  'starts-javascript',
  ...languages.readers.flatMap(({ lookedThrough, detectors }) => (lookedThrough === true ? detectors.map(({ id }) => id) : [])),
]);

/** A name in parts and escapes in texts are put together by the readers. */
const PUT_TOGETHER: ReadonlySet<string> = new Set(['a name in parts', 'an escape of a letter']);

/** Whether a file that is read makes names in a way that its reader does not follow. */
export function hidesNames({ facts }: FileFacts): boolean {
  return facts.some((fact) => fact.kind === 'telling' && fact.what === 'hidden' && !PUT_TOGETHER.has(fact.text));
}

/** `isRead`: files whose reader looks at every text that is like a hosted model. */
export function leftOpen(files: ReadonlyMap<string, FileFacts>, isRead: (path: string) => boolean): ReadonlyMap<string, FileFacts> {
  return new Map(
    [...files].map(([path, file]) => {
      if (!isRead(path)) return [path, file];
      return [path, { ...file, facts: file.facts.filter((fact) => fact.kind !== 'telling' || !isHostedName(fact)) }];
    }),
  );
}

function isHostedName({ what, text }: TellingFact): boolean {
  return what === 'hosted' || (what === 'id' && prefixedModelOf(text, true) !== null);
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
