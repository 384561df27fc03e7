/** Command lines → the code of the tree that they start (T42). Nothing is run or expanded. */
import type { Expression } from '../../model/index.ts';
import type { Mapped } from '../languages/shell/mapped.ts';
import { assignedIn, assignmentOf, type Variables, wordValue } from '../languages/shell/values.ts';
import { scriptOf } from '../languages/shell/script.ts';
import { type ShellCommand, type Word } from '../languages/shell/words.ts';
import { scanImports } from '../languages/python/import-scan.ts';
import { fedFiles } from './inputs.ts';
import { inFolder, isModuleName, isPathLike, looksLikeCode, moduleOfApp } from './paths.ts';
import { isForeign, isIdle, isWaiting, moduleKind, programKind, type Takes } from './runners.ts';

export interface StartedCode {
  readonly what: 'file' | 'module' | 'unknown' | 'foreign' | 'tests';
  readonly targets: readonly string[];
  readonly folders: readonly string[];
  readonly by: RunContext['mode'];
  /** As in StartFact. */
  readonly runBy?: 'python';
  /** In the file. */
  readonly offset: number;
}

export interface RunContext {
  readonly variables: Variables;
  /** The folder that the command runs in, as far as the file says. */
  readonly folder: string;
  /** `process`: what a container or service is started with, so that each of its words may be code; `script`: one of many commands. */
  readonly mode: 'process' | 'script';
}

interface Call {
  readonly words: ShellCommand;
  /** null: only running it tells. */
  readonly texts: readonly (string | null)[];
  readonly offset: number;
  readonly context: RunContext;
  readonly depth: number;
}

const MAX_WORDS = 60;
const MAX_DEPTH = 4;
const MAX_CODE = 20_000;

/** Every command of a script, in the folder that `cd` has led to. */
export function scriptStarts(script: Mapped, context: RunContext, depth = 0): StartedCode[] {
  const { commands, inputs } = scriptOf(script);
  const variables = assignedIn(commands, context.variables);
  let folder = context.folder;
  return commands.flatMap((command, index) => {
    const fed = fedFiles(command, commands[index - 1], inputs);
    if (fed !== null) return fed.files.map((word) => fileStarted(word, { variables, folder, mode: context.mode }, fed.reader));
    const [program, to] = command.slice(0, 2).map((word) => meanings(word, variables)[0] ?? null);
    if ((program === 'cd' || program === 'pushd') && command.length === 2) {
      if (to != null && isPathLike(to)) folder = inFolder(folder, to);
      return [];
    }
    // The last command of a shell is the process; those before prepare it.
    const mode = index === commands.length - 1 ? context.mode : 'script';
    return commandStarts(command, { variables, folder, mode }, depth);
  });
}

export function commandStarts(command: ShellCommand, context: RunContext, depth = 0): StartedCode[] {
  const own = command.findIndex((word) => assignmentOf(word) === null);
  if (own < 0) return [];
  const words = command.slice(own, own + MAX_WORDS);
  const variables = withInline(command.slice(0, own), context.variables);
  const texts = words.map((word) => meanings(word, variables)[0] ?? null);
  const at = texts.findIndex((text) => kindOf(text) !== null);
  if ((at < 0 ? texts.slice(0, 1) : texts.slice(0, at)).some((text) => text !== null && isIdle(baseOf(text)))) return [];
  const call: Call = { words, texts, offset: words[0]?.source.offsets[0] ?? 0, context: { ...context, variables }, depth };
  const takes = kindOf(texts[at] ?? null);
  const found = [...(takes === null ? [] : run(takes, at + 1, call)), ...ofQuoted(call)];
  return [...(found.length > 0 ? found : ofProgram(call, takes === null)), ...settingsFiles(call)];
}

/** What code imports that a script is, in place of commands: `shell: python`. */
export function codeStarts({ text, offsets }: Mapped, context: RunContext): StartedCode[] {
  return ofCode(text, { words: [], texts: [], offset: offsets[0] ?? 0, context, depth: 0 });
}

function fileStarted(word: Word, context: RunContext, reader: 'shell' | 'python'): StartedCode {
  const call: Call = { words: [], texts: [], offset: word.source.offsets[0] ?? 0, context, depth: 0 };
  const paths = meanings(word, context.variables).filter(isPathLike);
  const found = paths.length === 0 ? started('unknown', [], call) : file(paths, call);
  return reader === 'python' && paths.length > 0 ? { ...found, runBy: 'python' } : found;
}

