/** All words that are looked for, each with what must stand around it: one automaton for every kind of file. */
import { ecosystems } from '../../ecosystems/index.ts';
import { createAutomaton, type Hit } from './automaton.ts';
import { ANYWHERE, COMPUTED, DOUBLE_SUFFIXES, NEAR, PACKAGES, SPELLED, SUFFIXES, WORDS } from './words.ts';

/** `near` tells nothing alone; `computed` hides names; `package` and `family` (the beginning of a name) count where something is imported or listed. */
export type TellingRow = 'anywhere' | 'word' | 'start' | 'computed' | 'package' | 'family' | 'suffix' | 'path-suffix' | 'near';

const PACKAGE_NAMES = new Set([...PACKAGES, ...ecosystems.flatMap(({ frameworks }) => spellings(frameworks.names))]);
const FAMILIES = new Set(ecosystems.flatMap(({ frameworks }) => spellings(frameworks.families)));

export const automaton = createAutomaton<TellingRow>([
  ...ANYWHERE.map((word) => [word, 'anywhere'] as const),
  ...WORDS.map((word) => [word, 'word'] as const),
  ...SPELLED.map((word) => [word, 'start'] as const),
  ...COMPUTED.map((word) => [word, 'computed'] as const),
  ...[...PACKAGE_NAMES].map((word) => [word, 'package'] as const),
  ...[...FAMILIES].map((word) => [word, 'family'] as const),
  ...SUFFIXES.map((word) => [word, 'suffix'] as const),
  ...DOUBLE_SUFFIXES.map((word) => [word, 'path-suffix'] as const),
  ...NEAR.map((word) => [word, 'near'] as const),
]);

function spellings(names: Iterable<string>): string[] {
  return [...names].flatMap((name) => (name.includes('-') ? [name, name.replaceAll('-', '_')] : [name]));
}

/** How a kind of file writes names: `code` imports, `list` is a manifest, a setting or a lock. */
export type Style = 'code' | 'list';

/** Whether the word stands as its row asks. */
export function stands(text: string, { row, start, end }: Hit<TellingRow>, style: Style): boolean {
  const [before, behind] = [text.charAt(start - 1), text.charAt(end)];
  switch (row) {
    case 'anywhere':
      return true;
    case 'near':
      return true;
    case 'word':
      return !continues(before, text.charAt(start)) && !continues(text.charAt(end - 1), behind, text.charAt(end + 1));
    case 'start':
    case 'computed':
      return !/[A-Za-z0-9]/.test(before) || (/[a-z]/.test(before) && /[A-Z]/.test(text.charAt(start)));
    case 'package':
      return isSmall(text, start, end) && isListed(text, start, style) && isEnd(text, end, style);
    case 'family':
      return isSmall(text, start, end) && isListed(text, start, style);
    case 'suffix':
      return ENDS[style].test(behind) && /[\w"'`*)}\]-]/.test(before);
    case 'path-suffix':
      return (
        ENDS[style].test(behind) &&
        /\/[\w.*{}$-]{0,100}$/.test(text.slice(Math.max(0, start - 101), start)) &&
        !TAKES.test(lineBefore(text, start))
      );
  }
}

/** What ends the name of a file: in code `a.pb` is a member of an object. */
const ENDS: Readonly<Record<Style, RegExp>> = { code: /^["'`?#]$/, list: /^(?:["'`?#\s),;>\]]|)$/ };
const TAKES = /\b(?:from|import|require|mock)\b[^\n]{0,10}["'`][^"'`\n]*$/;

/** Letters go on, but for the humps of camel case: "llmClient", "MyLLM", "LLMClient". */
function continues(one: string, next: string, third = ''): boolean {
  if (!/[A-Za-z]/.test(one) || !/[A-Za-z]/.test(next)) return false;
  const isHump = /[a-z]/.test(one) && /[A-Z]/.test(next);
  return !isHump && !(/[A-Z]/.test(one) && /[A-Z]/.test(next) && /[a-z]/.test(third));
}

/** Names of packages are written so; a word of prose may begin with a capital. */
function isSmall(text: string, start: number, end: number): boolean {
  return !/[A-Z]/.test(text.slice(start, end));
}

function isListed(text: string, start: number, style: Style): boolean {
  const before = text.charAt(start - 1);
  if (style === 'list') return before === '' || /["'`/\s,:[]/.test(before);
  return /["'`]/.test(before) && /(?:\bfrom|\bimport|\brequire|\blibrary|\buse|\bgem|\bmock)\s*\(?\s*["'`]$/.test(lineBefore(text, start));
}

function isEnd(text: string, end: number, style: Style): boolean {
  const rest = text.slice(end, end + 3);
  if (style === 'code') return /^["'`/]/.test(rest);
  return /^(?:["'`@=<>~!,;[\]\r\n:]|\s[=@<>~!(]|$)/.test(rest);
}

function lineBefore(text: string, start: number): string {
  const before = text.slice(Math.max(0, start - 120), start);
  return before.slice(before.lastIndexOf('\n') + 1);
}
