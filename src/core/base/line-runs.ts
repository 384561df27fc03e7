/** Two texts → the runs of lines in which they differ: without those, both are the same lines in the same order (Myers). Work is counted (T39). */

/** Lines by index: from `start` up to, and without, `end`. */
export interface LineRun {
  readonly start: number;
  readonly end: number;
}

export interface LineRuns {
  readonly before: readonly LineRun[];
  readonly after: readonly LineRun[];
}

/** Lines that are added or removed, at most: the cost grows with their square. */
const MAX_EDITS = 2_000;

/** Where more differs than is compared, all lines between the first and the last that differ are taken to. */
export function lineRuns(before: readonly string[], after: readonly string[]): LineRuns {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const [old, now] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const edits = editsOf(old, now);
  return { before: runsOf(edits?.removed ?? [...old.keys()], start), after: runsOf(edits?.added ?? [...now.keys()], start) };
}

interface Edits {
  readonly removed: readonly number[];
  readonly added: readonly number[];
}

/** How far each diagonal is reached, from the lowest one up. */
type Reached = Int32Array;

/** Each diagonal as far as so many edits lead, then the way back. */
function editsOf(old: readonly string[], now: readonly string[]): Edits | null {
  const most = Math.min(MAX_EDITS, old.length + now.length);
  const steps: Reached[] = [];
  for (let edits = 0; edits <= most; edits++) {
    const last = steps.at(-1);
    const reached = new Int32Array(2 * edits + 1);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = last === undefined ? 0 : entry(last, diagonal, edits);
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) x++;
      reached[diagonal + edits] = x;
      if (x >= old.length && x - diagonal >= now.length) return wayBack(steps, old.length, now.length);
    }
    steps.push(reached);
  }
  return null;
}

function at(reached: Reached, diagonal: number): number {
  return reached[diagonal + (reached.length - 1) / 2] ?? -1;
}

/** Whether the edit that leads onto a diagonal adds a line; else it removes one. */
function isAdded(last: Reached, diagonal: number, edits: number): boolean {
  return diagonal === -edits || (diagonal !== edits && at(last, diagonal - 1) < at(last, diagonal + 1));
}

function entry(last: Reached, diagonal: number, edits: number): number {
  return isAdded(last, diagonal, edits) ? at(last, diagonal + 1) : at(last, diagonal - 1) + 1;
}

function wayBack(steps: readonly Reached[], oldLength: number, nowLength: number): Edits {
  const [removed, added]: [number[], number[]] = [[], []];
  let [x, y] = [oldLength, nowLength];
  for (let edits = steps.length; edits > 0; edits--) {
    const last = steps[edits - 1] ?? new Int32Array(1);
    const adds = isAdded(last, x - y, edits);
    const diagonal = x - y + (adds ? 1 : -1);
    x = at(last, diagonal);
    y = x - diagonal;
    if (adds) added.push(y);
    else removed.push(x);
  }
  return { removed: removed.reverse(), added: added.reverse() };
}

function runsOf(indexes: readonly number[], offset: number): LineRun[] {
  const runs: { start: number; end: number }[] = [];
  for (const index of indexes) {
    const last = runs.at(-1);
    if (last?.end === index + offset) last.end++;
    else runs.push({ start: index + offset, end: index + offset + 1 });
  }
  return runs;
}

/** Places to which a run may be moved, and the texts differ in it all the same: "} {" between equal lines is "{ }" one line above. */
export function movesOf(lines: readonly string[], { start, end }: LineRun, floor: number): readonly LineRun[] {
  const places: LineRun[] = [{ start, end }];
  for (let by = 1; by <= MAX_MOVES && start - by >= floor && lines[start - by] === lines[end - by]; by++)
    places.push({ start: start - by, end: end - by });
  return places;
}

const MAX_MOVES = 20;
