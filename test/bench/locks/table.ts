/** Recall and precision by kind and form. */
import type { Compared } from './compare.ts';

export function comparedTable(all: readonly Compared[]): string[] {
  const rows = [...Map.groupBy(all, ({ kind, form }) => `${kind.id} ${form}`)].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    row('kind', 'files', 'entries', 'recall', 'precision', 'lines', 'sources', 'beside'),
    ...rows.map(([name, some]) => rowOf(name, some)),
    rowOf('all', all),
    ...all.flatMap(({ failed }) => (failed === null ? [] : [`not compared: ${failed}`])),
  ];
}

function rowOf(name: string, some: readonly Compared[]): string {
  const sum = (of: (one: Compared) => number): number => some.reduce((total, one) => total + of(one), 0);
  const [theirs, ours, same] = [sum((one) => one.theirs), sum((one) => one.ours), sum((one) => one.same)];
  const share = (part: number, whole: number): string => (whole === 0 ? '-' : (Math.floor((part / whole) * 10_000) / 10_000).toFixed(4));
  const parsers = [...new Set(some.map(({ kind }) => kind.by))];
  return row(
    name,
    some.length,
    theirs,
    share(same, theirs),
    share(same, ours),
    share(
      sum((one) => one.sameLine),
      same,
    ),
    share(
      sum((one) => one.sameSource),
      sum((one) => one.sourced),
    ),
    parsers.length === 1 ? (parsers[0] ?? '') : '',
  );
}

function row(name: string, ...cells: readonly (string | number)[]): string {
  return `${name.padEnd(18)} ${cells.map((cell) => String(cell).padStart(9)).join(' ')}`;
}
