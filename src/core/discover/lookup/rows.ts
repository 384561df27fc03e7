/** What linking made of a file for those who ask about it: derived from its facts and its own questions, so that it never depends on who asks first. */
import type { SharedLists, Told } from './question.ts';

export interface Rows {
  /** Files that its imports load. */
  imports(path: string): readonly string[];
  starts(path: string): Starts;
  /** What it tells processes. */
  tellings(path: string): readonly Telling[];
}

export interface Starts {
  /** Files that it starts, copies into an image, or runs. */
  targets(): SharedLists;
  /** Those that it starts as code, in one unit (null: in any), and whether every start there was found. */
  code(unit: string | null): { readonly files: readonly string[]; readonly followed: 'yes' | 'no' | 'foreign' };
  /** Those that a command starts which it installs. */
  installed(name: string): readonly string[];
  /** Those that an image has that is built by it, when its start cannot be followed. */
  image(): SharedLists;
}

export interface Telling {
  readonly told: Told;
  /** As an EndpointFact has it. */
  readonly unit: string | null | undefined;
}
