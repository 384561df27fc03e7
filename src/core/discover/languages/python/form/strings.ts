/** Texts of Python (reference 2.4) in the neutral form: literals, f-strings, `%` and `format`. */
import type { Node } from '../syntax/index.ts';
import type { Expression } from '../../../../model/index.ts';
import { redact } from '../../../../base/redact.ts';

/** What a text of the code is made of. */
export const TEXT_PARTS: ReadonlySet<string> = new Set([
  'string_content',
  'string_start',
  'string_end',
  'string',
  'concatenated_string',
  'parenthesized_expression',
  'interpolation',
  'escape_sequence',
]);

/** The expression as written, short and without secrets. */
export function unmodeledNode(node: Node): Extract<Expression, { kind: 'unmodeled' }> {
  const text = node.endIndex - node.startIndex > 400 ? node.type : node.text;
  return { kind: 'unmodeled', text: redact(text).replace(/\s+/g, ' ').slice(0, 80) };
}

export type Translate = (node: Node) => Expression;

export function stringExpression(node: Node, translate: Translate): Expression {
  const start = node.namedChild(0)?.text ?? '';
  if (/b/i.test(start)) return unmodeledNode(node);
  const parts: Expression[] = [];
  for (const child of node.namedChildren) {
    if (child?.type === 'string_content') parts.push(contentOf(child, /r/i.test(start), node));
    else if (child?.type === 'interpolation') parts.push(interpolated(child, translate));
  }
  return joinedText(parts);
}

/** With a format, the text is another one than the value's. */
function interpolated(node: Node, translate: Translate): Expression {
  const expression = node.childForFieldName('expression') ?? node.namedChild(0);
  const isPlain = node.namedChildren.every(
    (child) => child?.type !== 'format_specifier' && (child?.type !== 'type_conversion' || child.text === '!s'),
  );
  return expression === null || !isPlain ? unmodeledNode(node) : translate(expression);
}

function contentOf(content: Node, raw: boolean, whole: Node): Expression {
  const text = raw ? content.text : unescape(content.text);
  return text === null ? unmodeledNode(whole) : { kind: 'literal', text };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"', '\n': '' };
/** Python reference 2.4.1.1; null for the forms that need tables (`\\N{…}`): not read is unmodeledNode, never another text. */
function unescape(text: string): string | null {
  if (!text.includes('\\')) return text;
  if (/(?:^|[^\\])(?:\\\\)*\\N/.test(text)) return null;
  return text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([\s\S]))/g,
    (_all, x?: string, u?: string, long?: string, octal?: string, one?: string) => {
      const hex = x ?? u ?? long;
      if (hex !== undefined) return fromCode(Number.parseInt(hex, 16));
      return octal === undefined ? (ESCAPES[one ?? ''] ?? `\\${one}`) : fromCode(Number.parseInt(octal, 8));
    },
  );
}

function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
}

/** Parts behind each other; those that are known become one. */
export function joinedText(parts: readonly Expression[], between = ''): Expression {
  const all: Expression[] = [];
  for (const part of parts.flatMap((one) => (one.kind === 'join' && (one.between ?? '') === '' && between === '' ? one.parts : [one]))) {
    const last = all.at(-1);
    if (part.kind === 'literal' && last?.kind === 'literal')
      all[all.length - 1] = { kind: 'literal', text: `${last.text}${between}${part.text}` };
    else all.push(part);
  }
  const [only] = all;
  if (only === undefined) return { kind: 'literal', text: '' };
  if (all.length === 1 && only.kind === 'literal') return only;
  return { kind: 'join', parts: all, ...(between === '' ? {} : { between }) };
}

/** `"org/%s" % size`, `"%s/%s" % (org, name)`. null: another form than plain texts. */
export function percentFormat(format: string, given: readonly Expression[]): Expression | null {
  const texts = format.split('%s');
  if (texts.some((text) => text.replaceAll('%%', '').includes('%')) || texts.length - 1 !== given.length) return null;
  return joinedText(
    texts.flatMap((text, index) => [{ kind: 'literal', text: text.replaceAll('%%', '%') }, ...given.slice(index, index + 1)]),
  );
}

/** `"{}/{name}".format(org, name=…)`. null: with indexes, attributes or formats. */
export function braceFormat(format: string, positions: readonly Expression[], names: ReadonlyMap<string, Expression>): Expression | null {
  const parts: Expression[] = [];
  let next = 0;
  let end = 0;
  for (const match of format.matchAll(/\{\{|\}\}|\{([^{}]{0,100})\}|[{}]/g)) {
    parts.push({ kind: 'literal', text: format.slice(end, match.index) });
    end = match.index + match[0].length;
    const [, field] = match;
    if (field === undefined) {
      if (match[0].length < 2) return null;
      parts.push({ kind: 'literal', text: match[0].charAt(0) });
      continue;
    }
    const value = field === '' ? positions[next++] : /^\d{1,2}$/.test(field) ? positions[Number(field)] : names.get(field);
    if (value === undefined) return null;
    parts.push(value);
  }
  parts.push({ kind: 'literal', text: format.slice(end) });
  return joinedText(parts.filter((part) => part.kind !== 'literal' || part.text !== ''));
}
