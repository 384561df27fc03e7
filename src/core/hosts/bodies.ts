/** What an answer holds. */
import type { Answer, Evidence } from '../model/index.ts';

/** Null: there is no answer, or one without a body. */
export function answeredBody(evidence: Evidence, answer: Answer | undefined): Uint8Array | null {
  return answer?.state === 'ok' && answer.digest !== null ? (evidence.body(answer.digest) ?? null) : null;
}

/** Null: no JSON. Answers of a registry were read as such when they came; a folder of kept answers may have been edited since. */
export function jsonIn(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}
