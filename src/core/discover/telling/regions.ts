/** Lines of data and settings that belong together: a value means what its neighbors say it is of. Code is bound by names instead. Pure. */
import type { LineRun } from '../../base/line-runs.ts';

/** Whether lines stand by something that is marked; `isMarked` speaks of lines by index. */
type StandsBy = (run: LineRun) => boolean;
type IsMarked = (line: number) => boolean;

/** Up to the next empty lines, at least `least` on each side. */
export function byParagraph(lines: readonly string[], isMarked: IsMarked, least: number): StandsBy {
  const isEmpty = (index: number): boolean => (lines[index] ?? '').trim() === '';
  return (run) => {
    let [start, end] = [Math.max(0, run.start - least), Math.min(lines.length, run.end + least)];
    while (start > 0 && !isEmpty(start - 1)) start--;
    while (end < lines.length && !isEmpty(end)) end++;
    return indexesOf({ start, end }).some(isMarked);
  };
}

const TABLE = /^\s*\[{1,2}[^[\]]{1,200}\]{1,2}\s*(?:#.*)?$/;
const SIGNS = /^[\s,[\]{}]*$/;
const CLOSED = /^[\s,]*[\]}]/;
const MAX_DEPTH = 64;

/**
 * Data: beside the members of the same object, list or table, and under the lines that open what it stands in. `apart`: a catalog of texts,
 * whose members have nothing to do with each other.
 */
export function byBlock(lines: readonly string[], isMarked: IsMarked, apart: boolean): StandsBy {
  const openers = openersOf(lines);
  const told = new Set(apart ? [] : openers.filter((_, index) => isMarked(index)));
  const opening = new Set(openers);
  // What holds a member that tells and opens nothing: `"provider": "openai"` says what the objects beside it are of.
  const settled = new Set(apart ? [] : openers.filter((_, index) => isMarked(index) && !opening.has(index)));
  const isUnder = (from: number): boolean => {
    let opener = from;
    for (let depth = 0; depth < MAX_DEPTH; depth++) {
      // The members of the whole text have less to do with each other than those of a part of it.
      const isWhole = (openers[opener] ?? 0) === opener;
      if (isMarked(opener) || (!isWhole && settled.has(opener))) return true;
      const next = openers[opener] ?? 0;
      if (next === opener) return false;
      opener = next;
    }
    return true;
  };
  return (run) =>
    indexesOf(run).some((index) => {
      const line = lines[index] ?? '';
      if (SIGNS.test(line)) return false;
      const opener = openers[index] ?? 0;
      // What stands behind a bracket that closes is a member of what that stood in.
      const outer = CLOSED.test(line) ? [opener, openers[opener] ?? 0] : [opener];
      return isMarked(index) || outer.some((one) => told.has(one) || isUnder(one));
    });
}

/** By line: the line that opens what its start stands in; of a table its heading. */
function openersOf(lines: readonly string[]): readonly number[] {
  const open: number[] = [];
  let table = 0;
  return lines.map((line, index) => {
    if (open.length === 0 && TABLE.test(line)) {
      table = index;
      return index;
    }
    const opener = open.at(-1) ?? table;
    for (const [sign] of line.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
      if (sign === '{' || sign === '[') open.push(index);
      else if (sign === '}' || sign === ']') open.pop();
    }
    return opener;
  });
}

function indexesOf({ start, end }: LineRun): number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}
