/** Sightings and a real stand-in hub for the tests of resolving. */
import { createEvidence, type GrowingEvidence } from '../../../src/core/io/evidence/evidence.ts';
import { gather } from '../../../src/core/io/evidence/gather.ts';
import type { LoadSighting, PackageFact, Sighting, Topic } from '../../../src/core/model/index.ts';
import { parseRef } from '../../../src/core/ref/parse.ts';
import type { Ref } from '../../../src/core/ref/index.ts';
import { askers } from '../../../src/core/hosts/index.ts';
import { NOW, packageFactOf, packageSightingOf, sightingOf } from '../../support/build.ts';

export { NOW } from '../../support/build.ts';
export const ALL: ReadonlySet<Topic> = new Set(['existence', 'revision', 'reachability', 'files', 'license', 'lineage']);

/** A commit that is told apart by its number. */
export function commit(number: number): string {
  return number.toString(16).padStart(40, 'a');
}

export function load(ref: string | Ref, requested: string | null = null, more: Partial<LoadSighting> = {}): LoadSighting {
  const parsed = typeof ref === 'string' ? parseRef(ref) : ref;
  const kind = parsed.repo === 'datasets' ? 'dataset' : 'model';
  return sightingOf(parsed, { kind, requested, api: 'from_pretrained', place: { path: 'app/llm.py', line: 1, column: 1 }, ...more });
}

export function generic(name: string, more: Partial<LoadSighting> = {}): LoadSighting {
  return load({ type: 'generic', repo: null, namespace: null, name, version: null }, null, more);
}

export function pack(ref: string, path: string, fact: Partial<PackageFact>): Sighting {
  const parsed = parseRef(ref);
  const ecosystem = parsed.type === 'npm' ? 'npm' : 'pypi';
  const made = packageFactOf({ ecosystem, name: parsed.name, ...fact });
  return packageSightingOf(parsed, {
    requested: made.version ?? made.range,
    exact: made.version !== null,
    place: { path, line: made.line, column: 1 },
    package: made,
  });
}

/** Asks until no asker lacks anything, as the pipeline does; fails when that never happens. */
export async function investigate(
  sightings: readonly Sighting[],
  hubUrl: string,
  wanted: ReadonlySet<Topic> = ALL,
): Promise<GrowingEvidence> {
  const evidence = createEvidence();
  for (let round = 0; round < 24; round++) {
    const questions = askers.flatMap((asker) => asker.needs({ sightings, evidence }, wanted));
    if (questions.length === 0) return evidence;
    await gather(questions, evidence, {
      hubUrl,
      token: null,
      offline: false,
      now: () => NOW,
      sleep: () => Promise.resolve(),
      random: () => 0.5,
    });
  }
  throw new Error('the asker does not come to an end');
}
