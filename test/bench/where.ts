/**
 * "Where is it?" over 5,000 repositories with 200,000 components, and how the database finds it; then entries of the audit log, in one chain and in
 * several at once. On both databases.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { appendAudit } from '../../app/store/audit-log.ts';
import { openEmbedded } from '../../app/store/embedded.ts';
import { saveInstallation } from '../../app/store/installations.ts';
import { openPostgres } from '../../app/store/postgres.ts';
import type { Store } from '../../app/store/sql.ts';
import { openStore } from '../../app/store/store.ts';
import { boundsOf, findUses, inventoried, usesQuery } from '../../app/store/where.ts';
import { readAsked } from '../../app/where/asked.ts';
import { createDatabase, startPostgres } from '../support/postgres.ts';

const INSTALLATION = 1;
const REPOSITORIES = 5000;
const COMPONENTS = 40;
/** In every tenth repository; in all; in some; by a range; by the beginning of a name; nowhere. */
const ASKED = ['hf:acme/everywhere', 'pypi:torch', 'pypi:torch@<2.3', 'hf:org-7/model-7', 'hf:org-7/*', 'npm:nowhere@^1'];
const TIMES = 5;

export async function whereBench(root: string): Promise<void> {
  const postgres = await startPostgres({ durable: true });
  const folder = join(root, 'where-data');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  try {
    const url = await createDatabase(postgres.adminUrl, 'where_bench');
    await measuredOn('PostgreSQL', await openStore(openPostgres({ url, connections: 10, onError: (error) => console.error(error) })));
    await measuredOn('embedded', await openStore(await openEmbedded({ folder })));
  } finally {
    await postgres.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measuredOn(label: string, store: Store): Promise<void> {
  try {
    await fill(store);
    for (const text of ASKED) await ask(label, store, text);
    await append(label, store);
  } finally {
    await store.close();
  }
}

/** One version in ten of torch, a model of its own in each repository and some that are shared; the same again under other tenants. */
async function fill(store: Store): Promise<void> {
  for (const [installation, repositories] of [
    [INSTALLATION, REPOSITORIES],
    [2, 500],
    [3, 500],
  ] as const)
    await store.transaction({ installation }, async (tx) => {
      await saveInstallation(tx, { id: installation, account: { id: installation, login: `org-${installation}` }, suspended: false });
      await tx.query(
        `INSERT INTO weighbridge.repositories (installation_id, repository_id, owner, name, private, default_branch)
         SELECT $1, r, 'acme', 'repository-' || r, true, 'main' FROM generate_series(1, $2::int) r`,
        [installation, repositories],
      );
      await tx.query(
        `INSERT INTO weighbridge.snapshots (installation_id, repository_id, commit_id, content, latest, listed)
         SELECT $1, r, repeat('a', 40), '', true, true FROM generate_series(1, $2::int) r`,
        [installation, repositories],
      );
      await tx.query(
        `INSERT INTO weighbridge.uses (installation_id, repository_id, held, name, key, identity, purl, version, requested, kind, through, places,
           more_places, commit_id, since, since_commit)
         SELECT $1, r, 'branch', '', md5(r || ' ' || c), p.purl, p.purl, p.version, '', 'library', '[]', '[{"path":"app/llm.py","line":14}]', 0,
           repeat('a', 40), now(), repeat('a', 40)
         FROM generate_series(1, $2::int) r, generate_series(1, $3::int) c, LATERAL (SELECT
           CASE WHEN c = 1 THEN 'pkg:pypi/torch' WHEN c = 2 AND r % 10 = 0 THEN 'pkg:huggingface/acme/everywhere'
             WHEN c < 10 THEN 'pkg:huggingface/org-' || (r * c) % 300 || '/model-' || (r * c) % 3000
             ELSE 'pkg:npm/library-' || (r * c) % 8000 END AS purl,
           CASE WHEN c = 1 THEN '2.' || r % 10 || '.0' ELSE '1.' || c || '.' || r % 7 END AS version) p`,
        [installation, repositories, COMPONENTS],
      );
    });
  await store.owner.script('ANALYZE weighbridge.uses; ANALYZE weighbridge.repositories; ANALYZE weighbridge.snapshots');
}

async function ask(label: string, store: Store, text: string): Promise<void> {
  const asked = readAsked(text);
  const took: number[] = [];
  let found = 0;
  const before = process.cpuUsage();
  for (let time = 0; time < TIMES; time += 1) {
    const begun = performance.now();
    await store.transaction({ installation: INSTALLATION }, async (tx) => {
      const rows = await findUses(tx, INSTALLATION, asked.searched, { past: false, limit: 20_000 });
      found = rows.filter((row) => asked.matches(row) !== 'no').length;
      await inventoried(tx, INSTALLATION);
    });
    took.push(performance.now() - begun);
  }
  const { user, system } = process.cpuUsage(before);
  const worst = Math.max(...took).toFixed(0);
  // Of the embedded database its own, too.
  const cpu = ((user + system) / 1000 / TIMES).toFixed(0);
  console.log(
    `${`where ${text}, ${label}`.padEnd(58)} ${Math.min(...took).toFixed(0)} to ${worst} ms (${cpu} ms CPU here), ${found} found`,
  );
  const plan = await store.transaction({ installation: INSTALLATION }, (tx) =>
    tx.query<Record<string, string>>(`EXPLAIN ${usesQuery(asked.searched, false)}`, [INSTALLATION, ...boundsOf(asked.searched), 20_000]),
  );
  for (const line of plan.flatMap((row) => Object.values(row)).filter((one) => /Scan|Cond|Filter/.test(one)))
    console.log(`  ${line.trim().slice(0, 160)}`);
}

const ENTRIES = 400;
const AT_ONCE = 8;

/** Callers that wait for each other, and callers that do not. */
async function append(label: string, store: Store): Promise<void> {
  const entry = { repositoryId: 1, kind: 'verdict', actor: null, subject: 'acme/product#12', body: { conclusion: 'pass', notes: [] } };
  for (const chains of [1, AT_ONCE]) {
    const begun = performance.now();
    const callers = Array.from({ length: AT_ONCE }, async (_, caller) => {
      const installation = 100 + (caller % chains);
      for (let one = 0; one < ENTRIES / AT_ONCE; one += 1)
        await store.transaction({ installation }, (tx) => appendAudit(tx, installation, [entry]));
    });
    await Promise.all(callers);
    const each = ((performance.now() - begun) * AT_ONCE) / ENTRIES;
    const words = `audit log, ${AT_ONCE} callers on ${chains} ${chains === 1 ? 'chain' : 'chains'}, ${label}`;
    console.log(`${words.padEnd(58)} ${each.toFixed(1)} ms for each caller and entry`);
  }
}
