/** The full pass over one Python text: imports, definitions, loads, endpoints. Shared by .py files and notebooks. */
import { type Parser, Query } from 'web-tree-sitter';
import type { DefinitionFact, Fact } from '../../model.ts';
import { type FileContext, loadsOf, origins } from './calls.ts';
import { endpointFacts } from './endpoints.ts';
import { dynamicImports } from './import-scan.ts';
import { type PythonModule, PYTHON_QUERY, readModule, type Scope } from './module.ts';
import { ownFacts } from './own-facts.ts';
import { writesIn } from './spread.ts';
import { bindingValue } from './values.ts';

/** A hostile file cannot fill memory with facts. */
const MAX_FACTS = 20_000;
const queries = new WeakMap<Parser, Query>();

export function pythonFacts(parser: Parser, text: string): Fact[] {
  const language = parser.language;
  if (language === null) return [];
  // One compiled query per parser: compiling costs more than most files.
  const query = queries.get(parser) ?? new Query(language, PYTHON_QUERY);
  queries.set(parser, query);
  const read = readModule(parser, query, text);
  if (read === null) return [{ kind: 'problem', code: 'syntax', message: 'the Python parser gave nothing', line: 1, column: 1 }];
  try {
    const { module, root } = read;
    const file: FileContext = {
      origins: origins(module.imports),
      roots: new Set(module.imports.filter((fact) => fact.level === 0).map((fact) => fact.module.split('.')[0] ?? '')),
      stars: new Set(
        module.imports.filter((fact) => fact.names.some(({ name }) => name === '*')).map((fact) => fact.module.split('.')[0] ?? ''),
      ),
      lines: text.split(/\r?\n/),
      writes: writesIn(module),
    };
    const facts: Fact[] = [
      ...module.imports,
      ...dynamicImports(text),
      ...definitions(module),
      ...ownFacts(module),
      ...module.calls.flatMap((call) => loadsOf(call, file)),
      ...endpointFacts(module, file.origins, root, text),
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

function definitions(module: PythonModule): DefinitionFact[] {
  return [module.top, ...module.classes].flatMap((scope) =>
    [...scope.bindings].flatMap(([name, bindings]) => definition(scope, name, bindings)),
  );
}

function definition(scope: Scope, name: string, bindings: readonly Parameters<typeof bindingValue>[0][]): DefinitionFact[] {
  const options = bindings.map((binding) => bindingValue(binding, name, scope, 0));
  const [first] = options;
  const [binding] = bindings;
  if (first === undefined || binding === undefined) return [];
  const node = binding.kind === 'parameter' ? binding.fallback : binding.node;
  const at = { line: (node?.startPosition.row ?? 0) + 1, column: (node?.startPosition.column ?? 0) + 1 };
  const same = options.every((option) => JSON.stringify(option) === JSON.stringify(first));
  const value = same
    ? first
    : { kind: 'choice' as const, options: options.flatMap((option) => (option.kind === 'choice' ? option.options : [option])) };
  return [{ kind: 'definition', name: scope.kind === 'class' ? `${scope.name}.${name}` : name, value, ...at }];
}
