/** Lines and columns of a text → offsets, for readers that know only those. */
import type { At } from '../../../model/index.ts';
import { linesOf } from '../../../base/lines.ts';

export function offsetsOf(text: string): (at: At) => number {
  const { starts } = linesOf(text);
  return ({ line, column }) => (starts[line - 1] ?? 0) + column - 1;
}
