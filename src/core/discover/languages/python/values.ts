/** Expressions → Value: what reading alone can tell. Follows names through local scopes; module-level names are left to linking. */
import type { Node } from 'web-tree-sitter';
import type { Value } from '../../../model/index.ts';
import { redact } from '../../../base/redact.ts';
import { elementValues, tableValues } from './elements.ts';
import { doubtful, heldValue, readPairs } from './pairs.ts';
import type { Binding, NameScope } from './scope.ts';

/** Deep enough for code that people write; hostile nesting ends as unknown. */
const MAX_DEPTH = 12;
const MAX_OPTIONS = 20;

export function valueOf(node: Node, scope: NameScope, depth = 0): Value {
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

function stringValue(node: Node, scope: NameScope, depth: number): Value {
  const start = node.namedChild(0)?.text ?? '';
  if (/b/i.test(start)) return unknown(node);
  const parts: Value[] = [];
  for (const child of node.namedChildren) {
    if (child?.type === 'string_content') parts.push(contentValue(child, /r/i.test(start), node));
    else if (child?.type === 'interpolation') parts.push(interpolated(child, scope, depth));
  }
  return parts.length === 0 ? { kind: 'literal', text: '' } : joined(parts, node);
}

function interpolated(node: Node, scope: NameScope, depth: number): Value {
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
  const texts = parts.map((part) => literalText(inside(part)));
  if (!texts.every((text) => text !== null)) return unknown(node);
  const through = new Set(parts.flatMap((part) => (part.kind === 'within' ? part.of : [])));
  return [...through].reduce<Value>((value, of) => ({ kind: 'within', of, value }), { kind: 'literal', text: texts.join('') });
}

function inside(value: Value): Value {
  return value.kind === 'within' ? value.value : value;
}

function binary(node: Node, scope: NameScope, depth: number): Value {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  if (node.childForFieldName('operator')?.text !== '+' || left === null || right === null) return unknown(node);
  return joined([valueOf(left, scope, depth + 1), valueOf(right, scope, depth + 1)], node);
}

function choice(nodes: readonly (Node | null)[], node: Node, scope: NameScope, depth: number): Value {
  const options = nodes.flatMap((one) => (one === null ? [] : [valueOf(one, scope, depth + 1)]));
  return united(options, node);
}

/** `os.getenv("X") or "y"`: the right side is the default of the left one, not another choice. */
function either(node: Node, scope: NameScope, depth: number): Value {
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
function nameValue(name: string, node: Node, scope: NameScope, depth: number): Value {
  for (let current: NameScope | null = scope; current !== null; current = current.parent) {
    const bindings = current.bindings.get(name) ?? [];
    if (bindings.length === 0 && !current.others.has(name)) continue;
    // Class bodies are no enclosing scope of their methods (Python reference 4.2.2); a comprehension in one sees it in part.
    if (current.kind === 'class' && current !== scope) {
      if (scope.kind !== 'comprehension' || scope.parent !== current) continue;
      return united([localValue(current, name, bindings, node, depth), { kind: 'name', name }], node);
    }
    if (current.kind === 'module')
      return isTooEarly(node, scope, bindings[0]) ? doubtful({ kind: 'name', name }, name) : { kind: 'name', name };
    return localValue(current, name, bindings, node, depth);
  }
  return name === 'None' || name === 'True' || name === 'False' ? unknown(node) : { kind: 'name', name };
}

/** Read while the module runs, before what binds the name here: then somebody else gave it (T35). */
function isTooEarly(node: Node, scope: NameScope, first: Binding | undefined): boolean {
  for (let current: NameScope | null = scope; current !== null; current = current.parent) if (current.kind === 'function') return false;
  return first !== undefined && first.kind !== 'parameter' && node.startIndex < first.node.startIndex;
}

/** Worked out once for each name of a scope: chains of names that each mention two others would double the work at every step (T18). */
function localValue(scope: NameScope, name: string, bindings: readonly Binding[], node: Node, depth: number): Value {
  const known = scope.values.get(name);
  if (known !== undefined) return known ?? unknown(node);
  scope.values.set(name, null);
  const value = united([...bindings.map((binding) => bindingValue(binding, name, scope, depth)), ...otherValues(scope, name)], node);
  scope.values.set(name, value);
  return value;
}

/** What a name stands for where an import, a definition or `del` binds it, too. */
export function otherValues(scope: NameScope, name: string): Value[] {
  const other = scope.others.get(name);
  if (other === undefined) return [];
  return [other === 'imported' ? { kind: 'name', name } : { kind: 'unknown', text: `another meaning of ${name.slice(0, 60)}` }];
}

export function bindingValue(binding: Binding, name: string, scope: NameScope, depth: number): Value {
  if (binding.kind === 'parameter') {
    const fallback =
      binding.fallback === null || scope.parent === null || binding.fallback.type === 'none'
        ? null
        : valueOf(binding.fallback, scope.parent, depth + 1);
    return { kind: 'overridable', by: 'parameter', name, fallback };
  }
  if (binding.kind === 'opaque') return unknown(binding.node);
  if (binding.kind === 'value') return valueOf(binding.node, scope, depth + 1);
  return united(elementValues(binding.node, scope, { evaluate: valueOf, most: MAX_OPTIONS + 1, depth }) ?? [], binding.node);
}

function attributeValue(node: Node, scope: NameScope): Value {
  const text = node.text;
  if (text.length > 200 || !/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/.test(text)) return unknown(node);
  const [first = '', ...rest] = text.split('.');
  if (first === 'self' || first === 'cls') {
    for (let current: NameScope | null = scope; current !== null; current = current.parent) {
      if (current.kind === 'class') return { kind: 'name', name: [current.name, ...rest].join('.') };
    }
    return unknown(node);
  }
  // An attribute of a local object is not the module's.
  for (let current: NameScope | null = scope; current !== null && current.kind !== 'module'; current = current.parent) {
    if (current.bindings.has(first)) return unknown(node);
  }
  return { kind: 'name', name: text };
}

function subscriptValue(node: Node, scope: NameScope, depth: number): Value {
  const object = node.childForFieldName('value');
  const key = node.childForFieldName('subscript');
  if (object?.text === 'os.environ' && key !== null) return environment(valueOf(key, scope, depth + 1), null, node);
  if (object?.type !== 'identifier' || key === null) return unknown(node);
  const wanted = literalText(valueOf(key, scope, depth + 1));
  if (wanted !== null) {
    const mapping = readPairs(object, scope, valueOf);
    const entry = mapping.entries.get(wanted);
    return entry === undefined ? unknown(node) : heldValue(valueOf(entry.node, entry.scope, depth + 1), mapping, wanted);
  }
  // Whichever it is. One more than united keeps, so that it says that there are more.
  const each = { evaluate: valueOf, most: MAX_OPTIONS + 1, depth };
  return united(tableValues(object, scope, each) ?? elementValues(object, scope, each) ?? [], node);
}

function environment(name: Value, fallback: Value | null, node: Node): Value {
  const text = literalText(name);
  return text === null ? unknown(node) : { kind: 'overridable', by: 'environment', name: text, fallback };
}

function callValue(node: Node, scope: NameScope, depth: number): Value {
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
