/** Answers of a registry of npm, by schema: only what is used, every length capped. */
import { z } from 'zod';
import { type JsonTable, jsonTable } from '../../base/json/table.ts';
import { npmMetadata } from '../../ecosystems/npm/metadata.ts';
import type { PackageMetadata, PublishedBy } from '../../model/index.ts';
import { jsonIn } from '../bodies.ts';
import { publisherText } from '../../base/publisher-text.ts';

/** What the registry says of one name. */
export interface NpmDocument {
  readonly versions: JsonTable;
  /** Version → time of publishing, as served. */
  readonly times: JsonTable;
}

export interface NpmVersion extends PackageMetadata {
  /** Subresource Integrity, or of the oldest packages "sha1:<hex>"; null: none. */
  readonly integrity: string | null;
  /** File name of its archive. */
  readonly archive: string;
  /** As served: who verifies them reads them. */
  readonly signatures: unknown;
  readonly publishedBy: PublishedBy;
  readonly deprecated: string | null;
}

const dist = z.object({
  integrity: z.string().max(2000).nullish(),
  shasum: z
    .string()
    .regex(/^[0-9a-f]{40}$/i)
    .nullish()
    .catch(null),
  tarball: z.string().max(2000).nullish().catch(null),
  signatures: z.unknown().optional(),
});

/** Null: not about this name. Another name in the answer would let a mirror hand out one package as another. */
export function readDocument(body: Uint8Array, name: string): NpmDocument | null {
  const data = parsed(body);
  if (data === null || data['name'] !== name) return null;
  const [versions, times] = [jsonTable(data['versions']), jsonTable(data['time'])];
  return versions === null ? null : { versions, times: times ?? {} };
}

/** The answer to a question about one version, in the same form. */
export function readSingle(body: Uint8Array, version: string): NpmDocument | null {
  const data = parsed(body);
  return data === null ? null : { versions: { [version]: data }, times: {} };
}

/** Null: it has no such version. "invalid": what it says of it is not what it was asked about, or has not the form. */
export function npmVersionIn(document: NpmDocument, name: string, version: string): NpmVersion | 'invalid' | null {
  if (!Object.hasOwn(document.versions, version)) return null;
  const data = jsonTable(document.versions[version]);
  const read = dist.safeParse(data?.['dist']);
  // pacote's EMANIFESTMISMATCH: else a valid signature of another version could be replayed here.
  if (data === null || data['name'] !== name || data['version'] !== version || !read.success) return 'invalid';
  const { integrity, shasum, tarball, signatures } = read.data;
  return {
    integrity: integrity ?? (shasum == null ? null : `sha1:${shasum.toLowerCase()}`),
    archive: /[^/]*$/.exec(tarball ?? '')?.[0] ?? '',
    signatures: signatures ?? [],
    publishedBy: publishedBy(data),
    ...npmMetadata(data),
    // npm: a text; some registries write true.
    deprecated: data['deprecated'] === true ? '' : publisherText(data['deprecated']),
  };
}

/** Ids of the keys that a version is signed with, as far as they can be read. */
export function keyIdsOf({ signatures }: NpmVersion): readonly string[] {
  return Array.isArray(signatures)
    ? signatures.slice(0, 100).flatMap((one: unknown) => {
        const id = jsonTable(one)?.['keyid'];
        return typeof id === 'string' ? [id] : [];
      })
    : [];
}

/** pnpm, "trustPolicy": what the registry says of how it came there. No cryptography. */
export function publishedBy(version: JsonTable | null): PublishedBy {
  const attestations = jsonTable(jsonTable(version?.['dist'])?.['attestations']);
  if (jsonTable(attestations?.['provenance']) === null) return 'none';
  return jsonTable(jsonTable(version?.['_npmUser'])?.['trustedPublisher']) === null ? 'provenance' : 'trusted';
}

const known = new WeakMap<Uint8Array, JsonTable | null>();

/** One body is read once: it speaks of every version of a name. */
function parsed(body: Uint8Array): JsonTable | null {
  const before = known.get(body);
  if (before !== undefined) return before;
  const data = jsonTable(jsonIn(body));
  known.set(body, data);
  return data;
}
