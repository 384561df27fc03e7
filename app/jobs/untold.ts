/** Verdicts that wait to be told though nobody works on them: the job that told them failed for good, and a green must not outlive its policy (T3). */
import { activeInstallations } from '../store/installations.ts';
import { firstDue } from '../store/kept-pulls.ts';
import type { Store } from '../store/sql.ts';
import type { Queue } from './queue.ts';

/** Answers with how many installations are asked for. A job that waits already is not added again. */
export async function findUntold({ store, queue }: { readonly store: Store; readonly queue: Queue }, signal: AbortSignal): Promise<number> {
  let found = 0;
  for (const installation of await store.transaction('operator', activeInstallations)) {
    signal.throwIfAborted();
    if ((await store.transaction({ installation }, (tx) => firstDue(tx, installation))) === null) continue;
    found += 1;
    await queue.enqueue({ kind: 'verdicts', installation }, { priority: -1 });
  }
  return found;
}
