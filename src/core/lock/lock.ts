/** `weighbridge.lock`: what a repository said its models and datasets are, byte for byte. Values to compare with, never proof (T8). */

import type { SignerSeen } from '../model/index.ts';

/** The lock's place: the root of the repository. */
export const LOCK_FILE = 'weighbridge.lock';

export interface LockedFile {
  /** 64 lower-case hex digits. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

export interface LockedSigner {
  readonly signer: SignerSeen;
  /** sha256 of the signature file, hex. */
  readonly bundle: string;
}

export interface LockEntry {
  /** Branch, tag, or the full commit itself that the code asked for when the entry was written; null = it asked for nothing. */
  readonly requested: string | null;
  /** Full commit, 40 or 64 lower-case hex digits (T7). */
  readonly commit: string;
  /** The hub's own id of the repository; null = not told. Another id under the same name is another repository. */
  readonly hubId: string | null;
  /** SPDX expression, with LicenseRef- for what the SPDX list lacks; null = not known. */
  readonly license: string | null;
  /** sha256 of the license text, hex; null = there was none. */
  readonly licenseText: string | null;
  /** References without revision, sorted: what this is an adapter, quantization or fine-tune of. */
  readonly baseModels: readonly string[];
  /** Who signed this commit, and with which signature file; null = no signature was valid. */
  readonly signer: LockedSigner | null;
  /** By path inside the model's own repository. */
  readonly files: ReadonlyMap<string, LockedFile>;
}

/** What a person states where nothing can be read. Like everything in a lock a claim, until the base has it (T8). */
export type Declaration =
  | {
      readonly kind: 'load';
      /** References: what deployment may give. */
      readonly may: readonly string[];
    }
  | {
      readonly kind: 'address';
      /** Of the bytes that lie there, hex. */
      readonly sha256: string;
      /** SPDX expression; null = not known. */
      readonly license: string | null;
      readonly supplier: string | null;
      /** References without revision: what it is an adapter, quantization or fine-tune of. */
      readonly base: readonly string[];
      /** Who signed it, in words; nobody verified that. */
      readonly signer: string | null;
    };

export interface Lock {
  readonly formatVersion: 1;
  /** By what each is about, as `formatDeclared` writes it. */
  readonly declarations: ReadonlyMap<string, Declaration>;
  /**
   * By reference: "hf:org/name", "hf:datasets/org/name". Where the code uses several revisions of one model, all but one carry what
   * was requested: "hf:org/name@v2".
   */
  readonly entries: ReadonlyMap<string, LockEntry>;
}
