/** What installers of packages left on the disk, beside a tree and in their caches. It is as hostile as the tree: nothing is read through links (T15). */
import type { PackageMetadata, Tree } from '../model/index.ts';

export type InstalledText =
  | { readonly state: 'ok'; readonly bytes: Uint8Array; readonly truncated: boolean }
  | { readonly state: 'absent' }
  | { readonly state: 'unreadable'; readonly detail: string };

export type InstalledDigest =
  /** Lower-case hex. */
  | { readonly state: 'ok'; readonly sha256: string }
  | { readonly state: 'absent' }
  | { readonly state: 'unreadable'; readonly detail: string };

export interface UnpackedFile {
  readonly path: string;
  readonly sha256: string;
  /** The digest that it may have as well, once it is installed. */
  readonly asScript?: string;
}

/** An archive that lies in a cache under the hash of its bytes. */
export type CachedArchive =
  | { readonly state: 'absent' }
  /** It lies there, and its bytes are others, cannot be read, or are more than is read. */
  | { readonly state: 'unreadable'; readonly detail: string }
  | {
      /** The bytes were hashed in this run, and have this hash. */
      readonly state: 'ok';
      /** For people: where it lies. */
      readonly where: string;
      /** Its package.json; null: it has none that can be read. */
      readonly manifest: Uint8Array | null;
      /** Every regular file, by its name in the archive; null: not all of them were seen. */
      readonly files: readonly UnpackedFile[] | null;
    };

/** What registries said of packages in earlier runs. Keys are the caller's. */
export interface MetadataStore {
  get(keys: readonly string[]): ReadonlyMap<string, PackageMetadata>;
  put(key: string, said: PackageMetadata): void;
}

/** Paths count from the folder that the tree is checked out in. */
export interface InstalledFiles {
  /** Whether the checked-out commit has this object at this path: else what lies on the disk was installed for another state. */
  holds(path: string, id: string): boolean;
  /** Whether the checked-out commit has something at this path: nobody installed that, and it is the word of the tree. */
  isCommitted(path: string): boolean;
  /** Names in a folder, sorted; null: it is none, lies behind a link, or has more than `limit`. */
  names(folder: string, limit: number): Promise<readonly string[] | null>;
  /** The first `limit` bytes of a file. */
  read(path: string, limit: number): InstalledText;
  digests(paths: readonly string[]): Promise<ReadonlyMap<string, InstalledDigest>>;
  /** A file as a tree of its own that has it at the path `as`, for readers that go by names; null: it cannot be read. */
  alone(path: string, as: string, limit: number): Promise<Tree | null>;
  /** By the SHA-512 of its bytes, lower-case hex: from a cache of npm. */
  archive(sha512: string): Promise<CachedArchive>;
}
