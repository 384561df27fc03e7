/** Packages that come from no registry, in words. */
import { commitOf, foreignPackage } from '../../ecosystems/git.ts';
import { suppliersOf } from '../../ecosystems/suppliers.ts';
import type { BomComponent, Change, PackageFact } from '../../model/index.ts';
import { packageOf } from '../../model/sighting.ts';
import { code, joined, type Phrase, plain, strong } from './phrase.ts';
import { type Shorten, shortened } from './words.ts';

/** Whether its source may give something else tomorrow: a branch, or an address of which nobody recorded a hash. */
export function isLoose({ sightings, hashes }: BomComponent): boolean {
  const found = foreignPackage(sightings);
  if (found === null || found.source === 'path') return false;
  return found.source === 'git' ? commitOf(found) === null : hashes.length === 0;
}

/** "from git at `0c80ff7`", "`1.2.0` from git, floats on `main`", "from a URL"; null for what a registry serves. */
export function foreignVersion({ sightings, version }: BomComponent, short: Shorten = shortened): Phrase | null {
  const found = foreignPackage(sightings);
  if (found === null) return null;
  return version === null || version === '' ? sourceWords(found, short) : [code(version), plain(' '), ...sourceWords(found, short)];
}

function sourceWords(found: PackageFact, short: Shorten): Phrase {
  if (found.source === 'url') return [plain('from a URL')];
  if (found.source === 'path') return [plain('from a local path')];
  const commit = commitOf(found);
  if (commit !== null) return [plain('from git at '), code(short(commit))];
  return [plain('from git, floats'), ...(found.range === null ? [] : [plain(' on '), code(found.range)])];
}

/** What is proven of packages of which at least one comes from git or a URL; null where the lock alone has to say it. */
export function foreignProof(versions: readonly BomComponent[]): Phrase | null {
  const sources = versions.map(({ sightings }) => foreignPackage(sightings)?.source ?? null);
  const loose = versions.findIndex(isLoose);
  if (loose >= 0)
    return sources[loose] === 'git' ? [plain('from git, '), strong('not pinned')] : [plain('from a URL, '), strong('no hash')];
  return sources.length > 0 && sources.every((source) => source === 'git') ? [plain('from git, pinned to a commit')] : null;
}

const SHOWN = 2;

/** ", taken from `registry.example` → git `github.com/o/r`, nobody vouches for it"; empty where a change is none of the source. */
export function sourceMove(change: Change): Phrase {
  return change.aspects.includes('source') ? [...placesMove(change), ...namesMove(change)] : [];
}

function placesMove({ base, head }: Change): Phrase {
  const short = [placesOf(base), placesOf(head)] as const;
  const [before, after] = lookAlike(...short) ? [placesOf(base, true), placesOf(head, true)] : short;
  const gone = [...before].flatMap(([key, phrase]) => (after.has(key) ? [] : [phrase]));
  const come = [...after].filter(([key]) => !before.has(key));
  if (come.length === 0) return [];
  const isForeign = come.some(([key]) => !key.startsWith('registry'));
  const was = gone.length === 0 ? [[plain('a registry')]] : gone;
  return [
    plain(', taken from '),
    ...joined(was.slice(0, SHOWN), ', '),
    plain(' → '),
    ...joined(come.map(([, phrase]) => phrase).slice(0, SHOWN), ', '),
    ...(isForeign ? [plain(', nobody vouches for it')] : []),
  ];
}

/** Whether what went and what came would be one and the same to who reads: commits that begin alike, places that differ by their scheme. */
export function lookAlike(before: ReadonlyMap<string, Phrase>, after: ReadonlyMap<string, Phrase>): boolean {
  const went = new Set([...before].flatMap(([key, phrase]) => (after.has(key) ? [] : [JSON.stringify(phrase)])));
  return [...after].some(([key, phrase]) => !before.has(key) && went.has(JSON.stringify(phrase)));
}

/** Sort of source and place → in words. What the files do not say is left out. `whole`: with its scheme, and not cut. */
function placesOf(components: readonly BomComponent[], whole = false): ReadonlyMap<string, Phrase> {
  const packages = components.flatMap(({ sightings }) => sightings.flatMap((one) => packageOf(one) ?? []));
  return new Map(
    packages
      .filter(({ bundled }) => bundled !== true)
      .flatMap((one): (readonly [string, Phrase])[] => {
        if (one.source === 'path') return [['path', [plain('a local path')]]];
        return suppliersOf(one).map((place) => [`${one.source} ${place}`, placeWords(one, place, whole)]);
      }),
  );
}

function placeWords({ source }: PackageFact, place: string, whole: boolean): Phrase {
  const shown = code(whole ? place.slice(0, 600) : place.replace(/^[a-z+]{1,12}:\/\//, '').slice(0, 120));
  return source === 'git' ? [plain('git '), shown] : [shown];
}

/** ", installed as `openai`", ", archive of `evil`": what stands under another name than before. */
function namesMove({ base, head }: Change): Phrase {
  const [before, after] = [base, head].map((side) => side.flatMap(({ sightings }) => sightings.flatMap((one) => packageOf(one) ?? [])));
  const words = [
    ['installed as', 'as'],
    ['archive of', 'archiveOf'],
  ] as const;
  return words.flatMap(([said, key]): Phrase => {
    const old = new Set(before?.map((one) => one[key]));
    const now = new Set(after?.flatMap((one) => (old.has(one[key]) ? [] : (one[key] ?? []))));
    return [...now].slice(0, SHOWN).flatMap((name) => [plain(`, ${said} `), code(name)]);
  });
}
