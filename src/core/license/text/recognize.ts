/**
 * A license text → which licenses it is. Strict: the words of the file must be those of known texts, each from its first word to its last,
 * and nothing besides. A license with added, changed or left-out terms is not that license (T11); it is unknown, with a hint.
 */
import { isInFamily } from '../text-claims.ts';
import { type Framed, withoutFrame } from './frame.ts';
import { gapWords } from './gap-words.ts';
import { wordsLeft } from './gap.ts';
import { type KnownText, licenseTexts, type TextIndex } from './known-texts.ts';
import { readableText, withoutHyphens } from './plain.ts';
import { wordsDigest, runHashes } from './print.ts';
import { withoutNames } from './slots.ts';
import { joinedWords, type TextWord } from './words.ts';

/** Below it there is more around the license than license. */
export const MIN_CONFIDENCE = 0.3;

export interface RecognizedPart {
  /** What the text alone says. */
  readonly id: string;
  /** Licenses that have this very text, the id among them: a text of the GPL says neither "only" nor "or later". */
  readonly ids: readonly string[];
  readonly part: KnownText['part'];
}

export type RecognizedText =
  /** All of them apply. `confidence`: the share of the file's words that are the licenses' own; the rest are titles, names and notices. */
  | { readonly state: 'known'; readonly parts: readonly RecognizedPart[]; readonly confidence: number }
  | { readonly state: 'unknown'; readonly why: string; readonly nearest: NearText | null };

/** A hint for people, never an answer. */
export interface NearText {
  readonly id: string;
  /** Share of that license that stands in the file, 0 to 1. */
  readonly share: number;
  /** The license stands there from first to last word, and this many words besides; null: it does not. */
  readonly added: number | null;
}

/**
 * What of a text is compared, as fingerprints are made: its words without titles and notices, and those from its first term to its last with what
 * stands between, as it is read where lines tell nothing.
 */
export function comparedWords(text: string): { readonly forms: readonly (readonly string[])[]; readonly titles: readonly string[] } {
  const plain = readableText(new TextEncoder().encode(text));
  if ('unreadable' in plain) return { forms: [], titles: [] };
  const { words, body, titles } = withoutFrame(plain.text);
  const whole = words.slice(body[0]?.at ?? 0, (body.at(-1)?.at ?? -1) + 1);
  const forms = body.length === whole.length ? [body] : [body, whole];
  return { forms: forms.map((form) => comparedStream(form).map((word) => word.text)), titles };
}

function comparedStream(words: readonly TextWord[]): TextWord[] {
  return withoutNames(joinedWords(words));
}

/** Why a file that is empty, or holds only a title and notices, is no license. */
export const NO_TERMS = 'no terms in it';

export function recognizeText(bytes: Uint8Array, index: TextIndex = licenseTexts()): RecognizedText {
  const plain = readableText(bytes);
  if ('unreadable' in plain) return { state: 'unknown', why: plain.unreadable, nearest: null };
  const found = recognizePlain(plain.text, index);
  if (found.state === 'known') return found;
  const joined = withoutHyphens(plain.text);
  const again = joined === null ? found : recognizePlain(joined, index);
  return again.state === 'known' ? again : found;
}

function recognizePlain(text: string, index: TextIndex): RecognizedText {
  const framed = withoutFrame(text);
  if (framed.body.length === 0) return { state: 'unknown', why: NO_TERMS, nearest: null };
  const found = readStream(framed, framed.body, index);
  // Where lines were wrapped anew, half a title or a notice may look like a line of terms, and a line of terms like a notice.
  const again = isWhole(found) ? found : readStream(framed, framed.words, index);
  return answer(framed, isWhole(again) ? again : found, index);
}

function isWhole({ placed, left }: ReadStream): boolean {
  return placed.length > 0 && left === 0;
}

interface ReadStream {
  readonly words: readonly TextWord[];
  readonly placed: readonly Placed[];
  /** Words that belong to no license and could be terms. */
  readonly left: number;
}

