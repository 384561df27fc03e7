/** Scalars of a YAML document as text that knows where it stands in the file (YAML 1.2.2, chapters 7 and 8). */
import type { Scalar } from 'yaml';
import { atPlace, type Mapped } from '../../languages/shell/mapped.ts';

/** The value of a scalar; without escapes and folding it can be edited, and else only read. */
export function scalarText(node: Scalar, file: string): Mapped {
  const value = typeof node.value === 'string' ? node.value : '';
  const [first, last] = node.range ?? [0, 0];
  const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
  const block = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
  const header = block ? file.indexOf('\n', first) + 1 : first;
  return aligned(value, file, quoted ? first + 1 : Math.max(first, header), quoted ? last - 1 : last) ?? atPlace(value, first);
}

/** Walks value and source together: indentation and line ends may differ, every other character must be the same. */
function aligned(value: string, file: string, start: number, end: number): Mapped | null {
  const offsets: number[] = [];
  let at = start;
  for (let index = 0; index < value.length; index++) {
    const character = value[index] ?? '';
    if (/\s/.test(character)) {
      offsets.push(Math.min(at, end));
      if (file[at] === character) at += 1;
      continue;
    }
    while (at < end && /\s/.test(file[at] ?? '')) at += 1;
    if (at >= end || file[at] !== character) return null;
    offsets.push(at);
    at += 1;
  }
  return { text: value, offsets };
}

/** What a value stands for when nobody wrote one. */
export function isEmptyScalar({ type, value }: Scalar): boolean {
  return type === 'PLAIN' && typeof value === 'string' && /^(?:|~|null|Null|NULL)$/.test(value);
}
