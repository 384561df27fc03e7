import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAdmin } from '../../../app/server/admin.ts';
import type { Listening } from '../../../app/server/listen.ts';
import { createMetrics } from '../../../app/server/metrics.ts';
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
  beforeAll(async () => {
    const store = await house.store(kind);
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
    admin = await openAdmin({ host: '127.0.0.1', port: 0, store, metrics, isOpen: () => open });
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

  it.each([
    ['/healthz', 'GET', 404],
    ['/metrics', 'POST', 405],
    ['/webhooks', 'GET', 404],
  ])('%s by %s: %i', async (path, method, status) => {
    expect((await get(path, { method })).status).toBe(status);
  });
});
