/** Packages that are reported as malicious: red wherever they stand, also where the change has nothing to do with them and they refuse nothing. */
import type { JudgedFinding } from '../../model/index.ts';
import { MALICIOUS } from '../../policy/rules/dependency-malicious.ts';
import { type Phrase, strong } from './phrase.ts';
import { count } from './words.ts';

/** It was there before the change. */
export function isOldHarm({ finding, status }: JudgedFinding): boolean {
  return finding.rule === MALICIOUS && status === 'existing';
}

/** Null: none of the findings is about malice. */
export function harmProof(findings: readonly JudgedFinding[]): Phrase | null {
  return findings.some(({ finding }) => finding.rule === MALICIOUS) ? [strong('reported as malicious')] : null;
}

/** "1 package is reported as malicious"; null: none was there before. */
export function oldHarmWords(findings: readonly JudgedFinding[]): string | null {
  const packages = new Set(findings.filter(isOldHarm).map(({ finding }) => finding.component)).size;
  return packages === 0 ? null : `${count(packages, 'package')} ${packages === 1 ? 'is' : 'are'} reported as malicious`;
}
