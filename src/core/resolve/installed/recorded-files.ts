/** The RECORD of an installed Python package: each file with its hash, as the installer wrote it (packaging specifications, "Recording installed projects"). */
import { withinTree } from '../../base/within-tree.ts';

export interface RecordedFile {
  readonly path: string;
  /** Lower-case hex. */
  readonly sha256: string;
}

const MAX_LINES = 200_000;
/** Longer than two paths of any disk, each character of them quoted. */
const MAX_LINE = 8_192;

/**
 * Files with a SHA-256. `site`: what paths count from; `environment`: what they must stay in, as a hostile record may name any file of the disk.
 * Null: it is no such record, or one that leads out.
 */
export function recordedFiles(text: string, site: string, environment: string): readonly RecordedFile[] | null {
  const lines = text.split(/\r?\n/, MAX_LINES + 1);
  if (lines.length > MAX_LINES) return null;
  const files: RecordedFile[] = [];
  for (const line of lines) {
    if (line === '') continue;
    // T39: a pattern that repeats a choice keeps a step for each character, and a name of megabytes is more than the engine holds.
    if (line.length > MAX_LINE) return null;
    // Three columns; a name with a comma or a quote in it stands in quotes (RFC 4180).
    const [, quoted, bare, hash = ''] = /^(?:"((?:[^"]|"")*)"|([^",]*)),([^,]*),\d*$/.exec(line) ?? [];
    const name = quoted?.replaceAll('""', '"') ?? bare;
    if (name === undefined || name === '') return null;
    // RECORD itself and compiled files have none.
    const [, digest] = /^sha256=([\w-]{43})=?$/.exec(hash) ?? [];
    if (digest === undefined) continue;
    const path = name.startsWith('/') || name.includes('\\') ? null : withinTree(`${site}/${name}`);
    if (path?.startsWith(`${environment}/`) !== true) return null;
    files.push({ path, sha256: Buffer.from(digest, 'base64url').toString('hex') });
  }
  return files;
}
