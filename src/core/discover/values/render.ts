/** An expression as people write it, short: to say what was not understood. */
import type { Argument, Expression } from '../../model/index.ts';
import { redact } from '../../base/redact.ts';

const MAX_DEPTH = 6;
const MAX_LENGTH = 80;
const MAX_PARTS = 12;

export function renderExpression(expression: Expression): string {
  return redact(short(expression, 0)).replace(/\s+/g, ' ').slice(0, MAX_LENGTH);
}

function short(one: Expression, depth: number): string {
  const inner = (expression: Expression): string => short(expression, depth + 1);
  if (depth > MAX_DEPTH) return '…';
  switch (one.kind) {
    case 'literal':
      return JSON.stringify(one.text.slice(0, MAX_LENGTH));
    case 'constant':
      return one.value === null ? 'None' : typeof one.value === 'boolean' ? (one.value ? 'True' : 'False') : `${one.value}`;
    case 'name':
      return one.name;
    case 'this':
      return 'self';
    case 'member':
      return `${inner(one.of)}.${one.name}`;
    case 'item':
      return `${inner(one.of)}[${inner(one.key)}]`;
    case 'part':
    case 'each':
      return inner(one.of);
    case 'call':
    case 'partial':
      return `${inner(one.callee)}(${givenIn(one.given, depth)})`;
    case 'join':
      return `f"${one.parts
        .slice(0, MAX_PARTS)
        .map((part) => (part.kind === 'literal' ? part.text.slice(0, MAX_LENGTH) : `{${inner(part)}}`))
        .join(one.between ?? '')}"`;
    case 'choice':
      return one.options.slice(0, MAX_PARTS).map(inner).join(' | ');
    case 'either':
      return `${inner(one.first)} or ${inner(one.second)}`;
    case 'list':
      return `[${givenIn(one.items, depth)}]`;
    case 'table':
      return `{${one.entries
        .slice(0, MAX_PARTS)
        .map(({ key, value }) => (key === null ? `**${inner(value)}` : `${inner(key)}: ${inner(value)}`))
        .join(', ')}}`;
    case 'merged':
      return one.tables.slice(0, MAX_PARTS).map(inner).join(' | ');
    case 'environment':
      return `environment variable ${inner(one.name)}`;
    case 'overridable':
      return one.by === 'environment' ? `environment variable ${one.name}` : one.name;
    case 'within':
      return inner(one.value);
    case 'unmodeled':
      return one.text;
  }
}

function givenIn(given: readonly Argument[], depth: number): string {
  return given
    .slice(0, MAX_PARTS)
    .map(({ name, value, spread }) => {
      const stars = spread === undefined ? '' : spread === 'list' ? '*' : '**';
      return `${name === undefined ? stars : `${name}=`}${short(value, depth + 1)}`;
    })
    .join(', ');
}
