/** Takes what the rows measured: prints it at once, and keeps it for the file of figures. */
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os';
import type { Figures } from '../../scripts/performance/figures.ts';
import { type Budget, BUDGETS, type BudgetId } from './budgets.ts';
import type { Measured } from './measure.ts';

export interface Report {
  /** A program that did what it should; whoever finds that one did not throws. */
  ran(work: string, result: Pick<Measured, 'seconds' | 'cpu' | 'peak'>, words?: string): void;
  /** What came out of that which a budget limits. */
  came(budget: BudgetId, value: number): void;
}

export interface Reports {
  of(row: string): Report;
  /** What came of each budget, as lines. */
  summary(): string;
  /** Rows that did not run leave nothing. */
  save(file: string): void;
}

export function openReports(say: (line: string) => void): Reports {
  const runs: Figures['runs'] = [];
  const began = machine();
  const values = new Map<string, number>();
  return {
    of: (row) => ({
      ran(work, { seconds, cpu, peak }, words = '') {
        const columns = [
          seconds.toFixed(2).padStart(8),
          's',
          (cpu?.toFixed(2) ?? '?').padStart(7),
          's cpu',
          String(peak ?? '?').padStart(5),
          'MB',
        ];
        say(`${work.padEnd(66)}${columns.join(' ')}  ${words}`.trimEnd());
        runs.push({ row, work, seconds: rounded(seconds), cpu: cpu === null ? null : rounded(cpu), peak, words });
      },
      // Where the system does not tell, nothing came out.
      came: (budget, value) => void (Number.isNaN(value) || values.set(budget, rounded(value))),
    }),
    summary() {
      const came = BUDGETS.filter(({ id }) => values.has(id));
      return came.map((budget) => budgetLine(budget, values.get(budget.id) ?? Number.NaN)).join('\n');
    },
    save(file) {
      const budgets = BUDGETS.map((budget) => ({ ...budget, value: values.get(budget.id) ?? null }));
      writeFileSync(file, `${JSON.stringify({ machine: began, budgets, runs } satisfies Figures, null, 2)}\n`);
    },
  };
}

/** No more digits than are worth anything. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

function budgetLine({ work, is, limit, unit }: Budget, value: number): string {
  const holds = is === 'at most' ? value <= limit : value >= limit;
  return `${holds ? 'holds' : 'OVER '}  ${work.padEnd(58)} ${String(rounded(value)).padStart(7)} ${unit} (${is} ${limit})`;
}

function machine(): Figures['machine'] {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    memory: Math.round(totalmem() / 1e9),
    platform: platform(),
    node: process.versions.node,
    load: loadavg()[0] ?? 0,
  };
}
