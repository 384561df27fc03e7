import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEmbedded } from '../../app/store/embedded.ts';
import { pullRequest, send } from '../support/app-keys.ts';
import { startApp } from '../support/app-process.ts';
import { type EmptyGitHub, startEmptyGitHub } from '../support/empty-github.ts';
import { type House, openHouse } from '../support/stores.ts';

let house: House;
let github: EmptyGitHub;
beforeAll(async () => {
  house = await openHouse([]);
  github = await startEmptyGitHub();
});
afterAll(async () => {
  await github.close();
  await house.dispose();
});

it('one process per data folder; kill -9 loses nothing that was acknowledged: each delivery is there, and its job', async () => {
  const place = await house.place('embedded');
  const folder = place.kind === 'embedded' ? place.folder : '';
  await (await house.driver(place)).close();
  const app = await startApp(place, github.url, { WORK: 'hold' });
  await expect(startApp(place, github.url)).rejects.toThrow('in use');

  const acknowledged: string[] = [];
  const sending = Array.from({ length: 60 }, async (_, index) => {
    const id = `delivery-${index}`;
    if ((await send(app.port, { id, payload: pullRequest(index + 1) }).catch(() => 0)) === 202) acknowledged.push(id);
    if (acknowledged.length === 20) app.child.kill('SIGKILL');
  });
  await Promise.all(sending);
  await app.ended;
  expect(acknowledged.length).toBeGreaterThanOrEqual(20);

  const driver = await openEmbedded({ folder });
  const rows = await driver.query<{ id: string; keys: string[] }>('SELECT id, pending_keys AS keys FROM weighbridge.deliveries');
  const jobs = await driver.query<{ key: string }>(
    "SELECT singleton_key AS key FROM pgboss.job WHERE name = 'evaluate' AND state < 'completed'",
  );
  await driver.close();
  const ids = rows.map(({ id }) => id);
  expect(acknowledged.filter((id) => !ids.includes(id))).toEqual([]);
  const keys = jobs.map(({ key }) => key);
  expect(rows.flatMap((row) => row.keys).filter((key) => !keys.includes(key))).toEqual([]);
});
