/** What verifying and signing ask of a model on disk; io/model-folder answers. */
import type { ActualFile } from './compare.ts';
import type { OmsHash } from './manifest.ts';

export interface ModelEntry {
  /** Relative to the model, "/" between parts. */
  readonly path: string;
  /** Bytes; 0 where there is a problem. */
  readonly size: number;
  /** Why it can be no file of a model: a link, a special file, a name that is not UTF-8, a folder that cannot be opened. */
  readonly problem?: string;
  /** Where the bytes are, relative to the model's folder, when not at `path`: the target of a link that is allowed. */
  readonly target?: string;
}

export interface ListOptions {
  /** Links to files inside the model count as files; all others are problems whatever this says (T15). */
  readonly allowSymlinks: boolean;
  /** Folders that are not even looked into. */
  readonly skipped: (path: string) => boolean;
}

export interface DigestWish {
  readonly hash: OmsHash;
  /** Bytes; null: files as a whole. */
  readonly shardSize: number | null;
  /** Bytes read so far. */
  readonly onProgress?: (bytes: number) => void;
}

export interface ModelFiles {
  /** Name of the folder or file. */
  readonly name: string;
  readonly kind: 'folder' | 'file';
  /** Where a path of this disk (absolute) lies inside the model; null outside. */
  inside(path: string): string | null;
  /** Nothing is opened. Throws EffectError DISK when the folder itself cannot be listed. */
  list(options: ListOptions): Promise<readonly ModelEntry[]>;
  /** By path; what cannot be read has a `problem`. */
  digest(entries: readonly ModelEntry[], wish: DigestWish): Promise<ReadonlyMap<string, ActualFile>>;
  close(): Promise<void>;
}
