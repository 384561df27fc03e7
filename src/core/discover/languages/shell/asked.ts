/** Models that a command asks for: in the body of a request (`curl -d '{"model": …}'`), and as an option of a program that nobody knows. */
import type { Fact, LoadFact } from '../../../model/index.ts';
import { rootOf } from '../../configs/keyed/above.ts';
import { argumentsIn } from '../../configs/keyed/arguments.ts';
import { namedIn } from '../../configs/keyed/mapping.ts';
import type { KeyedField, KeyedScalar } from '../../configs/keyed/tree.ts';
import { jsonTree } from '../../configs/settings/json-tree.ts';
import type { PlacedFile } from './mapped.ts';
import type { Variables } from './values.ts';
import { wordValue } from './values.ts';
import type { ShellCommand, Word } from './words.ts';

interface AskContext {
  readonly file: PlacedFile;
  readonly variables: Variables;
}

const CLIENTS = /^(?:curl|http|https|xh|wget)$/;
/** Assistants on the command line, whose `-m` is a model. */
const ASSISTANTS =
  /^(?:llm|aider|gemini|codex|claude|mods|opencode|goose|sgpt|fabric|copilot|qwen|crush|cursor-agent|aichat|tgpt|chatblade|gptme)$/;
const MAX_BODY = 20_000;
const ADDRESS = /^https?:\/\//;
/** Of one command. */
const MAX_WORDS = 400;

/** What the body of a request names; the address of the request says whose it is. */
export function askedInBody(words: ShellCommand, texts: readonly (string | null)[], program: string, context: AskContext): Fact[] {
  if (!CLIENTS.test(program)) return [];
  const bodies = words.slice(0, MAX_WORDS).filter(({ source }) => /^["']?\s{0,40}\\?["']?\{/.test(source.text.slice(0, 60)));
  if (bodies.length === 0) return [];
  const address = texts.find((text) => text !== null && ADDRESS.test(text)) ?? writtenAddress(words);
  return bodies.flatMap((word) => namesIn(word, address, context));
}

/** As it is written: its host may be computed. */
function writtenAddress(words: ShellCommand): string | null {
  const texts = words.slice(0, MAX_WORDS).map(({ source }) => source.text.slice(0, 400).replace(/^["']|["']$/g, ''));
  return texts.find((text) => ADDRESS.test(text)) ?? null;
}

function namesIn(word: Word, address: string | null, { file, variables }: AskContext): LoadFact[] {
  const text = textOfBody(word, variables);
  if (text.length > MAX_BODY) return [];
  const { root } = jsonTree(text);
  if (root?.kind !== 'map') return [];
  const isPull = /\/api\/(?:pull|create|show|delete|copy)\b/.test(address ?? '');
  const fields = root.fields().map((field) => (isPull && field.name === 'name' ? { ...field, name: 'model' } : field));
  const server: KeyedField[] = address === null ? [] : [{ name: 'base_url', value: { kind: 'scalar', text: address, at: 0 }, at: 0 }];
  const { quoted } = word;
  const exact = quoted !== null && quoted.text === text ? quoted.offsets : null;
  const start = word.source.offsets[0] ?? 0;
  return namedIn(
    [...fields, ...server],
    rootOf(null).around(true, (at) => file.at(exact?.[at] ?? start)),
  );
}

/** The text of a body, with the values of variables that are known. */
function textOfBody(word: Word, variables: Variables): string {
  const parts = word.pieces.map((piece): string => {
    if (piece.kind === 'text') return piece.text;
    if (piece.kind === 'unknown') return '';
    const { value } = wordValue({ ...word, pieces: [piece], quoted: null }, variables);
    const fixed = value.kind === 'overridable' ? value.fallback : value;
    return fixed?.kind === 'literal' ? fixed.text : `\${${piece.name}}`;
  });
  return parts.join('').trim();
}

/** `docker run -e MODEL_ID=org/name …`: what the container is told. */
export function askedByVariables(
  words: ShellCommand,
  texts: readonly (string | null)[],
  program: string,
  { file }: AskContext,
): LoadFact[] {
  if (!/^(?:docker|podman|nerdctl)$/.test(program)) return [];
  const fields = texts.slice(0, MAX_WORDS).flatMap((text, index): KeyedField[] => {
    const isBehind = /^(?:-e|--env)$/.test(texts[index - 1] ?? '');
    const [, name, value] = /^(?:--env=|-e)?([A-Z][A-Z0-9_]{1,80})=(.{2,300})$/.exec(text ?? '') ?? [];
    if (name === undefined || value === undefined || !(isBehind || text?.startsWith('-') === true)) return [];
    const at = words[index]?.source.offsets[0] ?? 0;
    return [{ name, value: { kind: 'scalar', text: value, at }, at }];
  });
  return fields.length === 0
    ? []
    : namedIn(
        fields,
        rootOf(null).around(false, (at) => file.at(at)),
      );
}

/** `--model NAME` of a program without a row. */
export function askedByOptions(words: ShellCommand, texts: readonly (string | null)[], program: string, { file }: AskContext): LoadFact[] {
  if (!texts.some((text) => text !== null && /^--?(?:m|[\w-]{0,40}model[\w-]{0,20})(?:=|$)/.test(text))) return [];
  const isAssistant = ASSISTANTS.test(program);
  const items = words.slice(0, MAX_WORDS).map((word, index): KeyedScalar | null => {
    const text = texts[index] ?? null;
    return text === null
      ? null
      : { kind: 'scalar', text: isAssistant && text === '-m' ? '--model' : text, at: word.source.offsets[0] ?? 0 };
  });
  const fields = argumentsIn({ kind: 'list', at: 0, items: () => items });
  // Code of one's own loads what it is told; another program may ask a server.
  const isOwn = /^(?:python[\d.]{0,5}|torchrun|accelerate|deepspeed)$/.test(program);
  return namedIn(
    fields,
    rootOf(null).around(isOwn, (at) => file.at(at)),
  );
}
