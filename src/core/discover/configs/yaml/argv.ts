/** `command: [vllm, serve, org/name]` → words. */
import { isScalar, type Node } from 'yaml';
import { atPlace } from '../../languages/shell/mapped.ts';
import type { ShellCommand, WordPiece, Word } from '../../languages/shell/words.ts';
import { scalarText } from './scalar.ts';

/** An item that is no text, as `{{ … }}` of a template reads, is one that only running it tells. */
export function argv(items: readonly Node[], flow: boolean, file: string): ShellCommand {
  const words: Word[] = [];
  for (const item of items) {
    if (!isScalar(item)) {
      const [start, end] = item.range ?? [0, 0];
      const source = atPlace(file.slice(start, Math.min(end, start + 80)), start);
      words.push({ pieces: [{ kind: 'unknown' }], source, quoted: null, item: { end, bare: false, insert: flow } });
      continue;
    }
    const source = scalarText(item, file);
    const bare = item.type === 'PLAIN';
    const end = item.range?.[1] ?? 0;
    const exact = !bare && (item.type === 'QUOTE_DOUBLE' || item.type === 'QUOTE_SINGLE');
    words.push({
      pieces: piecesOf(source.text),
      source,
      quoted: exact || /\s/.test(source.text) ? source : null,
      item: { end, bare, insert: flow },
    });
  }
  return words;
}

/** `$NAME` and `${NAME}` of compose files, `$(NAME)` of Kubernetes; in anything else with a sign only running it tells. */
function piecesOf(text: string): WordPiece[] {
  if (text === '') return [];
  const variable = /^\$(?:\{([A-Za-z_]\w{0,200})(?::?-([\w./-]{0,200}))?\}|\(([A-Za-z_]\w{0,200})\)|([A-Za-z_]\w{0,200}))$/.exec(text);
  if (variable !== null)
    return [{ kind: 'variable', name: variable[1] ?? variable[3] ?? variable[4] ?? '', fallback: variable[2] ?? null }];
  if (!/[$]|\{\{/.test(text)) return [{ kind: 'text', text }];
  const option = /^--[a-z][a-z-]{0,40}=?/.exec(text)?.[0];
  return option === undefined ? [{ kind: 'unknown' }] : [{ kind: 'text', text: option }, { kind: 'unknown' }];
}
