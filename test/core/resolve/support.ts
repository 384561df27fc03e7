/** Sightings and a real stand-in hub for the tests of resolving. */
import { createEvidence, type GrowingEvidence } from '../../../src/core/io/evidence/evidence.ts';
import { gather } from '../../../src/core/io/evidence/gather.ts';
import { addressesIn } from '../../../src/core/io/net/settings.ts';
import type { LoadSighting, PackageFact, Sighting, Topic } from '../../../src/core/model/index.ts';
import { parseRef } from '../../../src/core/ref/parse.ts';
import type { Ref } from '../../../src/core/ref/index.ts';
import type { HostSubject } from '../../../src/core/hosts/host.ts';
import { questionsAbout } from '../../../src/core/hosts/index.ts';
import { hostSubject } from '../../../src/core/hosts/subject.ts';
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

/** What hosts are asked about, as the pipeline makes it of places. */
export function subjectsOf(sightings: readonly Sighting[]): HostSubject[] {
  return sightings.map((one) => hostSubject({ ...one, sightings: [one] }));
}

/** Asks until no host lacks anything, as the pipeline does; fails when that never happens. */
export async function investigate(
  sightings: readonly Sighting[],
  hubUrl: string,
  wanted: ReadonlySet<Topic> = ALL,
): Promise<GrowingEvidence> {
  const evidence = createEvidence();
  for (let round = 0; round < 24; round++) {
    const questions = questionsAbout(subjectsOf(sightings), evidence, wanted);
    if (questions.length === 0) return evidence;
    await gather(questions, evidence, {
      addresses: addressesIn({ hubUrl, token: null }),
      offline: false,
      now: () => NOW,
      sleep: () => Promise.resolve(),
      random: () => 0.5,
    });
  }
  throw new Error('the hosts do not come to an end');
}
