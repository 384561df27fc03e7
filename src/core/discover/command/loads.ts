/** Commands → loads, with the place where a commit can be written. */
import type { EndpointFact, LoadFact, PinSite, Value } from '../../model.ts';
import { ENDPOINT_VARIABLES } from '../endpoint-variables.ts';
import { hubFileUrl, type HubUrl, hubRepositoryUrl } from './hub-url.ts';
import { type Loader, LOADERS } from './loaders.ts';
import type { Mapped, PlacedFile } from './mapped.ts';
import { assignedIn, assignmentOf, type Variables, wordValue } from './values.ts';
import { type Command, commandsIn, plainText, type Word } from './words.ts';

export interface CommandContext {
  readonly file: PlacedFile;
  readonly variables: Variables;
  /** The program that gets a command of only options. */
  readonly implicit: Loader | null;
}

const MAX_SCRIPTS = 4;
/** They print or compare what looks like a command. */
const NO_RUNNERS = new Set(['echo', 'printf', '#', 'grep', 'test', '[', '[[', ':']);

/** All loads of a script. */
export function scriptFacts(script: Mapped, context: CommandContext, depth = 0): (LoadFact | EndpointFact)[] {
  const commands = commandsIn(script);
  const variables = assignedIn(commands, context.variables);
  return commands.flatMap((command) => commandFacts(command, { ...context, variables }, depth));
}

export function commandFacts(command: Command, context: CommandContext, depth = 0): (LoadFact | EndpointFact)[] {
  const endpoints = command.flatMap((word) => endpointFact(word, context));
  const own = command.findIndex((word) => assignmentOf(word) === null);
  const words = own < 0 ? [] : command.slice(own);
  const texts = words.map(plainText);
  const first = baseOf(texts[0] ?? '');
  if (words.length === 0 || NO_RUNNERS.has(first)) return endpoints;
  const script = /^(?:ba|da|z|a|k)?sh$/.test(first) ? texts.findIndex((text) => text !== null && /^-[a-z]{0,5}c$/.test(text)) : -1;
  const inner = script < 0 ? undefined : words[script + 1];
  if (inner !== undefined) {
    if (depth >= MAX_SCRIPTS) return endpoints;
    const text = inner.quoted ?? inner.source;
    return [...endpoints, ...scriptFacts(text, context, depth + 1)];
  }
  const load = loadOf(words, texts, context);
  return [...endpoints, ...(load === null ? [] : [load]), ...words.flatMap((word) => urlLoad(word, first, context))];
}

/** Which loader these words call, and where its arguments begin. */
function loaderOf(texts: readonly (string | null)[], implicit: Loader | null): { loader: Loader; from: number } | null {
  if (implicit !== null && texts[0]?.startsWith('-') === true) return { loader: implicit, from: 0 };
  for (let at = 0; at < Math.min(texts.length, 40); at++) {
    const loader = LOADERS.find(({ start }) =>
      start.every((part, index) => {
        const text = texts[at + index];
        return text != null && part.test(index === 0 ? baseOf(text) : text);
      }),
    );
    if (loader !== undefined) return { loader, from: at + loader.start.length };
  }
  return null;
}

function loadOf(words: Command, texts: readonly (string | null)[], context: CommandContext): LoadFact | null {
  const found = loaderOf(texts, context.implicit);
  if (found === null) return null;
  const { loader, from } = found;
  const options = optionsOf(words.slice(from), loader);
  const target = options.target;
  if (target === null) return null;
  const { value } = wordValue(target.word, context.variables);
  if (value.kind === 'literal' && (value.text === '' || /^(?:\.{0,2}[/\\]|\.{1,2}$|~|[A-Za-z]:[/\\])/.test(value.text))) return null;
  const type = options.type === null ? 'model' : plainText(options.type);
  if (type === 'space') return null;
  const revision = options.revision === null ? null : wordValue(options.revision, context.variables);
  const offset = target.word.source.offsets[0] ?? 0;
  return {
    kind: 'load',
    component: type === 'dataset' ? 'dataset' : 'model',
    hub: 'hf',
    provider: null,
    api: loader.api,
    target: value,
    revision: revision?.value ?? null,
    endpoint: null,
    remoteCode: options.remoteCode,
    pin: value.kind === 'literal' ? pinOf(options, loader, revision, context) : null,
    ...context.file.at(offset),
  };
}

interface Options {
  readonly target: { readonly word: Word; readonly last: boolean; readonly optionNext: boolean } | null;
  readonly revision: Word | null;
  readonly type: Word | null;
  readonly remoteCode: boolean;
  /** The last of all words. */
  readonly end: Word | null;
  /** An argument that ends the options, or may hold more of them. */
  readonly open: boolean;
}

function optionsOf(args: Command, loader: Loader): Options {
  let target: Options['target'] = null;
  let revision: Word | null = null;
  let type: Word | null = null;
  let remoteCode = false;
  let open = false;
  const isOption = (word: Word | undefined): boolean => word !== undefined && headOf(word).startsWith('-');
  for (let index = 0; index < args.length; index++) {
    const word = args[index] as Word;
    const name = headOf(word);
    const take = (next: Word, at: number): void => {
      target ??= { word: next, last: at === args.length - 1, optionNext: isOption(args[at + 1]) };
    };
    if (!isOption(word)) {
      const positional = loader.positional === 'any' || index === 0 || !isOption(args[index - 1]);
      if (positional && mayBeMore(word) && (target !== null || loader.positional === 'none')) open = true;
      if (loader.positional === 'any' || (loader.positional === 'next' && index === 0)) take(word, index);
      continue;
    }
    if (name === '--') open = true;
    const equals = inlineValue(word);
    const option = equals?.name ?? name;
    const value = equals?.value ?? args[index + 1] ?? null;
    if (option === '--trust-remote-code') remoteCode = equals === null || !/^false$/i.test(plainText(equals.value) ?? '');
    if (loader.target.includes(option) && value !== null) take(value, equals === null ? index + 1 : index);
    // The last one counts, as argparse and clap have it.
    if (option === loader.revision) revision = value;
    if (loader.type?.includes(option) === true) type = value;
    const takesValue =
      loader.positional === 'any' ? loader.flags?.has(option) !== true : loader.target.includes(option) || option === loader.revision;
    if (equals === null && takesValue) index += 1;
  }
  return { target, revision, type, remoteCode, end: args.at(-1) ?? null, open };
}

