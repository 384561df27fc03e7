import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditCommand } from '../../../app/commands/audit-command.ts';
import { appendAudit } from '../../../app/store/audit-log.ts';
import { saveInstallation } from '../../../app/store/installations.ts';
import type { Store } from '../../../app/store/sql.ts';
import { openStore } from '../../../app/store/store.ts';
import { environment } from '../../support/app-keys.ts';
import { type House, KINDS, openHouse } from '../../support/stores.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.dispose());

describe.each(KINDS)('weighbridge-app audit, on %s', (kind) => {
  let where: Record<string, string>;
  let within: <T>(work: (store: Store) => Promise<T>) => Promise<T>;
  beforeAll(async () => {
    const place = await house.place(kind);
    where = place.kind === 'postgres' ? { DATABASE_URL: place.url } : { DATA_DIR: place.folder };
    within = async (work) => {
      const driver = await house.driver(place);
      try {
        return await work(await openStore(driver));
      } finally {
        await driver.close();
      }
    };
    await within(async (store) => {
      for (const [installation, login] of [
        [1, 'Acme'],
        [2, 'other'],
      ] as const)
        await store.transaction({ installation }, async (tx) => {
          await saveInstallation(tx, { id: installation, account: { id: installation, login }, suspended: false });
          const body = { conclusion: 'pass', text: 'a\u001b[31mb\n' };
          for (const number of [1, 2, 3])
            await appendAudit(tx, installation, [{ repositoryId: 2, kind: 'verdict', actor: null, subject: `${login}/r#${number}`, body }]);
        });
    });
  });

  async function run(...args: readonly string[]): Promise<{ readonly code: number; readonly text: string }> {
    let text = '';
    const out = (more: string): void => void (text += more);
    const env = environment({ ...where, ENCRYPTION_KEY: 'a0'.repeat(32) });
    const code = await auditCommand(args, { env, input: () => Promise.resolve(''), out, err: out });
    return { code, text };
  }

  it('verifies every log, or one, and one against a hash that GitHub holds', async () => {
    const both = await run('verify');
    expect(both).toMatchObject({ code: 0, text: expect.stringMatching(/Acme: 3 rows, each as it was written[\s\S]*other: 3 rows/) });
    const newest = /Newest hash: ([0-9a-f]{64})/.exec((await run('verify', '--account', 'acme')).text)?.[1] ?? '';
    expect((await run('verify', '--account', 'acme', '--expect', newest)).code).toBe(0);
    const foreign = await run('verify', '--account', 'other', '--expect', newest);
    expect(foreign).toMatchObject({ code: 1, text: expect.stringContaining('the log ends at row 3') });
  });

  it('exports one log as lines of JSON, in their order, from a day on', async () => {
    const { text } = await run('export', '--account', 'ACME', '--since', '2026-01-31', '--format', 'jsonl');
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toMatchObject({ account: 'Acme', installation: 1, publicKey: expect.stringContaining('PUBLIC KEY') });
    expect(lines.slice(1).map(({ sequence, entry }) => [sequence, (entry as { subject: string }).subject])).toEqual([
      [1, 'Acme/r#1'],
      [2, 'Acme/r#2'],
      [3, 'Acme/r#3'],
    ]);
    expect(text).not.toContain('\u001b');
    expect((await run('export', '--account', 'acme', '--since', '2999-01-01')).text.trimEnd().split('\n')).toHaveLength(1);
  });

  it('says which row is not as it was written', async () => {
    await within((store) =>
      store.owner.script(`GRANT ALL ON weighbridge.audit_log TO CURRENT_USER; ALTER TABLE weighbridge.audit_log DISABLE ROW LEVEL SECURITY;
        UPDATE weighbridge.audit_log SET content = replace(content, 'pass', 'none') WHERE installation_id = 2 AND sequence = 2`),
    );
    const found = await run('verify');
    expect(found).toMatchObject({
      code: 1,
      text: expect.stringMatching(/Acme: 3 rows[\s\S]*other: the audit log is NOT as it was written\.\n {2}- row 2 /),
    });
  });
});

it.each<[string, readonly string[]]>([
  ['another word', ['show']],
  ['no word', []],
  ['an unknown option', ['verify', '--all']],
  ['what is no hash', ['verify', '--account', 'acme', '--expect', 'abc']],
  ['a hash for an export', ['export', '--expect', 'a'.repeat(64)]],
  ['a day that there is not', ['export', '--since', '2026-02-31']],
  ['a day for verify', ['verify', '--since', '2026-01-31']],
  ['another format', ['export', '--format', 'csv']],
])('%s is refused before the database is opened', async (_name, args) => {
  const io = { env: {}, input: () => Promise.resolve(''), out: () => {}, err: () => {} };
  await expect(auditCommand(args, io)).rejects.toMatchObject({ code: 'USAGE', hint: expect.stringContaining('Usage:') });
});
