/** Settings as the tools themselves split a file of them: npm's `ini`, Python's `configparser`, the lines of Yarn 1. Linear. */

export interface LineSetting {
  /** As the tool has it, unquoted. */
  readonly key: string;
  readonly value: string;
  /** 1-based. */
  readonly line: number;
}

/** Lines at each of "\r\n", "\n" and "\r" alone: what hides behind one of them in a comment is a setting (T34). */
function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

/** npm, pnpm and Bun (`ini` 5, `decode`): "key = value", "key" alone is true, quoted parts are JSON, "key[]" is one of a list. */
export function npmSettings(text: string): LineSetting[] {
  return linesOf(text).flatMap((raw, index) => {
    if (/^\s*(?:[;#]|$)/.test(raw) || /^\[[^\]]*\]\s*$/.test(raw)) return [];
    const cut = raw.indexOf('=');
    const key = unquoted(cut === -1 ? raw : raw.slice(0, cut));
    return [
      { key: key.length > 2 ? key.replace(/\[\]$/, '') : key, value: cut === -1 ? 'true' : unquoted(raw.slice(cut + 1)), line: index + 1 },
    ];
  });
}

/** `ini`'s "unsafe": JSON between quotes; else up to the first ";" or "#" that no backslash stands before. */
function unquoted(text: string): string {
  const own = text.trim();
  const quote = /^(["'])[^]*\1$/.exec(own)?.[1];
  if (quote === undefined || own.length < 2)
    return own
      .replace(/(?<!\\)[;#][^]*$/, '')
      .replaceAll(/\\([\\;#])/g, '$1')
      .trim();
  const inner = quote === "'" ? own.slice(1, -1) : own;
  try {
    const value: unknown = JSON.parse(inner);
    return typeof value === 'string' ? value : JSON.stringify(value);
  } catch {
    return inner;
  }
}

/** pip (`configparser` and pip's `_normalize_name`): null where pip takes none of the file. Each line of a value is a setting. */
export function pipSettings(text: string): LineSetting[] | null {
  const found: LineSetting[] = [];
  let last = '';
  let depth = 0;
  for (const [index, raw] of linesOf(text).entries()) {
    const own = raw.trim();
    if (own === '' || /^[#;]/.test(own)) continue;
    const indent = raw.length - raw.trimStart().length;
    if (last !== '' && indent > depth) {
      found.push({ key: last, value: own, line: index + 1 });
      continue;
    }
    depth = indent;
    last = '';
    if (/^\[.+\]/.test(own)) continue;
    const cut = own.search(/[=:]/);
    if (cut < 1) return null;
    last = own.slice(0, cut).trim().toLowerCase().replaceAll('_', '-').replace(/^--/, '');
    found.push({ key: last, value: own.slice(cut + 1).trim(), line: index + 1 });
  }
  return found;
}

/** Yarn 1: "key value" or "key: value", each part quoted or not. */
export function yarnSettings(text: string): LineSetting[] {
  return linesOf(text).flatMap((raw, index) => {
    const own = raw.trim();
    if (own === '' || own.startsWith('#')) return [];
    const [, quoted, plain = '', value = ''] =
      /^(?:("(?:[^"\\]|\\.)*")|([^\s:="]*(?::[^\s:="]+)*))[\s:=]*("(?:[^"\\]|\\.)*"|\S*)/.exec(own) ?? [];
    const key = unquoted(quoted ?? plain);
    // What is no key is told by its own words.
    return [{ key: key === '' ? own : key, value: unquoted(value), line: index + 1 }];
  });
}
