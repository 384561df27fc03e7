/** Bytes → the library's bundle, or why they are none. Nothing is proven here. */
import { createHash } from 'node:crypto';
import { type Bundle, bundleFromJSON, type SerializedBundle } from '@sigstore/bundle';
import { readStrictJson } from '../strict-json.ts';
import { bundleSchema, ONE_OF } from './bundle-schema.ts';
import { BundleRefusal } from './outcome.ts';

/** Provenance has some KB; the manifest of a model with a hundred thousand shards has some MB. */
export const MAX_BUNDLE_BYTES = 32 * 1024 * 1024;

/** A bundle's lists are short. */
const MAX_VALUES = 100_000;

/** Of version 0.1: the certificate in a chain, in the first ones with its root. */
export const FIRST_MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle+json;version=0.1';

/** All that exist; the library's own check is looser (bundle format, "Media types"). */
const MEDIA_TYPES: ReadonlySet<string> = new Set([
  FIRST_MEDIA_TYPE,
  'application/vnd.dev.sigstore.bundle+json;version=0.2',
  'application/vnd.dev.sigstore.bundle+json;version=0.3',
  'application/vnd.dev.sigstore.bundle.v0.3+json',
]);

export interface ReadBundle {
  readonly bundle: Bundle;
  readonly digest: string;
}

/** Throws Refusal. */
export function readBundle(bytes: Uint8Array, maxBytes: number): ReadBundle {
  if (bytes.byteLength > maxBytes) throw new BundleRefusal('too-large', `a bundle of more than ${maxBytes} bytes is not read`);
  const json = readStrictJson(bytes, MAX_VALUES);
  if (!json.ok) throw new BundleRefusal('malformed', `the bundle is refused: ${json.cause}`);
  const shape = bundleSchema.safeParse(json.data);
  if (!shape.success) {
    const issue = shape.error.issues[0];
    const where = issue === undefined ? '' : issue.path.map(String).join('.');
    throw new BundleRefusal('malformed', `the bundle is refused: ${where === '' ? 'its top' : where}: ${issue?.message ?? 'unreadable'}`);
  }
  const { mediaType, verificationMaterial } = shape.data;
  if (!MEDIA_TYPES.has(mediaType)) throw new BundleRefusal('media-type', `"${mediaType}" is not a media type of a Sigstore bundle`);
  for (const [from, alternatives] of ONE_OF) {
    const holder: Record<string, unknown> = from === 'bundle' ? shape.data : verificationMaterial;
    const given = alternatives.flat().filter((name) => (holder[name] ?? null) !== null);
    if (given.length !== 1)
      throw new BundleRefusal(
        'malformed',
        `exactly one of ${alternatives.map(([name]) => name).join(', ')} is needed; there are ${given.length}`,
      );
  }
  return { bundle: toBundle(json.data), digest: createHash('sha256').update(bytes).digest('hex') };
}

function toBundle(data: unknown): Bundle {
  try {
    return bundleFromJSON(data as SerializedBundle);
  } catch (error) {
    const fields: unknown = error instanceof Error && 'fields' in error ? error.fields : null;
    const which = Array.isArray(fields) ? `: ${fields.join(', ')}` : '';
    throw new BundleRefusal('malformed', `the bundle lacks what its version needs${which}`);
  }
}
