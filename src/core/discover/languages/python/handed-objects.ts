/**
 * Objects that are handed to functions which write into them: `tune(config)`, `add_model_args(parser)`. What such a function writes is what the
 * object has for whoever gets it next (T38).
 */
import type { Node } from './syntax/index.ts';
import type { Expression, ItemWrite } from '../../../model/index.ts';
import { ownerOf } from '../../values/index.ts';
import { calledFor } from './bind.ts';
import { expressionOf, written } from './form/expressions.ts';
import type { Around } from './form/place.ts';
import { isForeignCall } from './foreign.ts';
import type { PlacedCall } from './places.ts';
import type { ScopeDraft } from './scope.ts';

/** More of one file are not followed; what they write is then only what the surface tells (T35). */
const MAX_CALLS = 500;
const MAX_ARGUMENTS = 12;

/** Once all bindings of the file are known. */
export function noteHandedObjects(calls: readonly PlacedCall[], around: Around): void {
  let left = MAX_CALLS;
  for (const call of calls) {
    const args = written(call.node.childForFieldName('arguments'));
    if (left <= 0) return;
    if (args.length === 0 || args.length > MAX_ARGUMENTS || !mayWrite(call)) continue;
    for (const node of args) {
      const name = handedName(node);
      const owner = name === null ? null : (ownerOf(name, call.scope) as ScopeDraft | null);
      if (name === null || owner === null || !isObject(owner, name)) continue;
      left -= 1;
      const writes = owner.written.get(name) ?? [];
      owner.written.set(name, [...writes, writeBy(call, name, around)]);
    }
  }
}

function handedName(node: Node): string | null {
  const value = node.type === 'keyword_argument' ? node.childForFieldName('value') : node;
  return value?.type === 'identifier' ? value.text : null;
}

/** What a call made, or another module has. */
function isObject(owner: ScopeDraft, name: string): boolean {
  return (owner.names.get(name) ?? []).some((one) =>
    one.kind === 'value' ? calledFor(one) !== null : one.kind === 'import' && one.name !== null && !isForeignCall(one),
  );
}

/** A function of this file that writes into what it is given, or one of another module of the tree. */
function mayWrite({ written: callee, scope }: PlacedCall): boolean {
  const [root = '', ...more] = callee.split('.');
  if (!/^\w+$/.test(root) || more.length > 3) return false;
  const owner = ownerOf(root, scope) as ScopeDraft | null;
  return (owner?.names.get(root) ?? []).some((one) => {
    if (one.kind === 'import') return !isForeignCall(one);
    const made = one.kind === 'made' ? owner?.code.scopes[one.scope] : undefined;
    return made?.kind === 'function' && (made.parameters ?? []).some((parameter) => made.written.has(parameter));
  });
}

function writeBy({ node, scope }: PlacedCall, name: string, around: Around): ItemWrite {
  let value: Expression | null = null;
  return {
    name,
    how: 'call',
    key: null,
    scope: scope.index,
    get value() {
      value ??= expressionOf(node, scope, around);
      return value;
    },
  };
}
