/** Text of others in GitHub Flavored Markdown (T22): `cell` for sentences, `code` for names. Nothing else may write such text. */
import { visible, visibleUpTo } from '../../base/visible-text.ts';
import { withoutCommands } from '../view/words.ts';

const CODE_LIMIT = 200;
const CELL_LIMIT = 400;

/** Letters, digits and marks that mean nothing in Markdown in the middle of a line. One class: linear. */
const HARMLESS = /^[\p{L}\p{M}\p{N}.,;()'"“”‘’…–—·→←−?!%=+/-]*$/u;
/** What GitHub links by itself: commits, "www.", "GH-1". */
const COMMIT = /(?:^|[^0-9a-z])[0-9a-f]{7,64}(?:$|[^0-9a-z])/i;
const LINKED = /www\.|gh-\d/i;
const OPENING = new Set('("\'');
const CLOSING = new Set('.,;:!?)"\'');
/** Signs that belong to the word where their partner does: "f(x)", "&lt;", ":bug:". */
const PARTNERS: Readonly<Record<string, string>> = { ')': '(', ';': '&' };

/**
 * A sentence that may hold hostile words. Plain words stay; every other word becomes a code span, in which GitHub knows no mention, issue,
 * commit, link, image, emoji, formula or HTML. (Entities and backslashes do not stop a mention: GitHub looks for those after parsing.)
 * Single spaces are kept as they are. For the middle of a line or a table cell; never for the start of a line.
 */
export function cell(text: string, limit = CELL_LIMIT): string {
  return visibleUpTo(text, limit).split(' ').map(word).join(' ');
}

function word(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && OPENING.has(text[start] ?? '')) start++;
  while (end > start && CLOSING.has(text[end - 1] ?? '') && !isPartner(text, start, end)) end--;
  const core = text.slice(start, end);
  if (core === '' || (HARMLESS.test(core) && !COMMIT.test(core) && !LINKED.test(core))) return text;
  return `${text.slice(0, start)}${codeSpan(core, Number.POSITIVE_INFINITY)}${text.slice(end)}`;
}

function isPartner(text: string, start: number, end: number): boolean {
  const last = text[end - 1] ?? '';
  if (last === ':') return text[start] === ':' && end - start > 1;
  const partner = PARTNERS[last];
  return partner !== undefined && text.slice(start, end - 1).includes(partner);
}

/**
 * A code span, closed by more backticks than stand in it: nothing in it is Markdown, HTML or an entity. A pipe is put between two spans as an
 * entity: no table cell can end in it (a backslash before a pipe is read in two ways by two parsers).
 */
export function codeSpan(text: string, limit = CODE_LIMIT): string {
  const shown = withoutCommands(limit === Number.POSITIVE_INFINITY ? visible(text) : visibleUpTo(text, limit));
  if (shown === '') return '(none)';
  // Markdown drops a space at each end, so that two names would look equal.
  const kept = shown.replace(/^ | $/g, '\\u{20}');
  return kept
    .split('|')
    .map((part) => (part === '' ? '' : span(part)))
    .join('&#124;');
}

/** CommonMark 6.1: one space at both ends is not part of it. */
function span(text: string): string {
  const fence = '`'.repeat(Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length)) + 1);
  const padded = text.startsWith('`') || text.endsWith('`') ? ` ${text} ` : text;
  return `${fence}${padded}${fence}`;
}

/** A line of a fenced diff: it starts with a mark of ours, so it can neither end the fence nor be a command. */
export function fenced(mark: '-' | '+' | '@@', text: string): string {
  return withoutCommands(`${mark} ${visibleUpTo(text, 600)}${mark === '@@' ? ' @@' : ''}`);
}

/** Lines to copy, as a block of code that ends only where we end it: its fence is longer than any run of backticks in it (CommonMark 4.5). */
export function copyFence(lines: readonly string[], limit = 2_000): string {
  const shown = lines.map((one) => withoutCommands(visibleUpTo(one, limit)));
  const fence = '`'.repeat(Math.max(2, ...shown.flatMap((one) => (one.match(/`+/g) ?? []).map((run) => run.length))) + 1);
  return [`${fence}text`, ...shown, fence].join('\n');
}
