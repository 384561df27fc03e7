/** Releases of Python, as far as markers and requires-python tell them apart. */

/** Major, minor and micro. */
export type PythonRelease = readonly [major: number, minor: number, micro: number];

const MINORS: readonly (readonly [number, number])[] = [
  [2, 6],
  [2, 7],
  ...Array.from({ length: 40 }, (_, minor) => [3, minor] as const),
  [4, 0],
];
/** Of each minor version some, so that a bound between two of them is met. */
const MICROS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 20, 99] as const;
/** Where nothing is said of them. */
export const ALL_PYTHONS: readonly PythonRelease[] = MINORS.flatMap(([major, minor]) =>
  MICROS.map((micro) => [major, minor, micro] as const),
);
const MAX_LENGTH = 200;

/**
 * Those that a project allows. `requires`: as PEP 440 has it, or with the carets, tildes and alternatives of Poetry; null: nothing is said. Empty: what
 * it says is not understood, so nothing follows from it.
 */
export function pythonReleases(requires: string | null): readonly PythonRelease[] {
  if (requires === null || requires.length > MAX_LENGTH) return [];
  const alternatives = requires.split('||').map(clausesOf);
  if (alternatives.some((one) => one === null)) return [];
  return ALL_PYTHONS.filter((python) => alternatives.some((clauses) => clauses?.every((clause) => allowedBy(python, clause))));
}

interface Clause {
  readonly operator: string;
  readonly value: string;
}

/** Null: not understood. */
function clausesOf(text: string): readonly Clause[] | null {
  const clauses: Clause[] = [];
  for (const part of text
    .replaceAll(/([<>=~^!]+)\s+/g, '$1')
    .split(/[,\s]+/)
    .filter((one) => one !== '' && one !== '*')) {
    const [, operator = '==', value = ''] = /^(\^|~=?|===?|!=|<=?|>=?)?(\d{1,4}(?:\.\d{1,4}){0,2}(?:\.\*)?)$/.exec(part) ?? [];
    if (value === '') return null;
    clauses.push({ operator, value });
  }
  return clauses;
}

function allowedBy(python: PythonRelease, { operator, value }: Clause): boolean {
  if (operator !== '^' && operator !== '~') return comparedTo(python, operator, value) !== false;
  const [major = 0, minor = 0] = value.split('.').map(Number);
  const until = operator === '~' && value.includes('.') ? `${major}.${minor + 1}` : `${major + 1}`;
  return comparedTo(python, '>=', value) === true && comparedTo(python, '<', until) === true;
}

/** Whether a release, or "major.minor" of one, stands to a version as the operator says; "maybe": not understood. */
export function comparedTo(release: readonly number[], operator: string, value: string): boolean | 'maybe' {
  if (operator === 'in' || operator === 'not in') {
    const isIn = value.split(/[\s,]+/).includes(release.join('.'));
    return release.length === 2 ? isIn === (operator === 'in') : 'maybe';
  }
  const wild = /^(\d{1,4}(?:\.\d{1,4})?)\.\*$/.exec(value)?.[1];
  const text = wild ?? value;
  if (!/^\d{1,4}(?:\.\d{1,4}){0,3}$/.test(text)) return 'maybe';
  const asked = text.split('.').map(Number);
  const order = compareParts(release, asked, wild === undefined ? 4 : asked.length);
  switch (operator) {
    case '==':
    case '===':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '~=':
      return order >= 0 && compareParts(release, asked, asked.length - 1) === 0;
    default:
      return 'maybe';
  }
}

function compareParts(a: readonly number[], b: readonly number[], count: number): number {
  for (let index = 0; index < count; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
