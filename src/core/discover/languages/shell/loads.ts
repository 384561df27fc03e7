/** Commands → what they load: by their own arguments, by the script or the Python code that they are given, and by addresses in them. */
import type { At, Fact } from '../../../model/index.ts';
import { factsOfDocument, isDocument } from '../../configs/yaml/document.ts';
import { ENDPOINT_VARIABLES } from '../../endpoint-variables.ts';
import { chartOfCommand } from '../../runs/charts.ts';
import { runsOf } from '../../runs/commands.ts';
import { indexesOf, indexInVariable } from '../../runs/indexes.ts';
import { listsOf } from '../../runs/lists.ts';
import { type InstallContext, type InstalledFor, installsOf } from '../../runs/installs.ts';
import { mayHoldModelFile } from '../../model-file.ts';
import { problemFact } from '../../text-input.ts';
import { namesAssigned } from './assigned-names.ts';
import { askedByOptions, askedByVariables, askedInBody } from './asked.ts';
import { listNameOf } from './command-notes.ts';
import { isForPython, isScript, isUnit, isVariables, unitCommands } from './documents.ts';
import type { EmbeddedReader } from './code-reader.ts';
import { baseOf, codeOf, isPython, isShell, quotedCommands, readsCode, withHandedOn } from './inner-scripts.ts';
import { fetchedScript } from './fetched-scripts.ts';
import { fetchedFiles } from './file-loads.ts';
import { variablesInFunctions } from './functions.ts';
import { innerText } from './inner-text.ts';
import { loadFacts } from './load-facts.ts';
import { givesModel, programOf } from './program-of.ts';
import { addFacts, eachOnce, type Work } from './limits.ts';
import { type Loader, TELLING, TELLING_APART } from './loaders.ts';
import type { Mapped, PlacedFile } from './mapped.ts';
import { scriptOf } from './script.ts';
import { splitWords } from './split-words.ts';
import { transferred, unpackedIn } from './transfers.ts';
import { urlLoad } from './url-loads.ts';
import { assignedIn, assignmentOf, type Variables, wordValue } from './values.ts';
import { type Body, type ShellCommand, plainText, type Word } from './words.ts';

export interface CommandContext {
  readonly file: PlacedFile;
  readonly variables: Variables;
  /** The program that gets a command of only options. */
  readonly implicit: Loader | null;
  /** Whether the environment of that program names its model. */
  readonly named?: boolean;
  readonly python: EmbeddedReader;
  readonly work: Work;
  /** What the commands of this file are for: then every package that they install is told. Absent: those of AI. */
  readonly every?: InstalledFor;
  /** Archives that the script unpacks into a folder of models. */
  readonly unpacked?: ReadonlySet<string>;
}

/** What all commands of a file share. */
export type SharedContext = Pick<CommandContext, 'file' | 'python' | 'work' | 'every'>;

const MAX_SCRIPTS = 4;
/** They print or compare what looks like a command. */
const NO_RUNNERS = new Set(['echo', 'printf', '#', 'grep', 'test', '[', '[[', ':', 'which', 'type']);

/** All loads of a script. */
export function scriptFacts(script: Mapped, context: CommandContext, depth = 0): Fact[] {
  const { commands, bodies } = scriptOf(script);
  const inner = { ...context, variables: assignedIn(commands, context.variables), unpacked: unpackedIn(commands) };
  const within = variablesInFunctions(script, commands, inner.variables);
  const facts: Fact[] = [];
  for (const [index, command] of commands.entries()) {
    addFacts(facts, commandFacts(command, within === null ? inner : { ...inner, variables: within(command) }, depth));
    const reader = readsCode(command);
    if (reader !== null) addFacts(facts, pipedFacts(reader, commands[index - 1] ?? [], bodies, inner, depth));
  }
  for (const body of bodies) addFacts(facts, documentFacts(body, inner, depth));
  addFacts(facts, namesAssigned(commands, context.file));
  return commands.some((command) => listNameOf(command) !== null) ? eachOnce(facts) : facts;
}

