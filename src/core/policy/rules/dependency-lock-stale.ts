/** dependency/lock-stale: a manifest asks for what its lock does not have. */
import { z } from 'zod';
import { isRangeOf, isInRange } from '../../ecosystems/look-up.ts';
import type { Bom, BomComponent, PackageFact, PackageSighting } from '../../model/index.ts';
import { globMatches } from '../glob.ts';
import type { Draft, Rule } from '../rule.ts';
import { byScope, draftOf, short } from './support/draft.ts';
import { askedOf, slashedFolder, type PackageFile, packageFiles } from './support/manifests.ts';

const RULE = 'dependency/lock-stale';

type Gap = 'not-in-range' | 'not-locked';

const WORDS: Readonly<Record<Gap, string>> = {
  'not-in-range': 'the manifest asks for another version than its lock has, so what is installed is neither of them for sure',
  'not-locked': 'the manifest asks for it, and its lock does not have it: whatever the registry has today is installed',
};

export const dependencyLockStale: Rule<Record<string, never>> = {
  id: RULE,
  about: {
    title: 'The lock does not have what the manifest asks for',
    motivation: 'What was reviewed in the lock is not what is installed: the installer resolves anew, or stops.',
    decides:
      'A package whose line in a manifest, or whose entry in a lock, the change touches. In no lock beside the manifest, or of the workspace above that names its folder, is a version in the range that the manifest asks for; or there is no entry at all, where that lock holds everything else that the manifest asked for before. ' +
      'Left out are ranges that cannot be read here (catalogs, tags), peer and optional dependencies and extras for what is missing, packages of the tree itself, what does not come from a registry, and what an override of the tree names. What was so in the base is no news.',
    remedy: 'Let the tool write the lock again and commit it, for example: npm install, pnpm install, uv lock, poetry lock.',
    serves: 'CRA Annex I Part II (1) (identify and document components)',
  },
  options: z.object({}),
  level: 'warn',
  everywhere: false,
  topics: [],
  judge: ({ bom, before, changes }) => {
    if (before == null) return [];
    const passed = passedOver(bom);
    return changes.flatMap(({ identity, kind, head }) => {
      if (kind !== 'library') return [];
      const [now, old] = [staleIn(bom, identity, before), staleIn(before, identity, null)];
      const fresh = now.filter(
        ({ sighting, gap }) =>
          !old.some((one) => one.gap === gap && one.sighting.place.path === sighting.place.path) && !passed(sighting.package),
      );
      const component = head[0];
      return component === undefined ? [] : draftsOf(component, fresh);
    });
  },
};

interface Stale {
  readonly sighting: PackageSighting;
  readonly gap: Gap;
}

/** Requests of manifests that no lock of theirs answers. `before`: to tell which requests are older than the change. */
function staleIn(bom: Bom, identity: string, before: Bom | null): Stale[] {
  const known = packageFiles(bom);
  return [...known.files.values()].flatMap((manifest): Stale[] => {
    const sightings = manifest.is === 'manifest' ? (manifest.entries.get(identity) ?? []) : [];
    if (sightings.length === 0) return [];
    const locks = known.locksFor(manifest.path).filter((lock) => isShared(lock, manifest, bom));
    if (locks.length === 0) return [];
    const entries = locks.flatMap((lock) => lock.entries.get(identity) ?? []);
    return sightings.flatMap((sighting): Stale[] => {
      const one = sighting.package;
      if (one.source !== 'registry') return [];
      if (entries.length > 0) return isAnswered(one, entries) ? [] : [{ sighting, gap: 'not-in-range' }];
      const isAsked = askedOf(manifest).get(identity)?.includes(one) === true;
      return isAsked && locks.some((lock) => isLockOf(lock, manifest, identity, before)) ? [{ sighting, gap: 'not-locked' }] : [];
    });
  });
}

function isAnswered({ ecosystem, range, version }: PackageFact, entries: readonly PackageSighting[]): boolean {
  const asked = range ?? version;
  if (asked === null || !isRangeOf(ecosystem, asked)) return true;
  return entries.some(
    ({ package: { source, version: locked } }) => source !== 'registry' || locked === null || isInRange(ecosystem, locked, asked),
  );
}

/** Beside the manifest, or of a workspace above it that says it holds the folder: a lock above may be that of other projects. */
function isShared(lock: PackageFile, manifest: PackageFile, { steering = [] }: Bom): boolean {
  const above = slashedFolder(lock.path);
  const folder = slashedFolder(manifest.path);
  if (above === folder) return true;
  const inner = folder.slice(above.length, -1);
  const patterns = steering.flatMap(({ what, key, value, place }) =>
    what === 'member' && key !== 'golang' && slashedFolder(place.path) === above ? value : [],
  );
  const fits = (pattern: string): boolean => globMatches(pattern.replace(/^\.\//, '').replace(/\/$/, ''), inner);
  return patterns.some(fits) && !patterns.some((pattern) => pattern.startsWith('!') && fits(pattern.slice(1)));
}

/** It holds all else that the manifest asks for, and asked for before: else it may never have been its lock. */
function isLockOf(lock: PackageFile, manifest: PackageFile, except: string, before: Bom | null): boolean {
  const old = before === null ? undefined : packageFiles(before).files.get(manifest.path)?.entries;
  const others = [...askedOf(manifest).keys()].filter(
    (identity) => identity !== except && (before === null || old?.has(identity) === true),
  );
  const isBeside = slashedFolder(lock.path) === slashedFolder(manifest.path);
  return (isBeside || others.length > 0) && others.every((identity) => lock.entries.has(identity));
}

/** Packages of the tree itself, and those that an override gives another version. */
function passedOver({ steering = [] }: Bom): (one: PackageFact) => boolean {
  const own = new Set(steering.flatMap(({ what, key, value }) => (what === 'own-name' ? `${key} ${value.toLowerCase()}` : [])));
  const overrides = steering.flatMap(({ what, key }) => (what === 'override' || what === 'patch' ? key.toLowerCase() : []));
  return ({ ecosystem, name }) =>
    own.has(`${ecosystem} ${name.toLowerCase()}`) || overrides.some((key) => key.includes(name.toLowerCase()));
}

function draftsOf(component: BomComponent, stale: readonly Stale[]): Draft[] {
  return [...Map.groupBy(stale, ({ gap }) => gap)].flatMap(([gap, group]) =>
    byScope(group.map(({ sighting }) => sighting)).map(([scope, sightings]) =>
      draftOf(RULE, component, scope, sightings, {
        gap,
        reason: WORDS[gap],
        title: `Write the lock of ${short(sightings[0]?.place.path ?? '')} again`,
        cause: `${RULE} ${sightings[0]?.place.path ?? ''}`,
      }),
    ),
  );
}
