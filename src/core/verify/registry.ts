/** What a registry's answer proves of a library. */
import type { Component, PackageFact, Proof, RegistryAnswer, RegistryFile, Verification, VerificationTopic } from '../model/index.ts';
import { packageOf } from '../model/sighting.ts';

/** Nothing, where nobody was asked. */
export function registryVerifications({ registry, sightings }: Component): Verification[] {
  if (registry === undefined) return [];
  return packageVerifications(
    sightings.flatMap((one) => packageOf(one) ?? []),
    registry,
  );
}

/** `entries`: what the tree, or somebody by hand, has of the version that the answer is about. */
export function packageVerifications(entries: readonly PackageFact[], registry: RegistryAnswer): Verification[] {
  if (registry.state === 'unverifiable') return [unavailable(registry)];
  if (registry.state === 'absent')
    return [
      {
        topic: 'registry',
        outcome: 'failed',
        reason: 'not-found',
        detail: `${registry.registry}: ${registry.detail}`,
        by: 'registry',
        asOf: registry.asOf,
      },
    ];
  const { facts, signature, provenance } = registry;
  const by = (topic: VerificationTopic, proof: Proof): Verification[] => proven(topic, proof, registry.asOf);
  return [
    equality(entries, facts.files, registry),
    ...(signature === undefined ? [] : by('signature', signature)),
    ...by('provenance', provenance),
  ];
}

type Answered = Extract<RegistryAnswer, { state: 'answered' }>;

function unavailable({ reason, detail }: Extract<RegistryAnswer, { state: 'unverifiable' }>): Verification {
  // That another server is meant is no failure of this one: nothing was asked.
  if (reason === 'other-origin' || reason === 'off')
    return { topic: 'registry', outcome: 'not-applicable', reason: null, detail, by: 'tree', asOf: null };
  return { topic: 'registry', outcome: 'unavailable', reason, detail, by: 'registry', asOf: null };
}

function equality(entries: readonly PackageFact[], files: readonly RegistryFile[], { registry, asOf, stated }: Answered): Verification {
  const said = (outcome: Verification['outcome'], detail: string, reason: Verification['reason'] = null): Verification => ({
    topic: 'registry',
    outcome,
    reason,
    detail,
    by: 'registry',
    asOf,
  });
  const results = entries.filter(({ integrity }) => integrity.length > 0).map((entry) => compare(entry, files));
  const other = results.find(({ state }) => state === 'differs');
  if (other !== undefined)
    return said('failed', `${registry} serves other bytes under this version${other.file === '' ? '' : `: ${other.file}`}`);
  const gone = results.find(({ state }) => state === 'gone');
  // Whoever names the very registry as the source of a file that it does not list made the file up, or it was taken away since.
  if (gone !== undefined && stated === true)
    return said('failed', `${registry} lists no such file under this version: ${gone.file}`, 'not-found');
  if (gone !== undefined) return said('unavailable', `${registry} does not serve a file any more that the lockfile names`, 'not-found');
  if (results.some(({ state }) => state === 'equal') && results.every(({ state }) => state === 'equal'))
    return said('passed', `its hash is the one that ${registry} serves`);
  return said('not-applicable', `the tree has hashes that cannot be compared with those of ${registry}`);
}

interface Compared {
  readonly state: 'equal' | 'differs' | 'gone' | 'open';
  /** The file that differs, or that is not served; "" where the lock names none. */
  readonly file: string;
}

/** A lock may list a choice of the files; what it lists must be what is served. */
function compare({ integrity, archives }: PackageFact, files: readonly RegistryFile[]): Compared {
  if (archives !== undefined && files.length > 0) return compareNamed(archives, files);
  const served = files.flatMap((file) => file.integrity);
  let isEqual = false;
  let isOpen = false;
  for (const value of integrity) {
    const algorithm = value.slice(0, value.search(/[-:]/) + 1);
    const alike = served.filter((one) => one.startsWith(algorithm));
    // An installer takes what fits any of them: one that nobody confirms leaves the whole entry open, but for SHA-1 beside a stronger one.
    if (alike.length === 0) isOpen ||= !algorithm.startsWith('sha1');
    else if (!alike.includes(value)) return { state: 'differs', file: '' };
    else isEqual = true;
  }
  return { state: isEqual && !isOpen ? 'equal' : 'open', file: '' };
}

function compareNamed(archives: NonNullable<PackageFact['archives']>, files: readonly RegistryFile[]): Compared {
  const byName = new Map(files.map((file) => [file.name, file.integrity]));
  let state: Compared['state'] = 'open';
  let gone = '';
  for (const [name, value] of archives) {
    const served = byName.get(name);
    if (served === undefined) [state, gone] = ['gone', name];
    else if (!served.includes(value.toLowerCase())) return { state: 'differs', file: name };
    else if (state === 'open') state = 'equal';
  }
  return { state, file: gone };
}

function proven(topic: VerificationTopic, { state, detail }: Proof, asOf: string): Verification[] {
  const outcome = OUTCOMES[state];
  return [{ topic, outcome, reason: outcome === 'unavailable' ? 'not-asked' : null, detail, by: 'registry', asOf }];
}

const OUTCOMES: Readonly<Record<Proof['state'], Verification['outcome']>> = {
  verified: 'passed',
  absent: 'not-applicable',
  invalid: 'failed',
  unverifiable: 'unavailable',
};
