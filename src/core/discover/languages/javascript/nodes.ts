/** What a node is, seen from outside. */
import type { Expression } from '../../../model/index.ts';
import { bare } from './environment.ts';
import { type FormContext, valueOfNode } from './form.ts';
import type { CallNode, ClassNode, FunctionNode, ListItem, ScriptNode } from './syntax/index.ts';

/** They hand a function on as it is. */
const TRANSPARENT = new Set(['cache', 'memo', 'memoize', 'once', 'useCallback', 'forwardRef', 'asyncHandler']);

/** One of what a loop goes over. */
export function eachOf(of: ScriptNode, around: FormContext): Expression {
  const plain = bare(of);
  const called =
    plain.type === 'call' && plain.callee.type === 'member' && plain.callee.of.type === 'name' && plain.callee.of.name === 'Object'
      ? plain
      : null;
  const [first] = called?.given ?? [];
  if (called?.callee.type !== 'member' || first === undefined) return { kind: 'each', of: valueOfNode(of, around), what: 'element' };
  const what = called.callee.name === 'entries' ? 'pair' : called.callee.name === 'values' ? 'value' : 'element';
  return { kind: 'each', of: valueOfNode(first.value, around), what };
}

/** "m" of `require("m")` and `import("m")`. */
export function moduleNamed(node: ScriptNode): string | null {
  if (node.type === 'import') return node.of.type === 'text' ? node.of.value : null;
  if (node.type !== 'call' || node.callee.type !== 'name' || node.callee.name !== 'require') return null;
  const [first] = node.given;
  return first?.value.type === 'text' ? first.value.value : null;
}

/** The function or class that a value is, also behind a call that hands it on. */
export function functionIn(value: ScriptNode): FunctionNode | ClassNode | null {
  const plain = bare(value);
  if (plain.type === 'function' || plain.type === 'class') return plain;
  if (plain.type !== 'call') return null;
  const { callee } = plain;
  const name = callee.type === 'name' ? callee.name : callee.type === 'member' ? callee.name : '';
  const first = TRANSPARENT.has(name) ? plain.given[0]?.value : undefined;
  return first?.type === 'function' ? first : null;
}

export function valuesIn(items: readonly ListItem[]): readonly ScriptNode[] {
  return items.map(({ value }) => value);
}

/** Names that are handed on: what stands without a call, and `ask.bind(null, …)`, as whoever has that may call it. */
export function handedBy(node: ScriptNode, isCallee: boolean): readonly string[] {
  if (node.type === 'name') return isCallee ? [] : [node.name];
  return node.type === 'member' && node.of.type === 'name' && /^(?:bind|call|apply)$/.test(node.name) ? [node.of.name] : [];
}

const MAX_CHAIN = 6;
const KEEPS = /^(?:filter|slice|sort|toSorted|reverse|toReversed)$/;

/** `list.map((one) => …)`: the function, and what its first parameter is one of. */
export function goneThrough({
  callee,
  given,
}: CallNode): { readonly by: FunctionNode; readonly name: string; readonly of: ScriptNode } | null {
  const [first] = given;
  const by = first === undefined ? null : bare(first.value);
  if (callee.type !== 'member' || !/^(?:forEach|map|flatMap|filter|find|some|every)$/.test(callee.name) || by?.type !== 'function')
    return null;
  const [parameter] = by.parameters;
  if (parameter === undefined || parameter.isRest || parameter.fallback !== null || parameter.target.kind !== 'name') return null;
  let of = bare(callee.of);
  // Fewer of them, or in another order.
  for (let steps = 0; steps < MAX_CHAIN && of.type === 'call' && of.callee.type === 'member' && KEEPS.test(of.callee.name); steps++)
    of = bare(of.callee.of);
  return { by, name: parameter.target.name, of };
}
