/** Names that somebody may take for the name of an AI framework. */
import { frameworksOf, isFramework } from './look-up.ts';

/** Of shorter names everything is near. */
const SHORTEST = 5;
/** Longer ones are nobody's slip of the finger, and each costs its square. */
const LONGEST = 60;

/**
 * The framework whose name is one slip away: a letter more, less, other or exchanged with its neighbor (Damerau and Levenshtein, at most 1), or the
 * same letters with other separators. Null: none, or it is a framework itself. Names of a scope are near nobody's: a scope has an owner.
 */
export function nearFramework(type: string, name: string): string | null {
  const known = frameworksOf(type);
  if (known === undefined || name.startsWith('@') || name.length < SHORTEST || name.length > LONGEST || isFramework(type, name))
    return null;
  const bare = withoutSeparators(name);
  for (const framework of known.names) {
    if (framework.startsWith('@') || framework.length < SHORTEST || Math.abs(framework.length - name.length) > 3) continue;
    if (withoutSeparators(framework) === bare || isOneSlip(framework, name)) return framework;
  }
  return null;
}

function withoutSeparators(name: string): string {
  return name.replaceAll(/[-_.]/g, '');
}

/** Linear: what both begin and end with is left out, and what remains is looked at. */
function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [x, y] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (x.length <= 1 && y.length <= 1) return x !== y;
  return x.length === 2 && y.length === 2 && x[0] === y[1] && x[1] === y[0];
}