/** `docker run --env-file prod.env`, `uv run --env-file .env`. */
function settingsFiles(call: Call): StartedCode[] {
  return call.texts.flatMap((text, index): StartedCode[] => {
    const inline = /^--env-file=(.+)$/.exec(text ?? '')?.[1];
    const path = inline ?? (text === '--env-file' ? (call.texts[index + 1] ?? null) : null);
    return path !== null && isPathLike(path) ? [{ ...file([path], call), by: 'script' }] : [];
  });
}

/** `concurrently "python a.py" "npm start"`, `su me -c "python a.py"`; an item of a list that is a whole command. */
function ofQuoted(call: Call): StartedCode[] {
  if (call.depth >= MAX_DEPTH) return [];
  return call.words.flatMap((word, index) => {
    const text = call.texts[index] ?? '';
    const [first = '', ...more] = text.split(/\s+/, 2);
    const isCommand = more.length > 0 && text.length < 4_000 && (index > 0 || word.item !== null);
    const isShellCode = index > 0 && /^-[a-z]{0,6}c$/.test(call.texts[index - 1] ?? '') && call.texts.slice(0, index).some(isProgram);
    if (!isCommand || isShellCode || !(isProgram(first) || looksLikeCode(first))) return [];
    return scriptStarts(word.quoted ?? word.source, { ...call.context, mode: 'script' }, call.depth + 1);
  });
}

function isProgram(text: string | null): boolean {
  return kindOf(text) !== null;
}

function run(takes: Takes, from: number, call: Call): StartedCode[] {
  switch (takes) {
    case 'tests':
      return [started('tests', [], call)];
    case 'shell':
      return ofShell(from, call);
    case 'python':
      return ofPython(from, call);
    case 'script':
      return ofScript(from, call);
    case 'app':
      return ofApp(from, call);
  }
}

/** The program itself may be a file of the tree; of a process, each word may be. */
function ofProgram(call: Call, isUnknown: boolean): StartedCode[] {
  const { texts } = call;
  const process = call.context.mode === 'process';
  const name = texts[0] === undefined || texts[0] === null ? null : baseOf(texts[0]);
  const isKnown = !isUnknown || (name !== null && (isForeign(name) || isWaiting(name) || isIdle(name)));
  const found = (process ? texts : texts.slice(0, 1)).flatMap((text, index): StartedCode[] => {
    if (text === null) return [];
    if (looksLikeCode(text) || (index === 0 && !isKnown && text.includes('/') && isPathLike(text))) return [file([text], call)];
    const module = moduleOfApp(text) ?? (texts[index - 1] === '-m' && isModuleName(text) ? text : null);
    return module === null ? [] : [started('module', [module], call)];
  });
  if (found.length > 0 || !process) return found;
  if (name === null) return [started('unknown', [], call)];
  if (isForeign(name) || name.startsWith('-')) return [started('foreign', [], call)];
  // It may be a command that a package of the tree installs.
  const commands = texts.slice(0, 8).flatMap((text) => (text !== null && /^[A-Za-z][\w.-]{0,60}$/.test(text) ? [text] : []));
  return isKnown ? [] : [started('unknown', commands, call)];
}

function ofPython(from: number, call: Call): StartedCode[] {
  const { texts, words } = call;
  for (let index = from; index < texts.length; index++) {
    const text = texts[index] ?? null;
    if (text === null) return [started('unknown', [], call)];
    const option = /^-[A-Za-z]{0,8}?([mc])(.*)$/s.exec(text);
    if (option !== null) {
      const inline = option[2] ?? '';
      const value = inline === '' ? (texts[index + 1] ?? null) : inline;
      if (value === null) return [started('unknown', [], call)];
      return option[1] === 'c' ? ofCode(value, call) : ofModule(value, index + (inline === '' ? 2 : 1), call);
    }
    if (/^-[WXQ]$/.test(text)) index += 1;
    else if (!text.startsWith('-'))
      return [
        isPathLike(text)
          ? { ...file(meanings(words[index] as Word, call.context.variables), call), runBy: 'python' }
          : started('unknown', [], call),
      ];
  }
  return [];
}

/** `python -m name`: a program that starts another, or a module of the tree. */
function ofModule(name: string, from: number, call: Call): StartedCode[] {
  const takes = moduleKind(name);
  if (takes !== null) return run(takes, from, call);
  return isModuleName(name) ? [started('module', [name], call)] : [];
}

function ofCode(code: string, call: Call): StartedCode[] {
  return scanImports(code.slice(0, MAX_CODE)).flatMap(({ module, level, names }) => {
    const inner = names.flatMap(({ name }) => (isModuleName(name) ? [`${module}.${name}`] : []));
    return level > 0 || !isModuleName(module) ? [] : [module, ...inner].map((one) => started('module', [one], call));
  });
}

