/** What `verify package gh:…` prints: for people, and for programs. */
import { type ReleaseAnswer, type ReleaseFile, type Verification, version, visibleUpTo } from '../../../core/index.ts';
import { buildLines } from './package-words.ts';

/** Raised when a field changes its meaning or goes away; a new field does not raise it. */
const FORMAT_VERSION = 1;
/** Files that are listed to people. */
const MAX_SHOWN = 30;

/** Why the release is not verified; null when it is: each file is proven by GitHub's seal or by the workflow that built it, and nothing contradicts. */
export function releaseFault(answer: ReleaseAnswer): string | null {
  if (answer.state === 'unverifiable') return answer.detail;
  const { seal, files } = answer;
  if (seal.state === 'invalid') return `the seal of the release does not hold: ${seal.detail}`;
  if (files.length === 0) return seal.state === 'verified' ? null : `the release has no files, and is not sealed: ${seal.detail}`;
  const faults = files.map((file) => faultOf(file, answer)).filter((fault) => fault !== null);
  return faults.length === 0 ? null : `${faults[0]}${faults.length === 1 ? '' : ` (and ${faults.length - 1} more)`}`;
}

function faultOf(
  { name, standing, sealed, provenance }: ReleaseFile,
  { seal }: Extract<ReleaseAnswer, { state: 'answered' }>,
): string | null {
  if (standing === 'missing') return `${name} is no file of this release`;
  if (standing === 'other-bytes') return `the release has other bytes under the name ${name}`;
  if (seal.state === 'verified' && !sealed) return `${name} is not what GitHub sealed`;
  if (provenance.state === 'invalid') return `${name}: ${provenance.detail}`;
  return sealed || provenance.state === 'verified' ? null : `nothing proves ${name}: ${provenance.detail}`;
}

export function releaseText(named: string, answer: ReleaseAnswer, fault: string | null): string {
  const lines = headLines(named, fault);
  if (answer.state === 'answered') {
    const { seal, files, commit, published, immutable } = answer;
    lines.push(
      `  commit     ${commit ?? 'not told'}`,
      `  published  ${published ?? 'not told'}${immutable === false ? ', and can still be changed' : ''}`,
    );
    lines.push(`  seal       ${shown(`${seal.state}: ${seal.detail}`)}`);
    for (const file of files.slice(0, MAX_SHOWN)) lines.push(...fileLines(file));
    if (files.length > MAX_SHOWN) lines.push(`  file       and ${files.length - MAX_SHOWN} more`);
  }
  return `${lines.join('\n')}\n`;
}

function fileLines({ name, sha256, hashed, sealed, provenance }: ReleaseFile): string[] {
  const from = sha256 === null ? 'no digest' : `sha256 ${sha256} (${hashed ? 'hashed here' : 'as GitHub lists it'})`;
  return [
    `  file       ${shown(name)} ${from}`,
    `    sealed   ${sealed ? 'yes' : 'no'}`,
    `    build    ${shown(`${provenance.state}: ${provenance.detail}`)}`,
    ...buildLines(provenance),
  ];
}

/** Of a commit. Null: it is of the repository. */
export function commitFault(verification: Verification | null): string | null {
  if (verification === null) return 'no repository and commit of GitHub has such a name';
  return verification.outcome === 'passed' ? null : verification.detail;
}

export function commitText(named: string, verification: Verification | null, fault: string | null): string {
  const found = verification?.outcome === 'passed' ? [`  commit     ${shown(verification.detail)}`] : [];
  return `${[...headLines(named, fault), ...found].join('\n')}\n`;
}

export function releaseJson(
  named: string,
  fault: string | null,
  said: { readonly release: ReleaseAnswer } | { readonly commit: Verification | null },
): string {
  const report = {
    format: 'weighbridge-release-verification',
    formatVersion: FORMAT_VERSION,
    tool: { name: 'weighbridge', version },
    package: named,
    state: fault === null ? 'verified' : 'not-verified',
    cause: fault,
    ...said,
  };
  return `${JSON.stringify(report, (_key, value: unknown) => (typeof value === 'string' ? shown(value) : value), 2)}\n`;
}

function headLines(named: string, fault: string | null): string[] {
  return [`${fault === null ? 'verified' : 'not verified'}: ${shown(named)}`, ...(fault === null ? [] : [`  because    ${shown(fault)}`])];
}

function shown(value: string): string {
  return visibleUpTo(value, 1000);
}
