/** The words of pinning: what is written where, and what is not. */
import type { Edit, Place } from '../model/index.ts';

/** One commit to write at one call. */
export interface PinEdit extends Edit {
  /** "hf:org/name": what the commit belongs to. */
  readonly reference: string;
  /** Where the call stands; an edit moves no line, so it is still there afterwards. */
  readonly place: Place;
  /** The commit becomes a default that somebody may replace: a build argument, the environment. */
  readonly overridable: boolean;
}

/** All edits of one file, sorted by line and column, none of which touch each other. */
export interface PinFile {
  readonly path: string;
  readonly edits: readonly PinEdit[];
}

export type PinRefusalCode =
  | 'computed-name'
  | 'overridable-name'
  | 'several-names'
  | 'invalid-name'
  | 'no-argument'
  | 'other-endpoint'
  | 'revision-variable'
  | 'pull-request'
  | 'no-commit'
  | 'no-site'
  | 'two-references'
  | 'overlap'
  | 'not-utf8'
  | 'changed'
  | 'not-confirmed';

/** A load that stays as it is, and why: `reason` is one line for people, unescaped. */
export interface Refused {
  readonly path: string;
  readonly line: number;
  readonly reference: string;
  readonly code: PinRefusalCode;
  readonly reason: string;
}

export function refusedEdit({ path, place, reference }: PinEdit, code: PinRefusalCode, reason: string): Refused {
  return { path, line: place.line, reference, code, reason };
}