/** `$ARGS` or `"$@"`: options that are not written here. */
function mayBeMore({ pieces, quoted, source, item }: Word): boolean {
  const [only] = pieces;
  if (pieces.length !== 1 || only === undefined || only.kind === 'text') return false;
  return (quoted === null && item === null) || /\$\{?[@*]/.test(source.text);
}

/** The text that a word begins with, up to its first variable. */
function headOf({ pieces }: Word): string {
  const [first] = pieces;
  return first?.kind === 'text' ? first.text : '';
}

function inlineValue(word: Word): { readonly name: string; readonly value: Word } | null {
  const head = headOf(word);
  const match = /^(--[a-z][a-z-]{1,40})=/.exec(head);
  if (match === null || !word.source.text.startsWith(match[0])) return null;
  const rest = head.slice(match[0].length);
  const pieces = rest === '' ? word.pieces.slice(1) : [{ kind: 'text' as const, text: rest }, ...word.pieces.slice(1)];
  const cut = match[0].length;
  const source = { text: word.source.text.slice(cut), offsets: word.source.offsets.slice(cut) };
  return { name: match[1] ?? '', value: { pieces, source, quoted: null, item: word.item && { ...word.item, bare: false } } };
}

function pinOf(
  options: Options,
  loader: Loader,
  revision: { value: Value; site: PinSite | null } | null,
  { file }: CommandContext,
): PinSite | null {
  if (loader.revision === null || options.target === null) return null;
  if (options.revision !== null) return revision?.site ?? (plainText(options.revision) === null ? null : replaced(options.revision, file));
  // What may hold a revision of its own must not get a second one.
  if (options.open) return null;
  const { word, optionNext, last } = options.target;
  const behind = last || optionNext || loader.positional !== 'any' ? word : options.end;
  if (behind === null) return null;
  // An item of a list that has a line of its own: a second line is no edit of one line.
  if (behind.item?.insert === false) return null;
  if (behind.item !== null) return file.site(behind.item.end, behind.item.end, `, "${loader.revision}", "{commit}"`);
  const end = endOf(behind.source);
  return end === null ? null : file.site(end, end, ` ${loader.revision} {commit}`);
}

/** In a command a commit needs no quotes: those of the old value go with it. As an item of YAML it could be a number. */
function replaced({ source, item }: Word, file: PlacedFile): PinSite | null {
  const range = exactRange(source);
  return range === null ? null : file.site(range.start, range.end, item?.bare === true ? '"{commit}"' : '{commit}');
}

/** Where the text stands in the file, when it stands there as it is. */
export function exactRange(source: Mapped): { readonly start: number; readonly end: number } | null {
  const start = source.offsets[0];
  const end = endOf(source);
  return start === undefined || end === null || end - start !== source.text.length ? null : { start, end };
}

/** Offset in the file behind the last character; null where the text stands in the file in another way. */
function endOf({ offsets }: Mapped): number | null {
  const last = offsets.at(-1);
  return last === undefined || (offsets.length > 1 && offsets[0] === last) ? null : last + 1;
}

/** `curl …/resolve/main/model.bin`, `git clone https://…`. */
export function urlLoad(word: Word, program: string, { file }: Pick<CommandContext, 'file'>): LoadFact[] {
  const text = plainText(word);
  if (text === null || text.length > 2000) return [];
  const url = hubFileUrl(text) ?? (program === 'git' ? hubRepositoryUrl(text) : null);
  if (url === null) return [];
  const source = word.quoted ?? word.source;
  return [urlFact(url, source, text, program === 'git' ? 'git clone' : 'download', file)];
}

/** `source`: the text as it stands in the file; an edit needs it to be the same. */
export function urlFact(url: HubUrl, source: Mapped, text: string, api: string, file: PlacedFile): LoadFact {
  const { revision } = url;
  const range = source.text === text && revision !== null ? exactRange(source) : null;
  return {
    kind: 'load',
    component: url.component,
    hub: 'hf',
    provider: null,
    api,
    target: { kind: 'literal', text: url.id },
    revision: revision === null ? null : { kind: 'literal', text: revision.text },
    endpoint: null,
    remoteCode: false,
    pin: range === null || revision === null ? null : file.site(range.start + revision.start, range.start + revision.end, '{commit}'),
    ...file.at(source.offsets[0] ?? 0),
  };
}

function endpointFact(word: Word, { file, variables }: CommandContext): EndpointFact[] {
  const assignment = assignmentOf(word);
  if (assignment === null || !ENDPOINT_VARIABLES.has(assignment.name)) return [];
  const { value } = wordValue(assignment.value, variables);
  return [{ kind: 'endpoint', variable: assignment.name, value, ...file.at(word.source.offsets[0] ?? 0) }];
}

function baseOf(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}
