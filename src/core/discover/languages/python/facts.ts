/** The full pass over one Python text: imports, definitions, loads, endpoints. Shared by .py files and notebooks. */
import type { Parser } from 'web-tree-sitter';
import type { Answers } from '../../../base/word-search.ts';
import type { Fact, WriteFact } from '../../../model/index.ts';
import { createEvaluator } from '../../values/index.ts';
import { dottedName } from './bound.ts';
import { addressLoads } from './addresses.ts';
import { byteLoads } from './byte-loads.ts';
import { loadsOf } from './calls.ts';
import { commandsOf, isOwnFact } from './commands/index.ts';
import { packagesOfImages } from './commands/image-packages.ts';
import { dataLoads } from './data-addresses.ts';
import { endpointFacts, environmentWrites } from './endpoints.ts';
import { fileLoads } from './file-addresses.ts';
import type { FileContext } from './file-context.ts';
import { handedLoads } from './handed-loads.ts';
import { httpLoads } from './http-calls.ts';
import { dynamicImports } from './import-scan.ts';
import { libraryConstants, tabledFamilies } from './library-constants.ts';
import { type PythonModule, readModule } from './module.ts';
import { addressedModels } from './named/addressed.ts';
import { namedOnHub } from './named/hub.ts';
import { namedInList } from './named/listed.ts';
import { namedLocally } from './named/local.ts';
import { namedServices } from './named/index.ts';
import { opaqueCalls } from './opaque-calls.ts';
import { origins } from './origins.ts';
import { namedByKey, textsOf } from './named-by-key.ts';
import { ownFacts } from './own-facts.ts';
import { withOwnOutput } from './own-output.ts';
import { passedOn } from './passed-on.ts';
import { pathLoads } from './path-loads.ts';
import { pooledFiles } from './pooch-registry.ts';
import { scopesFact } from './scopes-fact.ts';
import type { Node, SyntaxNode } from './syntax/index.ts';
import { mayMention, wordsOfPython } from './surface.ts';
import { scanWrites } from './write-scan.ts';

/** A hostile file cannot fill memory with facts. */
const MAX_FACTS = 20_000;
const MAX_BROKEN = 100_000;

/** What is known besides the text. */
interface Told {
  /** What the structural parser gave for it, where it was asked. */
  readonly own?: SyntaxNode | null;
  /** What its words say, where they were asked. */
  readonly words?: Answers;
  /** Code in a command of other code: what it runs in turn is told by its words alone. */
  readonly isPart?: true;
}

