/** Names of the module and of its classes → definition facts. */
import type { DefinitionFact, Value } from '../../../model/index.ts';
import type { PythonModule } from './module.ts';
import { doubtful } from './pairs.ts';
import type { Binding, NameScope } from './scope.ts';
import { bindingValue, otherValues } from './values.ts';

/** `broken`: names that stand where the grammar gave up; what is bound there is not known (T35). */
export function definitionsOf(module: PythonModule, broken: ReadonlySet<string>): DefinitionFact[] {
  return [module.top, ...module.classes].flatMap((scope) =>
    [...scope.bindings].flatMap(([name, bindings]) => definition(scope, name, bindings, broken)),
  );
}

function definition(scope: NameScope, name: string, bindings: readonly Binding[], broken: ReadonlySet<string>): DefinitionFact[] {
  const options = [...bindings.map((binding) => fieldValue(binding, name, scope)), ...otherValues(scope, name)];
  const [first] = options;
  const [binding] = bindings;
  if (first === undefined || binding === undefined) return [];
  const node = binding.kind === 'parameter' ? binding.fallback : binding.node;
  const at = { line: (node?.startPosition.row ?? 0) + 1, column: (node?.startPosition.column ?? 0) + 1 };
  const same = options.every((option) => JSON.stringify(option) === JSON.stringify(first));
  const value = same
    ? first
    : { kind: 'choice' as const, options: options.flatMap((option) => (option.kind === 'choice' ? option.options : [option])) };
  const whole = scope.kind === 'class' ? `${scope.name}.${name}` : name;
  const open = scope.traits?.replaced === true || broken.has(name);
  const sure = sureLine(scope, bindings);
  return [{ kind: 'definition', name: whole, value: open ? doubtful(value, whole) : value, ...(sure === null ? {} : { sure }), ...at }];
}

/** A typed field of a dataclass or a pydantic model is an argument of its constructor: a caller may give another value (T9). */
function fieldValue(binding: Binding, name: string, scope: NameScope): Value {
  const value = bindingValue(binding, name, scope, 0);
  const isField = scope.traits?.built === true && binding.kind === 'value' && binding.annotated === true;
  return isField ? { kind: 'overridable', by: 'parameter', name, fallback: value } : value;
}

function sureLine(scope: NameScope, bindings: readonly Binding[]): number | null {
  if (scope.kind === 'class') return scope.traits?.sure ?? null;
  let last: number | null = null;
  for (const binding of bindings) if (binding.kind === 'value' && binding.sure != null) last = Math.max(last ?? 0, binding.sure);
  return last;
}
