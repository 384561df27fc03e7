/** What installers leave on the disk, made as they make it: folders, records, caches. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { tar } from '../core/inspect/archives.ts';

export type DiskFiles = Readonly<Record<string, string | Uint8Array>>;

export function put(folder: string, files: DiskFiles): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

export interface Packed {
  readonly bytes: Uint8Array;
  /** As locks have it. */
  readonly integrity: string;
  /** Below a cache of npm. */
  readonly path: string;
}

export function packed(bytes: Uint8Array): Packed {
  const hash = createHash('sha512').update(bytes);
  const hex = hash.copy().digest('hex');
  return {
    bytes,
    integrity: `sha512-${hash.digest('base64')}`,
    path: `_cacache/content-v2/sha512/${hex.slice(0, 2)}/${hex.slice(2, 4)}/${hex.slice(4)}`,
  };
}

/** An archive as npm packs it: everything in one folder. */
export function npmArchive(files: DiskFiles): Packed {
  return packed(
    gzipSync(tar(Object.entries(files).map(([path, content]) => ({ name: `package/${path}`, content: Buffer.from(content) })))),
  );
}

/** A lock of npm, and in the same shape its record of what it installed. */
export function npmLock(
  packages: Readonly<Record<string, { readonly version: string; readonly integrity?: string; readonly resolved?: string }>>,
): string {
  const entries = Object.entries(packages).map(([name, one]) => [`node_modules/${name}`, one] as const);
  return JSON.stringify({ name: 'app', lockfileVersion: 3, requires: true, packages: { '': {}, ...Object.fromEntries(entries) } }, null, 2);
}

const SITE = '.venv/lib/python3.12/site-packages';

/** An environment with one package in it, as pip installs it. `recorded`: what its RECORD has, where that is not what lies there. */
export function environment(
  name: string,
  version: string,
  files: DiskFiles,
  {
    recorded = files,
    metadata = '',
    more = {},
  }: { readonly recorded?: DiskFiles; readonly metadata?: string; readonly more?: DiskFiles } = {},
): DiskFiles {
  const info = `${name}-${version}.dist-info`;
  const text = `Metadata-Version: 2.4\nName: ${name}\nVersion: ${version}\n${metadata}\nA text.\nLicense: none\n`;
  const lines = Object.entries({ ...recorded, [`${info}/METADATA`]: text }).map(
    ([path, content]) => `${path},sha256=${createHash('sha256').update(content).digest('base64url')},${Buffer.from(content).length}`,
  );
  const all = { ...files, ...more, [`${info}/METADATA`]: text, [`${info}/RECORD`]: [...lines, `${info}/RECORD,,`, ''].join('\n') };
  return Object.fromEntries(Object.entries(all).map(([path, content]) => [`${SITE}/${path}`, content]));
}
