/** Words of an option line, as pip splits it by `shlex.split` (POSIX mode, no comments). Linear. */

/** null: a quote that is not closed, or a backslash at the end, which pip refuses. */
export function shellWords(text: string): readonly string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quote === "'" || (quote === '"' && char !== '\\')) {
      if (char === quote) quote = '';
      else word = `${word ?? ''}${char}`;
    } else if (char === '\\') {
      const next = text.charAt(at + 1);
      if (next === '') return null;
      // Between double quotes a backslash stands for itself, but before these two.
      word = `${word ?? ''}${quote === '"' && next !== '"' && next !== '\\' ? char : ''}${next}`;
      at += 1;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (/[ \t\r\n]/.test(char)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = `${word ?? ''}${char}`;
  }
  if (quote !== '') return null;
  return word === null ? words : [...words, word];
}