/** `echo "hf download org/x" | sh`, `cat <<EOF | sh`: what is printed is a script. */
function pipedFacts(
  reader: 'shell' | 'python',
  from: ShellCommand,
  bodies: readonly Body[],
  context: CommandContext,
  depth: number,
): Fact[] {
  const program = baseOf(plainText(from[0] ?? NOTHING) ?? '');
  const own = { ...context, implicit: null };
  if (program === 'cat' && reader === 'shell')
    return bodies.filter(({ command }) => command === from).flatMap(({ text }) => nested(text, own, depth));
  if (program !== 'echo' && program !== 'printf') return [];
  return from.slice(1).flatMap((word) => {
    const text = innerText(word);
    return reader === 'shell' ? nested(text, own, depth) : own.python(text, isExpanded(word) ? own.variables : null, false);
  });
}
const NOTHING: Word = { pieces: [{ kind: 'unknown' }], source: { text: '', offsets: [] }, quoted: null, item: null };

/**
 * What a here-document loads. One that no shell runs is searched for Python code, whatever gets it: a file that it is written to may be run.
 */
export function documentFacts(body: Body, context: CommandContext, depth = 0): Fact[] {
  if (!isScript(body)) {
    const key = isVariables(body.text.text) ? '.env' : '';
    const isCode = isForPython(body, context.file.text);
    if (!isCode && isUnit(body.text.text))
      return unitCommands(body.text).flatMap((one) => nested(one, { ...context, implicit: null }, depth));
    if (!isCode && isDocument(key, body.text.text)) return factsOfDocument({ key, text: body.text }, context.file);
    const facts = context.python(body.text, body.expanded ? context.variables : null, true);
    // Text for people that is no Python is no mistake in it.
    return isCode ? facts : facts.filter((fact) => fact.kind !== 'problem' || fact.code !== 'syntax');
  }
  return nested(body.text, { ...context, implicit: null }, depth);
}

export function commandFacts(command: ShellCommand, context: CommandContext, depth = 0): Fact[] {
  const endpoints = command.flatMap((word) => assignedFact(word, context));
  const own = command.findIndex((word) => assignmentOf(word) === null);
  const rest = own < 0 ? [] : command.slice(own);
  const split = splitWords(rest, context.variables, context.work);
  const { more } = split;
  const words = withHandedOn(split.words, split.words.slice(0, 40).map(plainText));
  const texts = words.map((word) => textOf(word, context.variables));
  const first = baseOf(texts[0] ?? '');
  if (words.length === 0 || NO_RUNNERS.has(first)) return endpoints;
  if (first === 'eval')
    return [...endpoints, ...fetchedScript(command, words, first, context.file), ...evaluated(words.slice(1), context, depth)];
  const inner = codeOf(words, texts, isShell);
  const scripts = inner === null ? [] : nested(innerText(inner), { ...context, implicit: null }, depth);
  if (inner !== null && isShell(first)) return [...endpoints, ...scripts, ...fetchedScript(command, words, first, context.file)];
  const code = codeOf(words, texts, isPython);
  const python = code === null ? [] : context.python(innerText(code), isExpanded(code) ? context.variables : null, false);
  const addresses = [
    ...words.flatMap((word) => urlLoad(word, first, context.file, context.variables)),
    ...fetchedFiles(words, first, { ...context, command }),
    ...transferred(words, first, command, context.file),
    ...fetchedScript(command, words, first, context.file),
  ];
  const [start] = words;
  // An item of a list that is a whole command; what another language hands to a shell, in a text that is read as commands.
  const whole = start !== undefined && (start.item ?? start.quoted) !== null && /\s/.test(texts[0] ?? '') ? [start] : [];
  const quoted = [...whole, ...quotedCommands(words, texts)].flatMap((word) =>
    word === inner ? [] : nested(innerText(word), { ...context, implicit: null }, depth),
  );
  const placed = (index: number): At => context.file.at(words[index]?.source.offsets[0] ?? 0);
  const run = [
    ...runsOf(words, texts, context.file),
    ...installsOf(texts, installContext(words, placed, context)),
    ...(context.every === undefined ? [] : [...indexesOf(texts, placed), ...listsOf(texts, placed)]),
    ...(first === 'helm' ? chartOfCommand(texts, placed) : []),
  ];
  const loads = programLoads(words, texts, more, context) ?? askedByOptions(words, texts, first, context);
  return [
    ...endpoints,
    ...scripts,
    ...python,
    ...loads,
    ...askedInBody(words, texts, first, context),
    ...askedByVariables(words, texts, first, context),
    ...quoted,
    ...addresses,
    ...run,
  ];
}

