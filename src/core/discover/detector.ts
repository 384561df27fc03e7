/** The contract of a detector: content in, facts out. No path, no effect, so that its facts can be cached by blob. */
import type { Parser } from 'web-tree-sitter';
import type { Structure, StructureKind } from '../inspect/structure.ts';
import type { About, Depth, Fact, PackageFact } from '../model/index.ts';

/** Languages whose grammar is a separate wasm file, loaded only when a file passes `grammar()`. */
export type GrammarId = 'python';

export interface FileInput {
  readonly bytes: Uint8Array;
  /** Size of the whole content; larger than bytes.length when `reads` is "head". */
  readonly size: number;
  /** `surface` is asked first; `full` when linking needs this file's definitions. Detectors without a cheap pass ignore it. */
  readonly depth: Depth;
  /** What was collected of the whole content, when the detector asked for it. */
  readonly structure?: Structure;
}

/** A file that must be read as it says: the contract test reads it, and hundreds of edits of it. */
export interface PackageExample {
  readonly path: string;
  readonly source: string;
  /** Every package in it, in the order of the file; what is left out may be anything. */
  readonly gives: readonly (Pick<PackageFact, 'name' | 'version' | 'line'> & Partial<PackageFact>)[];
}

export type Grammars = Readonly<Partial<Record<GrammarId, Parser>>>;

export interface Detector {
  /** kebab-case, unique: "python", "package-lock". */
  readonly id: string;
  /** Raise it when the same bytes give other facts: it is part of the cache key (T17). */
  readonly version: number;
  readonly about: About;
  /** What its facts name is packages alone: what was not read of such a file may not be a model. Absent: it may. */
  readonly only?: 'packages';
  /** Of those that read packages. */
  readonly example?: PackageExample;
  /** `changed`: asked of what a change touches alone. Absent: of the whole tree. */
  readonly when?: 'changed';
  /** `head`: only the first 64 KiB are needed. */
  readonly reads: 'text' | 'head';
  /** Larger files become the problem "too-large" (for `text`). */
  readonly limit: number;
  /** By path alone (and size where the listing tells it): cheap yes or no. */
  wants(path: string, size: number | null): boolean;
  /** Grammar needed for this content, after the pre-filter; null = none. */
  grammar(input: FileInput): GrammarId | null;
  /** Only of those that read a head: what else must be seen of the whole content before `facts` can decide; null = nothing. */
  structure?(input: FileInput): StructureKind | null;
  /** Never throws on hostile bytes: says what is wrong as a ProblemFact. Deterministic and linear. */
  facts(input: FileInput, grammars: Grammars): readonly Fact[];
}
