/** What binds a name (Python reference 4.2.1). A form that reading does not follow makes the name open; it never leaves it as it was (T35). */
import type { Node } from './syntax/index.ts';
import type { Binding, Expression, ImportFact } from '../../../model/index.ts';
import { renderExpression } from '../../values/index.ts';
import { elementOf, expressionOf, written } from './form/expressions.ts';
import { unmodeledNode } from './form/strings.ts';
import { noteTarget } from './in-place.ts';
import { declaredDefault } from './options.ts';
import type { BindPlace } from './places.ts';
import { add, classDraftAround, type ScopeDraft } from './scope.ts';

/** The right side of a target, translated when somebody asks. null: not known. */
type Given = (() => Expression) | null;

/** `element`: the target is bound to each element of the right side. */
export function bindTarget(place: BindPlace, left: Node | null, right: Node | null, statement: Node, element = false): void {
  // `a = b = "x"`: both are the text.
  let value = right;
  while (value?.type === 'assignment') value = value.childForFieldName('right');
  bindAll(place, left, value, element ? asElement(place, value) : asValue(place, value), statement, element);
}

function asValue({ scope, from, around }: BindPlace, value: Node | null): Given {
  return value === null ? null : () => expressionOf(value, from ?? scope, around);
}

/** The first `for` of a comprehension goes over what the scope around knows. */
function asElement({ scope, from, around }: BindPlace, value: Node | null): Given {
  return value === null ? null : () => elementOf(value, from ?? scope, around);
}

/** Targets may be as deep as the file is long: no recursion. */
function bindAll(place: BindPlace, left: Node | null, right: Node | null, given: Given, statement: Node, element: boolean): void {
  const open: [Node | null, Node | null, Given][] = [[left, element ? null : right, given]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [target, value, told] = next;
    switch (target?.type) {
      case 'identifier':
        add(place.scope, target.text, bindingOf(place, value ?? right, told, statement));
        break;
      case 'attribute':
        if (!bindAttribute(place, target, value ?? right ?? statement, told, statement)) noteTarget(target, place, told, statement);
        break;
      case 'subscript':
        noteTarget(target, place, told, statement);
        break;
      case 'list_splat_pattern':
      case 'list_splat':
        open.push([target.namedChild(0), null, null]);
        break;
      case 'pattern_list':
      case 'tuple_pattern':
      case 'list_pattern':
      case 'tuple':
      case 'list':
      case 'expression_list':
      case 'parenthesized_expression':
        open.push(...unpacked(place, target, value, told));
        break;
      default:
    }
  }
}

const SEQUENCES = new Set(['tuple', 'list', 'expression_list']);

/** What each target of several gets: the element beside it, or the nth part of what nobody wrote out. */
function unpacked(place: BindPlace, target: Node, value: Node | null, told: Given): [Node | null, Node | null, Given][] {
  const targets = written(target);
  if (target.type === 'parenthesized_expression') return targets.map((one) => [one, value, told]);
  const values = value !== null && SEQUENCES.has(value.type) ? written(value) : null;
  const splat = [...(values ?? []), ...targets].some(({ type }) => type === 'list_splat' || type === 'list_splat_pattern');
  if (splat) return targets.map((one) => [one, null, null]);
  if (values !== null && values.length === targets.length)
    return targets.map((one, index) => [one, values[index] ?? null, asValue(place, values[index] ?? null)]);
  return targets.map((one, index) => [one, null, told === null ? null : (): Expression => ({ kind: 'part', of: told(), index })]);
}

/** Positions and values are asked of the tree when somebody wants them: most bindings nobody asks for. A file has thousands. */
class LazyBinding {
  readonly kind = 'value';
  readonly sure?: true;
  readonly typed?: true;
  readonly scope?: number;
  readonly node: Node;
  readonly #given: () => Expression;
  #value: Expression | null = null;

  constructor(node: Node, given: () => Expression, { sure, typed, scope }: { sure?: true; typed?: true; scope?: number }) {
    this.node = node;
    this.#given = given;
    if (sure !== undefined) this.sure = sure;
    if (typed !== undefined) this.typed = typed;
    if (scope !== undefined) this.scope = scope;
  }

  get line(): number {
    return this.node.startPosition.row + 1;
  }

  get column(): number {
    return this.node.startPosition.column + 1;
  }

  get value(): Expression {
    this.#value ??= this.#given();
    return this.#value;
  }
}

export function lazyBinding(node: Node, given: () => Expression, more: { sure?: true; typed?: true; scope?: number } = {}): Binding {
  return new LazyBinding(node, given, more);
}

