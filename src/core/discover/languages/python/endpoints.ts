/** What a file says about which server to ask, for its whole process: `os.environ[…] = …` and its other spellings, settings of the libraries (T9, T37). */
import { type Language, type Node, Query } from 'web-tree-sitter';
import type { EndpointFact } from '../../../model/index.ts';
import { ENDPOINT_VARIABLES } from '../../endpoint-variables.ts';
import type { PlacedCall, PythonModule, NameScope } from './module.ts';
import { bindingsOf } from './scopes.ts';
import { literalText, valueOf } from './values.ts';

/** Settings of libraries, as the variable that means the same. */
const SETTINGS: Readonly<Record<string, string>> = {
  'openai.base_url': 'OPENAI_BASE_URL',
  'openai.api_base': 'OPENAI_BASE_URL',
  'huggingface_hub.constants.ENDPOINT': 'HF_ENDPOINT',
  'huggingface_hub.constants.HUGGINGFACE_CO_URL_HOME': 'HF_ENDPOINT',
  'huggingface_hub.file_download.ENDPOINT': 'HF_ENDPOINT',
  'datasets.config.HF_ENDPOINT': 'HF_ENDPOINT',
};
const ENVIRON = 'os.environ';
const WRITTEN = '(assignment left: (attribute)) @assign (augmented_assignment) @augmented';
const queries = new WeakMap<Language, Query>();
/** A file without these words sets nothing that way. */
const WORDS = /environ|\b(?:ENDPOINT|HUGGINGFACE_CO_URL_HOME|base_url|api_base|HF_ENDPOINT)\b/;

export function endpointFacts(module: PythonModule, origins: ReadonlyMap<string, string>, root: Node, text: string): EndpointFact[] {
  const named = (node: Node | null): string => originOf(node, origins);
  const facts: EndpointFact[] = [];
  for (const { target, value, scope } of module.subscripts) {
    const key = target.childForFieldName('subscript');
    if (key !== null && named(target.childForFieldName('value')) === ENVIRON)
      facts.push(...factOf(literalOf(key, scope), value, scope, target));
  }
  for (const call of module.calls) facts.push(...ofCall(call, named));
  if (WORDS.test(text)) facts.push(...ofStatements(root, module.top, named));
  return facts;
}

/** The dotted name as its import has it: `from os import environ as e` makes `e` os.environ. */
function originOf(node: Node | null, origins: ReadonlyMap<string, string>): string {
  if (node === null || (node.type !== 'identifier' && node.type !== 'attribute') || node.endIndex - node.startIndex > 200) return '';
  const [first = '', ...rest] = node.text.replace(/\s+/g, '').split('.');
  return [origins.get(first) ?? first, ...rest].join('.');
}

function factOf(variable: string | null, value: Node, scope: NameScope, at: Node): EndpointFact[] {
  if (variable === null || !ENDPOINT_VARIABLES.has(variable)) return [];
  return [
    { kind: 'endpoint', variable, value: valueOf(value, scope), line: at.startPosition.row + 1, column: at.startPosition.column + 1 },
  ];
}

function literalOf(node: Node, scope: NameScope): string | null {
  return literalText(valueOf(node, scope));
}

/** `os.environ.setdefault(…)`, `os.environ.update(…)`, `os.putenv(…)`. */
function ofCall({ node, scope }: PlacedCall, named: (node: Node | null) => string): EndpointFact[] {
  const callee = node.childForFieldName('function');
  const list = node.childForFieldName('arguments');
  if (callee === null || list === null) return [];
  const name = named(callee);
  if (name === `${ENVIRON}.update`) return list.namedChildren.flatMap((one) => (one === null ? [] : ofMapping(one, scope, node, 0)));
  if (name !== `${ENVIRON}.setdefault` && name !== `${ENVIRON}.__setitem__` && name !== 'os.putenv') return [];
  const [key, value] = [list.namedChild(0), list.namedChild(1)];
  return key === null || value === null ? [] : factOf(literalOf(key, scope), value, scope, node);
}

const MAX_DEPTH = 6;

/** `{"HF_ENDPOINT": …}`, `dict(HF_ENDPOINT=…)`, a name that is bound to one, `HF_ENDPOINT=…` of a call. */
function ofMapping(node: Node, scope: NameScope, at: Node, depth: number): EndpointFact[] {
  if (depth > MAX_DEPTH) return [];
  const value = node.childForFieldName('value');
  if (node.type === 'keyword_argument') return value === null ? [] : factOf(node.childForFieldName('name')?.text ?? null, value, scope, at);
  if (node.type === 'pair') {
    const key = node.childForFieldName('key');
    return key === null || value === null ? [] : factOf(literalOf(key, scope), value, scope, at);
  }
  if (node.type === 'identifier') {
    const held = bindingsOf(node.text, scope);
    return (held?.bindings.slice(0, MAX_DEPTH) ?? []).flatMap((binding) =>
      binding.kind === 'value' && binding.node.type !== 'identifier' ? ofMapping(binding.node, held?.owner ?? scope, at, depth + 1) : [],
    );
  }
  const inner =
    node.type === 'call' && node.childForFieldName('function')?.text === 'dict'
      ? node.childForFieldName('arguments')
      : /^(?:dictionary|dictionary_splat|parenthesized_expression|binary_operator|conditional_expression)$/.test(node.type)
        ? node
        : null;
  return (inner?.namedChildren ?? []).flatMap((child) => (child === null ? [] : ofMapping(child, scope, at, depth + 1)));
}

/** `os.environ |= {…}`, `openai.base_url = …`, `huggingface_hub.constants.ENDPOINT = …`. */
function ofStatements(root: Node, top: NameScope, named: (node: Node | null) => string): EndpointFact[] {
  const { language } = root.tree;
  const query = queries.get(language) ?? new Query(language, WRITTEN);
  queries.set(language, query);
  return query.captures(root).flatMap(({ name, node }): EndpointFact[] => {
    const target = named(node.childForFieldName('left'));
    const value = node.childForFieldName('right');
    if (value === null) return [];
    if (name === 'augmented') return target === ENVIRON ? ofMapping(value, top, node, 0) : [];
    if (target === ENVIRON) return ofMapping(value, top, node, 0);
    return factOf(SETTINGS[target] ?? null, value, top, node);
  });
}
