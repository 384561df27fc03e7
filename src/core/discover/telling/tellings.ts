/** A text → what it could name. Each place is looked at once; the work is counted (T39). */
import { redact } from '../../base/redact.ts';
import type { TellingFact } from '../../model/index.ts';
import { commandNamesIn } from './commands.ts';
import { isComment, isRemark } from './comment-line.ts';
import { type FoundTelling, wordsIn } from './found.ts';
import { hiddenIn } from './hidden.ts';
import { type HubLike, hubLike } from './hub-like.ts';
import { isKnownOtherwise } from './not-hub.ts';
import { placesOf } from './places.ts';
import type { Style } from './rows.ts';

/** Facts of one file. Beyond, it is unread whatever else it holds. */
export const MAX_FACTS = 300;
/** Lines around a literal in which a telling word makes it a name. */
const BESIDE = 3;

/** `quoted`: names stand between quotes. `hasCommands`: what is written there may be run as it stands. */
export function tellingsIn(text: string, style: Style, quoted: boolean, hasCommands = false): TellingFact[] {
  const { found, near } = wordsIn(text, style);
  const placeOf = placesOf(text);
  const beside = new Set(near.flatMap((start) => around(placeOf(start).line)));
  const weights = new Set(found.flatMap(({ what, text: name }) => (what === 'weights' ? [name] : [])));
  const commands = hasCommands ? commandNamesIn(text) : [];
  const ids = hubLike(text, quoted).filter((one) => !weights.has(one.text));
  const literals = [...commands, ...ids.map(asId), ...hostedIn(text), ...listedCommandsIn(text)];
  const run = new Set(commands.map(({ start }) => start));
  const all = [...found, ...literals, ...hiddenIn(text, style, found.length > 0)].sort((a, b) => a.start - b.start);
  const lines = text.split('\n');
  // It tells, and is nothing that a person should be shown as a name: an example in a comment, another kind of name.
  const isMere = (what: FoundTelling['what'], word: string, start: number, line: number): boolean =>
    (style === 'code' ? isComment(lines[line - 1] ?? '') : !quoted && isRemark(lines[line - 1] ?? '')) ||
    (what === 'id' && isKnownOtherwise(word, text, start));
  const facts = new Map<string, TellingFact>();
  for (const { what, text: word, start } of all) {
    const key = `${what} ${word.toLowerCase()}`;
    const at = placeOf(start);
    const isNamed = isLiteral(what) && (beside.has(at.line) || run.has(start));
    const isBeside = isNamed && !isMere(what, word, start, at.line);
    const before = facts.get(key);
    if (before !== undefined && (before.beside || !isBeside)) continue;
    if (facts.size >= MAX_FACTS && before === undefined) break;
    facts.set(key, { kind: 'telling', what, text: redact(word), beside: isBeside, ...at });
  }
  return [...facts.values()];
}

function isLiteral(what: FoundTelling['what']): boolean {
  return what !== 'word' && what !== 'hidden';
}

function asId({ text, start }: HubLike): FoundTelling {
  return { what: 'id', text, start };
}

/**
 * Literals that are names of hosted models, or of models that a local server has. Where only the provider itself gives names, they have a
 * number or one of its words: "claude-context" is somebody's program.
 */
const HOSTED =
  /(?<=["'`=:\s])(?:(?:gpt-[345o]|chatgpt-|text-embedding-|text-davinci|dall-e-|whisper-1|tts-1|o[134](?:-mini|-pro|-preview)|claude-(?=[\w.:-]{0,60}\d|instant|opus|sonnet|haiku)|gemini-(?=[\w.:-]{0,60}\d|pro|flash|ultra|nano|exp|embedding)|gemma|command-[ra](?![a-z])|mistral-|mixtral|codestral|deepseek-|qwen|grok-|llama[-.\d]|sonar-)[\w.:-]{0,60})(?=["'`\s,;]|$)/gi;

export function hostedIn(text: string): FoundTelling[] {
  return Array.from(text.matchAll(HOSTED), (match) => ({ what: 'hosted', text: match[0], start: match.index }));
}

/** `spawn('hf', ['download', name])`: a program that is too short to be a word by itself. */
const LISTED_COMMAND = /(?<=["'`])hf["'`][\s,[(]{1,20}["'`](?=download["'`])/g;

function listedCommandsIn(text: string): FoundTelling[] {
  return Array.from(text.matchAll(LISTED_COMMAND), (match) => ({ what: 'word', text: 'hf', start: match.index }));
}

function around(line: number): number[] {
  return Array.from({ length: 2 * BESIDE + 1 }, (_, index) => line - BESIDE + index);
}
