/** Calls of functions and classes of the tree that may end in a load: who hands a name to one of them, names what is loaded. */
import type { Argument, OwnCall } from '../../../model/index.ts';
import { bare } from './environment.ts';
import { type FormContext, valueOfNode, asWrittenIn } from './form.ts';
import type { Places } from './places.ts';
import { bindingsOf, type ScriptCode, type ScriptScope } from './scope.ts';
import { mayBeOfTree } from './specifier.ts';
import type { CallNode, ScriptNode } from './syntax/index.ts';

/** More calls of one file are not kept. */
const MAX_CALLS = 500;
const MAX_ARGUMENTS = 60;
const MAX_LENGTH = 2_000;

/** `loading`: scopes with a load in them. A function that calls such a function hands on names, too. */
export function callsOfOwn(code: ScriptCode, around: FormContext, loading: ReadonlySet<ScriptScope>, places: Places): OwnCall[] {
  const first = callsInto(code, loading);
  const handing = new Set(loading);
  for (const { scope } of first)
    for (let current: ScriptScope | null = scope; current !== null; current = current.parent) handing.add(current);
  const all = handing.size === loading.size ? first : callsInto(code, handing);
  return all.map(({ node, scope }) => ({
    callee: valueOfNode(node.callee, around),
    given: node.given.map(
      ({ value, isSpread }): Argument => ({
        value: value.end - value.start > MAX_LENGTH ? asWrittenIn(value, around) : valueOfNode(value, around),
        ...(isSpread ? { spread: 'list' as const } : {}),
        ...placed(value, node, places),
      }),
    ),
    scope: scope.index,
    ...places.at(node.start),
  }));
}

function placed(value: ScriptNode, call: CallNode, places: Places): Pick<Argument, 'at'> {
  const at = places.at(value.start);
  return at.line === places.at(call.start).line ? {} : { at };
}

function callsInto(code: ScriptCode, loading: ReadonlySet<ScriptScope>): { readonly node: CallNode; readonly scope: ScriptScope }[] {
  const methods = new Set([...loading].map(({ name }) => name));
  const found: { node: CallNode; scope: ScriptScope }[] = [];
  for (const { node, scope } of code.calls) {
    if (found.length >= MAX_CALLS) break;
    if (node.given.length === 0 || node.given.length > MAX_ARGUMENTS) continue;
    if (mayEndInLoad(bare(node.callee), scope, loading, methods)) found.push({ node, scope });
  }
  return found;
}

const MAX_STEPS = 8;

function mayEndInLoad(callee: ScriptNode, scope: ScriptScope, loading: ReadonlySet<ScriptScope>, methods: ReadonlySet<string>): boolean {
  let root = callee;
  let steps = 0;
  for (; (root.type === 'member' || root.type === 'call' || root.type === 'same') && steps < MAX_STEPS; steps++)
    root = root.type === 'call' ? root.callee : root.of;
  const last = callee.type === 'member' ? callee.name : null;
  if (root.type === 'this') return last !== null && methods.has(last);
  if (root.type !== 'name') return false;
  return bindingsOf(root.name, scope).some((one) => {
    if (one.kind === 'import') return mayBeOfTree(one);
    if (one.kind === 'made') return loading.has(one.scope) || (last !== null && methods.has(last));
    // An object of a class that loads, or of one from another module.
    return one.kind === 'value' && last !== null && one.node !== null && isMade(bare(one.node), scope, methods.has(last));
  });
}

function isMade(node: ScriptNode, scope: ScriptScope, isMethod: boolean): boolean {
  if (node.type !== 'call') return false;
  let root: ScriptNode = bare(node.callee);
  for (let steps = 0; root.type === 'member' && steps < MAX_STEPS; steps++) root = bare(root.of);
  if (root.type !== 'name') return false;
  return bindingsOf(root.name, scope).some((one) => (one.kind === 'import' && mayBeOfTree(one)) || (one.kind === 'made' && isMethod));
}
