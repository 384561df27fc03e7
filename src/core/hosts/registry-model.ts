/**
 * A model that lies in a registry of images: what its manifest says, without a byte of its weights (design section 4, zero-download
 * verification). The manifest's digest is its revision, and binds the digest of every layer. Shared by the hosts that speak this protocol.
 */
import { z } from 'zod';
import { compareText } from '../base/order.ts';
import type { Evidence, FileDigest, HubFacts, LicenseClaim, Question, Topic } from '../model/index.ts';
import { isManifestDigest } from '../ref/parse.ts';
import type { BlobDescriptor, ServedManifest } from '../verify/oci/manifest.ts';
import { FILE_NAMES, formatOf, layerOf, type ModelFormat } from '../verify/oci/roles.ts';
import { readStrictJson } from '../verify/strict-json.ts';
import { NO_TERMS } from '../license/text/recognize.ts';
import { claimOfText } from './license-claims.ts';
import { blobIn, blobQuestion, type ManifestAsked, manifestIn, manifestQuestion } from './distribution.ts';
import { publisherText } from '../base/publisher-text.ts';

type ImageManifest = Extract<ServedManifest, { kind: 'image' }>;

/** One layer, as far as its manifest says what it is. */
export interface ModelFile {
  readonly role: ReturnType<typeof layerOf>['role'];
  /** As its annotation names it; else its role. */
  readonly name: string;
  readonly size: number;
  /** "sha256:<hex>". */
  readonly digest: string;
  /** True: the layer is the file itself, so its digest is the one that a hub has for the same file. */
  readonly raw: boolean;
  readonly mediaType: string;
}

export interface RegistryModel {
  readonly format: ModelFormat;
  readonly files: readonly ModelFile[];
}

const MAX_TEXT = 1024 * 1024;
/** Of one model: some list a license for each part. */
const MAX_LICENSES = 5;
const MAX_VALUES = 20_000;

/** Null: nothing in it says that it holds a model. */
export function modelIn(manifest: ServedManifest): RegistryModel | null {
  if (manifest.kind !== 'image') return null;
  const format = formatOf([manifest.artifactType ?? '', manifest.config.mediaType, ...manifest.layers.map(({ mediaType }) => mediaType)]);
  return format === null ? null : { format, files: manifest.layers.map(fileOf) };
}

function fileOf({ mediaType, digest, size, annotations }: BlobDescriptor): ModelFile {
  const { role, raw } = layerOf(mediaType);
  const named = FILE_NAMES.map((key) => annotations.get(key)).find((one) => one !== undefined);
  return { role, name: publisherText(named) ?? role, size, digest, raw, mediaType };
}

/** The manifest; then, where licenses are wanted, the small texts that say something about them. */
export function modelNeeds(asked: ManifestAsked, evidence: Evidence, wanted: ReadonlySet<Topic>): Question[] {
  if (!['existence', 'revision', 'files', 'license', 'signature'].some((topic) => wanted.has(topic as Topic))) return [];
  const seen = manifestIn(evidence, manifestQuestion(asked));
  if (seen.state === 'ask') return [seen.question];
  if (seen.state === 'unseen' || seen.manifest.kind !== 'image' || !wanted.has('license')) return [];
  return smallBlobs(asked, seen.manifest).filter(({ key }) => evidence.answer(key) === undefined);
}

function smallBlobs(asked: ManifestAsked, manifest: ImageManifest): Question[] {
  const small = [...licenseLayers(manifest), ...(modelIn(manifest) === null ? [] : [manifest.config])];
  return small.filter(isSmall).map(({ digest }) => blobQuestion(asked, digest, MAX_TEXT));
}

function licenseLayers({ layers }: ImageManifest): BlobDescriptor[] {
  return layers.filter(({ mediaType }) => layerOf(mediaType).role === 'license').slice(0, MAX_LICENSES);
}

function isSmall({ size, digest }: BlobDescriptor): boolean {
  return size <= MAX_TEXT && isManifestDigest(digest);
}

export interface ModelText {
  readonly licenses: readonly LicenseClaim[];
  readonly architecture: string | null;
}

