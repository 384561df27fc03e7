/** Small words that every format shares: counts, lists, moments, commits for display. */
import type { Kind, Side } from '../../model/index.ts';
import { isManifestDigest, isFullCommit } from '../../ref/parse.ts';

/** "1 model", "2 models". */
export function count(number: number, noun: string): string {
  if (number === 1) return `1 ${noun}`;
  return `${number} ${/[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : /(?:s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** What a row calls a component. A framework is a library that people know by that name. */
export function kindWord(component: { readonly kind: Kind; readonly framework: boolean }): string {
  if (component.kind === 'mcp-server') return 'MCP server';
  return component.kind === 'library' && component.framework ? 'framework' : component.kind;
}

/** Seven digits, for display only: nothing that is compared, written into a policy or pasted into code is ever shortened (T7). */
/** How a version is made to fit into a row. */
export type Shorten = (version: string) => string;

export function shortened(version: string): string {
  if (isManifestDigest(version)) return version.slice(0, 'sha256:'.length + 7);
  return isFullCommit(version) ? version.slice(0, 7) : version;
}

/** "main@77ab310", "working folder". */
export function sideWords(side: Side): string {
  if (side.commit === null) return side.label;
  const short = side.commit.slice(0, 7);
  const suffix = ` (${short})`;
  return `${side.label.endsWith(suffix) ? side.label.slice(0, -suffix.length) : side.label}@${short}`;
}

/** "2026-11-24 12:00 UTC" from an ISO 8601 moment; anything else as it is. */
export function momentWords(asOf: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(asOf);
  return match === null ? asOf : `${match[1]} ${match[2]} UTC`;
}

/**
 * A GitHub Actions runner obeys "##[…" anywhere in a line of the log and "::…" at its start, whoever printed it (T22).
 * Written out, both are only text. Linear: fixed strings.
 */
export function withoutCommands(text: string): string {
  return text.replaceAll('##[', '#\\u{23}[').replace(/^(\s*)::/gm, '$1:\\u{3a}');
}

/** ① to ⑳, then (21). */
export function ordinal(number: number): string {
  return number <= 20 ? String.fromCodePoint(0x245f + number) : `(${number})`;
}
