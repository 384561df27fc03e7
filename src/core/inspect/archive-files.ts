/** The files of an archive as its bytes stream by: the digest of each, and the content of one that is asked for. */
import { createHash, type Hash } from 'node:crypto';
import type { MemberSink } from './tar-members.ts';

export interface ArchiveFile {
  /** As the archive names it. */
  readonly path: string;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Larger files that are asked for give nothing. */
const MAX_CONTENT = 1024 * 1024;

/** Of several members of one name the last counts, as it does for whoever unpacks them. Memory does not depend on their sizes. */
export class ArchiveFiles implements MemberSink {
  private readonly files = new Map<string, string>();
  private readonly wanted: RegExp;
  private found: Uint8Array | null = null;
  private name = '';
  private hash: Hash = createHash('sha256');
  private parts: Buffer[] | null = null;
  private held = 0;

  /** `wanted`: the name of the file whose content is kept. */
  constructor(wanted: RegExp) {
    this.wanted = wanted;
  }

  begin(name: string): void {
    this.name = name;
    this.hash = createHash('sha256');
    this.held = 0;
    this.parts = this.wanted.test(name) ? [] : null;
  }

  bytes(chunk: Uint8Array): void {
    this.hash.update(chunk);
    this.held += chunk.length;
    if (this.held <= MAX_CONTENT) this.parts?.push(Buffer.from(chunk));
  }

  end(): void {
    this.files.set(this.name, this.hash.digest('hex'));
    if (this.parts !== null) this.found = this.held <= MAX_CONTENT ? Buffer.concat(this.parts) : null;
  }

  /** Null: there is no such file, or it is larger than any of its kind. */
  content(): Uint8Array | null {
    return this.found;
  }

  list(): readonly ArchiveFile[] {
    return [...this.files].map(([path, sha256]) => ({ path, sha256 }));
  }
}
