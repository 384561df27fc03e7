/**
 * Rules of branches that changed without a word (T1), and bases that moved (T2): an owner may not have granted the App the events, and deliveries get lost.
 * Repositories with open pull requests take turns, some in each sweep.
 */
import { activeInstallations } from '../store/installations.ts';
import { repositoriesWithKept } from '../store/kept-pulls.ts';
import type { Store } from '../store/sql.ts';
import { SWEEP } from './budgets.ts';
import type { Queue } from './queue.ts';

/** `now` tells whose turn it is: nothing about it has to be kept. Returns how many repositories are looked at. */
export async function lookAtGates(
  { store, queue, now }: { readonly store: Store; readonly queue: Queue; readonly now: () => Date },
  signal: AbortSignal,
): Promise<number> {
  const turn = Math.floor(now().getTime() / (SWEEP.minutes * 60_000));
  let found = 0;
  for (const installation of await store.transaction('operator', activeInstallations)) {
    signal.throwIfAborted();
    const all = await store.transaction({ installation }, (tx) => repositoriesWithKept(tx, installation));
    for (const repository of turnOf(all, turn, SWEEP.gates)) {
      await queue.enqueue({ kind: 'gates', installation, repository }, { priority: -1 });
      found += 1;
    }
  }
  return found;
}

/** After as many turns as it takes everybody was there. */
export function turnOf<T>(all: readonly T[], turn: number, size: number): readonly T[] {
  const turns = Math.ceil(all.length / size);
  return turns === 0 ? [] : all.slice((turn % turns) * size, (turn % turns) * size + size);
}
