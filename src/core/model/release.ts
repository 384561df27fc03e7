/** What GitHub says of a release, and what that proves. */
import type { AnswerState } from './evidence.ts';
import type { Proof } from './registry.ts';

/** Whether GitHub itself has signed which files and which commit a release has, as it does for releases that nobody can change any more. */
export interface ReleaseSeal {
  readonly state: Proof['state'];
  /** One sentence for people. */
  readonly detail: string;
  /** Proven; null: it is not. ISO 8601 UTC. */
  readonly signedAt: string | null;
}

/** One file of a release, or one that somebody holds against it. */
export interface ReleaseFile {
  readonly name: string;
  /** Lower-case sha256 of the bytes that are asked about: of a file at hand, else as GitHub lists it; null: nobody says. */
  readonly sha256: string | null;
  /** Whether the bytes themselves were hashed here. */
  readonly hashed: boolean;
  /** What the release has under this name: these bytes, others, no such file, or bytes that GitHub does not tell. */
  readonly standing: 'equal' | 'other-bytes' | 'missing' | 'untold';
  /** The seal names this file with these bytes. */
  readonly sealed: boolean;
  /** Which workflow built it. */
  readonly provenance: Proof;
}

export type ReleaseAnswer =
  | {
      readonly state: 'answered';
      readonly asOf: string;
      /** ISO 8601; null: not told. */
      readonly published: string | null;
      /** As GitHub tells; null: it does not. */
      readonly immutable: boolean | null;
      /** What the tag names now; null: GitHub did not say. */
      readonly commit: string | null;
      readonly seal: ReleaseSeal;
      readonly files: readonly ReleaseFile[];
    }
  | { readonly state: 'unverifiable'; readonly reason: AnswerState; readonly detail: string };
