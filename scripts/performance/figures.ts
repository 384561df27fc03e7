/** The file that a benchmark writes, and what of it came out how. */
import { z } from 'zod';

const budget = z.object({
  id: z.string(),
  work: z.string(),
  is: z.enum(['at most', 'at least']),
  limit: z.number().positive(),
  unit: z.string(),
  /** Null: its row did not run. */
  value: z.number().nonnegative().nullable(),
});

const run = z.object({
  row: z.string(),
  work: z.string(),
  seconds: z.number(),
  cpu: z.number().nullable(),
  peak: z.number().nullable(),
  words: z.string(),
});

const figures = z.object({
  machine: z.object({
    cores: z.number(),
    processor: z.string(),
    memory: z.number(),
    platform: z.string(),
    node: z.string(),
    load: z.number(),
  }),
  budgets: z.array(budget),
  runs: z.array(run),
});

export type Figures = z.infer<typeof figures>;
export type Came = z.infer<typeof budget>;

export function readFigures(text: string): Figures {
  return figures.parse(JSON.parse(text));
}

/** What `later` did not measure stays as it was; of a row that it ran, nothing of before is left. */
export function together(earlier: Figures, later: Figures): Figures {
  const known = new Map(earlier.budgets.map(({ id, value }) => [id, value]));
  const rows = new Set(later.runs.map(({ row }) => row));
  return {
    machine: later.machine,
    budgets: later.budgets.map((one) => ({ ...one, value: one.value ?? known.get(one.id) ?? null })),
    runs: [...earlier.runs.filter(({ row }) => !rows.has(row)), ...later.runs],
  };
}

/** How much of what is allowed was used: 1 is all of it. */
export function used({ is, limit }: Came, value: number): number {
  return is === 'at most' ? value / limit : limit / value;
}

/** "1,234.5" */
export function numeral(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 2 });
}

/** "≤ 1.5" */
export function limitOf({ is, limit }: Came): string {
  return `${is === 'at most' ? '≤' : '≥'} ${numeral(limit)}`;
}
