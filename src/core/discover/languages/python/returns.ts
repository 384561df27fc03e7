/** Functions that may give a text: only what they return is worth keeping. */
import type { Node } from './syntax/index.ts';
import type { Expression } from '../../../model/index.ts';
import { childrenOf, ownerOf } from '../../values/index.ts';
import type { PythonModule } from './module.ts';
import type { ScopeDraft } from './scope.ts';

/** What returns a text, by the form of the expression. */
const FORMS = new Set([
  'string',
  'concatenated_string',
  'identifier',
  'attribute',
  'subscript',
  'conditional_expression',
  'boolean_operator',
  'binary_operator',
  'dictionary',
  'list',
  'tuple',
  'parenthesized_expression',
]);
const CALLS = /^(?:os\.|environ|getenv|dict\(|str\(|["'f])|\.(?:get|format|join|parse_args|parse_known_args)\(/;
const MAX_LENGTH = 2_000;
/** From name to name. */
const MAX_STEPS = 4;
/** Expressions that are looked at for one file (T39). */
const FUEL = 20_000;

export function tellingFunctions({ code, owned }: PythonModule): ReadonlySet<ScopeDraft> {
  const fuel = { left: FUEL };
  return new Set(
    owned.flatMap(({ scope }) => {
      if (scope.kind !== 'function' || valuesOf(scope).length === 0 || !valuesOf(scope).every((one) => mayTell(one.namedChild(0))))
        return [];
      return (scope.returns ?? []).some((value) => tells(value, scope, MAX_STEPS, fuel)) ? [scope] : [];
    }),
  );

  /** A call of a function of this file may give a text, too. */
  function mayTell(node: Node | null): boolean {
    if (node === null || node.type === 'none') return true;
    if (node.endIndex - node.startIndex > MAX_LENGTH) return false;
    if (FORMS.has(node.type)) return true;
    if (node.type !== 'call') return false;
    const callee = node.childForFieldName('function');
    const isOwn = callee?.type === 'identifier' && code.scopes[0]?.names.get(callee.text)?.some(({ kind }) => kind === 'made') === true;
    return isOwn || CALLS.test(node.text);
  }
}

/** Statements by which it gives something. */
function valuesOf({ generates, returned, yielded }: ScopeDraft): readonly Node[] {
  return generates ? yielded : returned;
}

function tells(one: Expression, scope: ScopeDraft, steps: number, fuel: { left: number }): boolean {
  if (--fuel.left < 0 || steps < 0) return fuel.left < 0;
  switch (one.kind) {
    case 'literal':
    case 'overridable':
    case 'environment':
      return true;
    case 'call':
      return tells(one.callee, scope, steps - 1, fuel);
    case 'name': {
      const owner = ownerOf(one.name, scope) as ScopeDraft | null;
      return owner === null || tellsBound(owner, one.name, steps, fuel);
    }
    case 'member':
      return one.of.kind === 'this' || tells(one.of, scope, steps - 1, fuel);
    case 'within':
      return tells(one.value, scope.code.scopes[one.scope] ?? scope, steps - 1, fuel);
    default:
      return childrenOf(one).some((child) => tells(child, scope, steps - 1, fuel));
  }
}

function tellsBound(owner: ScopeDraft, name: string, steps: number, fuel: { left: number }): boolean {
  const isWritten = (owner.written.get(name) ?? []).some(({ value }) => tells(value, owner, steps - 1, fuel));
  return (
    isWritten ||
    (owner.names.get(name) ?? []).some((binding) => {
      if (binding.kind === 'value')
        return tells(binding.value, binding.scope === undefined ? owner : (owner.code.scopes[binding.scope] ?? owner), steps - 1, fuel);
      // What a caller gives, it gets back.
      return binding.kind !== 'made' || owner.kind === 'module';
    })
  );
}
