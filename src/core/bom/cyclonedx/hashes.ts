/** Digests of components and of the files on the hub. */
import type { BomComponent, FileDigest, Hash } from '../../model/index.ts';
import { visible } from '../../base/visible-text.ts';
import { sortedBy } from '../order.ts';
import type { CdxComponent, CdxHash } from './document.ts';
import { property } from './properties.ts';

/** "git-sha1" is no digest of the content alone (git puts a header before it), so it must never be written as SHA-1; see `swhidsOf`. */
const ALGORITHMS = {
  sha1: { alg: 'SHA-1', digits: 40 },
  sha256: { alg: 'SHA-256', digits: 64 },
  sha512: { alg: 'SHA-512', digits: 128 },
} as const;

/** Digests by algorithm, each once. A value that is no digest of its algorithm is left out: a hub or lock may state anything. */
export function hashesOf(hashes: readonly Hash[]): CdxHash[] {
  const found = new Map<string, CdxHash>();
  for (const { algorithm, value } of hashes) {
    if (algorithm === 'git-sha1') continue;
    const { alg, digits } = ALGORITHMS[algorithm];
    const content = value.toLowerCase();
    if (isHex(content, digits)) found.set(`${alg} ${content}`, { alg, content });
  }
  return sortedBy([...found.values()], ({ alg, content }) => `${alg} ${content}`);
}

/** SWHID of a file's content (ISO/IEC 18670): by definition the git blob id. */
function swhidsOf(hashes: readonly Hash[]): string[] {
  return hashes.flatMap(({ algorithm, value }) =>
    algorithm === 'git-sha1' && isHex(value.toLowerCase(), 40) ? [`swh:1:cnt:${value.toLowerCase()}`] : [],
  );
}

function isHex(text: string, digits: number): boolean {
  return text.length === digits && /^[\da-f]+$/.test(text);
}

/** Every file of the repository at that commit, with its digests; none when the hub answered for another repository than was asked for. */
export function filesOf({ hub }: BomComponent): CdxComponent[] {
  if (hub === null || hub.redirectedTo !== null) return [];
  // The schema demands distinct entries; a hub may list one path twice.
  const files = new Map(hub.files.map((file) => fileOf(file)).map((file) => [JSON.stringify(file), file]));
  return sortedBy([...files.values()], (file) => JSON.stringify([file.name, file]));
}

function fileOf(file: FileDigest): CdxComponent {
  const hashes = hashesOf(file.hashes);
  const swhid = swhidsOf(file.hashes);
  return {
    type: 'file',
    name: visible(file.path),
    ...(hashes.length === 0 ? {} : { hashes }),
    ...(swhid.length === 0 ? {} : { swhid }),
    properties: [property('size', String(file.size))],
  };
}
