/** One version of a package → what its registry says of it, and what that proves: the same as `check` asks about a package that a change adds. */
import { askAll } from '../hosts/ask-all.ts';
import { questionsAboutPackages, registryAnswer } from '../hosts/index.ts';
import type { PackageSubject } from '../hosts/registry.ts';
import type { RegistryAnswer, Topic, Verification } from '../model/index.ts';
import type { Ports } from '../ports/index.ts';
import type { Ref } from '../ref/index.ts';
import type { SignatureTrust } from '../verify/oms/listed.ts';
import { packageVerifications } from '../verify/registry.ts';
import { operatorPackage } from './operator-load.ts';

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
  const { package: entry } = operatorPackage(ref, integrity === null ? [] : [integrity], 'verify package');
  const subject: PackageSubject = { ref: { ...ref, version: null }, version: ref.version ?? '', entries: [entry] };
  const servers = ports.servers ?? new Map<string, string>();
  await askAll({ lacking: () => questionsAboutPackages([subject], ports.evidence, TOPICS, servers), rounds: ROUNDS }, ports);
  const answer = registryAnswer(subject, { evidence: ports.evidence, trust, now: ports.now }, servers);
  return { answer, verifications: answer === null ? [] : packageVerifications([entry], answer) };
}