/** What its publisher says of license and architecture: claims, like a card on a hub (T11). */
export function modelTexts(asked: ManifestAsked, manifest: ImageManifest, evidence: Evidence): ModelText {
  const read = (layer: BlobDescriptor): Uint8Array | null => {
    if (!isSmall(layer)) return null;
    const blob = blobIn(evidence, blobQuestion(asked, layer.digest, MAX_TEXT), layer.digest);
    return blob.state === 'seen' ? blob.bytes : null;
  };
  const texts = licenseLayers(manifest).flatMap((layer) => claimsOfLayer(read(layer)));
  const config = configIn(read(manifest.config));
  return { licenses: [...texts, ...config.licenses], architecture: config.architecture };
}

/** A text is what its words are (T11). Of one that is no known license the beginning says what it calls itself: one more claim. */
function claimsOfLayer(bytes: Uint8Array | null): LicenseClaim[] {
  if (bytes === null) return [];
  const claims = claimOfText({ path: 'license', about: 'weights' }, bytes);
  const title = claims.some(({ text }) => text === '') ? titleOf(bytes) : null;
  if (title === null) return claims;
  // A title without a word of terms is no text, and says no more than it calls itself.
  return [...claims.filter(({ file }) => file?.why !== NO_TERMS), claimOf(title)];
}

function titleOf(bytes: Uint8Array): string | null {
  const lines = new TextDecoder().decode(bytes.subarray(0, 4096)).split('\n');
  const [first = '', second = ''] = lines.map((line) => line.trim()).filter((line) => line !== '');
  return publisherText(/^version \d/i.test(second) ? `${first}, ${second.replace(/,.*$/, '')}` : first);
}

function claimOf(name: string): LicenseClaim {
  return { from: 'card', text: 'other', name, link: null };
}

/**
 * Configurations differ by tool, and each field stands in one of them: Docker's model config ("config"), ModelPack's ("descriptor", "config"),
 * Ollama's (`model_family`). What is of another shape says nothing.
 */
const configSchema = z.looseObject({
  model_family: z.unknown().optional(),
  config: z.looseObject({ architecture: z.unknown().optional() }).nullish().catch(null),
  descriptor: z
    .looseObject({ licenses: z.array(z.string().max(200)).max(20).nullish().catch(null) })
    .nullish()
    .catch(null),
});

function configIn(bytes: Uint8Array | null): ModelText {
  const json = bytes === null ? null : readStrictJson(bytes, MAX_VALUES);
  const read = json?.ok === true ? configSchema.safeParse(json.data) : null;
  if (read?.success !== true) return { licenses: [], architecture: null };
  const { config, descriptor, model_family: family } = read.data;
  // A list without words between its parts: all of them hold (T11).
  const stated = publisherText((descriptor?.licenses ?? []).join(' AND '));
  return {
    licenses: stated === null ? [] : [{ from: 'card', text: stated, name: null, link: null }],
    architecture: publisherText(config?.architecture ?? family),
  };
}

/** Null: the manifest was not asked for yet, or is none. */
export function modelFacts(asked: ManifestAsked, evidence: Evidence): HubFacts | null {
  const seen = manifestIn(evidence, manifestQuestion(asked));
  if (seen.state !== 'seen') return null;
  const { manifest, digest } = seen;
  const isPinned = isManifestDigest(asked.reference);
  const texts = manifest.kind === 'image' ? modelTexts(asked, manifest, evidence) : { licenses: [], architecture: null };
  return {
    commit: digest,
    reachable: isPinned ? 'yes' : 'not-asked',
    reachableDetail: isPinned ? 'its registry serves it under this name' : '',
    redirectedTo: null,
    gated: false,
    files: manifest.kind === 'image' ? digestsOf(manifest) : [],
    // The manifest was hashed here, and names its layers by their digests.
    digestsConsistent: true,
    licenses: texts.licenses,
    baseModels: [],
    datasets: [],
    pipelineTag: null,
    libraryName: null,
    architecture: texts.architecture,
  };
}

/** Files as a hub has them: only layers that are the file itself. Of an archive the digest says nothing about what is in it. */
function digestsOf(manifest: ImageManifest): FileDigest[] {
  const files = (modelIn(manifest)?.files ?? []).filter(({ raw, digest }) => raw && digest.startsWith('sha256:'));
  return files
    .map(({ name, size, digest }) => ({
      path: name,
      size,
      hashes: [{ algorithm: 'sha256' as const, value: digest.slice('sha256:'.length) }],
    }))
    .sort((a, b) => compareText(a.path, b.path));
}