function ofShell(from: number, call: Call): StartedCode[] {
  for (let index = from; index < call.words.length; index++) {
    const text = call.texts[index] ?? null;
    if (text === null) return [started('unknown', [], call)];
    if (/^-[a-z]{0,6}c$/.test(text)) {
      const word = call.words[index + 1];
      if (word === undefined || call.depth >= MAX_DEPTH) return [];
      return scriptStarts(word.quoted ?? word.source, call.context, call.depth + 1);
    }
    if (!/^[-+]/.test(text)) return isPathLike(text) ? [file([text], call)] : [];
  }
  return [];
}

/** The first file, or what stands behind -m. */
function ofScript(from: number, call: Call): StartedCode[] {
  const { texts } = call;
  for (let index = from; index < texts.length; index++) {
    const text = texts[index] ?? null;
    if (text === null) continue;
    const takes = kindOf(text);
    if (takes !== null) return run(takes, index + 1, call);
    const module = /^(?:-m|--module)$/.test(text) ? (texts[index + 1] ?? null) : null;
    if (module !== null) return ofModule(module, index + 2, call);
    const path = text.replace(/::\w{1,100}$/, '');
    if (looksLikeCode(path)) return [file([path], call)];
  }
  return texts.includes(null, from) ? [started('unknown', [], call)] : [];
}

const FOLDER_OPTION = /^(?:--app-dir|--chdir|--pythonpath|--python-path|--pp|--workdir|--working-dir|-C)$/;

/** Which of the words is the app, only the program's own options tell: each that may be it counts. */
function ofApp(from: number, call: Call): StartedCode[] {
  const words = call.texts
    .slice(from)
    .flatMap((text): (string | null)[] => (text === null ? [null] : (/^(--[\w-]{1,40})=(.*)$/s.exec(text)?.slice(1) ?? [text])));
  const isFolder = (index: number): boolean => FOLDER_OPTION.test(words[index - 1] ?? '');
  const folders = words.flatMap((text, index) => (text !== null && isFolder(index) && isPathLike(text) ? [text] : []));
  const named = words.flatMap((text, index) => (text === null || text.startsWith('-') || isFolder(index) ? [] : [text]));
  const found = [...named, valueText(call.context.variables, 'FLASK_APP') ?? ''].flatMap((text): StartedCode[] => {
    const path = text.replace(/:\w{1,100}$/, '');
    if (looksLikeCode(path)) return [file([path, ...folders.map((folder) => inFolder(folder, path))], call)];
    const module = moduleOfApp(text) ?? (isModuleName(text) ? text : null);
    return module === null ? [] : [started('module', [module], call, folders)];
  });
  return found.length > 0 || !words.includes(null) ? found : [started('unknown', [], call)];
}

function file(paths: readonly string[], call: Call): StartedCode {
  return started(
    'file',
    paths.map((path) => inFolder(call.context.folder, path)),
    call,
  );
}

function started(
  what: StartedCode['what'],
  targets: readonly string[],
  { context, offset }: Call,
  folders: readonly string[] = [],
): StartedCode {
  const by = context.mode;
  if (what !== 'module') return { what, targets, folders: [], by, offset };
  const searched = (valueText(context.variables, 'PYTHONPATH') ?? '').split(/[:;]/).filter(isPathLike).slice(0, 20);
  const own = [...folders.map((folder) => inFolder(context.folder, folder)), ...(context.folder === '' ? [] : [context.folder])];
  return { what, targets, folders: [...own, ...searched], by, offset };
}

/** The texts that a word can stand for; none when only running it tells. A default counts: nobody may set the variable. */
export function meanings(word: Word, variables: Variables): readonly string[] {
  return textsOf(wordValue(word, variables).value);
}

function textsOf(value: Expression): readonly string[] {
  if (value.kind === 'literal') return [value.text];
  if (value.kind === 'overridable') return value.fallback === null ? [] : textsOf(value.fallback);
  return value.kind === 'choice' ? value.options.flatMap(textsOf).slice(0, 30) : [];
}

function valueText(variables: Variables, name: string): string | null {
  const known = variables.get(name);
  return known === undefined ? null : (textsOf(known.value)[0] ?? null);
}

/** `PYTHONPATH=demo python -m serve`: for this command alone. */
function withInline(words: ShellCommand, outer: Variables): Variables {
  if (words.length === 0) return outer;
  const own = new Map(
    words.flatMap((word) => {
      const assignment = assignmentOf(word);
      return assignment === null ? [] : [[assignment.name, { value: wordValue(assignment.value, outer).value, site: null }] as const];
    }),
  );
  return { get: (name) => own.get(name) ?? outer.get(name) };
}

function kindOf(text: string | null): Takes | null {
  return text === null ? null : programKind(baseOf(text));
}

function baseOf(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}
