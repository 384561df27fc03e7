/** In whose method a piece of code stands. */
import type { View } from '../values/index.ts';

/** The method of a class that a scope lies in. */
export function methodAround(scope: View | undefined): View | null {
  for (let current: View | null = scope ?? null; current !== null; current = current.parent)
    if (current.kind === 'function' && current.parent?.kind === 'class') return current;
  return null;
}
