/**
 * Commands that Python code starts, and what they load: `subprocess.run(["hf", "download", name])`, `os.system("vllm serve org/x")`. Such a
 * command loads exactly what it loads in a shell script (T33). Lists and texts that begin one count wherever they stand: who runs them may
 * stand in another file.
 */
import type { Node } from '../syntax/index.ts';
import type { Answers } from '../../../../base/word-search.ts';
import type { Argument, EndpointFact, Expression, Fact, LoadFact } from '../../../../model/index.ts';
import { createCodeReader } from '../../shell/code-reader.ts';
import { newWork, tooMany } from '../../shell/limits.ts';
import { type Loader, loaderOfImage } from '../../shell/loaders.ts';
import { type CommandContext, commandFacts, scriptFacts } from '../../shell/loads.ts';
import { atPlace, type PlacedFile } from '../../shell/mapped.ts';
import type { Variables } from '../../shell/values.ts';
import type { ShellCommand } from '../../shell/words.ts';
import { classAround, ownerOf, type Spot, type View } from '../../../values/index.ts';
import type { FileContext } from '../file-context.ts';
import { expressionOf, givenIn } from '../form/expressions.ts';
import type { PythonModule } from '../module.ts';
import type { PlacedCall } from '../places.ts';
import type { ScopeDraft } from '../scope.ts';
import { createAdditions } from './additions.ts';
import { GIVES_CODE, keepsCommand, keepsWords, mayStartLoader, programCalled, runsCommands, showsWords, STARTS_LOADER } from './names.ts';
import { keptIn } from './kept.ts';
import { createCommandReader, type CommandReader } from './words.ts';

export interface CommandsOf {
  readonly module: PythonModule;
  readonly root: Node;
  readonly text: string;
  /** What the words of the text say. */
  readonly words: Answers;
  readonly file: FileContext;
  /** What code in the words of a command says; null: nothing. */
  readonly read: (code: string) => readonly Fact[] | null;
}

/** Calls of one file that are looked at. */
const MAX_CALLS = 5_000;
const MAX_CALL = 4_000;
/** They run the text that they are given, here. */
const RUNS_TEXT = /^(?:builtins\.)?(?:exec|eval|compile)$/;
const NOTHING: Expression = { kind: 'constant', value: null };
const MAX_ARGUMENTS = 60;

/** Loads and endpoints of the commands; facts of code in them stand behind. */
export function commandsOf({ module, root, text, words, file, read: readCode }: CommandsOf): Fact[] {
  if (!words.has(STARTS_LOADER) && !words.has(GIVES_CODE)) return [];
  const starts = words.get(STARTS_LOADER) ?? [];
  let at = { line: 1, column: 1 };
  const place: PlacedFile = { text: '', at: () => at, site: () => null };
  const python = createCodeReader(readCode, place);
  const work = newWork();
  const additions = createAdditions(module);
  const read = new Set<string>();
  const use = (name: string, { scope }: Spot): void => void read.add(boundName(name, scope));
  const facts = new Map<string, Fact>();

  function readAt(node: Node, scope: ScopeDraft, work: (reader: CommandReader, context: CommandContext) => readonly Fact[]): void {
    at = { line: node.startPosition.row + 1, column: node.startPosition.column + 1 };
    const reader = createCommandReader({ scope, frame: null, ...at }, file.evaluator, additions, use);
    for (const fact of work(reader, contextOf(reader.variables))) {
      const placed = inScope(fact, scope);
      if (placed !== null && !facts.has(keyOf(placed))) facts.set(keyOf(placed), placed);
    }
  }

  function contextOf(variables: Variables): CommandContext {
    // In code that stands in a text, a name of this code is none.
    const strange: Variables = {
      get: (name) => (variables.get(name) === undefined ? undefined : { value: { kind: 'unmodeled', text: name }, site: null }),
    };
    return { file: place, variables, implicit: null, python: (code) => python(code, strange, false), work };
  }

  /** Most calls hold no word of a program: told by its place. What stands around the call must not tell. */
  function startsLoader({ startIndex, endIndex, text: given }: Node): boolean {
    return starts.some((place) => place >= startIndex && place < endIndex) && mayStartLoader(given);
  }

  let isWhole = module.calls.length <= MAX_CALLS;
  for (const call of module.calls.slice(0, MAX_CALLS)) {
    const list = call.node.childForFieldName('arguments');
    if (list?.type !== 'argument_list' || list.namedChildCount === 0) continue;
    if (RUNS_TEXT.test(call.written)) {
      const [code] = givenIn(list, (child) => (child === null ? NOTHING : expressionOf(child, call.scope, module.around)));
      if (code !== undefined)
        readAt(call.node, call.scope, (reader, context) =>
          reader.texts(code.value).flatMap((one) => context.python?.(atPlace(one, 0), null, false) ?? []),
        );
      continue;
    }
    const name = call.written.slice(call.written.lastIndexOf('.') + 1);
    const runs = runsCommands(name);
    if (list.namedChildCount > MAX_ARGUMENTS) {
      isWhole &&= !runs && programCalled(call.written) === null;
      continue;
    }
    if (!runs && (list.endIndex - list.startIndex > MAX_CALL || !(programCalled(call.written) !== null || startsLoader(list)))) continue;
    readAt(call.node, call.scope, (reader, context) => ofCall(call, list, runs, reader, context));
  }
  const { kept, more } = keptIn(module, root, text);
  for (const { node, scope, name, isList } of kept) {
    if (name !== null && read.has(boundName(name, scope))) continue;
    const value = expressionOf(node, scope, module.around);
    readAt(node, scope, (reader, context) =>
      isList
        ? reader.lists(value).flatMap((words) => commandFacts(words, context))
        : reader.texts(value).flatMap((one) => scriptFacts(atPlace(one, 0), context)),
    );
  }
  // What was not looked at may start anything (T39).
  return isWhole && !more ? [...facts.values()] : [...facts.values(), tooMany('what is read of commands that code starts')];

  function ofCall({ scope, written }: PlacedCall, list: Node, runs: boolean, reader: CommandReader, context: CommandContext): Fact[] {
    const given = givenIn(list, (child) =>
      child === null ? { kind: 'constant', value: null } : expressionOf(child, scope, module.around),
    );
    const values = given.filter(({ name, spread }) => spread === undefined && (name === undefined || keepsCommand(name)));
    const lists = ofContainer(given, reader) ?? values.flatMap(({ value }) => reader.lists(value));
    const texts = values.flatMap(({ name, value }) => (runs || name !== undefined ? reader.texts(value) : []));
    const own = { ...context, implicit: imageIn(given) };
    return [
      ...[...lists, ...rowOf(written, given, reader)].flatMap((words) => commandFacts(words, own)),
      ...texts.filter((one) => /\s/.test(one)).flatMap((one) => scriptFacts(atPlace(one, 0), own)),
    ];
  }
}

