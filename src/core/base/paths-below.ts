/** Folders in sorted lists of paths: loads and files may both be many, so nobody walks the one for each of the other. */
import { compareText } from './order.ts';

/** `sorted` by `compareText`. Logarithmic but for what it finds. */
export function pathsBelow(folder: string, sorted: readonly string[]): readonly string[] {
  const from = firstAtLeast(`${folder}/`, sorted);
  // "0" is the character behind "/".
  return sorted.slice(from, Math.max(from, firstAtLeast(`${folder}0`, sorted)));
}

function firstAtLeast(text: string, sorted: readonly string[]): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareText(sorted[middle] ?? '', text) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
