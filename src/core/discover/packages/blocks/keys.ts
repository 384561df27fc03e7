/** Where the key of a line ends. */

export interface KeyAndRest {
  readonly key: string;
  /** What stands behind it; "" for nothing. */
  readonly rest: string;
}

/** "- …" or "-" alone. */
export function isItem(content: string): boolean {
  return content === '-' || content.startsWith('- ');
}

/** Null: the line has no key, or one of a form that no dumper writes (anchors, aliases, tags, flow collections). */
export function yamlKey(content: string): KeyAndRest | null {
  const first = content[0] ?? '';
  if (first === '"' || first === "'") {
    const end = quoteEnd(content);
    const key = end < 0 ? null : withoutQuotes(content.slice(0, end + 1));
    if (key === null || content[end + 1] !== ':' || (end + 2 < content.length && content[end + 2] !== ' ')) return null;
    return { key, rest: content.slice(end + 2).trimStart() };
  }
  if ('&*!{[|>%?#,]}`'.includes(first) && !/^\?\S/.test(content)) return null;
  const colon = content.indexOf(': ');
  if (colon > 0) return { key: content.slice(0, colon), rest: content.slice(colon + 2).trimStart() };
  return content.length > 1 && content.endsWith(':') ? { key: content.slice(0, -1), rest: '' } : null;
}

/** Yarn 1: at the edge a list of what was asked for, as written; inside "key value", or "key:" above deeper lines. */
export function classicKey(content: string, indent: number): KeyAndRest | null {
  if (indent === 0) return content.length > 1 && content.endsWith(':') ? { key: content.slice(0, -1), rest: '' } : null;
  const end = content.startsWith('"') ? quoteEnd(content) + 1 : content.search(/[ :]|$/);
  const key = end <= 0 ? null : content.startsWith('"') ? withoutQuotes(content.slice(0, end)) : content.slice(0, end);
  if (key === null || key === '') return null;
  const rest = content.slice(end);
  if (rest === ':') return { key, rest: '' };
  return /^:? +\S/.test(rest) ? { key, rest: rest.replace(/^:? +/, '') } : null;
}

/** The offset of the quote that closes the one at the start; -1: none. */
export function quoteEnd(text: string): number {
  const quote = text[0];
  for (let at = 1; at < text.length; at++) {
    if (quote === '"' && text[at] === '\\') at++;
    else if (text[at] === quote) {
      if (quote === '"' || text[at + 1] !== "'") return at;
      at++;
    }
  }
  return -1;
}

/** A quoted text without its quotes; null: an escape that no dumper writes. */
export function withoutQuotes(quoted: string): string | null {
  if (quoted.startsWith("'")) return quoted.slice(1, -1).replaceAll("''", "'");
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return null;
  }
}
