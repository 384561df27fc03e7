/** The package that a client object comes from: `client = Groq()`, `self.client = OpenAI()`, `OpenAI().chat…`. */
import type { Node } from 'web-tree-sitter';
import type { Binding, NameScope } from './module.ts';

/** From name to name; longer chains stay unknown. */
const MAX_STEPS = 4;
const MAX_BINDINGS = 8;

/** Dotted origin of the object on which `dotted` is called, or null when no import says it. */
export function clientOrigin(dotted: string, scope: NameScope, imported: ReadonlyMap<string, string>, steps = 0): string | null {
  const [first = '', second = ''] = dotted.replace(/\(.*$/s, '').split('.');
  const held = first === 'self' || first === 'cls' ? attribute(second, scope) : local(first, scope);
  for (const { binding, owner } of held) {
    const made = binding.kind === 'value' || binding.kind === 'opaque' ? constructed(binding.node) : null;
    const origin = made === null || steps >= MAX_STEPS ? null : clientOrigin(made, owner, imported, steps + 1);
    if (origin !== null) return origin;
  }
  return held.length > 0 && !imported.has(first) ? null : (imported.get(first) ?? null);
}

/** The calls that make the object on which `dotted` is called: `OpenAI(base_url=…)`. */
export function clientCalls(callee: Node, scope: NameScope): readonly { readonly node: Node; readonly scope: NameScope }[] {
  const found: { node: Node; scope: NameScope }[] = [];
  const visit = (node: Node | null, where: NameScope, steps: number): void => {
    if (node === null || steps > MAX_STEPS || found.length >= MAX_BINDINGS) return;
    if (node.type === 'await' || node.type === 'parenthesized_expression' || node.type === 'as_pattern')
      visit(node.namedChild(0), where, steps + 1);
    else if (node.type === 'call') {
      found.push({ node, scope: where });
      // `client.with_options(base_url=…)`: that call, and the client before it.
      const callee = node.childForFieldName('function');
      if (callee?.type === 'attribute') visit(rootOf(callee), where, steps + 1);
    } else if (node.type === 'attribute' || node.type === 'identifier') follow(node, where, steps);
  };
  const follow = (node: Node, where: NameScope, steps: number): void => {
    const text = node.endIndex - node.startIndex > 200 ? '' : node.text.replace(/\s+/g, '');
    const [first = '', second = ''] = text.split('.');
    const held = first === 'self' || first === 'cls' ? attribute(second, where) : local(first, where);
    for (const { binding, owner } of held)
      if (binding.kind === 'value' || binding.kind === 'opaque')
        visit(binding.node, (binding.kind === 'opaque' ? binding.scope : null) ?? owner, steps + 1);
  };
  visit(rootOf(callee), scope, 0);
  return found;
}

/** `client` of `client.chat.completions.create`, `self.client` as a whole, `OpenAI(…)` of a call. */
function rootOf(callee: Node): Node | null {
  let node: Node | null = callee;
  for (let depth = 0; depth < 12 && node?.type === 'attribute'; depth++) {
    const object: Node | null = node.childForFieldName('object');
    if (object?.type === 'identifier' && /^(?:self|cls)$/.test(object.text)) return node;
    node = object;
  }
  return node;
}

interface Held {
  readonly binding: Binding;
  readonly owner: NameScope;
}

function local(name: string, scope: NameScope): Held[] {
  for (let current: NameScope | null = scope; current !== null; current = current.parent) {
    if (current.kind === 'class' && current !== scope) continue;
    const owner = current;
    const bindings = current.bindings.get(name);
    if (bindings !== undefined) return bindings.slice(0, MAX_BINDINGS).map((binding) => ({ binding, owner }));
  }
  return [];
}

function attribute(name: string, scope: NameScope): Held[] {
  for (let current: NameScope | null = scope; current !== null; current = current.parent) {
    if (current.kind !== 'class') continue;
    const owner = current;
    return (current.bindings.get(name) ?? []).slice(0, MAX_BINDINGS).map((binding) => ({ binding, owner }));
  }
  return [];
}

/** The class of `Class(…)`, `with Class(…) as x`, or another name of the object. */
function constructed(node: Node): string | null {
  const value = node.type === 'as_pattern' || node.type === 'await' ? node.namedChild(0) : node;
  const named = value?.type === 'call' ? value.childForFieldName('function') : value;
  if (named === null || named === undefined || (named.type !== 'identifier' && named.type !== 'attribute')) return null;
  return named.endIndex - named.startIndex > 200 ? null : named.text.replace(/\s+/g, '');
}
