/** Updates as rows, and their sums. */
import type { NoisyLine } from '../noise/count.ts';
import type { Update } from './select.ts';

export interface JudgedUpdate {
  readonly repository: string;
  readonly update: Update;
  /** Registries were asked. */
  readonly asked: boolean;
  readonly milliseconds: number;
  readonly conclusion: string;
  /** Of the comment. */
  readonly lines: number;
  readonly changed: number;
  readonly requests: number;
  readonly said: readonly NoisyLine[];
  readonly comment: string;
}

export function rowsOf(all: readonly JudgedUpdate[]): string[] {
  const heading = row('repository', 'date', 'registries', 'changed', 'asked', 'blocks', 'warnings', 'lines', 'said');
  const rows = all.map(({ repository, update, asked, changed, requests, lines, said }) => {
    const rules = [...new Set(said.map(({ rule }) => rule))].join(' ');
    return row(repository, update.date, asked ? 'asked' : 'off', changed, requests, count(said, true), count(said, false), lines, rules);
  });
  const sums = [false, true].map((asked) => {
    const some = all.filter((one) => one.asked === asked);
    const said = some.flatMap((one) => one.said);
    const longest = Math.max(0, ...some.map(({ lines }) => lines));
    return `registries ${asked ? 'asked' : 'off'}: ${some.length} updates, ${count(said, true)} blocks, ${count(said, false)} warnings, longest comment ${longest} lines`;
  });
  return [heading, ...rows, '', ...sums];
}

function count(said: readonly NoisyLine[], blocks: boolean): number {
  return said.filter((one) => one.blocks === blocks).length;
}

function row(repository: string, date: string, ...cells: readonly (string | number)[]): string {
  return `${repository.padEnd(40)} ${date.padEnd(10)} ${cells.map((cell) => String(cell).padStart(9)).join(' ')}`;
}
