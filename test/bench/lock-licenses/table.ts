/** What locks say of licenses, project by project, and which words nobody knows. */
import type { JudgedProject } from './scan.ts';

const HEADING = ['project', 'own license', 'libraries', 'stated', 'known', 'unknown', 'share', 'refused', 'asked about'];

export function licenseTable(all: readonly JudgedProject[]): string {
  const sum = (of: (one: JudgedProject) => number): number => all.reduce((total, one) => total + of(one), 0);
  const rows = all.map((one) => rowOf(one.project, one.own, [one.libraries, one.stated, one.unknown, one.refused, one.asked]));
  const last = rowOf('sum', '', [
    sum(({ libraries }) => libraries),
    sum(({ stated }) => stated),
    sum(({ unknown }) => unknown),
    sum(({ refused }) => refused),
    sum(({ asked }) => asked),
  ]);
  const table = [HEADING, ...rows, last];
  const widths = HEADING.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function rowOf(name: string, own: string, [libraries = 0, stated = 0, unknown = 0, refused = 0, asked = 0]: readonly number[]): string[] {
  const share = stated === 0 ? '' : `${((100 * unknown) / stated).toFixed(1)} %`;
  return [name, own, ...[libraries, stated, stated - unknown, unknown].map(String), share, String(refused), String(asked)];
}

/** By what stands in the locks, the most frequent first. */
export function unknownTable(all: readonly JudgedProject[]): string {
  const unknown = all.flatMap(({ lines }) => lines).filter((one) => one.unknown !== null);
  const byText = [...Map.groupBy(unknown, ({ stated }) => stated)].sort(
    ([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1),
  );
  return [
    'stays unknown',
    ...byText.map(
      ([text, lines]) => `${String(lines.length).padStart(5)}  ${JSON.stringify(text.slice(0, 120))}  ${lines[0]?.library ?? ''}`,
    ),
  ].join('\n');
}
