/** What is proven of a library whose entry in the lock cannot be right, in the words of its row. */
import type { JudgedFinding } from '../../model/index.ts';
import { type Phrase, strong } from './phrase.ts';

const WORDS: Readonly<Record<string, string>> = {
  'shared-hash': 'hash of another version or package',
  'other-archive': 'archive of another package',
  'other-package': 'under the name of another package',
};

/** Null: nothing of that sort was found. */
export function wrongEntryProof(findings: readonly JudgedFinding[]): Phrase | null {
  const gaps = findings.flatMap(({ finding }) => (finding.rule === 'dependency/integrity-changed' ? finding.gap : []));
  const words = gaps.flatMap((gap) => WORDS[gap] ?? [])[0];
  return words === undefined ? null : [strong(words)];
}

/** Whether it is about where an entry comes from, or whose it is, and not about its hash. */
export function isOfEntry(gap: string): boolean {
  return Object.hasOwn(WORDS, gap) || gap === 'other-source' || gap === 'other-server';
}
