/** What `verify package` prints: for people, and for programs. */
import { type PackageVerdict, type Proof, version, visibleUpTo } from '../../../core/index.ts';

/** Raised when a field changes its meaning or goes away; a new field does not raise it. */
const FORMAT_VERSION = 1;

/** Why it is not verified; null when it is. `repository`: where it must have been built from; null: anywhere. */
export function packageFault({ answer, verifications }: PackageVerdict, repository: string | null): string | null {
  if (answer === null) return 'no registry is asked about such packages';
  if (answer.state !== 'answered') return answer.detail;
  const failed = verifications.find(({ outcome }) => outcome === 'failed');
  if (failed !== undefined) return failed.detail;
  const { provenance, signature } = answer;
  if (repository !== null) {
    if (provenance.state !== 'verified') return `where it was built is not proven: ${provenance.detail}`;
    const built = provenance.build?.repository ?? null;
    // GitHub's names are the same in any case.
    if (built?.toLowerCase() !== repository.toLowerCase()) return `it was built from ${built ?? 'a place that it does not name'}`;
  }
  return [provenance, signature].some((one) => one?.state === 'verified') ? null : (signature ?? provenance).detail;
}

export function packageText(named: string, { answer, verifications }: PackageVerdict, fault: string | null): string {
  const lines = [`${fault === null ? 'verified' : 'not verified'}: ${shown(named)}`];
  if (fault !== null) lines.push(`  because    ${shown(fault)}`);
  if (answer?.state === 'answered') {
    const { facts, signature, provenance } = answer;
    for (const file of facts.files.slice(0, 5)) lines.push(`  file       ${shown(file.name)} ${shown(file.integrity.join(' '))}`);
    if (facts.files.length > 5) lines.push(`  file       and ${facts.files.length - 5} more`);
    const compared = verifications.find(({ topic, outcome }) => topic === 'registry' && outcome !== 'not-applicable');
    if (compared !== undefined) lines.push(`  hash       ${shown(compared.detail)}`);
    if (signature !== undefined) lines.push(`  signature  ${shown(proofWords(signature))}`);
    lines.push(`  provenance ${shown(proofWords(provenance))}`, ...buildLines(provenance));
    lines.push(`  published  ${facts.published ?? 'not told'}${facts.supplier === null ? '' : ` by ${shown(facts.supplier)}`}`);
    if (facts.license !== null) lines.push(`  license    ${shown(facts.license)} (stated)`);
    if (facts.deprecated !== null) lines.push(`  deprecated ${shown(facts.deprecated)}`);
    if (facts.yanked !== null) lines.push(`  yanked     ${shown(facts.yanked)}`);
    if (facts.better !== null) lines.push(`  before     ${shown(facts.better.version)} came with more: ${facts.better.publishedBy}`);
  }
  return `${lines.join('\n')}\n`;
}

function proofWords({ state, detail }: Proof): string {
  return `${state}: ${detail}`;
}

/** Who built it, where and from what; nothing where that is not proven. */
export function buildLines({ build }: Proof): string[] {
  if (build === null) return [];
  const rows: readonly (readonly [string, string | null])[] = [
    ['workflow', build.config ?? build.subject],
    ['commit', build.commit],
    ['ref', build.ref],
    ['trigger', build.trigger],
    ['runner', build.runner],
    ['run', build.run],
  ];
  return rows.flatMap(([name, value]) => (value === null ? [] : [`    ${name.padEnd(9)}${shown(value)}`]));
}

export function packageJson(named: string, { answer, verifications }: PackageVerdict, fault: string | null): string {
  const report = {
    format: 'weighbridge-package-verification',
    formatVersion: FORMAT_VERSION,
    tool: { name: 'weighbridge', version },
    package: named,
    state: fault === null ? 'verified' : 'not-verified',
    cause: fault,
    answer,
    verifications,
  };
  return `${JSON.stringify(report, (_key, value: unknown) => (typeof value === 'string' ? shown(value) : value), 2)}\n`;
}

function shown(value: string): string {
  return visibleUpTo(value, 1000);
}
