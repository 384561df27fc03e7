/** A text → what it could name. Each place is looked at once; the work is counted (T39). */
import { redact } from '../../base/redact.ts';
import type { At, TellingFact } from '../../model/index.ts';
import { type HubLike, hubLike } from './hub-like.ts';
import { automaton, type TellingRow, stands, type Style } from './rows.ts';
import { closedUp, decoded, escapedAt, asOneLiteral } from './spelled.ts';

/** Facts of one file. Beyond, it is unread whatever else it holds. */
const MAX_FACTS = 300;
const MAX_HITS = 200_000;
/** Lines around a literal in which a telling word makes it a name. */
const BESIDE = 3;

interface Found {
  readonly what: TellingFact['what'];
  readonly text: string;
  readonly start: number;
}

/** `quoted`: names stand between quotes. */
export function tellingsIn(text: string, style: Style, quoted: boolean): TellingFact[] {
  const { found, near } = wordsIn(text, style);
  const placeOf = placesOf(text);
  const beside = new Set(near.flatMap((start) => around(placeOf(start).line)));
  const weights = new Set(found.flatMap(({ what, text: name }) => (what === 'weights' ? [name] : [])));
  const ids = hubLike(text, quoted).filter((one) => !weights.has(one.text));
  const literals = [...ids.map(asId), ...hostedIn(text), ...listedCommandsIn(text)];
  const all = [...found, ...literals, ...hiddenIn(text, style, found.length > 0)].sort((a, b) => a.start - b.start);
  const facts = new Map<string, TellingFact>();
  for (const { what, text: word, start } of all) {
    const key = `${what} ${word.toLowerCase()}`;
    const at = placeOf(start);
    const isBeside = what !== 'word' && what !== 'hidden' && beside.has(at.line);
    const before = facts.get(key);
    if (before !== undefined && (before.beside || !isBeside)) continue;
    if (facts.size >= MAX_FACTS && before === undefined) break;
    facts.set(key, { kind: 'telling', what, text: redact(word), beside: isBeside, ...at });
  }
  return [...facts.values()];
}

/** Words that tell, weights, and where words stand beside which a literal is a name. */
function wordsIn(text: string, style: Style): { readonly found: readonly Found[]; readonly near: readonly number[] } {
  const found: Found[] = [];
  const near: number[] = [];
  let hits = 0;
  automaton.run(text, (hit) => {
    if (++hits > MAX_HITS) {
      found.push({ what: 'hidden', text: 'more words than are looked at', start: hit.start });
      return false;
    }
    if (!stands(text, hit, style)) return true;
    if (hit.row === 'near') near.push(hit.start);
    else {
      found.push(foundAs(hit.row, text, hit.start, hit.end));
      if (hit.row !== 'suffix' && hit.row !== 'path-suffix') near.push(hit.start);
    }
    return true;
  });
  return { found, near };
}

function foundAs(row: TellingRow, text: string, start: number, end: number): Found {
  if (row !== 'suffix' && row !== 'path-suffix') return { what: 'word', text: text.slice(start, end), start };
  const name = /[\w./:@%+~-]{0,150}$/.exec(text.slice(Math.max(0, start - 150), start))?.[0] ?? '';
  return { what: 'weights', text: `${name}${text.slice(start, end)}`, start: start - name.length };
}

function asId({ text, start }: HubLike): Found {
  return { what: 'id', text, start };
}

/** Literals that are names of hosted models, or of models that a local server has. */
const HOSTED =
  /(?<=["'`=:\s])(?:(?:gpt-[345o]|chatgpt-|text-embedding-|text-davinci|dall-e-|whisper-1|tts-1|o[134](?:-mini|-pro|-preview)|claude-|gemini-|gemma|command-[ra]|mistral-|mixtral|codestral|deepseek-|qwen|grok-|llama[-.\d]|sonar-)[\w.:-]{0,60})(?=["'`\s,;]|$)/gi;

function hostedIn(text: string): Found[] {
  return Array.from(text.matchAll(HOSTED), (match) => ({ what: 'hosted', text: match[0], start: match.index }));
}

/** `spawn('hf', ['download', name])`: a program that is too short to be a word by itself. */
const LISTED_COMMAND = /(?<=["'`])hf["'`][\s,[(]{1,20}["'`](?=download["'`])/g;

function listedCommandsIn(text: string): Found[] {
  return Array.from(text.matchAll(LISTED_COMMAND), (match) => ({ what: 'word', text: 'hf', start: match.index }));
}

const COMPUTED_IMPORT = /\b(?:import|require)\s*\(\s*(?:[A-Za-z_$][\w$]*\s*[.)+,[(?]|`[^`\n]{0,200}\$\{)/g;
const REVERSES = /strrev|(?:\.|\b)reversed?\s*\(/;
const OWN_FOLDER = /^\w+\s*\(\s*`\.{1,2}\//;

/** What is written otherwise than letter by letter. */
function hiddenIn(text: string, style: Style, known: boolean): Found[] {
  const escaped = escapedAt(text);
  const computed = style === 'code' ? Array.from(text.matchAll(COMPUTED_IMPORT)).find(([one]) => !OWN_FOLDER.test(one)) : undefined;
  const hidden: Found[] = [
    ...(escaped < 0 ? [] : [{ what: 'hidden', text: 'an escape of a letter', start: escaped } as const]),
    ...(computed === undefined ? [] : [{ what: 'hidden', text: 'an import of a computed name', start: computed.index } as const]),
  ];
  // A file that tells is unread already: what else it hides makes no difference.
  if (known || hidden.length > 0) return hidden;
  const one = asOneLiteral(text);
  const plain = new Set(hubLike(text, true).map(({ text: id }) => id));
  const split = hubLike(one, true).find(({ text: id }) => !plain.has(id));
  const others = [closedUp(text), ...decoded(closedUp(text)), ...(REVERSES.test(text) ? [reversed(closedUp(text))] : [])];
  const isHidden = others.some(
    (other) => wordsIn(other, style).found.length > 0 || hubLike(other, true).some(({ text: id }) => id === other),
  );
  return [
    ...(split === undefined ? [] : [{ what: 'hidden', text: 'a name in parts', start: 0 } as const]),
    ...(isHidden ? [{ what: 'hidden', text: 'a name in parts or encoded', start: 0 } as const] : []),
  ];
}

function reversed(text: string): string {
  return Array.from(text).reverse().join('');
}

function around(line: number): number[] {
  return Array.from({ length: 2 * BESIDE + 1 }, (_, index) => line - BESIDE + index);
}

/** The place of an offset, by bisection. */
function placesOf(text: string): (offset: number) => At {
  const starts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
