/** What a call gives of which nothing is known but its callee. */
import type { Expression } from '../../model/index.ts';
import { renderExpression } from './render.ts';
import { type Thing, unmodeled } from './things.ts';

/** Longer texts are cut: what stands behind them is not known. */
const WHOLE = 79;
/** A call and nothing behind it, without brackets in its arguments. */
const CALL = /^([A-Za-z_][\w.]*)\((?:[^()"']|"[^"\\]*"|'[^'\\]*')*\)$/;

export function madeBy(one: Expression): Thing {
  if (one.kind === 'call') return made(renderExpression(one), renderExpression(one.callee));
  return one.kind === 'unmodeled' ? madeIn(one.text) : unmodeled(renderExpression(one));
}

/** Of an expression that is kept as it is written. */
function madeIn(text: string): Thing {
  const callee = text.length > WHOLE ? undefined : CALL.exec(text)?.[1];
  return callee === undefined ? unmodeled(text) : made(text, callee);
}

function made(key: string, callee: string): Thing {
  return { kind: 'open', feed: { from: 'unmodeled', key, made: callee } };
}
