/** Why a registry has no word on a package. */
import type { Answer, PackageFact, Proof, RegistryAnswer } from '../model/index.ts';

/** Its server is another one than the operator has named: whether it serves what the lock says cannot be told from here. */
export function notHere(entries: readonly PackageFact[]): RegistryAnswer {
  const server = /^[a-z+]{2,12}:\/\/[^/]{1,260}/.exec(entries[0]?.location ?? '')?.[0] ?? 'another server';
  return { state: 'unverifiable', reason: 'other-origin', detail: `it comes from ${server}, which is not asked` };
}

export function unanswered({ state, detail }: Pick<Answer, 'state' | 'detail'>): RegistryAnswer {
  return { state: 'unverifiable', reason: state === 'ok' ? 'invalid' : state, detail };
}

/** What the registry says it has, and did not hand out. `what`: for people. */
export function unheard(answer: Answer | undefined, what: string): Proof {
  const state = answer?.state ?? 'offline';
  return {
    state: 'unverifiable',
    detail: `${what}: ${answer?.detail ?? 'not asked'}`,
    build: null,
    ...(ANSWERS.has(state) ? {} : { unheard: true }),
  };
}

/** Answers that say that there is nothing; all other states are silence. */
const ANSWERS: ReadonlySet<Answer['state']> = new Set(['ok', 'not-found', 'no-revision', 'invalid', 'redirect', 'too-large']);