/** `create_subprocess_exec("hf", "download", name)`, `sh.hf("download", name)`: the arguments are the words. */
function rowOf(callee: string, given: readonly Argument[], reader: CommandReader): ShellCommand[] {
  const program = programCalled(callee);
  const items = given.filter(({ name, spread }) => name === undefined && spread !== 'table');
  if ((items.length < 2 && program === null) || showsWords(callee) || keepsWords(callee)) return [];
  const start: Argument[] = program === null ? [] : [{ value: { kind: 'literal', text: program } }];
  return reader.lists({ kind: 'list', items: [...start, ...items] }).slice(0, 1);
}

/** `V1Container(command=[…], args=[…])`: the arguments follow the command. null: there are not both. */
function ofContainer(given: readonly Argument[], reader: CommandReader): ShellCommand[] | null {
  const [command, args] = ['command', 'args'].map((name) => {
    const value = given.find((one) => one.name === name)?.value;
    return value === undefined ? undefined : reader.lists(value)[0];
  });
  return command === undefined || args === undefined ? null : [[...command, ...args]];
}

/** `containers.run("vllm/vllm-openai", "--model org/x")`: the program that gets a command of only options. */
function imageIn(given: readonly Argument[]): Loader | null {
  const images = given.flatMap(({ name, value }) =>
    value.kind === 'literal' && /^[\w.-]+(?:[/:][\w.-]+)+$/.test(value.text) && (name === undefined || name === 'image')
      ? [value.text]
      : [],
  );
  return images.map(loaderOfImage).find((one) => one !== null) ?? null;
}

/** Where the same command is read twice, as it is kept and as it is run, it is one load. */
function keyOf(fact: Fact): string {
  if (fact.kind !== 'load') return JSON.stringify(fact);
  const { api, hub, component, target, revision, within } = fact;
  const isFixed = [target, revision].every((one) => one === null || one.kind === 'literal');
  return JSON.stringify([api, hub, component, target, revision, isFixed ? '' : [within, fact.line]]);
}

/** A name, and whose it is; of an attribute of an object, its class. */
function boundName(name: string, scope: View): string {
  const member = name.startsWith('self.') ? name.slice(5) : null;
  return member === null ? `${ownerOf(name, scope)?.index ?? ''} ${name}` : `${classAround(scope)?.index ?? ''} ${member}`;
}

/** Names in what the words of a command stand for mean what they mean around the call. */
function inScope(fact: Fact, { index }: ScopeDraft): Fact | null {
  if (fact.kind !== 'load' && fact.kind !== 'endpoint') return fact.kind === 'problem' && fact.code !== 'limit' ? null : fact;
  return fact.within === undefined ? { ...fact, within: { piece: '', scope: index } } : fact;
}

/** Those whose names are of the code itself, and not of code in a text. */
export function isOwnFact(fact: Fact): fact is LoadFact | EndpointFact {
  return (fact.kind === 'load' || fact.kind === 'endpoint') && fact.within?.piece === '';
}
