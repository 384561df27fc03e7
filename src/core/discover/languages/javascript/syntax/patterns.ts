/** What a declaration, a parameter or an assignment binds. */
import type { TokenCursor } from './cursor.ts';
import { leave, withIn } from './groups.ts';
import { cooked } from './literals.ts';
import type { BindingPattern, PatternEntry, PatternItem, ScriptNode } from './node.ts';
import { ScriptToken } from './tokens.ts';

/** `{ a, b: c = 1, ...rest }`, `[a, , b]`, a name. */
export function patternAt(cursor: TokenCursor): BindingPattern {
  const { start } = cursor;
  if (!cursor.enter()) return { kind: 'place', node: { type: 'other', parts: [], start, end: start } };
  const pattern = onePattern(cursor);
  cursor.leave();
  return pattern;
}

function onePattern(cursor: TokenCursor): BindingPattern {
  if (cursor.isSign('{')) return tablePattern(cursor);
  if (cursor.isSign('[')) return listPattern(cursor);
  const { start } = cursor;
  if (cursor.isWord()) {
    const name = cursor.text;
    cursor.at += 1;
    return { kind: 'name', name, at: { start, end: cursor.lastEnd } };
  }
  cursor.surprise();
  return { kind: 'place', node: { type: 'other', parts: [], start, end: cursor.lastEnd } };
}

/** With a default behind "=". */
export function withDefault(cursor: TokenCursor, target: BindingPattern): PatternItem {
  return { target, fallback: cursor.takeSign('=') ? withIn(cursor, () => cursor.rules.expression(cursor)) : null };
}

function tablePattern(cursor: TokenCursor): BindingPattern {
  const { start } = cursor;
  const close = cursor.match;
  cursor.at += 1;
  const entries: PatternEntry[] = [];
  let rest: BindingPattern | null = null;
  while (cursor.at < close) {
    if (cursor.takeSign(',')) continue;
    if (cursor.takeSign('...')) {
      rest = patternAt(cursor);
      continue;
    }
    const before = cursor.at;
    const key = keyAt(cursor);
    const target = cursor.takeSign(':') ? patternAt(cursor) : asName(key);
    entries.push({ key, ...withDefault(cursor, target) });
    if (cursor.at < close && !cursor.isSign(',')) cursor.surprise();
    if (cursor.at === before) cursor.at += 1;
  }
  leave(cursor, close);
  return { kind: 'table', entries, rest, at: { start, end: cursor.lastEnd } };
}

function asName(key: ScriptNode): BindingPattern {
  return key.type === 'text' ? { kind: 'name', name: key.value, at: key } : { kind: 'place', node: key };
}

function listPattern(cursor: TokenCursor): BindingPattern {
  const { start } = cursor;
  const close = cursor.match;
  cursor.at += 1;
  const items: (PatternItem | null)[] = [];
  let rest: BindingPattern | null = null;
  while (cursor.at < close) {
    if (cursor.takeSign(',')) {
      items.push(null);
      continue;
    }
    if (cursor.takeSign('...')) rest = patternAt(cursor);
    else items.push(withDefault(cursor, patternAt(cursor)));
    if (cursor.at < close && !cursor.takeSign(',')) cursor.surprise();
  }
  leave(cursor, close);
  return { kind: 'list', items, rest, at: { start, end: cursor.lastEnd } };
}

/** The key of an entry, as a text where it is written out. */
export function keyAt(cursor: TokenCursor): ScriptNode {
  const { kind, start } = cursor;
  if (cursor.isSign('[')) {
    const close = cursor.match;
    cursor.at += 1;
    const key = withIn(cursor, () => cursor.rules.sequence(cursor));
    leave(cursor, close);
    return key;
  }
  if (kind !== ScriptToken.word && kind !== ScriptToken.string && kind !== ScriptToken.number) {
    cursor.surprise();
    return { type: 'other', parts: [], start, end: cursor.lastEnd };
  }
  const written = cursor.text;
  cursor.at += 1;
  return { type: 'text', value: kind === ScriptToken.string ? cooked(written.slice(1, -1)) : written, start, end: cursor.lastEnd };
}

/** An expression that stands on the left of "=". */
export function patternOf(node: ScriptNode): BindingPattern {
  switch (node.type) {
    case 'name':
      return { kind: 'name', name: node.name, at: node };
    case 'same':
      return patternOf(node.of);
    case 'table':
      return {
        kind: 'table',
        entries: node.entries.flatMap(({ key, value }) => (key === null ? [] : [{ key, ...itemOf(value) }])),
        rest: null,
        at: node,
      };
    case 'list':
      return { kind: 'list', items: node.items.map(({ value, isSpread }) => (isSpread ? null : itemOf(value))), rest: null, at: node };
    default:
      return { kind: 'place', node };
  }
}

function itemOf(value: ScriptNode): PatternItem {
  if (value.type === 'assign' && value.sign === '=') return { target: value.target, fallback: value.value };
  return { target: patternOf(value), fallback: null };
}
