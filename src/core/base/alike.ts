/** Whether two values of plain data say the same. */

const NONE: ReadonlySet<string> = new Set();

/** Objects, arrays and primitives, compared whole; `except`: keys that may differ, at any depth. Data is never deeper than its types. */
export function isAlike(a: unknown, b: unknown, except: ReadonlySet<string> = NONE): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((one, index) => isAlike(one, b[index], except));
  if (Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  const [one, other] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  return keys.every((key) => (Object.hasOwn(other, key) && isAlike(one[key], other[key], except)) || except.has(key));
}
