/** Whether a chain is as it was written: each row hangs on the one before, from its beginning or a checkpoint to its end (T31). Pure. */
import { chainOrigin, type ChainEnd, linkHash, isWellFormed, type Link } from './chain.ts';

export interface AuditProblem {
  /** Number of the row at which it shows. */
  readonly row: number;
  readonly what: string;
}

export interface ChainReport {
  readonly rows: number;
  /** Null: the log is empty. */
  readonly newest: Link | null;
  /** The first of them, in the order of the rows. */
  readonly problems: readonly AuditProblem[];
  readonly further: number;
}

export interface ChainCheck {
  /** In the order of their numbers. */
  readonly take: (links: readonly Link[]) => void;
  readonly end: () => ChainReport;
}

/** More of them tell nobody more. */
const SHOWN = 50;

/**
 * `from`: a checkpoint that was found genuine; null: the chain's own beginning. `expected`: a hash that GitHub holds in a check run; without it
 * nobody can tell whether rows are missing at the end.
 */
export function checkChain(installation: number, from: ChainEnd | null, expected: string | null): ChainCheck {
  const problems: AuditProblem[] = [];
  let further = 0;
  let rows = 0;
  let end = from ?? chainOrigin(installation);
  let newest: Link | null = null;
  let found = expected === null || expected === from?.hash;
  const wrong = (row: number, what: string): void => {
    if (problems.length < SHOWN) problems.push({ row, what });
    else further += 1;
  };
  const take = (link: Link): void => {
    rows += 1;
    const { sequence: row } = link;
    if (row <= end.sequence) return wrong(row, `row ${row} is older than the checkpoint that took its place`);
    const missing = row - end.sequence - 1;
    if (missing > 0)
      wrong(end.sequence + 1, missing === 1 ? `row ${row - 1} is missing` : `rows ${end.sequence + 1} to ${row - 1} are missing`);
    if (!isWellFormed(link) || linkHash(link) !== link.hash)
      wrong(row, `row ${row} is not as it was written: it was changed, or stood at another place`);
    else if (missing === 0 && link.previous !== end.hash)
      wrong(
        row,
        row === 1
          ? 'row 1 is not the beginning of this chain'
          : `row ${row} was not written behind row ${row - 1}: one of them was replaced`,
      );
    if (link.hash === expected) found = true;
    end = link;
    newest = link;
  };
  return {
    take: (links) => links.forEach(take),
    end() {
      if (!found)
        wrong(end.sequence + 1, `no row has the expected hash: the log ends at row ${end.sequence}, and what came after it is missing`);
      return { rows, newest, problems, further };
    },
  };
}
