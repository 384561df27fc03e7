/** Places that a change touches before those that it does not: the one order of all reports. */

interface Line {
  readonly path: string;
  readonly line: number;
}

/** `touched`: most telling first. Items on the same line keep their order; so do those that are not touched, which come last. */
export function changedFirst<T extends Line>(items: readonly T[], touched: readonly Line[]): T[] {
  if (items.length < 2 || touched.length === 0) return [...items];
  const rank = ranks(touched);
  const rankOf = (item: T): number => rank.get(keyOf(item)) ?? touched.length;
  return [...items].sort((a, b) => rankOf(a) - rankOf(b));
}

/** Places in that order; of those that they take names from the most telling one before them, where it tells more than any of them. */
export function placesOfChange<T extends Line>(own: readonly T[], readAt: readonly T[], touched: readonly Line[]): T[] {
  const places = changedFirst(own, touched);
  const [read] = changedFirst(readAt, touched);
  if (read === undefined) return places;
  const rank = ranks(touched);
  const rankOf = (item: T | undefined): number => (item === undefined ? undefined : rank.get(keyOf(item))) ?? touched.length;
  return rankOf(read) < rankOf(places[0]) ? [read, ...places] : places;
}

/** Whether the change touches this line, or its file. */
export function isTouched(item: Line, touched: readonly Line[]): boolean {
  return ranks(touched).has(keyOf(item));
}

const known = new WeakMap<readonly Line[], ReadonlyMap<string, number>>();

function ranks(touched: readonly Line[]): ReadonlyMap<string, number> {
  const before = known.get(touched);
  if (before !== undefined) return before;
  const rank = new Map<string, number>();
  touched.forEach((line, index) => {
    if (!rank.has(keyOf(line))) rank.set(keyOf(line), index);
  });
  known.set(touched, rank);
  return rank;
}

function keyOf({ path, line }: Line): string {
  return JSON.stringify([path, line]);
}
