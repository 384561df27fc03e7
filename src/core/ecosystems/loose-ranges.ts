/**
 * Ranges of the package types without an ecosystem of their own: Cargo, RubyGems, Hex, Composer, pub, Swift and NuGet write them alike. Only whether a
 * lock settles what a manifest asks for rests on it.
 */

const MAX_LENGTH = 200;
const VERSION = /^v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?:[.+-][\w.+-]{0,80})?$/;
const CLAUSE = /^(\^|~>|~|>=|<=|==|=|>|<|!=)?\s{0,5}(v?\d[\w.+-]{0,80}|v?\d{1,9}(?:\.\d{1,9})?\.[*x])$/;

type Numbers = readonly [number, number, number];

/** `bare`: what a version without a sign accepts. What cannot be read takes nothing. */
export function takesVersion(version: string, range: string, bare: '=' | '^' | '>='): boolean {
  const numbers = numbersOf(version);
  if (numbers === null || range.length > MAX_LENGTH) return false;
  return range.split(/\|\|?|\bor\b/).some((part) => {
    const clauses = part
      .replaceAll(/([<>=~^!]+)\s+/g, '$1')
      .split(/,|\s|\band\b/)
      .filter((clause) => clause !== '');
    return clauses.length > 0 && clauses.every((clause) => takes(numbers, clause, bare));
  });
}

/** Whether it can be told what a range takes. */
export function isLooseRange(range: string): boolean {
  if (range.length > MAX_LENGTH) return false;
  const clauses = range
    .replaceAll(/([<>=~^!]+)\s+/g, '$1')
    .split(/\|\|?|,|\s|\band\b|\bor\b/)
    .filter((clause) => clause !== '');
  return clauses.length > 0 && clauses.every((clause) => clause === '*' || CLAUSE.test(clause));
}

function takes(version: Numbers, clause: string, bare: '=' | '^' | '>='): boolean {
  if (clause === '*' || clause === 'any') return true;
  const [, sign = bare, text = ''] = CLAUSE.exec(clause) ?? [];
  const wild = /^v?(\d{1,9}(?:\.\d{1,9})?)\.[*x]$/.exec(text)?.[1];
  const asked = numbersOf(wild ?? text);
  if (asked === null) return false;
  const parts = (wild ?? text.replace(/[+-].*$/, '')).split('.').length;
  if (wild !== undefined) return between(version, asked, parts - 1);
  const order = compared(version, asked);
  switch (sign) {
    case '^':
      return between(version, asked, firstOf(asked));
    case '~':
    case '~>':
      // "~> 1.2" lets the second number grow, "~> 1.2.3" the third.
      return between(version, asked, Math.max(0, Math.min(parts, 3) - 2));
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    case '!=':
      return order !== 0;
    default:
      return parts < 3 && bare !== '=' ? between(version, asked, parts - 1) : order === 0;
  }
}

/** From `asked` on, with the same numbers up to the place `last`. */
function between(version: Numbers, asked: Numbers, last: number): boolean {
  return compared(version, asked) >= 0 && asked.slice(0, last + 1).every((number, index) => version[index] === number);
}

/** The first number that is not 0: a caret lets what follows grow. */
function firstOf(asked: Numbers): number {
  const found = asked.findIndex((number) => number !== 0);
  return found < 0 ? 2 : found;
}

function compared(a: Numbers, b: Numbers): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

function numbersOf(text: string): Numbers | null {
  const found = text.length > MAX_LENGTH ? null : VERSION.exec(text);
  return found === null ? null : [Number(found[1]), Number(found[2] ?? 0), Number(found[3] ?? 0)];
}