function installContext(words: ShellCommand, at: (index: number) => At, { variables, every }: CommandContext): InstallContext {
  return {
    at,
    ...(every === undefined ? {} : { every }),
    written: (index) => words[index]?.source.text.slice(0, 400) ?? '',
    variable(name) {
      const value = variables.get(name)?.value;
      const fixed = value?.kind === 'overridable' ? value.fallback : value;
      return fixed?.kind === 'literal' ? fixed.text : null;
    },
  };
}

/** A program may stand in a variable: `HF=hf`, then `$HF download org/x`. */
function textOf(word: Word, variables: Variables): string | null {
  const plain = plainText(word);
  if (plain !== null) return plain;
  const [only] = word.pieces;
  const known = only?.kind === 'variable' && word.pieces.length === 1 ? variables.get(only.name)?.text : undefined;
  if (known !== undefined) return known;
  const { value } = wordValue(word, variables);
  const fixed = value.kind === 'overridable' ? value.fallback : value;
  if (fixed?.kind === 'literal') return fixed.text;
  // `PY="$VENV/bin/python"`, then `"$PY" -c …`: which folder it lies in does not matter.
  if (fixed?.kind === 'unmodeled' && only?.kind === 'variable') return /\/[\w.-]{1,60}(?=["']?$)/.exec(fixed.text)?.[0] ?? null;
  // `$BIN/hf`, `$(which hf)`: which folder it lies in does not matter.
  const last = word.pieces.at(-1);
  if (last?.kind === 'text' && last.text.includes('/')) return last.text;
  return /^"?(?:\$\(|`)(?:which|command -v)\s{1,20}([\w./-]{1,100})[)`]"?$/.exec(word.source.text.slice(0, 200))?.[1] ?? null;
}

function isExpanded({ source }: Word): boolean {
  return !source.text.startsWith("'");
}

/** `eval "vllm serve org/a"`: its words are a script. */
function evaluated(words: ShellCommand, context: CommandContext, depth: number): Fact[] {
  const from = words.findIndex((word) => plainText(word) !== 'eval');
  const [only, second] = from < 0 ? [] : words.slice(from, from + 2);
  if (only === undefined) return [];
  return second === undefined ? nested(innerText(only), context, depth) : commandFacts(words.slice(from), context, depth + 1);
}

function nested(script: Mapped, context: CommandContext, depth: number): Fact[] {
  if (depth < MAX_SCRIPTS) return scriptFacts(script, context, depth + 1);
  const names = TELLING.test(script.text) || TELLING_APART.test(script.text) || mayHoldModelFile(script.text);
  const at = context.file.at(script.offsets[0] ?? 0);
  return names ? [problemFact('limit', `scripts nested more than ${MAX_SCRIPTS} levels deep`, at)] : [];
}

/** null: it is no program that is known. */
function programLoads(words: ShellCommand, texts: readonly (string | null)[], more: Word | null, context: CommandContext): Fact[] | null {
  const found = programOf(texts, context.implicit);
  if (found === null) return null;
  const { loader, from } = found;
  const start = words[Math.max(0, from - 1)];
  const named = from === 0 ? context.named === true : givesModel(texts.slice(0, from), loader);
  return loadFacts(words.slice(from), loader, more ?? start, more !== null, { file: context.file, variables: context.variables, named });
}

function assignedFact(word: Word, { file, variables, every }: CommandContext): Fact[] {
  const assignment = assignmentOf(word);
  if (assignment === null) return [];
  const at = file.at(word.source.offsets[0] ?? 0);
  if (!ENDPOINT_VARIABLES.has(assignment.name))
    return every === undefined ? [] : indexInVariable(assignment.name, plainText(assignment.value), at);
  const { value } = wordValue(assignment.value, variables);
  return [{ kind: 'endpoint', variable: assignment.name, value, ...at }];
}
