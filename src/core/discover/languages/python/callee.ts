/** Whose callable a call names, as far as one file tells (T37): the module's names that the callee may stand for. */
import type { Node } from 'web-tree-sitter';
import { classAround, type NameScope } from './scope.ts';
import { attributeBindings, bindingsOf, classPath, type Held } from './scopes.ts';

export interface Names {
  readonly names: readonly string[];
  /** It may be something else that reading does not follow. */
  readonly open: boolean;
}

/** From name to name; longer chains stay open. */
const MAX_STEPS = 6;
const MAX_NAMES = 8;

/** The names that an object or callee stands for; an object that a call makes stands for what is called. */
export function namesOf(node: Node, scope: NameScope, imported: ReadonlyMap<string, string>): Names {
  const names = new Set<string>();
  let open = false;
  const visit = (one: Node | null, where: NameScope, steps: number, rest: string): void => {
    if (one === null || steps > MAX_STEPS || names.size >= MAX_NAMES) {
      open = true;
      return;
    }
    switch (one.type) {
      case 'parenthesized_expression':
      case 'await':
      case 'as_pattern':
        visit(one.namedChild(0), where, steps + 1, rest);
        return;
      case 'conditional_expression':
        visit(one.namedChild(0), where, steps + 1, rest);
        visit(one.namedChild(2), where, steps + 1, rest);
        return;
      case 'call':
        called(one, where, steps, rest);
        return;
      case 'identifier':
      case 'attribute':
        dotted(one, where, steps, rest);
        return;
      default:
        open = true;
    }
  };
  const called = (one: Node, where: NameScope, steps: number, rest: string): void => {
    const callee = one.childForFieldName('function');
    const list = one.childForFieldName('arguments');
    if (callee?.type === 'identifier' && callee.text === 'getattr') {
      const name = list?.namedChild(1);
      const text = name?.type === 'string' && name.namedChildCount === 3 ? name.namedChild(1)?.text : undefined;
      if (text !== undefined && /^[A-Za-z_]\w{0,99}$/.test(text)) visit(list?.namedChild(0) ?? null, where, steps + 1, `.${text}${rest}`);
      else open = true;
    } else if (callee?.type === 'identifier' && (callee.text === 'super' || callee.text === 'type')) open = true;
    else visit(callee, where, steps + 1, rest);
  };
  const dotted = (one: Node, where: NameScope, steps: number, rest: string): void => {
    const text = one.endIndex - one.startIndex > 300 ? '' : one.text.replace(/\s+/g, '');
    if (!/^[A-Za-z_\u0080-\uffff]\w*(?:\.[A-Za-z_]\w*)*$/.test(text)) {
      // `make().part`: what the call makes, and its part.
      const object = one.childForFieldName('object');
      if (one.type === 'attribute' && object !== null)
        visit(object, where, steps + 1, `.${one.childForFieldName('attribute')?.text ?? ''}${rest}`);
      else open = true;
      return;
    }
    const [first = '', ...more] = text.split('.');
    const tail = `${more.map((part) => `.${part}`).join('')}${rest}`;
    if (first === 'self' || first === 'cls') ofSelf(more, where, steps, rest);
    else {
      const held = bindingsOf(first, where);
      if (held === null || held.others || imported.has(first)) names.add(`${first}${tail}`);
      if (held !== null) bound(held, steps, tail);
    }
  };
  const ofSelf = (more: readonly string[], where: NameScope, steps: number, rest: string): void => {
    const around = classAround(where);
    const [name, ...tail] = more;
    if (around === null) open = true;
    else if (name === undefined) names.add(`${classPath(around)}${rest}`);
    else {
      const held = attributeBindings(name, where);
      if (held === null) open = true;
      else bound(held, steps, `${tail.map((part) => `.${part}`).join('')}${rest}`);
    }
  };
  const bound = ({ bindings, owner }: Held, steps: number, rest: string): void => {
    if (bindings.length > MAX_NAMES) open = true;
    for (const binding of bindings.slice(0, MAX_NAMES)) {
      if (binding.kind === 'parameter' || binding.kind === 'element') open = true;
      else visit(binding.node, (binding.kind === 'opaque' ? binding.scope : null) ?? owner, steps + 1, rest);
    }
  };
  visit(node, scope, 0, '');
  return { names: [...names].sort(), open };
}

/** `load = AutoModel.from_pretrained`: the method that a plain name was given. */
export function aliasOf(callee: Node, scope: NameScope): { readonly node: Node; readonly scope: NameScope } | null {
  const held = callee.type === 'identifier' ? bindingsOf(callee.text, scope) : null;
  for (const binding of held?.bindings.slice(0, MAX_NAMES) ?? [])
    if (binding.kind === 'value' && binding.node.type === 'attribute') return { node: binding.node, scope: held?.owner ?? scope };
  return null;
}
