/** A locked package that conda held, and that PyPI gives now under the same name, or the other way round. */
import { createHash } from 'node:crypto';
import { normalizePackageName } from '../../../ref/package-types.ts';
import type { Bom, Change, PackageFact } from '../../../model/index.ts';
import { packageOf } from '../../../model/sighting.ts';
import type { Draft } from '../../rule.ts';
import { byScope, draftOf, short } from './draft.ts';
import { packageLocks } from './package-locks.ts';

const OTHER: Readonly<Partial<Record<PackageFact['ecosystem'], PackageFact['ecosystem']>>> = { conda: 'pypi', pypi: 'conda' };
const SHOWN: Readonly<Partial<Record<PackageFact['ecosystem'], string>>> = { conda: 'conda', pypi: 'PyPI' };

/** Names of the two are given out by different people. In one lock, which held it under the one and not the other. */
export function draftsOfManagers(rule: string, before: Bom, head: Bom, changes: readonly Change[]): Draft[] {
  return changes.flatMap((change): Draft[] =>
    change.head.flatMap((component) => {
      const moved = component.sightings.filter((one) => hasMoved(packageOf(one), one.place.path, before, head));
      const [first] = moved.flatMap((one) => packageOf(one) ?? []);
      if (first === undefined) return [];
      const [was, now] = [SHOWN[OTHER[first.ecosystem] ?? 'pypi'] ?? '', SHOWN[first.ecosystem] ?? ''];
      return byScope(moved).map(([scope, sightings]) =>
        draftOf(rule, component, scope, sightings, {
          gap: `manager:${createHash('sha256').update(first.ecosystem).digest('hex').slice(0, 12)}`,
          reason: `it was taken from ${was}, and is from ${now} now, where somebody else may have its name`,
          title: `Take ${short(component.name)} from ${was} again, or look whose it is at ${now}`,
          cause: `manager ${component.identity}`,
        }),
      );
    }),
  );
}

function hasMoved(one: PackageFact | null, path: string, before: Bom, head: Bom): boolean {
  const other = one === null ? undefined : OTHER[one.ecosystem];
  if (one?.from !== 'lock' || other === undefined) return false;
  const [was, is] = [packageLocks(before).get(path), packageLocks(head).get(path)];
  // Few locks hold packages of both.
  if (was?.ecosystems.has(other) !== true) return false;
  const [old, now] = [was.entries, is?.entries];
  const [mine, theirs] = [one.ecosystem, other].map((type) => `pkg:${type}/${normalizePackageName(type, one.name)}`);
  return old.has(theirs ?? '') && !old.has(mine ?? '') && now?.has(theirs ?? '') !== true;
}
