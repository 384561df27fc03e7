import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../../app/store/migrate.ts';
import { migrations } from '../../../app/store/migrations/index.ts';
import type { Driver } from '../../../app/store/sql.ts';
import { type House, KINDS, openHouse } from '../../support/stores.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.dispose());

const next = { name: '002-next', sql: 'CREATE TABLE weighbridge.next (a int); CREATE TABLE weighbridge.next_b (a int)' };

describe.each(KINDS)('migrations on %s', (kind) => {
  let driver: Driver;
  beforeAll(async () => {
    driver = await house.driver(await house.place(kind));
    await migrate(driver, migrations);
  });

  it('run once, then not again', async () => {
    expect(await migrate(driver, [...migrations, next])).toEqual(['002-next']);
    expect(await migrate(driver, [...migrations, next])).toEqual([]);
  });

  it('leave nothing behind when one fails', async () => {
    const broken = { name: '003-broken', sql: 'CREATE TABLE weighbridge.half (a int); SELECT 1/0' };
    await expect(migrate(driver, [...migrations, next, broken])).rejects.toMatchObject({ code: '22012' });
    const [row] = await driver.query<{ half: string | null }>("SELECT to_regclass('weighbridge.half')::text AS half");
    expect(row?.half).toBeNull();
  });

  it('refuse a database that a newer release has changed', async () => {
    await expect(migrate(driver, migrations)).rejects.toMatchObject({ code: 'DISK', message: expect.stringContaining('002-next') });
  });

  it('refuse a migration that was edited after it ran', async () => {
    const edited = { ...next, sql: `${next.sql} ` };
    await expect(migrate(driver, [...migrations, edited])).rejects.toMatchObject({
      code: 'DISK',
      message: expect.stringContaining('002-next'),
    });
  });
});

it('run once when several processes start together', async () => {
  const place = await house.place('postgres');
  const drivers = await Promise.all([1, 2, 3, 4].map(() => house.driver(place)));
  const ran = await Promise.all(drivers.map((one) => migrate(one, [...migrations, next])));
  expect(ran.flat().sort()).toEqual([...migrations.map(({ name }) => name), '002-next'].sort());
});
