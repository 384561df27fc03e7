/**
 * Manifests and indexes of registries, as somebody else wrote them. Sources: OCI image specification 1.1, manifest.md, image-index.md,
 * descriptor.md; Docker image manifest version 2, schema 2.
 */
import { z } from 'zod';
import { readStrictJson } from '../strict-json.ts';

/** What registries must take at least (OCI distribution specification, "Pushing manifests"); nobody publishes more. */
export const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
const MAX_VALUES = 200_000;
/** A model of a thousand shards has a thousand layers. */
const MAX_ENTRIES = 10_000;
const MAX_ANNOTATIONS = 100;
/** A certificate chain, or the entry of a log, stands in an annotation. */
const MAX_ANNOTATION = 64 * 1024;

/** One blob or manifest, by its digest. */
export interface BlobDescriptor {
  readonly mediaType: string;
  /** "sha256:<hex>" or "sha512:<hex>". */
  readonly digest: string;
  readonly size: number;
  readonly annotations: ReadonlyMap<string, string>;
  /** Of a manifest in an index; null: not told. */
  readonly artifactType: string | null;
  /** "linux/arm64/v8"; null: not told. */
  readonly platform: string | null;
}

interface Common {
  readonly artifactType: string | null;
  readonly annotations: ReadonlyMap<string, string>;
  /** What it is a referrer of; null: of nothing. */
  readonly subject: BlobDescriptor | null;
}

export type ServedManifest = Common &
  (
    | { readonly kind: 'image'; readonly config: BlobDescriptor; readonly layers: readonly BlobDescriptor[] }
    | { readonly kind: 'index'; readonly manifests: readonly BlobDescriptor[] }
  );

export type ManifestRead = { readonly ok: true; readonly manifest: ServedManifest } | { readonly ok: false; readonly why: string };

/** Media types that are asked for, and understood. */
export const MANIFEST_TYPES: Readonly<Record<string, ServedManifest['kind']>> = {
  'application/vnd.oci.image.manifest.v1+json': 'image',
  'application/vnd.oci.image.index.v1+json': 'index',
  'application/vnd.docker.distribution.manifest.v2+json': 'image',
  'application/vnd.docker.distribution.manifest.list.v2+json': 'index',
};

const text = z.string().max(255);
const digest = z.string().regex(/^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/);
/** As a Map, so that `__proto__` is a key like any other. */
const annotations = z
  .unknown()
  .transform((value, context) => {
    if (value === undefined || value === null) return new Map<string, string>();
    const entries = typeof value === 'object' && !Array.isArray(value) ? Object.entries(value) : null;
    const isFine =
      entries !== null &&
      entries.length <= MAX_ANNOTATIONS &&
      entries.every(([name, one]) => name.length <= 255 && typeof one === 'string' && one.length <= MAX_ANNOTATION);
    if (isFine) return new Map(entries as [string, string][]);
    context.addIssue({ code: 'custom', message: 'not a list of short texts' });
    return z.NEVER;
  })
  .optional()
  .transform((value) => value ?? new Map<string, string>());
const platform = z.looseObject({ os: text, architecture: text, variant: text.optional() });

const descriptor = z
  .looseObject({
    mediaType: text,
    digest,
    size: z.int().nonnegative(),
    annotations,
    artifactType: text.nullish(),
    platform: platform.nullish(),
  })
  .transform(
    (one): BlobDescriptor => ({
      mediaType: one.mediaType,
      digest: one.digest,
      size: one.size,
      annotations: one.annotations,
      artifactType: one.artifactType ?? null,
      platform: one.platform == null ? null : [one.platform.os, one.platform.architecture, one.platform.variant ?? []].flat().join('/'),
    }),
  );

const common = {
  schemaVersion: z.literal(2),
  mediaType: text.nullish(),
  artifactType: text.nullish(),
  annotations,
  subject: descriptor.nullish(),
};
const image = z.looseObject({ ...common, config: descriptor, layers: z.array(descriptor).max(MAX_ENTRIES) });
const index = z.looseObject({ ...common, manifests: z.array(descriptor).max(MAX_ENTRIES) });

/** Linear in the bytes; never throws. `why` is a phrase without hostile text. */
export function readManifest(bytes: Uint8Array): ManifestRead {
  if (bytes.byteLength > MAX_MANIFEST_BYTES) return refused(`a manifest of more than ${MAX_MANIFEST_BYTES} bytes is not read`);
  const json = readStrictJson(bytes, MAX_VALUES);
  if (!json.ok) return refused(`the manifest is refused: ${json.cause}`);
  const kind = kindOf(json.data);
  if (kind === null) return refused('the manifest is refused: it is neither an image nor an index, or both');
  if (kind === 'image') {
    const read = image.safeParse(json.data);
    if (!read.success) return unusable(read.error);
    const { config, layers } = read.data;
    return { ok: true, manifest: { ...sharedOf(read.data), kind, config, layers } };
  }
  const read = index.safeParse(json.data);
  if (!read.success) return unusable(read.error);
  return { ok: true, manifest: { ...sharedOf(read.data), kind, manifests: read.data.manifests } };
}

function sharedOf({ artifactType, annotations: said, subject }: Pick<z.output<typeof image>, keyof Common>): Common {
  return { artifactType: artifactType ?? null, annotations: said, subject: subject ?? null };
}

function unusable({ issues: [issue] }: z.ZodError): ManifestRead {
  const where = issue?.path.map((part) => String(part).slice(0, 40)).join('.') ?? '';
  return refused(`the manifest is refused: ${where === '' ? 'its top' : where} cannot be used`);
}

/**
 * One document must not be an image to one reader and an index to another (CVE-2021-41190): it has the fields of one kind only, and where it
 * names its media type, that of this kind.
 */
function kindOf(data: unknown): ServedManifest['kind'] | null {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return null;
  const isImage = Object.hasOwn(data, 'layers') || Object.hasOwn(data, 'config');
  const isIndex = Object.hasOwn(data, 'manifests');
  if (isImage === isIndex) return null;
  const kind = isImage ? 'image' : 'index';
  const named = 'mediaType' in data ? data.mediaType : null;
  if (named === null || named === undefined || named === '') return kind;
  return typeof named === 'string' && Object.hasOwn(MANIFEST_TYPES, named) && MANIFEST_TYPES[named] === kind ? kind : null;
}

function refused(why: string): ManifestRead {
  return { ok: false, why };
}
