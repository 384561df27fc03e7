import { expect, it } from 'vitest';
import { grouped } from '../../../app/jobs/grouped.ts';
import { gate } from '../../support/jobs.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Commits that a test lets go on, one after the other. */
function steered(fails: (items: readonly string[]) => boolean = () => false) {
  const commits: { readonly items: readonly string[]; readonly go: () => void }[] = [];
  const take = grouped(async (_tenant, items: readonly string[]) => {
    const held = gate();
    commits.push({ items, go: held.open });
    await held.opened;
    if (fails(items)) throw new Error(`not ${items.join()}`);
    return items.map((item) => item.toUpperCase());
  });
  return { commits, take, items: () => commits.map((one) => one.items.join('')) };
}

it('commits who is alone at once, and together and in order what comes meanwhile', async () => {
  const { commits, take, items } = steered();
  const first = take(1, 'a');
  await turn();
  const others = ['b', 'c', 'd'].map((item) => take(1, item));
  await turn();
  expect(items()).toEqual(['a']);
  commits[0]?.go();
  expect(await first).toBe('A');
  await turn();
  expect(items()).toEqual(['a', 'bcd']);
  commits[1]?.go();
  expect(await Promise.all(others)).toEqual(['B', 'C', 'D']);
});

it('answers nobody before its own commit is over (T30)', async () => {
  const { commits, take } = steered();
  const answered: string[] = [];
  const all = ['a', 'b'].map((item) => take(1, item).then((answer) => answered.push(answer)));
  await turn();
  await turn();
  expect(commits).toHaveLength(1);
  expect(answered).toEqual([]);
  commits[0]?.go();
  await Promise.all(all);
  expect(answered).toEqual(['A', 'B']);
});

it('lets one that cannot be committed fail alone, and who comes later does not wait for that', async () => {
  const { commits, take, items } = steered((group) => group.includes('x'));
  const group = ['a', 'x', 'b'].map((item) => take(1, item).catch((error: Error) => error.message));
  await turn();
  const later = take(1, 'z');
  commits[0]?.go();
  await turn();
  await turn();
  expect(items()).toEqual(['axb', 'a', 'x', 'b', 'z']);
  commits[4]?.go();
  expect(await later).toBe('Z');
  for (const { go } of commits) go();
  expect(await Promise.all(group)).toEqual(['A', 'not x', 'B']);
});

it('lets no tenant wait for another (T32)', async () => {
  const { commits, take, items } = steered();
  void take(1, 'a');
  const other = take(2, 'b');
  await turn();
  expect(items()).toEqual(['a', 'b']);
  commits[1]?.go();
  expect(await other).toBe('B');
});

it('takes no more than a hundred into one transaction', async () => {
  const sizes: number[] = [];
  const take = grouped(async (_tenant, items: readonly number[]) => {
    sizes.push(items.length);
    return items;
  });
  const all = Array.from({ length: 250 }, (_, index) => index);
  expect(await Promise.all(all.map((index) => take(1, index)))).toEqual(all);
  expect(sizes).toEqual([100, 100, 50]);
});
