/** Lines for a terminal: wrapped by display width, hostile text made visible (T22), colored last. */
import { styleText } from 'node:util';
import { visible, visibleUpTo, wholeEnd } from '../../base/visible-text.ts';
import { withoutCommands } from '../view/words.ts';

export const WIDTH = 100;
/** Characters of one text: a name of a megabyte does not push the verdict off the screen. */
const LIMIT = 800;

export type Tone = 'red' | 'green' | 'yellow' | 'cyan' | 'dim' | 'bold' | 'plain';

export interface Line {
  readonly text: string;
  readonly tone: Tone;
  /** Only the first so many characters are colored; null = all. */
  readonly toned: number | null;
}

/** Scripts and signs that take two columns. An approximation of East Asian Width, which JavaScript does not know. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3001-\u303E\uFF01-\uFF60\uFFE0-\uFFE6]/u;
const NO_WIDTH = /\p{M}/u;

function widthOf(character: string): number {
  return NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
}

export function width(text: string): number {
  let sum = 0;
  for (const character of text) sum += widthOf(character);
  return sum;
}

/** The longest start of `text` that takes at most `columns`; at least one character, so that callers advance. */
function head(text: string, columns: number): string {
  let taken = '';
  let used = 0;
  for (const character of text) {
    used += widthOf(character);
    // No escape is broken over two lines: half of one is another name.
    if (used > columns && taken !== '') return wholeEnd(taken) || taken;
    taken += character;
  }
  return taken;
}

/** One line of any width, for what is copied as a whole: broken over two lines it would be something else. */
export function unbroken(text: string): Line {
  return { text: withoutCommands(visibleUpTo(text, LIMIT)), tone: 'plain', toned: null };
}

/** `text` (raw) as lines of at most WIDTH columns: `first` before the first line, as many spaces before all others. */
export function wrap(text: string, first = '', tone: Tone = 'plain', toned: number | null = null, limit = LIMIT): Line[] {
  const indent = ' '.repeat(width(first));
  const room = WIDTH - indent.length;
  const lines: string[] = [];
  let line = '';
  // Before the width is counted: a broken command is longer. Only a word can start a line.
  for (let word of visibleUpTo(text, limit).split(' ').map(withoutCommands)) {
    if (line !== '' && width(line) + 1 + width(word) <= room) {
      line += ` ${word}`;
      continue;
    }
    if (line !== '') lines.push(line);
    while (width(word) > room) {
      const start = head(word, room);
      lines.push(start);
      word = word.slice(start.length);
    }
    line = word;
  }
  lines.push(line);
  return lines.map((content, index) => ({
    text: `${index === 0 ? first : indent}${content}`.trimEnd(),
    tone,
    toned: index === 0 ? toned : toned === null ? null : 0,
  }));
}

/** One line that is neither broken nor cut, whatever its width: it is there to be copied. */
export function whole(text: string, first: string, tone: Tone): Line[] {
  return [{ text: first + visible(text), tone, toned: null }];
}

export const BLANK: Line = { text: '', tone: 'plain', toned: null };

/** The finished text. Colors are added here and only here, so that nothing that is not ours can bring an escape sequence. */
export function printed(lines: readonly Line[], color: boolean): string {
  const text = lines.map((line) => {
    const safe = withoutCommands(line.text);
    if (!color || line.tone === 'plain' || line.toned === 0 || safe === '') return safe;
    const end = line.toned ?? safe.length;
    // validateStream would make the result depend on the process; color was decided by the caller.
    return styleText(line.tone, safe.slice(0, end), { validateStream: false }) + safe.slice(end);
  });
  return `${text.join('\n')}\n`;
}
