/** Expressions → Value: what reading alone can tell. Follows names through local scopes; module-level names are left to linking. */
import type { Node } from 'web-tree-sitter';
import type { Value } from '../../model.ts';
import { redact } from '../redact.ts';
import type { Binding, Scope } from './module.ts';

/** Deep enough for code that people write; hostile nesting ends as unknown. */
const MAX_DEPTH = 12;
const MAX_OPTIONS = 20;

export function valueOf(node: Node, scope: Scope, depth = 0): Value {
  if (depth > MAX_DEPTH) return unknown(node);
  switch (node.type) {
    case 'string':
      return stringValue(node, scope, depth);
    case 'concatenated_string':
      return joined(
        node.namedChildren.map((child) => (child === null ? unknown(node) : valueOf(child, scope, depth + 1))),
        node,
      );
    case 'parenthesized_expression':
      return node.namedChild(0) === null ? unknown(node) : valueOf(node.namedChild(0) as Node, scope, depth + 1);
    case 'binary_operator':
      return binary(node, scope, depth);
    case 'boolean_operator':
      return either(node, scope, depth);
    case 'conditional_expression':
      return choice([node.namedChild(0), node.namedChild(2)], node, scope, depth);
    case 'named_expression':
      return node.childForFieldName('value') === null ? unknown(node) : valueOf(node.childForFieldName('value') as Node, scope, depth + 1);
    case 'identifier':
      return nameValue(node.text, node, scope, depth);
    case 'attribute':
      return attributeValue(node, scope);
    case 'subscript':
      return subscriptValue(node, scope, depth);
    case 'call':
      return callValue(node, scope, depth);
    default:
      return unknown(node);
  }
}

/** The expression as written, short and without secrets. */
export function unknown(node: Node): Value {
  const text = node.endIndex - node.startIndex > 400 ? node.type : node.text;
  return { kind: 'unknown', text: redact(text).replace(/\s+/g, ' ').slice(0, 80) };
}

export function literalText(value: Value): string | null {
  return value.kind === 'literal' ? value.text : null;
}

function stringValue(node: Node, scope: Scope, depth: number): Value {
  const start = node.namedChild(0)?.text ?? '';
  if (/b/i.test(start)) return unknown(node);
  const parts: Value[] = [];
  for (const child of node.namedChildren) {
    if (child?.type === 'string_content') parts.push(contentValue(child, /r/i.test(start), node));
    else if (child?.type === 'interpolation') parts.push(interpolated(child, scope, depth));
  }
  return parts.length === 0 ? { kind: 'literal', text: '' } : joined(parts, node);
}

function interpolated(node: Node, scope: Scope, depth: number): Value {
  const expression = node.childForFieldName('expression') ?? node.namedChild(0);
  return expression === null ? unknown(node) : valueOf(expression, scope, depth + 1);
}

function contentValue(content: Node, raw: boolean, whole: Node): Value {
  const text = raw ? content.text : unescape(content.text);
  return text === null ? unknown(whole) : { kind: 'literal', text };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"', '\n': '' };
/** Python reference 2.4.1.1; null for the forms that need tables (`\\N{…}`): not read is unknown, never another text. */
function unescape(text: string): string | null {
  if (!text.includes('\\')) return text;
  if (/(?:^|[^\\])(?:\\\\)*\\N/.test(text)) return null;
  return text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([\s\S]))/g,
    (_all, x?: string, u?: string, long?: string, octal?: string, one?: string) => {
      const hex = x ?? u ?? long;
      if (hex !== undefined) return fromCode(Number.parseInt(hex, 16));
      return octal === undefined ? (ESCAPES[one ?? ''] ?? `\\${one}`) : fromCode(Number.parseInt(octal, 8));
    },
  );
}

function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
}

function joined(parts: readonly Value[], node: Node): Value {
  const texts = parts.map(literalText);
  return texts.every((text) => text !== null) ? { kind: 'literal', text: texts.join('') } : unknown(node);
}

function binary(node: Node, scope: Scope, depth: number): Value {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  if (node.childForFieldName('operator')?.text !== '+' || left === null || right === null) return unknown(node);
  return joined([valueOf(left, scope, depth + 1), valueOf(right, scope, depth + 1)], node);
}

function choice(nodes: readonly (Node | null)[], node: Node, scope: Scope, depth: number): Value {
  const options = nodes.flatMap((one) => (one === null ? [] : [valueOf(one, scope, depth + 1)]));
  return united(options, node);
}

/** `os.getenv("X") or "y"`: the right side is the default of the left one, not another choice. */
function either(node: Node, scope: Scope, depth: number): Value {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  if (left === null || right === null) return unknown(node);
  const first = valueOf(left, scope, depth + 1);
  const second = valueOf(right, scope, depth + 1);
  const open = first.kind === 'overridable' && first.fallback === null && node.childForFieldName('operator')?.text === 'or';
  return open ? { ...first, fallback: second } : united([first, second], node);
}

function united(options: readonly Value[], node: Node): Value {
  const flat = options.flatMap((option) => (option.kind === 'choice' ? option.options : [option]));
  const all = [...new Map(flat.map((option) => [JSON.stringify(option), option])).values()];
  // What is cut is said: a name must not hide behind twenty harmless ones.
  const unique =
    all.length > MAX_OPTIONS
      ? [...all.slice(0, MAX_OPTIONS), { kind: 'unknown' as const, text: `one of more than ${MAX_OPTIONS} names` }]
      : all;
  if (unique.length === 1 && unique[0] !== undefined) return unique[0];
  return unique.length === 0 ? unknown(node) : { kind: 'choice', options: unique };
}

