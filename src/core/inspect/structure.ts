/**
 * What lies behind the head of a file and decides what it is: the directory of a zip archive, the members of a tar. An author puts
 * 100 kB in front of the member that matters, so the first bytes alone decide nothing (T34). Collected while the bytes stream by.
 */

export type StructureKind = 'zip' | 'tar';

export type Structure =
  | {
      readonly kind: 'zip';
      /** Each local header with the beginning of its content, one behind the other. */
      readonly locals: Uint8Array;
      /** The end of the file, where the central directory lies. */
      readonly tail: Uint8Array;
      /** False: a limit was hit, and members may be missing. */
      readonly complete: boolean;
    }
  | { readonly kind: 'tar'; readonly members: readonly string[]; readonly complete: boolean };

/** Takes all bytes of a file in order; `structure` afterwards. Bounded memory, linear work. */
export interface Collector {
  feed(chunk: Uint8Array): void;
  structure(): Structure;
}
