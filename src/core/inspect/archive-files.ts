/** The files of an archive as its bytes stream by: the digest of each, and the content of one that is asked for. */
import { createHash, type Hash } from 'node:crypto';
import { latin1Of } from './bytes.ts';
import type { MemberSink } from './tar-members.ts';

export interface ArchiveFile {
  /** As the archive names it. */
  readonly path: string;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Of a script whose first line ends as on Windows: the digest with the line end that npm writes in its place (bin-links, "fix-bin"). */
  readonly asScript?: string;
}

/** Larger files that are asked for give nothing. */
const MAX_CONTENT = 1024 * 1024;
/** In these npm looks for the first line. */
const HEAD = 2048;

/** Of several members of one name the last counts, as it does for whoever unpacks them. Memory does not depend on their sizes. */
export class ArchiveFiles implements MemberSink {
  private readonly files = new Map<string, ArchiveFile>();
  private readonly wanted: RegExp;
  private found: Uint8Array | null = null;
  private name = '';
  private hash: Hash = createHash('sha256');
  private script: Hash | null = null;
  private head: Buffer = Buffer.alloc(0);
  private parts: Buffer[] | null = null;
  private held = 0;

  /** `wanted`: the name of the file whose content is kept. */
  constructor(wanted: RegExp) {
    this.wanted = wanted;
  }

  begin(name: string): void {
    this.name = name;
    this.hash = createHash('sha256');
    this.script = null;
    this.head = Buffer.alloc(0);
    this.held = 0;
    this.parts = this.wanted.test(name) ? [] : null;
  }

  bytes(chunk: Uint8Array): void {
    this.hash.update(chunk);
    this.held += chunk.length;
    if (this.held <= MAX_CONTENT) this.parts?.push(Buffer.from(chunk));
    const taken = chunk.subarray(0, HEAD - this.head.length);
    if (taken.length > 0) {
      this.head = Buffer.concat([this.head, taken]);
      if (this.head.length === HEAD) this.beginScript();
    }
    this.script?.update(chunk.subarray(taken.length));
  }

  end(): void {
    if (this.head.length < HEAD) this.beginScript();
    const sha256 = this.hash.digest('hex');
    const { script } = this;
    this.files.set(this.name, { path: this.name, sha256, ...(script === null ? {} : { asScript: script.digest('hex') }) });
    if (this.parts !== null) this.found = this.held <= MAX_CONTENT ? Buffer.concat(this.parts) : null;
  }

  /** Null: there is no such file, or it is larger than any of its kind. */
  content(): Uint8Array | null {
    return this.found;
  }

  list(): readonly ArchiveFile[] {
    return [...this.files.values()];
  }

  private beginScript(): void {
    const [line] = /^#![^\n]+\r\n/.exec(latin1Of(this.head)) ?? [];
    if (line === undefined) return;
    this.script = createHash('sha256');
    this.script.update(this.head.subarray(0, line.length - 2));
    this.script.update('\n');
    this.script.update(this.head.subarray(line.length));
  }
}
