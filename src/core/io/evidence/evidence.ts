/** Evidence in memory: answers by question, bodies by digest. */
import { createHash } from 'node:crypto';
import type { Answer, Evidence } from '../../model/index.ts';

export interface GrowingEvidence extends Evidence {
  /** Adds an answer; a body is stored under its digest, which replaces `answer.digest`. */
  add(answer: Answer, body: Uint8Array | null): void;
}

export function createEvidence(): GrowingEvidence {
  const answers = new Map<string, Answer>();
  const bodies = new Map<string, Uint8Array>();
  return {
    answers,
    answer: (key) => answers.get(key),
    body: (digest) => bodies.get(digest),
    add(answer, body) {
      const digest = body === null ? null : questionDigestOf(body);
      if (digest !== null && body !== null) bodies.set(digest, body);
      answers.set(answer.key, { ...answer, digest });
    },
  };
}

/** "sha256:<hex>" */
export function questionDigestOf(body: Uint8Array): string {
  return `sha256:${createHash('sha256').update(body).digest('hex')}`;
}
