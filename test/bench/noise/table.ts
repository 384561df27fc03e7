/** How often ordinary changes say something, for each repository and in sum. */
import type { NoisyChange } from './count.ts';

const COLUMNS: readonly (readonly [string, (change: NoisyChange) => boolean])[] = [
  ['line', ({ unread }) => unread > 0],
  ['comment', ({ commented }) => commented],
  ['both', ({ unread, commented }) => unread > 0 && commented],
  ['warn', ({ conclusion }) => conclusion === 'warn'],
  ['block', ({ conclusion }) => conclusion === 'block'],
  ['wait', ({ conclusion }) => conclusion === 'wait'],
  ['all fed', ({ lines }) => lines.length > 0 && lines.every(({ fed }) => fed)],
  ...['tree/unread', 'model/unresolved', 'dataset/unresolved', 'service/unresolved'].map(
    (rule) => [rule, ({ lines }: NoisyChange) => lines.some((line) => line.rule === rule)] as const,
  ),
];

/** Changes about content that the clone lacks are counted apart. */
export function table(all: readonly NoisyChange[]): string {
  const heading = ['repository', 'changes', 'apart', ...COLUMNS.map(([name]) => name)];
  const rows = [...Map.groupBy(all, ({ repository }) => repository)].map(([name, changes]) => rowOf(name, changes));
  const told = all.map(({ lines }) => lines.map(({ rule, blocks }) => `${blocks ? 'blocks' : 'warns'} ${rule}`));
  return [
    ...[heading, ...rows, rowOf('sum', all)].map(printed),
    '',
    'changes by rule',
    ...counted(told),
    '',
    'changes by kind that was not read',
    ...counted(all.map(({ unreadKinds }) => unreadKinds)),
  ].join('\n');
}

function rowOf(name: string, all: readonly NoisyChange[]): string[] {
  const kept = all.filter(({ missing }) => !missing);
  const shares = COLUMNS.map(([, holds]) => {
    const number = kept.filter(holds).length;
    return number === 0 ? '0' : `${number} ${percent(number, kept.length)}`;
  });
  return [name, String(kept.length), String(all.length - kept.length), ...shares];
}

function printed([name = '', ...cells]: readonly string[]): string {
  return `${name.padEnd(44)} ${cells.map((cell) => cell.padStart(12)).join(' ')}`;
}

/** The most frequent first. */
function counted(words: readonly (readonly string[])[]): string[] {
  const counts = new Map<string, number>();
  for (const word of words.flatMap((list) => [...new Set(list)])) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([word, number]) => `${String(number).padStart(6)} ${percent(number, words.length).padStart(6)}  ${word}`);
}

function percent(number: number, of: number): string {
  return `${((100 * number) / of).toFixed(1)}%`;
}
