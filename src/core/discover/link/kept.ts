/** What is known of a tree that was linked before: what is in it, by whom each file is used, and what each file's own result rests on. */
import type { FileFacts, Problem, TreeEntry } from '../../model/index.ts';
import type { UsersOf } from '../lookup/backward.ts';
import type { Listing } from '../lookup/listing.ts';
import type { FactIndex } from '../lookup/fact-index.ts';
import type { LinkedFile } from './file.ts';

export interface KeptLinks {
  readonly listing: Listing;
  readonly stated: FactIndex;
  /** Files whose result rests on the key. May name more. */
  needing(key: string): readonly string[];
  readonly users: UsersOf;
}

/** What linking one file gave, for others and for a later run. */
export interface Trace {
  /** What its result rests on. */
  readonly needs: readonly string[];
  /** Files that its imports load. */
  readonly imports: readonly string[];
  /** Files that it starts, or copies into an image. */
  readonly starts: readonly string[];
}

/** A whole tree. No label of a policy and no verdict is in it (T17), but for the labels that it was linked under. */
export interface KeptTree extends KeptLinks {
  /** The id of the commit or tree that it tells of. */
  readonly id: string;
  /** Labels that it was linked under, and what its keys are made with: another one of this id is another tree. */
  readonly labels: string;
  readonly salt: string;
  readonly spent: Spent;
  entry(this: void, path: string): TreeEntry | undefined;
  entriesBelow(this: void, folder: string): readonly TreeEntry[];
  /** Files at the paths by which they are used through links. */
  readonly linked: readonly TreeEntry[];
  /** Symbolic links, and the path of the tree that their text writes. */
  readonly links: readonly SymbolicLink[];
  hasFolder(this: void, path: string): boolean;
  /** Files that have this name, or this one before the first dot. */
  filesNamed(this: void, name: string): readonly string[];
  /** Folders with this name. */
  foldersNamed(this: void, name: string): readonly string[];
  /** Whether a system that folds letters takes this path for another one of the tree. */
  isFolded(path: string): boolean;
  /** Of the files that say something, by path. */
  results(): readonly (readonly [path: string, result: LinkedFile])[];
  /** Of the listing, of links, and of attributes. */
  readonly problems: readonly Problem[];
}

export interface SymbolicLink {
  readonly path: string;
  readonly leadsTo: string;
}

/** What of the limits for one tree linking it took: a change has what is left. */
export interface Spent {
  /** Share of the steps of looking for paths. */
  readonly steps: number;
  /** Files that were read whole for what they may call. */
  readonly calls: number;
}

/** One path of a tree, as it is kept. */
export interface KeptFile {
  /** Of a path that is used through a link, what it leads to. */
  readonly entry: TreeEntry;
  /** Of a path that is itself a link; null: it is none, or the same as before. */
  readonly link: { readonly id: string; readonly leadsTo: string } | null;
  /** null: nobody reads it. */
  readonly file: FileFacts | null;
  readonly result: LinkedFile | null;
  /** Worked out when it is written: a large tree has very many. */
  readonly trace: () => Trace;
}

/** What differs between the kept tree and the next one. */
export interface KeptChange {
  readonly id: string;
  readonly spent: Spent;
  readonly gone: readonly string[];
  readonly files: readonly KeptFile[];
  readonly problems: readonly Problem[];
}

export interface WholeTree {
  readonly id: string;
  readonly spent: Spent;
  /** One after the other, as often as asked. */
  files(): Iterable<KeptFile>;
  readonly problems: readonly Problem[];
}

/** Where trees are kept between runs. Everything may fail: then there is nothing. */
export interface KeptTrees {
  /** What is kept under these labels; null: nothing that serves. */
  open(labels: string): KeptTree | null;
  /** Moves the kept tree on; null: it could not be written. */
  advance(from: KeptTree, change: KeptChange): KeptTree | null;
  /** Keeps a whole tree in place of whatever there is. */
  keep(labels: string, tree: WholeTree): void;
}
