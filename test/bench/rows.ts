/** The rows of the benchmark, in the order in which they run. A new one is one line and its import. */
import { actionRow } from './action.ts';
import { appCalls } from './app-calls.ts';
import { appWebhooks } from './app-webhooks.ts';
import { checkRow, freshRow, indexRow } from './check.ts';
import { dryRunBench } from './dry-run.ts';
import { hashingRow } from './hashing.ts';
import { lockfileRow } from './lockfile.ts';
import { pullRow } from './pull.ts';
import type { Row } from './row.ts';
import { applicationRow, libraryRow } from './scan.ts';
import { signaturesRow } from './signatures.ts';
import { startRow } from './start.ts';
import { whereBench } from './where.ts';

export const ROWS: readonly Row[] = [
  startRow,
  applicationRow,
  libraryRow,
  indexRow,
  checkRow,
  freshRow,
  lockfileRow,
  actionRow,
  hashingRow,
  { name: 'webhooks', run: ({ root }, report) => appWebhooks(root, report) },
  { name: 'calls', run: () => appCalls() },
  { name: 'where', run: ({ root }) => whereBench(root) },
  { name: 'dry-run', run: ({ root }) => dryRunBench(root) },
  signaturesRow,
  pullRow,
];
