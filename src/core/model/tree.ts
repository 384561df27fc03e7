/** Trees (a set of files at one moment) and what went wrong while reading them. */

import type { Scope } from './base.ts';

export interface TreeEntry {
  readonly path: string;
  readonly kind: 'file' | 'executable' | 'symlink' | 'submodule';
  /** Content id: the git object id (40 or 64 hex), or for trees outside git the same git blob id computed from the bytes. */
  readonly id: string;
  /** Bytes, or null where listing does not tell. */
  readonly size: number | null;
  /** Where the content lies, for a file that is reached through a link: `path` is the one that is used (T34). */
  readonly target?: string;
}

export type ReadResult =
  | { readonly state: 'ok'; readonly bytes: Uint8Array; readonly size: number; readonly truncated: boolean }
  | { readonly state: 'missing' | 'unreadable' | 'budget'; readonly detail: string };

export type DigestResult =
  | { readonly state: 'ok'; readonly sha256: string; readonly size: number }
  | { readonly state: 'missing' | 'unreadable' | 'budget'; readonly detail: string };

/** One path of which two trees say something else. */
export interface EntryChange {
  readonly path: string;
  readonly before: TreeEntry | undefined;
  readonly after: TreeEntry | undefined;
}

/** A set of files at one moment. Implementations live in io/ (git, directory, memory). Symbolic links are data: never followed by a system; discover/links says what they lead to. */
export interface Tree {
  /** For people: "HEAD (e51b0c7)", "working folder". */
  readonly label: string;
  /** Full commit id, when the tree is a commit. */
  readonly commit: string | null;
  /** Full git tree id, when there is one; the key of the fact cache. */
  readonly treeId: string | null;
  /** All entries, sorted by code point order of `path`. Problems that only a listing shows (T15) come with it. */
  list(): Promise<{ readonly entries: readonly TreeEntry[]; readonly problems: readonly Problem[] }>;
  /** One entry, without reading the whole listing. Absent: the listing tells. */
  at?(path: string): Promise<TreeEntry | undefined>;
  /** What differs from another tree, by the id of a commit or tree; null: that cannot be told. Absent: never. Costs what differs. */
  since?(id: string): Promise<readonly EntryChange[] | null>;
  /** At most `limit` bytes from the start; `truncated` when the content is longer. Never throws for content reasons. */
  read(entry: TreeEntry, limit: number): Promise<ReadResult>;
  /** SHA-256 over the whole content, streamed in constant memory. `observe` gets the same bytes, in order; it must not keep a chunk. */
  digest(entry: TreeEntry, observe?: (chunk: Uint8Array) => void): Promise<DigestResult>;
  close(): Promise<void>;
}

export type ProblemCode =
  | 'unreadable'
  | 'missing'
  | 'too-large'
  | 'syntax'
  | 'truncated'
  | 'timeout'
  | 'not-utf8'
  | 'unsupported'
  | 'submodule'
  | 'annex-key'
  | 'ambiguous-path'
  | 'pointer-not-lfs'
  | 'limit'
  /** Named as weights, and of no format that is known. */
  | 'unrecognized'
  /** Run as code of a language, under a name of something else. */
  | 'misnamed'
  /** A Git LFS pointer where text is wanted: a checkout puts another text there (T34). */
  | 'hidden-pointer'
  /** A working-tree-encoding other than UTF-8: a checkout writes other bytes. */
  | 'hidden-encoding'
  /** A filter that git runs over the text when it checks it out. */
  | 'hidden-filter'
  /** A link to content that is not in the tree. */
  | 'hidden-link'
  /** Attributes that were not evaluated to their end. */
  | 'hidden-attributes'
  /** In a kind of file that no reader takes, what looks like a model, a hosted model or weights (T33). */
  | 'telling'
  /** Files of installed packages that the tree itself has. */
  | 'installed'
  /** The run read as much as one run reads (T32). */
  | 'budget';

/** Something that could not be read, or must not be trusted, with its place. A problem is a result, never silence (T4). */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** The object id of the entry. */
  readonly blob: string | null;
  /** What is the same problem on both sides; absent: the path. */
  readonly subject?: string;
  /** What the file is for; absent: product. */
  readonly scope?: Scope;
  /** A file of this kind can load a model, or be one: what was not read of it may be a model that nobody saw. */
  readonly mayNameModel?: boolean;
  /** It is told, and nobody need act on it: what seems to be a name is something else, as far as reading tells. */
  readonly quiet?: true;
  /** It is of one entry of a list alone: the others were read. */
  readonly ofEntry?: true;
  /** The file that says what this one is. */
  readonly takenBy?: string;
  /** What stands there, and nobody can name. */
  readonly mayBe?: 'image';
}
