/** What hosts answer about the files that they serve. */
import type { AnswerState } from './evidence.ts';

/** One file of a repository at one revision, with the SHA-256 of its bytes as far as it is known. */
export type HostFile = {
  readonly path: string;
  readonly size: number;
} /** `hashed`: its bytes were hashed here; of others the host named the digest. */ & (
  | { readonly state: 'known'; readonly sha256: string; readonly hashed: boolean }
  | { readonly state: 'unknown'; readonly reason: Exclude<AnswerState, 'ok'>; readonly detail: string }
);