/** `parser`: reads what the structural parser gives up at. */
export function pythonFacts(text: string, parser: Parser | undefined, { own, isPart, words = wordsOfPython(text) }: Told = {}): Fact[] {
  const read = readModule(text, parser, own);
  if (read === null) return [{ kind: 'problem', code: 'syntax', message: 'the Python parser gave nothing', line: 1, column: 1 }];
  try {
    const { module, root } = read;
    let split: readonly string[] | null = null;
    const lines = (): readonly string[] => (split ??= text.split(/\r?\n/));
    const broken = namesIn(module.broken, lines);
    for (const name of broken ?? []) module.code.broken.add(name);
    const evaluator = createEvaluator({
      definitionsOf: () => null,
      exportsOf: () => null,
      find: () => null,
      isAmbiguous: () => false,
      isReplaced: () => false,
    });
    const file: FileContext = {
      origins: origins(module.imports),
      roots: new Set(module.imports.filter((fact) => fact.level === 0).map((fact) => fact.module.split('.')[0] ?? '')),
      stars: new Set(
        module.imports.filter((fact) => fact.names.some(({ name }) => name === '*')).map((fact) => fact.module.split('.')[0] ?? ''),
      ),
      get lines() {
        return lines();
      },
      around: module.around,
      evaluator,
    };
    const environment = environmentWrites(module, words, evaluator);
    for (const { name, value, scope } of environment) module.code.environment.push({ name, value, scope: scope.index });
    const taken = new Set<number>();
    const named = new Set(module.calls.flatMap(({ written, callee }) => (callee?.type === 'identifier' ? [written] : [])));
    const handedOn = new Set<number>();
    const all = [
      ...module.calls.flatMap((call) => {
        const handed = handedLoads(call, file, named);
        if (handed.loader !== null) handedOn.add(handed.loader.id);
        const found = [...loadsOf(call, file), ...handed.loads, ...pooledFiles(call, file), ...httpLoads(call, words, file)];
        if (found.length > 0) taken.add(call.node.id);
        const paths = pathLoads(call, file.origins, file.around);
        return [
          ...found,
          ...paths,
          ...(paths.length > 0 ? [] : byteLoads(call, file.origins, file.around)),
          ...(found.length > 0 ? [] : opaqueCalls(call, file.origins)),
        ];
      }),
      ...passedOn(module, root, text, words, handedOn),
      ...libraryConstants(module, root, text, words, file),
      ...tabledFamilies(module, root, text, file),
    ];
    const commands = commandsOf({
      module,
      root,
      text,
      words,
      file,
      read: (code) => (isPart === true || !mayMention(code) ? null : pythonFacts(code, parser, { isPart: true })),
    });
    const calls = withOwnOutput(module.calls, all, file.around, module.code);
    const known = [...calls, ...commands.flatMap((fact) => (fact.kind === 'load' ? [fact] : []))];
    const addresses = addressLoads(module, root, text, words, file, known);
    const keyed = namedByKey(module, root, text, words, file, { taken, known: [...known, ...addresses.loads] });
    const services = namedServices(module, root, words, file, calls);
    const before = [...known, ...addresses.loads, ...keyed.filter((fact) => fact.kind === 'load')];
    let loaded: ReadonlySet<string> | null = null;
    const names = (): ReadonlySet<string> => (loaded ??= textsOf(before, module, file));
    const hub = [
      ...namedOnHub(module, root, text, words, file, { taken, loaded: names }),
      ...namedLocally(module, root, text, words, names),
      ...namedInList(module, root, text, words, { taken, loaded: names }),
    ];
    const files = fileLoads(module, root, text, words, file, known);
    const kept = [...keyed, ...hub].filter((fact) => fact.kind === 'load');
    const loads = [
      ...calls,
      ...addresses.loads,
      ...services.loads,
      ...kept,
      ...files.loads,
      ...dataLoads(root, text, words, file),
      ...addressedModels(root, words),
    ];
    const endpoints = endpointFacts(environment, evaluator);
    const facts: Fact[] = [
      ...module.imports,
      ...dynamicImports(text, words),
      ...writesOf(text, words, module, module.anyName || broken === null),
      scopesFact(module, [...loads, ...endpoints, ...commands.filter(isOwnFact)], text),
      ...ownFacts(module),
      ...loads,
      ...endpoints,
      ...commands,
      ...packagesOfImages(module, words),
      ...addresses.problems,
      ...[...keyed, ...hub].filter((fact) => fact.kind === 'problem'),
      ...services.problems,
      ...files.problems,
      ...syntaxProblem(module),
    ];
    if (facts.length <= MAX_FACTS) return facts;
    return [
      ...facts.slice(0, MAX_FACTS),
      { kind: 'problem', code: 'limit', message: `more than ${MAX_FACTS} facts in one file`, line: 1, column: 1 },
    ];
  } finally {
    read.dispose();
  }
}

/** Names in the lines that the grammar could not read: any of them may be bound there (T35). null: too many lines. */
function namesIn(broken: readonly Node[], lines: () => readonly string[]): ReadonlySet<string> | null {
  const names = new Set<string>();
  let left = MAX_BROKEN;
  let done = -1;
  for (const { startPosition, endPosition } of broken) {
    for (let row = Math.max(done + 1, startPosition.row); row <= endPosition.row; row++) {
      const line = lines()[row] ?? '';
      left -= line.length + 1;
      if (left < 0) return null;
      for (const [name] of line.matchAll(/[^\W\d]\w*/g)) names.add(name);
      done = row;
    }
  }
  return names;
}

function syntaxProblem({ broken, hasError }: PythonModule): Fact[] {
  if (!hasError) return [];
  const { row, column } = broken[0]?.startPosition ?? { row: 0, column: 0 };
  const message = 'this is not Python as it is known here: what stands here was not read, the rest of the file was';
  return [{ kind: 'problem', code: 'syntax', message, line: row + 1, column: column + 1 }];
}

function writesOf(text: string, words: Answers, module: PythonModule, anyName: boolean): WriteFact[] {
  const names = new Set(inherited(module));
  if (anyName) names.add('*');
  const found = scanWrites(text, module.imports, words);
  return names.size === 0 ? found : [...found, { kind: 'write', names: [...names].sort(), line: 1, column: 1 }];
}

/** `class Mine(Base): NAME = …`: a method of Base that reads self.NAME gets another value. */
function inherited({ code }: PythonModule): string[] {
  const bases = code.scopes.flatMap((scope) =>
    (scope.bases ?? []).flatMap((base) => {
      const name = dottedName(base);
      return name === null ? [] : [{ name, scope }];
    }),
  );
  const names = bases.flatMap(({ name, scope }) =>
    [...scope.names].flatMap(([member, bindings]) => (bindings.some(({ kind }) => kind === 'value') ? [`class ${name}.${member}`] : [])),
  );
  return names.length <= MAX_FACTS ? names : [...new Set(bases.map(({ name }) => `class ${name}.*`))];
}
