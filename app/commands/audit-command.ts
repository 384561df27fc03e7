/** `weighbridge-app audit`: whether the audit log is as it was written, and the log as lines of JSON (T31). */
import { parseArgs } from 'node:util';
import { InputError } from '../../src/core/index.ts';
import { canonicalJson } from '../audit/canonical-json.ts';
import { type ChainReport, checkChain } from '../audit/check-chain.ts';
import { type Checkpoint, checkpointPublicKey, isGenuine } from '../audit/checkpoint.ts';
import type { Link } from '../audit/chain.ts';
import { readConfig } from '../config.ts';
import { auditCheckpoint, auditRows } from '../store/audit-log.ts';
import type { InstalledAccount } from '../store/installations.ts';
import type { Store } from '../store/sql.ts';
import type { CommandIo } from './command.ts';
import { accountsNamed, withStore } from './with-store.ts';

const USAGE =
  'weighbridge-app audit verify [--account acme] [--expect HASH], or weighbridge-app audit export [--account acme] [--since 2026-01-31] [--format jsonl]';

interface Asked {
  readonly action: 'verify' | 'export';
  readonly account: string | null;
  readonly expect: string | null;
  readonly since: Date | null;
}

/** With the settings of the App. 1: a log is not as it was written. */
export async function auditCommand(args: readonly string[], { env, out }: CommandIo): Promise<number> {
  const asked = readArguments(args);
  const { store: place, encryptionKeys } = readConfig({ ...env, WEIGHBRIDGE_ROLE: 'both' });
  return withStore(place, async (store) => {
    const found = await accountsNamed(store, asked.account);
    if (found.length > 1 && (asked.action === 'export' || asked.expect !== null))
      throw new InputError('USAGE', `the App has ${found.length} installations`, 'Name the account of one of them: --account acme.');
    let bad = 0;
    for (const account of found) {
      if (asked.action === 'export') await exportLog(store, encryptionKeys, account, asked.since, out);
      else if (!(await verifyLog(store, encryptionKeys, account, asked.expect, out))) bad += 1;
    }
    return bad === 0 ? 0 : 1;
  });
}

const PAGE = 1_000;
/** So often retention may move the beginning while the log is read. */
const TRIES = 5;

async function verifyLog(
  store: Store,
  keys: readonly Uint8Array[],
  { installation, login }: InstalledAccount,
  expect: string | null,
  out: CommandIo['out'],
): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    const checkpoint = await checkpointOf(store, installation);
    const genuine = checkpoint === null || isGenuine(keys, checkpoint);
    const check = checkChain(installation, checkpoint, expect);
    for await (const page of pagesOf(store, installation, null)) check.take(page);
    const later = await checkpointOf(store, installation);
    if (later?.sequence !== checkpoint?.sequence && attempt < TRIES) continue;
    const report = check.end();
    out(reportText(login, report, checkpoint, genuine, expect !== null));
    return genuine && report.problems.length === 0;
  }
}

function reportText(login: string, report: ChainReport, checkpoint: Checkpoint | null, genuine: boolean, expected: boolean): string {
  const { rows, newest, problems, further } = report;
  const lines = problems.map(({ what }) => `  - ${what}`);
  if (further > 0) lines.push(`  - and ${further} more`);
  if (!genuine)
    lines.unshift(
      '  - the checkpoint at the beginning is not signed by ENCRYPTION_KEY or ENCRYPTION_KEY_PREVIOUS: rows may be missing before it',
    );
  if (lines.length > 0) return `${login}: the audit log is NOT as it was written.\n${lines.join('\n')}\n`;
  const before =
    checkpoint === null ? '' : `, behind a signed checkpoint for rows 1 to ${checkpoint.sequence} (until ${checkpoint.through})`;
  const end = newest?.hash ?? checkpoint?.hash ?? null;
  const tail =
    end === null || expected
      ? ''
      : '  Whether rows are missing at the end, only a hash from outside tells: --expect with the one that the newest check run shows.\n';
  return `${login}: ${rows} rows${before}, each as it was written.\n${end === null ? '' : `  Newest hash: ${end}\n`}${tail}`;
}

/** One line says whose log it is, one is the checkpoint where there is one, then one for each row. What a row's hash is of: docs/audit.md. */
async function exportLog(
  store: Store,
  keys: readonly Uint8Array[],
  { installation, login }: InstalledAccount,
  since: Date | null,
  out: CommandIo['out'],
): Promise<void> {
  const [key] = keys;
  const publicKey = key === undefined ? null : checkpointPublicKey(key);
  out(
    `${canonicalJson({ log: 'weighbridge audit', version: 1, account: login, installation, since: since?.toISOString() ?? null, publicKey })}\n`,
  );
  const checkpoint = await checkpointOf(store, installation);
  if (checkpoint !== null) out(`${canonicalJson({ checkpoint })}\n`);
  for await (const page of pagesOf(store, installation, since)) out(page.map(lineOf).join(''));
}

/** The entry stands as it is kept: its bytes are what was hashed. */
function lineOf({ content, ...link }: Link): string {
  return `{"entry":${content},${canonicalJson(link).slice(1)}\n`;
}

async function* pagesOf(store: Store, installation: number, since: Date | null): AsyncGenerator<readonly Link[]> {
  let after = 0;
  for (;;) {
    const page = await store.transaction({ installation }, (tx) => auditRows(tx, installation, { after, limit: PAGE, since }));
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.sequence ?? after;
  }
}

function checkpointOf(store: Store, installation: number): Promise<Checkpoint | null> {
  return store.transaction({ installation }, (tx) => auditCheckpoint(tx, installation));
}

function readArguments(args: readonly string[]): Asked {
  const string = { type: 'string' } as const;
  const refuse = (message: string): InputError => new InputError('USAGE', message, `Usage: ${USAGE}`);
  let parsed: ReturnType<typeof parse>;
  const parse = () =>
    parseArgs({ args: [...args], options: { account: string, expect: string, since: string, format: string }, allowPositionals: true });
  try {
    parsed = parse();
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : 'unknown option');
  }
  const { account, expect, since, format = 'jsonl' } = parsed.values;
  const [action] = parsed.positionals;
  if ((action !== 'verify' && action !== 'export') || parsed.positionals.length !== 1) throw refuse('audit takes "verify" or "export"');
  if (format !== 'jsonl') throw refuse('--format is jsonl: one row is one line of JSON');
  if (expect !== undefined && !/^[0-9a-f]{64}$/.test(expect)) throw refuse('--expect is a hash as a check run shows it: 64 hex digits');
  if (since !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(since)) throw refuse('--since is a day: 2026-01-31');
  const day = since === undefined ? null : new Date(`${since}T00:00:00.000Z`);
  if (day !== null && !(day.getTime() > 0 && day.toISOString().startsWith(since ?? ''))) throw refuse(`--since: there is no ${since}`);
  if (action === 'verify' && day !== null) throw refuse('verify reads the whole log: --since is for export');
  if (action === 'export' && expect !== undefined) throw refuse('export compares nothing: --expect is for verify');
  return { action, account: account ?? null, expect: expect ?? null, since: day };
}
