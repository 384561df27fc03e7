/**
 * Patterns as git's wildmatch.c reads them with WM_PATHNAME: `*`, `?` and `[…]` stop at "/", `**` between slashes does not.
 * Bytes, not characters, as in git. A set of states walks over the text: at most pattern × text steps, whatever is written (T18).
 */

/** `fuel`: steps that may still be made; when none is left the answer is true, and whoever asks must look (T39). */
export type Matcher = (text: Uint8Array, fuel: Fuel) => boolean;

export interface Fuel {
  left: number;
}

interface Step {
  /** True for stars: reading a byte does not move on. */
  readonly repeats: boolean;
  /** Steps ahead that are reached without reading. */
  readonly jumps: readonly number[];
  accepts(byte: number): boolean;
}

const SLASH = 0x2f;
const notSlash = (byte: number): boolean => byte !== SLASH;
const anything = (): boolean => true;
const nothing = (): boolean => false;

/** Null when the pattern can match nothing: an unclosed bracket, a final backslash. */
export function compilePattern(pattern: Uint8Array): Matcher | null {
  const steps = tokenize(Buffer.from(pattern).toString('latin1'));
  return steps === null ? null : (text, fuel) => run(steps, text, fuel);
}

function run(steps: readonly Step[], text: Uint8Array, fuel: Fuel): boolean {
  let states = reach([0], steps);
  for (const byte of text) {
    fuel.left -= states.length;
    if (fuel.left <= 0) return true;
    const next: number[] = [];
    for (const state of states) {
      const step = steps[state];
      if (step?.accepts(byte) === true) next.push(step.repeats ? state : state + 1);
    }
    if (next.length === 0) return false;
    states = reach(next, steps);
  }
  return states.includes(steps.length);
}

/** Each state once, with what follows it without reading. A set grows while it is walked. */
function reach(from: readonly number[], steps: readonly Step[]): number[] {
  const seen = new Set(from);
  for (const state of seen) for (const jump of steps[state]?.jumps ?? []) seen.add(state + jump);
  return [...seen];
}

function tokenize(pattern: string): Step[] | null {
  const steps: Step[] = [];
  // git compares the literal beginning first and hands over the rest, so that double stars right behind it count as leading.
  const literal = pattern.search(/[*?[\\]/);
  for (let index = 0; index < pattern.length; ) {
    const character = pattern[index] ?? '';
    if (character === '*') {
      let end = index;
      while (pattern[end] === '*') end++;
      steps.push(...stars(pattern, index, end, index === literal));
      index = end;
    } else if (character === '?') {
      steps.push({ repeats: false, jumps: [], accepts: notSlash });
      index += 1;
    } else if (character === '[') {
      const bracket = parseBracket(pattern, index);
      if (bracket === null) return null;
      steps.push({ repeats: false, jumps: [], accepts: (byte) => byte !== SLASH && bracket.accepts(byte) });
      index = bracket.end;
    } else {
      const escaped = character === '\\';
      const code = pattern.charCodeAt(index + (escaped ? 1 : 0));
      if (Number.isNaN(code)) return null;
      steps.push({ repeats: false, jumps: [], accepts: (byte) => byte === code });
      index += escaped ? 2 : 1;
    }
  }
  return steps;
}

/** Double stars are only special as a whole part of the path; with their slash they also stand for no folder at all. */
function stars(pattern: string, start: number, end: number, leading: boolean): Step[] {
  const before = leading || start === 0 || pattern[start - 1] === '/';
  const after = end === pattern.length || pattern[end] === '/' || pattern.startsWith('\\/', end);
  const deep = end - start > 1 && before && after;
  const star: Step = { repeats: true, jumps: [1], accepts: deep ? anything : notSlash };
  // The way around is open only before the star has read anything: "**/a" is not "*a".
  return deep && pattern[end] === '/' ? [{ repeats: false, jumps: [1, 3], accepts: nothing }, star] : [star];
}

const CLASSES: Readonly<Record<string, RegExp>> = {
  alnum: /[A-Za-z0-9]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  cntrl: /[\x00-\x1f\x7f]/,
  digit: /[0-9]/,
  graph: /[\x21-\x7e]/,
  lower: /[a-z]/,
  print: /[\x20-\x7e]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[ \t\n\r]/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
};

interface Bracket {
  readonly end: number;
  accepts(byte: number): boolean;
}

/** `start` is at "[". Null when it is not closed, or names a class that does not exist: git then matches nothing. */
function parseBracket(pattern: string, start: number): Bracket | null {
  let index = start + 1;
  const negated = pattern[index] === '!' || pattern[index] === '^';
  if (negated) index += 1;
  const members = new Set<number>();
  let previous: number | null = null;
  for (let first = true; first || pattern[index] !== ']'; first = false) {
    if (index >= pattern.length) return null;
    if (pattern.startsWith('[:', index)) {
      const end = pattern.indexOf(']', index + 2);
      const named = end > index + 2 && pattern[end - 1] === ':' ? CLASSES[pattern.slice(index + 2, end - 1)] : undefined;
      if (end < 0) return null;
      if (named === undefined && pattern[end - 1] === ':') return null;
      if (named === undefined) {
        // Not ":]": the "[" is a member like others.
        members.add(0x5b);
        previous = 0x5b;
        index += 1;
        continue;
      }
      for (let byte = 0; byte < 128; byte++) if (named.test(String.fromCharCode(byte))) members.add(byte);
      previous = null;
      index = end + 1;
      continue;
    }
    const range: boolean = pattern[index] === '-' && previous !== null && index + 1 < pattern.length && pattern[index + 1] !== ']';
    if (range) index += 1;
    if (pattern[index] === '\\') index += 1;
    const byte = pattern.charCodeAt(index);
    if (Number.isNaN(byte)) return null;
    for (let member = range ? (previous ?? byte) : byte; member <= byte; member++) members.add(member);
    previous = range ? null : byte;
    index += 1;
  }
  return { end: index + 1, accepts: (byte) => members.has(byte) !== negated };
}
