/** T3: a verdict does not outlive what was known of malice when it was given. Whose packages are named otherwise today is judged again. */
import type { MaliceHeard } from '../../src/core/index.ts';
import { type AskedPull, dueAsked, saveHeard } from '../store/asked-packages.ts';
import { expireVerdicts } from '../store/evaluations.ts';
import { activeInstallations } from '../store/installations.ts';
import type { Store } from '../store/sql.ts';
import { SWEEP } from './budgets.ts';
import type { AskMalice } from './jobs.ts';
import type { Queue } from './queue.ts';

export interface MaliceOptions {
  readonly store: Store;
  readonly queue: Queue;
  readonly ask: AskMalice;
}

/** Returns how many pull requests are judged again. Each installation is asked for by itself (T27). */
export async function findMalice({ store, queue, ask }: MaliceOptions, signal: AbortSignal): Promise<number> {
  let found = 0;
  for (const installation of await store.transaction('operator', activeInstallations)) {
    const due = await store.transaction({ installation }, (tx) => dueAsked(tx, installation, SWEEP.maliceMinutes, SWEEP.malicePulls));
    if (due.length === 0) continue;
    signal.throwIfAborted();
    const packages = new Map(due.flatMap(({ heard }) => heard).map((one) => [keyOf(one), one]));
    const answered = (await ask([...packages.values()])).filter(({ malicious }) => malicious !== null);
    const today = new Map(answered.map((one) => [keyOf(one), one]));
    const moved = due.flatMap((pull) => movedOf(pull, today) ?? []);
    for (const { pull, worse } of moved.toSorted((a, b) => Number(b.worse) - Number(a.worse))) {
      const { repository, number } = pull;
      // Not judged any more from here on: should the job be lost, the sweep finds the pull request.
      await store.transaction({ installation }, (tx) => expireVerdicts(tx, installation, repository, number));
      // Verdicts that turn red go ahead of all waiting jobs. The job reopens the check before it looks (T1).
      await queue.enqueue({ kind: 'pull-request', installation, repository, number }, { priority: worse ? 1 : -1 });
    }
    // What is kept is what was heard last: one answer that changed is one new verdict, and not one with each sweep.
    await store.transaction({ installation }, async (tx) => {
      for (const pull of due)
        await saveHeard(
          tx,
          installation,
          pull,
          pull.heard.map((one) => today.get(keyOf(one)) ?? one),
          // The next sweep asks again, after those that wait longer: one package that nobody answers about holds up no other pull request.
          pull.heard.every((one) => today.has(keyOf(one))) ? 0 : SWEEP.maliceMinutes,
        );
    });
    found += moved.length;
  }
  return found;
}

/** Null: it is said as it was. `worse`: a package is named that was not. Of what was never answered, only what is named now is news. */
function movedOf(pull: AskedPull, today: ReadonlyMap<string, MaliceHeard>): { readonly pull: AskedPull; readonly worse: boolean } | null {
  const changed = pull.heard.flatMap((one) => {
    const now = today.get(keyOf(one))?.malicious ?? null;
    const before = one.malicious ?? [];
    return now === null || now.join() === before.join() ? [] : [{ before, now }];
  });
  if (changed.length === 0) return null;
  return { pull, worse: changed.some(({ before, now }) => now.some((id) => !before.includes(id))) };
}

function keyOf({ ecosystem, name, version }: MaliceHeard): string {
  return JSON.stringify([ecosystem, name, version]);
}
