/** Nodes → the neutral form. What is not modeled is said as it is written (T35). */
import { redact } from '../../../base/redact.ts';
import type { Argument, Expression } from '../../../model/index.ts';
import { builtIn } from './built-in.ts';
import { environment, isEnvironment } from './environment.ts';
import type { ScriptScope } from './scope.ts';
import type { ListItem, ScriptNode } from './syntax/index.ts';

/** What a name inside of an expression may be asked for. */
export interface FormContext {
  readonly text: string;
  /** The scope of a function or class that stands in an expression. */
  readonly madeOf: (node: ScriptNode) => ScriptScope | undefined;
}

const MAX_DEPTH = 60;
const MAX_WRITTEN = 80;

export function valueOfNode(node: ScriptNode, around: FormContext, depth = 0): Expression {
  if (depth > MAX_DEPTH) return asWrittenIn(node, around);
  const inner = (one: ScriptNode): Expression => valueOfNode(one, around, depth + 1);
  switch (node.type) {
    case 'text':
      return { kind: 'literal', text: node.value };
    case 'constant':
      return { kind: 'constant', value: node.value };
    case 'name':
      return { kind: 'name', name: node.name };
    case 'this':
      return { kind: 'this' };
    case 'same':
      return inner(node.of);
    case 'template':
      return templateOf(node, inner);
    case 'member':
      return isEnvironment(node.of) ? environment(node.name) : { kind: 'member', of: inner(node.of), name: node.name };
    case 'item':
      return itemOf(node, inner);
    case 'call':
      return builtIn(node, inner) ?? { kind: 'call', callee: inner(node.callee), given: givenIn(node.given, inner) };
    case 'table':
      return {
        kind: 'table',
        entries: node.entries.map(({ key, value, isGetter }) => ({
          key: key === null ? null : inner(key),
          value: isGetter === true ? asWrittenIn(value, around) : inner(value),
        })),
      };
    case 'list':
      return { kind: 'list', items: givenIn(node.items, inner) };
    case 'condition':
      return { kind: 'choice', options: node.parts.map(inner) };
    case 'operation':
      return operationOf(node, inner, around);
    case 'assign':
      return node.sign === '=' ? inner(node.value) : asWrittenIn(node, around);
    default:
      return asWrittenIn(node, around);
  }
}

function givenIn(items: readonly ListItem[], inner: (node: ScriptNode) => Expression): Argument[] {
  return items.map(({ value, isSpread }) => ({ value: inner(value), ...(isSpread ? { spread: 'list' as const } : {}) }));
}

function templateOf({ chunks, parts }: Extract<ScriptNode, { type: 'template' }>, inner: (node: ScriptNode) => Expression): Expression {
  if (parts.length === 0) return { kind: 'literal', text: chunks.join('') };
  const all = chunks.flatMap((text, index): Expression[] => {
    const part = parts[index];
    return [...(text === '' ? [] : [{ kind: 'literal', text } as const]), ...(part === undefined ? [] : [inner(part)])];
  });
  return { kind: 'join', parts: all };
}

function itemOf({ of, key }: Extract<ScriptNode, { type: 'item' }>, inner: (node: ScriptNode) => Expression): Expression {
  if (isEnvironment(of)) return key.type === 'text' ? environment(key.value) : { kind: 'environment', name: inner(key), fallback: null };
  if (key.type === 'constant' && typeof key.value === 'number' && key.value >= 0) return { kind: 'part', of: inner(of), index: key.value };
  return { kind: 'item', of: inner(of), key: inner(key) };
}

function operationOf(
  node: Extract<ScriptNode, { type: 'operation' }>,
  inner: (node: ScriptNode) => Expression,
  around: FormContext,
): Expression {
  const last = node.parts.at(-1);
  switch (node.sign) {
    case '+':
      return { kind: 'join', parts: node.parts.map(inner) };
    case '??':
    case '||':
    case '':
      if (node.sign === '' && !isFallback(node, around)) return asWrittenIn(node, around);
      return node.parts.map(inner).reduceRight((second, first) => ({ kind: 'either', first, second }));
    case '&&':
    case ',':
      return last === undefined ? asWrittenIn(node, around) : inner(last);
    default:
      return asWrittenIn(node, around);
  }
}

/** `a ?? b || c`, which is written with brackets mostly. */
function isFallback(node: Extract<ScriptNode, { type: 'operation' }>, { text }: FormContext): boolean {
  const [first, second] = node.parts;
  return first !== undefined && second !== undefined && /^[\s)]*(?:\?\?|\|\|)[\s(]*$/.test(text.slice(first.end, second.start));
}

/** As it stands in the file. */
export function asWrittenIn({ start, end }: { start: number; end: number }, { text }: Pick<FormContext, 'text'>): Expression {
  const short = redact(text.slice(start, Math.min(end, start + 400))).replace(/\s+/g, ' ');
  return { kind: 'unmodeled', text: short.slice(0, MAX_WRITTEN) };
}
