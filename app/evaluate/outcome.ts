/** What one pull request's evaluation came to, and what several of them mean for one head (T1). Pure. */
import { type Bom, needsPerson, type Verdict } from '../../src/core/index.ts';

/** What GitHub is told. Neutral and skipped are never used: both let a merge pass (T4). */
export type Reported = 'success' | 'failure' | 'action_required';

export type EvaluationResult =
  | { readonly kind: 'judged'; readonly verdict: Verdict; readonly bom: Bom }
  /** Nothing was judged: the policy cannot be used, or a limit was met. */
  | { readonly kind: 'failed'; readonly title: string; readonly lines: readonly string[] };

/** Trying again in a while may change it: a hub that is down, a limit; or GitHub has not merged yet. */
export type Waiting = 'hub' | 'merge' | null;

const OUTAGE: ReadonlySet<string> = new Set(
  ['unreachable', 'timeout', 'server-error', 'rate-limited'].map((reason) => `unavailable:${reason}`),
);

export function waitingFor(result: EvaluationResult): Waiting {
  if (result.kind !== 'judged' || result.verdict.wouldBe !== 'wait') return null;
  const { notes, findings } = result.verdict;
  if (notes.some((note) => note.code === 'no-test-merge')) return 'merge';
  if (needsPerson(notes)) return null;
  const blocking = findings.filter(({ blocks }) => blocks);
  return blocking.length > 0 && blocking.every(({ finding }) => OUTAGE.has(finding.gap)) ? 'hub' : null;
}

/** Something was not looked up because a hub did not answer, whether that blocks or not. The rule that says so cannot be switched off. */
export function hubWasSilent({ findings }: Verdict): boolean {
  return findings.some(({ finding }) => OUTAGE.has(finding.gap));
}

export function reported(result: EvaluationResult): Reported {
  if (result.kind === 'failed') return 'action_required';
  switch (result.verdict.conclusion) {
    case 'pass':
    case 'warn':
      return 'success';
    case 'block':
      return 'failure';
    // The approver does not have to press Re-run: the approval itself is an event that starts the check again.
    case 'review':
    case 'wait':
      return 'action_required';
  }
}

const ORDER: readonly Reported[] = ['success', 'action_required', 'failure'];

/** T1: one head, several pull requests: the worst counts. Of nothing at all nothing good is said. */
export function worst(all: readonly Reported[]): Reported {
  if (all.length === 0) return 'action_required';
  return all.reduce((a, b) => (ORDER.indexOf(b) > ORDER.indexOf(a) ? b : a));
}

/** How long a head stays in progress before a person is asked. */
const PATIENCE_MS = { hub: 30 * 60_000, merge: 3 * 60_000 } as const;
const FIRST_WAIT_MS = { hub: 60_000, merge: 10_000 } as const;

/** When to try again; null when that was long enough. Each wait is as long as all before it. */
export function nextTry(waiting: 'hub' | 'merge', since: Date, now: Date): Date | null {
  const spent = now.getTime() - since.getTime();
  const left = PATIENCE_MS[waiting] - spent;
  if (left <= 0) return null;
  return new Date(now.getTime() + Math.min(Math.max(spent, FIRST_WAIT_MS[waiting]), Math.max(left, 1000)));
}