/** How long the text of a bound expression is. */
export function sizeOf(binding: Binding): number {
  return binding instanceof LazyBinding ? binding.node.endIndex - binding.node.startIndex : 0;
}

/** What is bound, as it is written; null: nothing that is. */
export function nodeOf(binding: Binding): Node | null {
  return binding instanceof LazyBinding ? binding.node : null;
}

/** The name that is called for a bound value: "L" of `x = L(…)`, "partial" of `f = functools.partial(…)`. Told without translating it. */
export function calledFor(binding: Binding): string | null {
  const node = binding instanceof LazyBinding ? binding.node : undefined;
  const callee = node?.type === 'call' ? node.childForFieldName('function') : null;
  if (callee?.type === 'identifier') return callee.text;
  return callee?.type === 'attribute' ? (callee.childForFieldName('attribute')?.text ?? null) : null;
}

function bindingOf(place: BindPlace, value: Node | null, given: Given, statement: Node): Binding {
  const type = statement.type === 'assignment' ? statement.childForFieldName('type') : null;
  const isSure = given !== null && place.scope.kind === 'module' && statement.startPosition.column === 0;
  const told = given ?? (() => unmodeledNode(statement));
  return lazyBinding(value ?? statement, place.scope.kind === 'class' ? () => fieldDefault(told(), type !== null) : told, {
    ...(isSure ? { sure: true } : {}),
    ...(type !== null && !/^(?:\w{1,20}\.)?ClassVar\b/.test(type.text) ? { typed: true } : {}),
  });
}

/** `Column(String, default="org/name")`: what an object has as long as nobody gives another value. */
function fieldDefault(value: Expression, typed: boolean): Expression {
  const usual = declaredDefault(value);
  return usual === value || typed ? usual : { kind: 'overridable', by: 'parameter', name: renderExpression(value), fallback: usual };
}

export function bindUnread(scope: ScopeDraft, name: Node | null, node: Node): void {
  if (name?.type === 'identifier')
    add(
      scope,
      name.text,
      lazyBinding(node, () => unmodeledNode(node)),
    );
}

/** `self.name = …` in a method is one more value of the class's name. */
function bindAttribute({ scope }: BindPlace, target: Node, at: Node, given: Given, statement: Node): boolean {
  const object = target.childForFieldName('object')?.text;
  const name = target.childForFieldName('attribute')?.text;
  const owner = object === 'self' || object === 'cls' ? classDraftAround(scope) : null;
  if (owner === null || name === undefined) return false;
  add(owner, name, lazyBinding(at, given ?? (() => unmodeledNode(statement)), { scope: scope.index }));
  return true;
}

/** Names that an import binds. */
export function bindImported(scope: ScopeDraft, facts: readonly ImportFact[]): void {
  for (const { names, alias, module, level, line, column } of facts) {
    const at = { line, column };
    for (const { name, as } of names) {
      if (name !== '*') add(scope, as, { kind: 'import', module, level, name, ...at });
      else if (scope.kind === 'module') scope.stars.push({ module, level, ...at });
    }
    if (names.length > 0) continue;
    const whole = alias === null ? { whole: true as const } : {};
    add(scope, alias ?? module.split('.')[0] ?? module, { kind: 'import', module, level, name: null, ...whole, ...at });
  }
}

/** Names that a pattern of `match` captures. */
export function bindCaptured(place: BindPlace, pattern: Node): void {
  for (const child of pattern.namedChildren) {
    const captured =
      child?.type === 'dotted_name' && child.namedChildCount === 1
        ? child.namedChild(0)
        : child?.type === 'identifier' && pattern.type === 'splat_pattern'
          ? child
          : null;
    if (captured === null) continue;
    const subject = subjectOf(pattern);
    if (subject === null) bindUnread(place.scope, captured, pattern);
    else
      add(
        place.scope,
        captured.text,
        lazyBinding(pattern, () => expressionOf(subject, place.scope, place.around)),
      );
  }
}

/** `match subject: case name:`: the whole subject. */
function subjectOf(pattern: Node): Node | null {
  const clause = pattern.type === 'case_pattern' ? pattern.parent : null;
  if (clause?.type !== 'case_clause' || clause.namedChildren.filter((one) => one?.type === 'case_pattern').length !== 1) return null;
  const statement = clause.parent?.type === 'match_statement' ? clause.parent : (clause.parent?.parent ?? null);
  return statement?.type === 'match_statement' ? statement.childForFieldName('subject') : null;
}