/** Local bindings are resolved here; a name of the module stays a name, which linking looks up in definitions and imports. */
function nameValue(name: string, node: Node, scope: Scope, depth: number): Value {
  for (let current: Scope | null = scope; current !== null; current = current.parent) {
    // Class bodies are no enclosing scope of their methods (Python reference 4.2.2).
    if (current.kind === 'class' && current !== scope) continue;
    const bindings = current.bindings.get(name);
    if (bindings === undefined) continue;
    if (current.kind === 'module') break;
    return localValue(current, name, bindings, node, depth);
  }
  return name === 'None' || name === 'True' || name === 'False' ? unknown(node) : { kind: 'name', name };
}

/** Worked out once for each name of a scope: chains of names that each mention two others would double the work at every step (T18). */
function localValue(scope: Scope, name: string, bindings: readonly Binding[], node: Node, depth: number): Value {
  const known = scope.values.get(name);
  if (known !== undefined) return known ?? unknown(node);
  scope.values.set(name, null);
  const value = united(
    bindings.map((binding) => bindingValue(binding, name, scope, depth)),
    node,
  );
  scope.values.set(name, value);
  return value;
}

export function bindingValue(binding: Binding, name: string, scope: Scope, depth: number): Value {
  if (binding.kind === 'parameter') {
    const fallback =
      binding.fallback === null || scope.parent === null || binding.fallback.type === 'none'
        ? null
        : valueOf(binding.fallback, scope.parent, depth + 1);
    return { kind: 'overridable', by: 'parameter', name, fallback };
  }
  if (binding.kind === 'opaque') return unknown(binding.node);
  if (binding.kind === 'value') return valueOf(binding.node, scope, depth + 1);
  const elements = ['list', 'tuple', 'set', 'expression_list'].includes(binding.node.type) ? binding.node.namedChildren : [];
  return elements.length === 0
    ? unknown(binding.node)
    : united(
        elements.flatMap((one) => (one === null ? [] : [valueOf(one, scope, depth + 1)])),
        binding.node,
      );
}

function attributeValue(node: Node, scope: Scope): Value {
  const text = node.text;
  if (text.length > 200 || !/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/.test(text)) return unknown(node);
  const [first = '', ...rest] = text.split('.');
  if (first === 'self' || first === 'cls') {
    for (let current: Scope | null = scope; current !== null; current = current.parent) {
      if (current.kind === 'class') return { kind: 'name', name: [current.name, ...rest].join('.') };
    }
    return unknown(node);
  }
  // An attribute of a local object is not the module's.
  for (let current: Scope | null = scope; current !== null && current.kind !== 'module'; current = current.parent) {
    if (current.bindings.has(first)) return unknown(node);
  }
  return { kind: 'name', name: text };
}

function subscriptValue(node: Node, scope: Scope, depth: number): Value {
  const object = node.childForFieldName('value');
  const key = node.childForFieldName('subscript');
  if (object?.text === 'os.environ' && key !== null) return environment(valueOf(key, scope, depth + 1), null, node);
  const dictionary = object?.type === 'identifier' ? boundDictionary(object.text, scope) : null;
  if (dictionary === null || key === null) return unknown(node);
  const wanted = literalText(valueOf(key, scope, depth + 1));
  const table = tableOf(dictionary, scope);
  // One more than united keeps, so that it says that there are more.
  const chosen = wanted === null ? table.values.slice(0, MAX_OPTIONS + 1) : (table.byKey.get(wanted) ?? []);
  return choice(chosen, node, scope, depth);
}

interface Table {
  readonly values: readonly Node[];
  readonly byKey: ReadonlyMap<string, readonly Node[]>;
}

/** A dictionary is read once, however often it is asked: thousands of look-ups in thousands of pairs are a minute's work (T18). */
const tables = new WeakMap<Node, Table>();

function tableOf(dictionary: Node, scope: Scope): Table {
  const known = tables.get(dictionary);
  if (known !== undefined) return known;
  const values: Node[] = [];
  const byKey = new Map<string, Node[]>();
  for (const pair of dictionary.namedChildren) {
    const key = pair?.type === 'pair' ? pair.childForFieldName('key') : null;
    const value = pair?.childForFieldName('value') ?? null;
    if (key === null || value === null) continue;
    values.push(value);
    const name = key.type === 'string' ? literalText(valueOf(key, scope)) : null;
    if (name === null) continue;
    const same = byKey.get(name);
    if (same === undefined) byKey.set(name, [value]);
    else same.push(value);
  }
  const table = { values, byKey };
  tables.set(dictionary, table);
  return table;
}

function boundDictionary(name: string, scope: Scope): Node | null {
  for (let current: Scope | null = scope; current !== null; current = current.parent) {
    const bindings = current.bindings.get(name);
    if (bindings === undefined) continue;
    const only = bindings.length === 1 ? bindings[0] : undefined;
    return only?.kind === 'value' && only.node.type === 'dictionary' ? only.node : null;
  }
  return null;
}

function environment(name: Value, fallback: Value | null, node: Node): Value {
  const text = literalText(name);
  return text === null ? unknown(node) : { kind: 'overridable', by: 'environment', name: text, fallback };
}

function callValue(node: Node, scope: Scope, depth: number): Value {
  const callee = node.childForFieldName('function')?.text ?? '';
  const args = node.childForFieldName('arguments');
  const first = args?.namedChild(0) ?? null;
  if (first === null) return unknown(node);
  if (/^(?:os\.)?(?:environ\.get|getenv)$/.test(callee)) {
    const second = args?.namedChild(1) ?? null;
    const fallback =
      second === null
        ? null
        : valueOf(second.type === 'keyword_argument' ? (second.childForFieldName('value') ?? second) : second, scope, depth + 1);
    return environment(valueOf(first, scope, depth + 1), fallback, node);
  }
  return callee === 'str' ? valueOf(first, scope, depth + 1) : unknown(node);
}
