/** What a call gives: `model = pick(settings, "gpt-4o")`, `'model' => env('BRAIN', 'gpt-4o')`. The text is named by where the call's value goes. */
import { saidBy } from '../hosted/index.ts';
import { beginningOf, closingOf } from './chains.ts';
import type { Token } from './lexer.ts';
import { type Naming, namingOf, ofCall, openBefore, READS_ENVIRONMENT } from './naming.ts';

/** Calls in calls. */
const MAX_OUT = 3;
/** Tokens of the arguments behind the text. */
const MAX_AHEAD = 80;

/** As `namingOf`; where nothing beside the text says what it is, with the names around the calls that it is an argument of. */
export function namingAround(tokens: readonly Token[], index: number): Naming | null {
  const own = namingOf(tokens, index);
  if (own === null) return null;
  let { names, by } = own;
  let at = index;
  for (let step = 0; step < MAX_OUT && names.every((name) => saidBy(name) === null); step++) {
    const call = callAround(tokens, at);
    // A call that compares or shows what it is given says nothing of a use.
    const callee = call === null ? null : ofCall(tokens, call.open, null);
    const outer = call === null || callee === null ? null : namingOf(tokens, call.start, call.close);
    if (call === null || outer === null) break;
    by ??=
      outer.by ??
      (tokens.slice(call.start, at).some(({ kind, text }) => kind === 'word' && READS_ENVIRONMENT.test(text)) ? 'environment' : null);
    names = [...names, ...(callee?.names ?? []), ...outer.names];
    at = call.start;
  }
  return { ...own, names, by };
}

/** The call that an index is an argument of: where its words begin, and its brackets. */
export function callAround(
  tokens: readonly Token[],
  index: number,
): { readonly start: number; readonly open: number; readonly close: number } | null {
  const open = openBefore(tokens, index - 1);
  if (open === null || tokens[open]?.text !== '(') return null;
  const callee = tokens[open - 1]?.text === '!' ? open - 2 : open - 1;
  if (tokens[callee]?.kind !== 'word') return null;
  const close = closingOf(tokens, open, index - open + MAX_AHEAD);
  return close === null ? null : { start: beginningOf(tokens, callee), open, close };
}
