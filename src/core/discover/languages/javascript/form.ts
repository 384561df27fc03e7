/** Nodes → the neutral form. What is not modeled is said as it is written (T35). */
import { redact } from '../../../base/redact.ts';
import type { Argument, Expression } from '../../../model/index.ts';
import { builtIn } from './built-in.ts';
import type { Scope } from './scope.ts';
import type { ListItem, Node } from './syntax/index.ts';

/** What a name inside of an expression may be asked for. */
export interface Around {
  readonly text: string;
  /** The scope of a function or class that stands in an expression. */
  readonly madeOf: (node: Node) => Scope | undefined;
}

const MAX_DEPTH = 60;
const MAX_WRITTEN = 80;

export function expressionOf(node: Node, around: Around, depth = 0): Expression {
  if (depth > MAX_DEPTH) return written(node, around);
  const inner = (one: Node): Expression => expressionOf(one, around, depth + 1);
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
          value: isGetter === true ? written(value, around) : inner(value),
        })),
      };
    case 'list':
      return { kind: 'list', items: givenIn(node.items, inner) };
    case 'condition':
      return { kind: 'choice', options: node.parts.map(inner) };
    case 'operation':
      return operationOf(node, inner, around);
    case 'assign':
      return node.sign === '=' ? inner(node.value) : written(node, around);
    default:
      return written(node, around);
  }
}

function givenIn(items: readonly ListItem[], inner: (node: Node) => Expression): Argument[] {
  return items.map(({ value, isSpread }) => ({ value: inner(value), ...(isSpread ? { spread: 'list' as const } : {}) }));
}

function templateOf({ chunks, parts }: Extract<Node, { type: 'template' }>, inner: (node: Node) => Expression): Expression {
  if (parts.length === 0) return { kind: 'literal', text: chunks.join('') };
  const all = chunks.flatMap((text, index): Expression[] => {
    const part = parts[index];
    return [...(text === '' ? [] : [{ kind: 'literal', text } as const]), ...(part === undefined ? [] : [inner(part)])];
  });
  return { kind: 'join', parts: all };
}

function itemOf({ of, key }: Extract<Node, { type: 'item' }>, inner: (node: Node) => Expression): Expression {
  if (isEnvironment(of)) return key.type === 'text' ? environment(key.value) : { kind: 'environment', name: inner(key), fallback: null };
  if (key.type === 'constant' && typeof key.value === 'number' && key.value >= 0) return { kind: 'part', of: inner(of), index: key.value };
  return { kind: 'item', of: inner(of), key: inner(key) };
}

function operationOf(node: Extract<Node, { type: 'operation' }>, inner: (node: Node) => Expression, around: Around): Expression {
  const last = node.parts.at(-1);
  switch (node.sign) {
    case '+':
      return { kind: 'join', parts: node.parts.map(inner) };
    case '??':
    case '||':
    case '':
      if (node.sign === '' && !isFallback(node, around)) return written(node, around);
      return node.parts.map(inner).reduceRight((second, first) => ({ kind: 'either', first, second }));
    case '&&':
    case ',':
      return last === undefined ? written(node, around) : inner(last);
    default:
      return written(node, around);
  }
}

/** `a ?? b || c`, which is written with brackets mostly. */
function isFallback(node: Extract<Node, { type: 'operation' }>, { text }: Around): boolean {
  const [first, second] = node.parts;
  return first !== undefined && second !== undefined && /^[\s)]*(?:\?\?|\|\|)[\s(]*$/.test(text.slice(first.end, second.start));
}

/** `process.env`, `import.meta.env`, `Bun.env` */
export function isEnvironment(node: Node): boolean {
  if (node.type === 'same') return isEnvironment(node.of);
  if (node.type !== 'member' || node.name !== 'env') return false;
  const { of } = node;
  if (of.type === 'name') return of.name === 'process' || of.name === 'Bun';
  return of.type === 'member' && of.name === 'meta' && of.of.type === 'name' && of.of.name === 'import';
}

export function environment(name: string, fallback: Expression | null = null): Expression {
  return { kind: 'overridable', by: 'environment', name, fallback };
}

/** As it stands in the file. */
export function written({ start, end }: { start: number; end: number }, { text }: Pick<Around, 'text'>): Expression {
  const short = redact(text.slice(start, Math.min(end, start + 400))).replace(/\s+/g, ' ');
  return { kind: 'unmodeled', text: short.slice(0, MAX_WRITTEN) };
}

/** Without brackets, `await` and casts. */
export function bare(node: Node): Node {
  let current = node;
  while (current.type === 'same') current = current.of;
  return current;
}
