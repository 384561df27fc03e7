/** Texts about a license, beside weights or data. */
import type { AnswerState } from './evidence.ts';

/** A text about a license: where it is, and what its words are. */
export interface LicenseFile {
  /** In the repository of the model; of a prompt the field of the card. */
  readonly path: string;
  /** Hex, of its bytes; null: they were not read. */
  readonly sha256: string | null;
  /** Of what it speaks: the weights or data; the code beside them; how one may use them; what they are made from. */
  readonly about: 'weights' | 'code' | 'use-policy' | 'notice';
  /** All of them apply. Each as the ids that have this very text, what the text alone says first. Empty: it is not recognized. */
  readonly licenses: readonly (readonly string[])[];
  /** Share of its words that are the license's own, 0 to 1; null: it is not recognized. */
  readonly confidence: number | null;
  /** Why it is not recognized, or not read: "terms besides a license that is known"; null: it is. */
  readonly why: string | null;
  /** A license that it is near to, as a hint for people. */
  readonly near: string | null;
  /** It could not be had. */
  readonly unread?: AnswerState;
}
