/** What the design promises of speed and memory, in its order. A row of the benchmark says what came of it. */

export interface Budget {
  readonly id: string;
  readonly work: string;
  readonly is: 'at most' | 'at least';
  readonly limit: number;
  readonly unit: string;
}

function atMost(id: string, work: string, limit: number, unit: string): Budget {
  return { id, work, is: 'at most', limit, unit };
}

function atLeast(id: string, work: string, limit: number, unit: string): Budget {
  return { id, work, is: 'at least', limit, unit };
}

export const BUDGETS = [
  atMost('start', 'start (`--version`)', 1.5, '× `node -e 0`'),
  atLeast('application-time', 'scan of an application, nothing kept: speed', 4, '× cdxgen'),
  atMost('application-memory', 'scan of an application: memory', 0.67, '× cdxgen'),
  atLeast('library', 'scan of an ML library', 2_000, 'files/s'),
  atMost('check-5000', 'check of 10 files of 5,000, base known', 0.3, 's'),
  atMost('check-50000', 'check of 10 files of 50,000, base known', 0.3, 's'),
  atMost('check-200000', 'check of 10 files of 200,000, base known', 0.3, 's'),
  atMost('check-growth', 'check, base known: 200,000 files against 5,000', 1.3, '×'),
  atMost('check-memory', 'check, base known: memory', 120, 'MB'),
  atMost('fresh-10', 'check of 50,000 files with nothing kept, 10 names', 1.2, 's'),
  atMost('fresh-1000', 'check of 50,000 files with nothing kept, 1,000 names', 1.2, 's'),
  atMost('fresh-20000', 'check of 50,000 files with nothing kept, 20,000 names', 2, 's'),
  atMost('index', 'first check of 200,000 files', 3, '× `git cat-file --batch`'),
  atMost('lockfile-time', 'check of a lockfile of 20,000 packages, 10 changed', 0.5, 's'),
  atMost('lockfile-memory', 'check of a lockfile of 20,000 packages: memory', 200, 'MB'),
  atLeast('hashing', 'hashing weights: speed', 95, '% of `openssl`'),
  atMost('hashing-memory', 'hashing weights: memory', 150, 'MB'),
  atMost('action', 'Action, start to verdict, 5,000 files', 0.5, 's'),
  atMost('webhooks-postgres', 'App, 200 webhooks/s with PostgreSQL: answered, p99', 50, 'ms'),
  atMost('webhooks-embedded', 'App, 40 webhooks/s with its own database: answered, p99', 50, 'ms'),
] as const satisfies readonly Budget[];

export type BudgetId = (typeof BUDGETS)[number]['id'];
