/** Whose callable a call names, as far as one file tells (T37): the module's names that the callee may stand for. */
import type { Argument, Expression } from '../../../model/index.ts';
import type { Spot } from '../../values/index.ts';
import { classAround } from '../../values/index.ts';
import { type Bound, boundTo, dottedName, heldBy, heldExpressions } from './bound.ts';
import { classPath } from './scope.ts';

export interface Names {
  readonly names: readonly string[];
  /** It may be something else that reading does not follow. */
  readonly open: boolean;
}

/** From name to name; longer chains stay open. */
const MAX_STEPS = 6;
const MAX_NAMES = 8;

/** The names that an object or callee stands for; an object that a call makes stands for what is called. */
export function namesOf(object: Expression, place: Spot): Names {
  const names = new Set<string>();
  let open = false;
  const visit = (one: Expression, where: Spot, steps: number, rest: string): void => {
    if (steps > MAX_STEPS || names.size >= MAX_NAMES) {
      open = true;
      return;
    }
    switch (one.kind) {
      case 'choice':
        for (const option of one.options) visit(option, where, steps + 1, rest);
        return;
      case 'either':
        visit(one.first, where, steps + 1, rest);
        visit(one.second, where, steps + 1, rest);
        return;
      case 'call':
      case 'partial':
        if (one.callee.kind === 'name' && (one.callee.name === 'super' || one.callee.name === 'type')) open = true;
        else visit(one.callee, where, steps + 1, rest);
        return;
      case 'name':
        ofName(one, where, steps, rest);
        return;
      case 'this':
        ofClass(where, rest);
        return;
      case 'member':
        ofMember(one, where, steps, rest);
        return;
      default:
        open = true;
    }
  };
  const ofName = (one: Extract<Expression, { kind: 'name' }>, where: Spot, steps: number, rest: string): void => {
    const bound = boundTo(one, where);
    if (bound === null || bound.others) names.add(`${one.name}${rest}`);
    if (bound !== null) follow(bound, steps, rest);
  };
  const ofClass = ({ scope }: Spot, rest: string): void => {
    const around = classAround(scope);
    if (around === null) open = true;
    else names.add(`${classPath(around)}${rest}`);
  };
  const ofMember = (one: Extract<Expression, { kind: 'member' }>, where: Spot, steps: number, rest: string): void => {
    const more = `.${one.name}${rest}`;
    if (one.of.kind !== 'this') {
      // A chain of names is one step, however long it is.
      visit(one.of, where, dottedName(one.of) === null ? steps + 1 : steps, more);
      return;
    }
    const bound = boundTo(one, where);
    if (bound === null) open = true;
    else follow(bound, steps, rest);
  };
  const follow = ({ bindings, owner }: Bound, steps: number, rest: string): void => {
    if (bindings.length > MAX_NAMES) open = true;
    for (const binding of bindings.slice(0, MAX_NAMES)) {
      const held = heldBy(binding, owner);
      if (held !== null && held.value.kind !== 'each' && held.value.kind !== 'part') visit(held.value, held.where, steps + 1, rest);
      else if (binding.kind === 'value' || binding.kind === 'parameter') open = true;
    }
  };
  visit(object, place, 0, '');
  return { names: [...names].sort(), open };
}

/** What a plain name was given that is called by it. */
export interface Alias {
  readonly value: Extract<Expression, { kind: 'member' | 'name' }>;
  /** Arguments that stand before those of the call. */
  readonly given: readonly Argument[];
  /** Where both are read. */
  readonly where: Spot;
}

/** `load = AutoModel.from_pretrained`, `load = partial(pipeline, "ner")`. */
export function aliasOf(callee: Expression, where: Spot): Alias | null {
  if (callee.kind !== 'name') return null;
  for (const { value, where: inner } of heldExpressions(callee, where, MAX_NAMES)) {
    if (value.kind === 'member') return { value, given: [], where: inner };
    if (value.kind === 'partial' && (value.callee.kind === 'member' || value.callee.kind === 'name'))
      return { value: value.callee, given: value.given, where: inner };
  }
  return null;
}
