/** One version of a package → what its registry says of it, and what that proves: the same as `check` asks about a package that a change adds. */
import { questionsAboutPackages, registryAnswer } from '../hosts/index.ts';
import type { PackageSubject } from '../hosts/registry.ts';
import type { PackageFact, RegistryAnswer, Topic, Verification } from '../model/index.ts';
import type { Ports } from '../ports/index.ts';
import { displayName } from '../ref/format.ts';
import type { Ref } from '../ref/index.ts';
import { isPackageType } from '../ref/package-types.ts';
import type { SignatureTrust } from '../verify/oms/listed.ts';
import { packageVerifications } from '../verify/registry.ts';

export interface PackageVerdict {
  /** Null: no registry of this kind of package is asked. */
  readonly answer: RegistryAnswer | null;
  readonly verifications: readonly Verification[];
}

const TOPICS: ReadonlySet<Topic> = new Set(['registry', 'provenance', 'license']);
/** A document, its attestations, keys: each needs the one before. */
const ROUNDS = 6;

/** `ref`: a package with its version. `integrity`: what somebody has of it, as lockfiles write it; null: nothing is compared. */
export async function verifyPackage(ref: Ref, integrity: string | null, trust: SignatureTrust, ports: Ports): Promise<PackageVerdict> {
  const { version, type } = ref;
  if (version === null || !isPackageType(type)) throw new Error('a package with a version is asked for');
  const entry: PackageFact = {
    kind: 'package',
    ecosystem: type,
    name: displayName(ref),
    version,
    range: null,
    integrity: integrity === null ? [] : [integrity],
    source: 'registry',
    location: null,
    group: 'runtime',
    license: null,
    from: 'lock',
    line: 1,
    column: 1,
  };
  const subject: PackageSubject = { ref: { ...ref, version: null }, version, entries: [entry] };
  const servers = ports.servers ?? new Map<string, string>();
  for (let round = 0; round < ROUNDS; round++) {
    const questions = questionsAboutPackages([subject], ports.evidence, TOPICS, servers);
    if (questions.length === 0) break;
    await ports.gather(questions);
  }
  const answer = registryAnswer(subject, { evidence: ports.evidence, trust, now: ports.now }, servers);
  return { answer, verifications: answer === null ? [] : packageVerifications([entry], answer) };
}
