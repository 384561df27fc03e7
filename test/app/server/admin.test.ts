import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAdmin } from '../../../app/server/admin.ts';
import type { Listening } from '../../../app/server/listen.ts';
import { createMetrics } from '../../../app/server/metrics.ts';
import { version } from '../../../src/core/index.ts';
import { QUEUES } from '../../../app/jobs/queue.ts';
import { saveInstallation } from '../../../app/store/installations.ts';
import { markDue } from '../../../app/store/kept-pulls.ts';
import { keepPull } from '../../support/kept.ts';
import type { Store } from '../../../app/store/sql.ts';
import { openIntake } from '../../../app/jobs/intake.ts';
import { pullRequest } from '../../support/app-keys.ts';
import { opened } from '../../support/jobs.ts';
import { type House, KINDS, openHouse } from '../../support/stores.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.dispose());

describe.each(KINDS)('the second port on %s', (kind) => {
  const metrics = createMetrics();
  let open = true;
  let admin: Listening;
  let store: Store;
  beforeAll(async () => {
    store = await house.store(kind);
    const queue = await opened(store, false);
    await openIntake(
      store,
      queue,
    )({
      id: 'delivery-1',
      event: 'pull_request',
      payload: { ...pullRequest(1), title: 'acme/secret-repo' },
    });
    await queue.stop(1000);
    const quotas = () => [{ resource: 'core', remaining: 4321, limit: 5000 }];
    admin = await openAdmin({ host: '127.0.0.1', port: 0, store, metrics, isOpen: () => open, quotas });
  });
  afterAll(() => admin.close(100));
  const get = (path: string, init: RequestInit = {}): Promise<Response> => fetch(`http://127.0.0.1:${admin.port}${path}`, init);

  it('is ready while it takes work', async () => {
    expect((await get('/readyz')).status).toBe(200);
    open = false;
    expect((await get('/readyz')).status).toBe(503);
    open = true;
  });

  it('tells in the text format of Prometheus what waits, and names nobody (T27)', async () => {
    metrics.delivery('pull_request', 'queued', 0.004);
    metrics.delivery('made_up_by_a_stranger', 'forged', 0.2);
    metrics.job('pull-request', 'done', 1.5);
    const text = await (await get('/metrics')).text();
    expect(text).toContain('weighbridge_deliveries_total{event="other",result="forged"} 1\n');
    expect(text).toContain('weighbridge_delivery_seconds_bucket{le="0.005"} 1\n');
    expect(text).toContain('weighbridge_delivery_seconds_bucket{le="+Inf"} 2\n');
    expect(text).toContain('weighbridge_jobs{queue="evaluate",state="created"} 1\n');
    expect(text).toContain('weighbridge_deliveries_pending 1\n');
    expect(text).not.toMatch(/acme|stranger|1\/2#1/);
    for (const line of text.trim().split('\n')) expect(line).toMatch(/^(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{[^{}\n]*\})? [0-9.e+-]+)$/);
  });

  it('tells the release, the quota that is left, and what waits for how long', async () => {
    await store.owner.query(
      "UPDATE pgboss.job SET created_on = now() - interval '90 s', start_after = now() - interval '75 s' WHERE name = $1 AND state = 'created'",
      [QUEUES.evaluate],
    );
    const before = await (await get('/metrics')).text();
    expect(before).toContain(`weighbridge_build_info{version="${version}",node="${process.versions.node}"} 1\n`);
    expect(before).toContain('weighbridge_github_quota_remaining{resource="core"} 4321\n');
    expect(before).toContain('weighbridge_github_quota_limit{resource="core"} 5000\n');
    expect(before).toContain('weighbridge_oldest_job_seconds{queue="maintain"} 0\n');
    const waited = /^weighbridge_oldest_job_seconds\{queue="evaluate"\} (\d+)/m.exec(before)?.[1];
    expect(Number(waited)).toBeGreaterThanOrEqual(75);
    expect(before).not.toContain('weighbridge_last_sweep_timestamp_seconds');
    // One that is put off does not wait, however old it is.
    await store.owner.query("UPDATE pgboss.job SET start_after = now() + interval '1 h' WHERE name = $1", [QUEUES.evaluate]);
    await store.owner.query(
      `INSERT INTO pgboss.job (name, state, completed_on, policy) VALUES ($1, 'completed', to_timestamp(1790000000), 'stately')`,
      [QUEUES.sweep],
    );
    const after = await (await get('/metrics')).text();
    expect(after).toContain('weighbridge_oldest_job_seconds{queue="evaluate"} 0\n');
    expect(after).toContain('weighbridge_last_sweep_timestamp_seconds 1790000000\n');
  });

  it('counts verdicts that wait to be written over all tenants, and shows none of them (T27)', async () => {
    const row = { base: 'b', head: 'h', conclusion: 'pass', told: 't', autoMerge: false, content: null };
    for (const installation of [1, 2, 3])
      await store.transaction({ installation }, async (tx) => {
        await saveInstallation(tx, { id: installation, account: { id: installation, login: `acme-${installation}` }, suspended: false });
        for (const number of [1, 2, 3]) {
          await keepPull(tx, installation, { ...row, repository: 7, number });
          if (number <= installation) await markDue(tx, installation, { repository: 7, number }, 1);
        }
      });
    const text = await (await get('/metrics')).text();
    expect(text).toContain('weighbridge_verdicts_due 6\n');
    expect(text).toContain('weighbridge_database_up 1\n');
    const seen = await store.transaction('operator', (tx) => tx.query('SELECT 1 FROM weighbridge.kept_pulls'));
    expect(seen).toEqual([]);
  });

  it('has every metric that the guides name', async () => {
    const text = await (await get('/metrics')).text();
    const [guide, table] = ['operating', 'app'].map((name) => readFileSync(new URL(`../../../docs/${name}.md`, import.meta.url), 'utf8'));
    const rows = table?.match(/^\| `weighbridge_.*/gm) ?? [];
    const names = new Set(`${guide} ${rows.join(' ')}`.match(/\bweighbridge_[a-z_]+/g));
    expect(names.size).toBeGreaterThan(10);
    for (const name of names) expect(text).toMatch(new RegExp(`^(?:# TYPE )?${name}[ {]`, 'm'));
  });

  it.each([
    ['/healthz', 'GET', 404],
    ['/metrics', 'POST', 405],
    ['/webhooks', 'GET', 404],
  ])('%s by %s: %i', async (path, method, status) => {
    expect((await get(path, { method })).status).toBe(status);
  });
});
