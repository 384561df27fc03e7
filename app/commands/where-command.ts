/** `weighbridge-app where`: which repositories, pull requests and releases contain a component, since when, and through what. */
import { parseArgs } from 'node:util';
import { InputError } from '../../src/core/index.ts';
import { readConfig } from '../config.ts';
import type { InstalledAccount } from '../store/installations.ts';
import type { Store } from '../store/sql.ts';
import { findUses, inventoried } from '../store/where.ts';
import { type WhereAsked, readAsked } from '../where/asked.ts';
import { type WhereAnswer, answerText } from '../where/text.ts';
import type { CommandIo } from './command.ts';
import { accountsNamed, withStore } from './with-store.ts';

const USAGE = 'weighbridge-app where hf:org/name [--account acme | --all] [--past] [--format table|json]';

/** Rows of one account: who needs more asks for less. */
const MOST = 20_000;

export async function whereCommand(args: readonly string[], { env, out }: CommandIo): Promise<void> {
  const { reference, account, all, past, format } = readArguments(args);
  // Before the database is opened: a mistake costs nothing.
  const asked = readAsked(reference);
  const { store: place } = readConfig({ ...env, WEIGHBRIDGE_ROLE: 'both' });
  await withStore(place, async (store) => {
    const accounts = await accountsNamed(store, account);
    // T27: the answer is about one account, unless the operator says that it is to be about all.
    if (accounts.length > 1 && !all)
      throw new InputError('USAGE', `the App has ${accounts.length} installations`, 'Name one, --account acme, or say --all.');
    const answers: WhereAnswer[] = [];
    for (const one of accounts) answers.push(await answerOf(store, one, asked, past));
    if (format === 'json') out(`${JSON.stringify({ version: 1, asked: asked.text, accounts: answers }, null, 2)}\n`);
    else out(answers.map((answer) => answerText(asked.text, answer)).join('\n'));
  });
}

/** Each account in a transaction of its own, which sees its rows only (T27). */
async function answerOf(store: Store, { installation, login }: InstalledAccount, asked: WhereAsked, past: boolean): Promise<WhereAnswer> {
  return store.transaction({ installation }, async (tx) => {
    const rows = await findUses(tx, installation, asked.searched, { past, limit: MOST + 1 });
    const found = rows.slice(0, MOST).flatMap((row) => {
      const match = asked.matches(row);
      return match === 'no' ? [] : [{ ...row, certain: match === 'yes' }];
    });
    return { account: login, inventoried: await inventoried(tx, installation), found, cut: rows.length > MOST };
  });
}

function readArguments(args: readonly string[]) {
  const string = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const refuse = (message: string): InputError => new InputError('USAGE', message, `Usage: ${USAGE}`);
  const parse = () =>
    parseArgs({ args: [...args], options: { account: string, all: flag, past: flag, format: string }, allowPositionals: true });
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse();
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : 'unknown option');
  }
  const { account, all = false, past = false, format = 'table' } = parsed.values;
  const [reference, ...others] = parsed.positionals;
  if (reference === undefined || others.length > 0) throw refuse('where takes one reference');
  if (format !== 'table' && format !== 'json') throw refuse('--format is table or json');
  if (all && account !== undefined) throw refuse('--account and --all are two questions: keep one');
  return { reference, account: account ?? null, all, past, format };
}
