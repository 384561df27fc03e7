/** The full pass over one Python text: imports, definitions, loads, endpoints. Shared by .py files and notebooks. */
import { type Parser, Query } from 'web-tree-sitter';
import type { DefinitionFact, EndpointFact, Fact } from '../../model.ts';
import { ENDPOINT_VARIABLES } from '../endpoint-variables.ts';
import { type FileContext, loadsOf, origins } from './calls.ts';
import { dynamicImports } from './import-scan.ts';
import { type PlacedCall, type PythonModule, PYTHON_QUERY, readModule, type Scope } from './module.ts';
import { bindingValue, literalText, valueOf } from './values.ts';

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
    const { module } = read;
    const file: FileContext = {
      origins: origins(module.imports),
      roots: new Set(module.imports.filter((fact) => fact.level === 0).map((fact) => fact.module.split('.')[0] ?? '')),
      stars: new Set(
        module.imports.filter((fact) => fact.names.some(({ name }) => name === '*')).map((fact) => fact.module.split('.')[0] ?? ''),
      ),
      lines: text.split(/\r?\n/),
    };
    const facts: Fact[] = [
      ...module.imports,
      ...dynamicImports(text),
      ...definitions(module),
      ...module.calls.flatMap((call) => loadsOf(call, file)),
      ...endpoints(module),
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

/** os.environ["HF_ENDPOINT"] = …, os.environ.setdefault("HF_ENDPOINT", …), os.putenv(…) (T9). */
function endpoints(module: PythonModule): EndpointFact[] {
  const facts: EndpointFact[] = [];
  for (const { target, value, scope } of module.subscripts) {
    const key = target.childForFieldName('subscript');
    const variable =
      key === null || !/(?:^|\.)environ$/.test(target.childForFieldName('value')?.text ?? '') ? null : literalText(valueOf(key, scope));
    if (variable !== null && ENDPOINT_VARIABLES.has(variable)) {
      facts.push({
        kind: 'endpoint',
        variable,
        value: valueOf(value, scope),
        line: target.startPosition.row + 1,
        column: target.startPosition.column + 1,
      });
    }
  }
  for (const call of module.calls) facts.push(...endpointCall(call));
  return facts;
}

function endpointCall({ node, scope }: PlacedCall): EndpointFact[] {
  const callee = node.childForFieldName('function');
  if (callee?.type === 'attribute' && /(?:^|\.)environ\.update$/.test(callee.text)) return updated(node, scope);
  if (callee?.type !== 'attribute' || !/^(?:os\.)?(?:environ\.setdefault|putenv)$/.test(callee.text)) return [];
  const first = node.childForFieldName('arguments')?.namedChild(0) ?? null;
  const second = node.childForFieldName('arguments')?.namedChild(1) ?? null;
  const variable = first === null ? null : literalText(valueOf(first, scope));
  if (variable === null || second === null || !ENDPOINT_VARIABLES.has(variable)) return [];
  return [
    { kind: 'endpoint', variable, value: valueOf(second, scope), line: node.startPosition.row + 1, column: node.startPosition.column + 1 },
  ];
}

/** os.environ.update({"HF_ENDPOINT": …}) and os.environ.update(HF_ENDPOINT=…). */
function updated(call: PlacedCall['node'], scope: Scope): EndpointFact[] {
  const at = { line: call.startPosition.row + 1, column: call.startPosition.column + 1 };
  const args = call.childForFieldName('arguments')?.namedChildren ?? [];
  const pairs = args.flatMap((one) => (one?.type === 'dictionary' ? one.namedChildren : [one]));
  return pairs.flatMap((pair): EndpointFact[] => {
    const value = pair?.childForFieldName('value') ?? null;
    const key =
      pair?.type === 'keyword_argument'
        ? (pair.childForFieldName('name')?.text ?? null)
        : literalOf(pair?.childForFieldName('key') ?? null, scope);
    return key === null || value === null || !ENDPOINT_VARIABLES.has(key)
      ? []
      : [{ kind: 'endpoint', variable: key, value: valueOf(value, scope), ...at }];
  });
}

function literalOf(node: PlacedCall['node'] | null, scope: Scope): string | null {
  return node === null ? null : literalText(valueOf(node, scope));
}
