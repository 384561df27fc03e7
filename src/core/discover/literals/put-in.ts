/** Texts with parts that only running the code tells: `$name`, `${…}`, `#{…}`, `\\(…)`, `{}`, `%s`. */
import type { Expression } from '../../model/index.ts';

const PUT_IN = /\$\{[^{}]{0,80}\}|\$[A-Za-z_]\w{0,80}|#\{[^{}]{0,80}\}|\\\([^()]{0,80}\)|\{[\w.]{0,40}\}|%[sdv]/g;
const MAX_PARTS = 40;

/** As it may be: each such part is an "x". */
export function filledIn(text: string): string {
  return text.replaceAll(PUT_IN, 'x');
}

/** What only running tells lies between what is written. */
export function writtenParts(text: string): Expression {
  const put = Array.from(text.matchAll(PUT_IN)).slice(0, MAX_PARTS);
  if (put.length === 0) return { kind: 'literal', text };
  const parts = put.flatMap(({ 0: one, index }, at): Expression[] => {
    const before = put[at - 1];
    const start = before === undefined ? 0 : before.index + before[0].length;
    return [
      { kind: 'literal', text: text.slice(start, index) },
      { kind: 'unmodeled', text: one.startsWith('%') ? '…' : one.replaceAll(/[^\w.]/g, '') || '…' },
    ];
  });
  const last = put.at(-1);
  return { kind: 'join', parts: [...parts, { kind: 'literal', text: text.slice((last?.index ?? 0) + (last?.[0].length ?? 0)) }] };
}
