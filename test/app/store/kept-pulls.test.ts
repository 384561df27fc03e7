/** What is kept of open pull requests: whoever writes what is older than what is there writes nothing, and nothing that waits is lost (T3). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packedContent } from '../../../app/store/kept-content.ts';
import { keptStore } from '../../../app/store/kept-store.ts';
import type { Store } from '../../../app/store/sql.ts';
import { type House, KINDS, openHouse } from '../../support/stores.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.dispose());

describe.each(KINDS)('a kept pull request on %s', (kind) => {
  let store: Store;
  let kept: ReturnType<typeof keptStore<{ readonly text: string }>>;
  beforeAll(async () => {
    store = await house.store(kind);
    kept = keptStore(store);
  });
  let number = 0;
  async function begun() {
    number += 1;
    const key = { installationId: 1, repositoryId: 2, number };
    await kept.begin(key, A);
    return { key, state: { ...key, base: B, head: A, conclusion: 'success', told: 'one', autoMerge: false, kept: { text: 'it' } } };
  }
  async function read(key: Parameters<typeof kept.load>[0]) {
    const found = await kept.load(key);
    if (found === null) throw new Error('it is kept');
    return found;
  }
  const waits = async (key: { readonly number: number }): Promise<boolean> => (await kept.first(1))?.number === key.number;

  it('has to be looked at until it is saved, and keeps what was marked meanwhile', async () => {
    const { key, state } = await begun();
    expect(await read(key)).toMatchObject({ head: A, kept: null, conclusion: 'action_required' });
    await kept.mark(key, 1);
    await kept.save(state);
    expect(await read(key)).toMatchObject({ ...state });
    expect(await waits(key)).toBe(true);
    await kept.settle(await read(key), { conclusion: 'failure', told: 'two' });
    expect(await waits(key)).toBe(false);
    expect(await read(key)).toMatchObject({ conclusion: 'failure', told: 'two', kept: { text: 'it' } });
  });

  it('waits again where something was applied to it since it was read', async () => {
    const { key, state } = await begun();
    await kept.save(state);
    const old = await read(key);
    await kept.touch(key);
    expect(await kept.replace(old, { text: 'other' })).toBe(false);
    await kept.settle(old, { conclusion: 'failure', told: 'two' });
    expect(await waits(key)).toBe(true);
    expect(await kept.replace(await read(key), { text: 'other' })).toBe(true);
    expect((await read(key)).kept).toEqual({ text: 'other' });
    await kept.drop(key);
  });

  it('is of the head that was begun last, and of none once it is closed', async () => {
    const { key, state } = await begun();
    await kept.save(state);
    const old = await read(key);
    await kept.begin(key, B);
    await kept.save(state);
    await kept.settle(old, { conclusion: 'success', told: 'two' });
    expect(await read(key)).toMatchObject({ head: B, kept: null });
    await kept.drop(key);
    await kept.save(state);
    await kept.settle(old, { conclusion: 'success', told: 'two' });
    expect(await kept.load(key)).toBeNull();
  });

  it('has to be looked at again when its content cannot be unpacked', async () => {
    const { key, state } = await begun();
    await kept.save(state);
    await store.transaction({ installation: 1 }, (tx) =>
      tx.query('UPDATE weighbridge.kept_pulls SET content = $2 WHERE installation_id = 1 AND number = $1', [key.number, Buffer.from('x')]),
    );
    expect(await read(key)).toMatchObject({ head: A, kept: null });
  });
});

describe('what is too much to keep', () => {
  it('is told before it is written out, also where it would pack well', async () => {
    const library = { name: 'x'.repeat(1000), places: Array.from({ length: 10 }, (_, line) => ({ path: 'package-lock.json', line })) };
    expect(await packedContent({ components: Array.from({ length: 1000 }, () => library) })).not.toBeNull();
    // Longer than a text can be.
    expect(await packedContent({ components: Array.from({ length: 600_000 }, () => library) })).toBeNull();
  });
});
