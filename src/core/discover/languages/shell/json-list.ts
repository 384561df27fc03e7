/** `["vllm", "serve", "org/name"]` → words. */
import { type Mapped, part } from './mapped.ts';
import type { ShellCommand } from './words.ts';

/** null: no JSON list of strings; a shell gets it then, as Docker does it. */
export function jsonList(args: Mapped): ShellCommand | null {
  if (!/^\s*\[/.test(args.text)) return null;
  let items: unknown;
  try {
    items = JSON.parse(args.text);
  } catch {
    return null;
  }
  if (!Array.isArray(items) || !items.every((item) => typeof item === 'string')) return null;
  const strings = [...args.text.matchAll(/"(?:[^"\\]|\\.)*"/g)];
  return items.map((text: string, index) => {
    const found = strings[index];
    const start = found?.index ?? 0;
    const source = part(args, start + 1, start + (found?.[0].length ?? 2) - 1);
    // Docker expands no variables here.
    const pieces = text === '' ? [] : [{ kind: 'text' as const, text }];
    const exact = source.text === text;
    const end = (args.offsets[start + (found?.[0].length ?? 1) - 1] ?? 0) + 1;
    return { pieces, source, quoted: exact ? source : null, item: { end, bare: false, insert: true } };
  });
}
