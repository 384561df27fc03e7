/** License expressions (SPDX 2.3 annex D), read tolerantly: case, family tags, aliases; operators "AND", "OR", "WITH", parentheses. */
import { entryOf, lookUp } from './catalogue.ts';
import { SPDX_EXCEPTIONS } from './spdx-exceptions.ts';
import { modernId } from './spdx-ids.ts';

/** Longer text is a license, not an expression. Characters. */
export const MAX_EXPRESSION = 2048;
/** Nested parentheses; the parser recurses, so the bound keeps hostile text off the stack. */
const MAX_DEPTH = 32;

/** What people write between licenses without saying whether it means AND or OR. */
const SEPARATORS = ['/', ',', ';', '|'];

export interface Leaf {
  readonly kind: 'license';
  /** As the SPDX list or the catalogue spells it. Of names that neither knows: "LicenseRef-unrecognized-…". */
  readonly id: string;
  /** "+" where it is not part of the id ("Apache-1.1+"). */
  readonly orLater: boolean;
  readonly exception: string | null;
  readonly recognized: boolean;
}

/** `all` = AND, `any` = OR; parts have another kind than their parent and are sorted, so that equal terms print equally. */
export type SpdxExpression = Leaf | { readonly kind: 'all' | 'any'; readonly parts: readonly SpdxExpression[] };

export interface ParsedExpression {
  readonly expression: SpdxExpression;
  /** What is doubtful though it could be read: "MIT/Apache-2.0" does not say AND or OR; null = nothing. */
  readonly doubt: string | null;
}

/** null: not an expression (broken syntax, too long, nested too deep). Names that nobody knows are leaves with `recognized: false`. Linear. */
export function parseExpression(text: string): ParsedExpression | null {
  return text.length > MAX_EXPRESSION ? null : parse(text, MAX_DEPTH);
}

/** Reads what `formatExpression` printed of many claims together, which may be longer and one level deeper than any of them. */
export function parseConcluded(text: string): SpdxExpression | null {
  return parse(text, MAX_DEPTH + 2)?.expression ?? null;
}

function parse(text: string, maxDepth: number): ParsedExpression | null {
  const tokens = text.match(/[()/,;|]|[^\s()/,;|]+/g) ?? [];
  let index = 0;
  let doubt: string | null = null;

  function operator(names: readonly string[]): boolean {
    const found = names.includes((tokens[index] ?? '').toUpperCase());
    if (found) index++;
    return found;
  }
  function any(depth: number): SpdxExpression | null {
    const parts: SpdxExpression[] = [];
    do {
      const part = all(depth);
      if (part === null) return null;
      parts.push(part);
    } while (operator(['OR']));
    return joinedExpressions('any', parts);
  }
  function all(depth: number): SpdxExpression | null {
    const parts: SpdxExpression[] = [];
    for (;;) {
      const part = atom(depth);
      if (part === null) return null;
      parts.push(part);
      if (operator(SEPARATORS)) doubt = 'it does not say whether all or one of these licenses apply';
      else if (!operator(['AND'])) return joinedExpressions('all', parts);
    }
  }
  function atom(depth: number): SpdxExpression | null {
    if (operator(['('])) {
      const inner = depth >= maxDepth ? null : any(depth + 1);
      return inner !== null && operator([')']) ? inner : null;
    }
    const word = tokens[index++];
    if (word === undefined || !/^[A-Za-z0-9][A-Za-z0-9.:+_-]{0,199}$/.test(word) || /^(?:AND|OR|WITH)$/i.test(word)) return null;
    if (!operator(['WITH'])) return leaf(word, null);
    const exception = tokens[index++];
    // Exceptions are on a list of their own, or AdditionRef-… (SPDX 3): the name alone decides nothing, so any well-formed one is kept.
    return exception !== undefined && /^(?!(?:AND|OR|WITH)$)[A-Za-z0-9][A-Za-z0-9.:-]{0,199}$/i.test(exception)
      ? leaf(word, exception)
      : null;
  }

  const expression = any(0);
  return expression === null || index < tokens.length ? null : { expression, doubt };
}

function leaf(word: string, exception: string | null): Leaf {
  // Aliases such as "GPLv2+" hold the sign; only else it is the operator.
  const whole = lookUp(word);
  const plus = whole.state !== 'known' && word.endsWith('+');
  const found = plus ? lookUp(word.slice(0, -1)) : whole;
  if (found.state !== 'known') {
    if (/^(?:DocumentRef-[A-Za-z0-9.-]{1,90}:)?LicenseRef-[A-Za-z0-9.-]{1,100}$/.test(word))
      return { kind: 'license', id: word, orLater: false, exception, recognized: false };
    return unrecognized(word, exception);
  }
  const modern = modernId(found.id, plus);
  // "cc" names a family whose members forbid and allow opposite things: that is no license yet.
  const entry = entryOf(modern.id);
  const isOne = entry?.category !== 'ambiguous-family' || entry.commercialUse !== null;
  // What is on no list may add anything, a restriction too: "MIT WITH AdditionRef-Commons-Clause".
  const added = exception ?? modern.exception;
  const recognized = isOne && (added === null || SPDX_EXCEPTIONS.has(added.toLowerCase()));
  return { kind: 'license', id: modern.id, orLater: modern.orLater, exception: added, recognized };
}

/** A leaf that stands for terms nobody knows, so that they stay part of the whole and are never taken for permission. */
export function unrecognized(text: string, exception: string | null = null): Leaf {
  const name = text
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
  return { kind: 'license', id: `LicenseRef-unrecognized-${name === '' ? 'terms' : name}`, orLater: false, exception, recognized: false };
}

/** Parts joined, flattened, sorted, without repetition. One part is itself. `parts` must not be empty. */
export function joinedExpressions(kind: 'all' | 'any', parts: readonly SpdxExpression[]): SpdxExpression {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  const unique = new Map(flat.map((part) => [formatExpression(part), part]));
  const sorted = [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
  const [first] = sorted;
  return sorted.length === 1 && first !== undefined ? first : { kind, parts: sorted };
}

/** SPDX text; OR inside AND stands in parentheses. */
export function formatExpression(expression: SpdxExpression): string {
  if (expression.kind === 'license') {
    const { id, orLater, exception } = expression;
    return `${id}${orLater ? '+' : ''}${exception === null ? '' : ` WITH ${exception}`}`;
  }
  const { kind, parts } = expression;
  const texts = parts.map((part) => (kind === 'all' && part.kind === 'any' ? `(${formatExpression(part)})` : formatExpression(part)));
  return texts.join(kind === 'all' ? ' AND ' : ' OR ');
}

/** All licenses that are named, from left to right. */
export function leavesOf(expression: SpdxExpression): readonly Leaf[] {
  return expression.kind === 'license' ? [expression] : expression.parts.flatMap(leavesOf);
}

/** Whether it is known what one agrees to: every part of an AND, at least one branch of an OR. */
export function isRecognized(expression: SpdxExpression): boolean {
  if (expression.kind === 'license') return expression.recognized;
  return expression.kind === 'all' ? expression.parts.every(isRecognized) : expression.parts.some(isRecognized);
}
