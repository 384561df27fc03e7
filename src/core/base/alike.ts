/** Whether two values of plain data say the same. */

const NONE: ReadonlySet<string> = new Set();

type Plain = Readonly<Record<string, unknown>>;

/** Objects, arrays and primitives, compared whole; `except`: keys that may differ, at any depth. Data is never deeper than its types. */
export function isAlike(a: unknown, b: unknown, except: ReadonlySet<string> = NONE): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && areAlike(a, b, except);
  return !Array.isArray(b) && sayAlike(a as Plain, b as Plain, except);
}

function areAlike(a: readonly unknown[], b: readonly unknown[], except: ReadonlySet<string>): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (!isAlike(a[index], b[index], except)) return false;
  return true;
}

function sayAlike(a: Plain, b: Plain, except: ReadonlySet<string>): boolean {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  for (const key of keys) if (!Object.hasOwn(b, key) || !(isAlike(a[key], b[key], except) || except.has(key))) return false;
  return true;
}
