/** The part of the page between its markers: budgets with what came of them, the machine, and each program that ran. */
import { type Came, type Figures, limitOf, numeral, used } from './figures.ts';

const BEGIN = '<!-- Figures: written by scripts/performance.ts, do not edit. -->';
const END = '<!-- End of figures. -->';

/** Processes that wanted a core when the benchmark began. */
const BUSY = 1;

/** `page` with the figures in place of those it has. */
export function pageWith(page: string, figures: Figures): string {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`The page has no line "${BEGIN}" with "${END}" behind it.`);
  return `${page.slice(0, from + BEGIN.length)}\n\n${written(figures)}\n\n${page.slice(to)}`;
}

function written(figures: Figures): string {
  return [
    table(['Work', 'Budget', 'Came out', ''], figures.budgets.map(budgetRow)),
    '![How much of each budget is used](performance.svg)',
    machine(figures.machine),
    table(
      ['Program', 'Seconds', 'CPU seconds', 'Memory, MB', ''],
      figures.runs.map(({ work, seconds, cpu, peak, words }) => [work, numeral(seconds), told(cpu), told(peak), words]),
    ),
  ].join('\n\n');
}

function budgetRow(came: Came): string[] {
  const { work, unit, value } = came;
  const budget = `${limitOf(came)} ${unit}`;
  if (value === null) return [work, budget, 'not measured', ''];
  return [work, budget, `${numeral(value)} ${unit}`, used(came, value) <= 1 ? 'holds' : '**over**'];
}

function machine({ cores, processor, memory, platform, node, load }: Figures['machine']): string {
  const busy =
    load < BUSY ? '' : ` Other programs ran at the same time (load ${numeral(load)}): what is measured by the clock is too much.`;
  return `Measured on ${cores} cores (${processor}), ${memory} GB of memory, ${platform}, Node ${node}.${busy}`;
}

function told(value: number | null): string {
  return value === null ? 'not told' : numeral(value);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
