/** The tokens of JSON, and of what people write for it: comments, names without quotes, texts in single ones. One pass, whatever the text is. */

export type JsonToken =
  | { readonly kind: '{' | '}' | '[' | ']' | ':' | ',' | 'end'; readonly at: number }
  /** A name or a text. */
  | { readonly kind: 'text'; readonly text: string; readonly at: number }
  /** A number, a truth value, null, or what nobody knows. */
  | { readonly kind: 'other'; readonly text: string; readonly at: number };

export function jsonLexer(text: string): () => JsonToken {
  let index = 0;

  function next(): JsonToken {
    for (; index < text.length; index++) {
      const code = text.charCodeAt(index);
      const at = index;
      switch (code) {
        case 123:
        case 125:
        case 91:
        case 93:
        case 58:
        case 44:
          index += 1;
          return { kind: text.charAt(at) as '{', at };
        case 34:
        case 39: {
          const end = endOfText(text, at + 1, code);
          index = end + 1;
          return { kind: 'text', text: decoded(text.slice(at + 1, end)), at };
        }
        case 47:
          index = endOfComment(text, at) - 1;
          break;
        default:
          if (code <= 32 || code === 0xfeff || code === 0xa0) break;
          index = endOfBare(text, at);
          return { kind: 'other', text: text.slice(at, Math.min(index, at + 200)), at };
      }
    }
    return { kind: 'end', at: text.length };
  }
  return next;
}

/** The offset of the closing quote, or of the end of the line: no text goes on behind that. */
function endOfText(text: string, start: number, quote: number): number {
  for (let index = start; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 92) index += 1;
    else if (code === quote || code === 10) return index;
  }
  return text.length;
}

/** Of a slash that begins none: the next character. */
function endOfComment(text: string, start: number): number {
  const second = text.charCodeAt(start + 1);
  if (second !== 47 && second !== 42) return start + 1;
  const end = second === 47 ? text.indexOf('\n', start) : text.indexOf('*/', start + 2);
  return end < 0 ? text.length : second === 47 ? end : end + 2;
}

function endOfBare(text: string, start: number): number {
  let index = start + 1;
  for (; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code <= 32 || code === 44 || code === 58 || code === 125 || code === 93 || code === 123 || code === 91 || code === 34) break;
  }
  return index;
}

function decoded(content: string): string {
  if (!content.includes('\\')) return content;
  try {
    return String(JSON.parse(`"${content}"`));
  } catch {
    return content;
  }
}