function readStream({ words: all, lines }: Framed, some: readonly TextWord[], index: TextIndex): ReadStream {
  const words = comparedStream(some);
  const texts = words.map(({ text }) => text);
  const whole = index.byDigest.get(wordsDigest(texts));
  const placed = whole === undefined ? placedTexts(texts, index) : [{ text: whole, from: 0 }];
  const known = placed.map(({ text }) => text);
  let end = 0;
  let left = 0;
  placed.forEach(({ text, from }, position) => {
    const ids = [...(known[position - 1]?.ids ?? []), ...text.ids];
    left += wordsLeft(gapWords(lines, end, words[from]?.at ?? 0), ids, end === 0);
    end = (words[from + text.words - 1]?.at ?? 0) + 1;
  });
  left += wordsLeft(gapWords(lines, end, all.length), known.at(-1)?.ids ?? [], false);
  return { words, placed, left };
}

function answer({ words: all, titles }: Framed, { words, placed, left }: ReadStream, index: TextIndex): RecognizedText {
  const own = placed.reduce((sum, { text }) => sum + text.words, 0);
  const confidence = Math.round(Math.min(1, own / all.length) * 100) / 100;
  const parts = [...new Map(placed.map(({ text }) => [text.digest, partOf(text)])).values()];
  const unknown = (why: string): RecognizedText => ({ state: 'unknown', why, nearest: nearest(words, placed, left, index) });
  if (placed.length === 0) return unknown('no license that is known');
  if (left > 0) return unknown('terms besides a license that is known');
  const names = new Set(placed.flatMap(({ text }) => [...text.ids, ...text.titles]));
  if (titles.some((title) => title !== '' && !isNameOf(title, names))) return unknown('a title of another license');
  if (confidence < MIN_CONFIDENCE) return unknown('more notices than license');
  return { state: 'known', parts, confidence };
}

/** The license itself, or the family that it belongs to: "GNU General Public License" above the text of version 3. */
function isNameOf(title: string, names: ReadonlySet<string>): boolean {
  return names.has(title) || [...names].some((name) => isInFamily(title, name));
}

function partOf({ ids, part }: KnownText): RecognizedPart {
  return { id: ids[0] ?? '', ids, part };
}

interface Placed {
  readonly text: KnownText;
  readonly from: number;
}

/**
 * Where known texts stand in the file, from first to last word, the longer of two that overlap. The words of a place are hashed only where
 * every mark of its text stands as it must, so that the work is bounded by what is really there (T39).
 */
function placedTexts(words: readonly string[], { byMark }: TextIndex): Placed[] {
  const seen = new Map<KnownText, Map<number, number>>();
  runHashes(words).forEach((hash, index) => {
    for (const { text, at } of byMark.get(hash) ?? []) {
      const starts = seen.get(text) ?? new Map<number, number>();
      seen.set(text, starts.set(index - at, (starts.get(index - at) ?? 0) + 1));
    }
  });
  const found = [...seen].flatMap(([text, starts]) =>
    [...starts].flatMap(([from, marks]) => (marks === text.marks.length && isAt(words, text, from) ? [{ text, from }] : [])),
  );
  const chosen: Placed[] = [];
  const taken = new Uint8Array(words.length);
  for (const one of found.sort((a, b) => b.text.words - a.text.words || a.from - b.from)) {
    const end = one.from + one.text.words;
    if (taken[one.from] === 1 || taken[end - 1] === 1) continue;
    taken.fill(1, one.from, end);
    chosen.push(one);
  }
  return chosen.sort((a, b) => a.from - b.from);
}

function isAt(words: readonly string[], text: KnownText, from: number): boolean {
  return from >= 0 && from + text.words <= words.length && wordsDigest(words.slice(from, from + text.words)) === text.digest;
}

function nearest(words: readonly TextWord[], placed: readonly Placed[], left: number, { byMark }: TextIndex): NearText | null {
  const longest = placed.toSorted((a, b) => b.text.words - a.text.words)[0];
  if (longest !== undefined) return { id: longest.text.ids[0] ?? '', share: 1, added: left };
  const hashes = new Set(runHashes(words.map(({ text }) => text)));
  const marks = new Map<KnownText, number>();
  for (const hash of hashes) for (const { text } of byMark.get(hash) ?? []) marks.set(text, (marks.get(text) ?? 0) + 1);
  const best = [...marks].map(([text, count]) => ({ text, share: count / text.marks.length })).sort((a, b) => b.share - a.share)[0];
  return best === undefined || best.share < 0.3
    ? null
    : { id: best.text.ids[0] ?? '', share: Math.round(best.share * 100) / 100, added: null };
}
