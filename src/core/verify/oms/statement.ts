/** Signed bytes → manifest (OMS v1.0, sections 5 and 8.3). Called after the signature was verified, and still trusts no name in it. */
import { createHash } from 'node:crypto';
import { isRecord, readBounded } from './bounded-json.ts';
import { legacyManifest } from './legacy-statement.ts';
import { type Manifest, OMS_HASHES, type OmsHash } from './manifest.ts';
import { quoted, OmsRefusal } from './refusal.ts';
import { isDigest, readResources } from './resources.ts';

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
export const PREDICATE_TYPE = 'https://model_signing/signature/v1.0';
const LEGACY_PREDICATE_TYPE = 'https://model_signing/Digests/v0.1';

/** Each resource is one object of three values; `maxBytes` is what fits into a bundle. */
const LIMITS = { maxBytes: 32 * 1024 * 1024, maxValues: 1_000_000 };

/** The schema allows no other keys in these two objects; in a resource unknown ones are to be ignored. */
const PREDICATE_KEYS = new Set(['resources', 'serialization']);
const SERIALIZATION_KEYS = new Set(['method', 'hash_type', 'allow_symlinks', 'shard_size', 'ignore_paths']);

export interface ReadStatement {
  readonly manifest: Manifest;
  readonly legacy: boolean;
}

/** Throws Refusal. */
export function readStatement(payload: Uint8Array): ReadStatement {
  const read = readBounded(payload, LIMITS);
  if (!read.ok) throw new OmsRefusal('statement', `What is signed cannot be read: ${read.cause}.`);
  const statement = read.data;
  if (!isRecord(statement)) throw new OmsRefusal('statement', 'What is signed is not a JSON object.');
  if (statement['_type'] !== STATEMENT_TYPE)
    throw new OmsRefusal('statement', `What is signed is not an in-toto statement v1, but ${quoted(statement['_type'])}.`);
  const subjects = statement['subject'];
  if (!Array.isArray(subjects)) throw new OmsRefusal('statement', 'The signed statement has no subject.');
  if (statement['predicateType'] === LEGACY_PREDICATE_TYPE) return { manifest: legacyManifest(subjects), legacy: true };
  if (statement['predicateType'] !== PREDICATE_TYPE) {
    throw new OmsRefusal(
      'predicate',
      `The signed statement has the predicate type ${quoted(statement['predicateType'])}; only ${PREDICATE_TYPE} says which files a model has.`,
    );
  }
  return { manifest: currentManifest(subjects, statement['predicate']), legacy: false };
}

function currentManifest(subjects: readonly unknown[], predicate: unknown): Manifest {
  const { name, digest: rootDigest } = onlySubject(subjects);
  if (!isRecord(predicate)) throw new OmsRefusal('predicate', 'The signed statement has no predicate.');
  refuseOthers(predicate, PREDICATE_KEYS, 'predicate');
  const serialization = readSerialization(predicate['serialization']);
  const { files, digests } = readResources(predicate['resources'], serialization.hash, serialization.shardSize);
  // In the order of the list, whatever it is; always sha256 (OMS v1.0, section 6.5.1).
  const root = createHash('sha256');
  for (const digest of digests) root.update(digest, 'hex');
  const actual = root.digest('hex');
  if (actual !== rootDigest) {
    throw new OmsRefusal(
      'root-digest',
      `The signed statement contradicts itself: its subject is ${rootDigest}, its resources give ${actual}.`,
    );
  }
  return { name, ...serialization, files, rootDigest };
}

function onlySubject(subjects: readonly unknown[]): { name: string; digest: string } {
  const [one] = subjects;
  if (subjects.length !== 1 || !isRecord(one))
    throw new OmsRefusal('statement', `The signed statement must have exactly one subject; it has ${subjects.length}.`);
  const name = one['name'];
  if (typeof name !== 'string' || name === '') throw new OmsRefusal('statement', 'The subject of the signed statement has no name.');
  const digest = isRecord(one['digest']) ? one['digest']['sha256'] : undefined;
  if (!isDigest(digest, 'sha256')) throw new OmsRefusal('statement', 'The subject of the signed statement has no sha256 digest.');
  return { name, digest };
}

interface Serialization {
  readonly hash: OmsHash;
  readonly shardSize: number | null;
  readonly allowSymlinks: boolean;
  readonly ignorePaths: readonly string[];
}

function readSerialization(value: unknown): Serialization {
  if (!isRecord(value)) throw new OmsRefusal('predicate', 'The signed statement does not say how the files were read (serialization).');
  refuseOthers(value, SERIALIZATION_KEYS, 'serialization');
  const hash = OMS_HASHES.find((known) => known === value['hash_type']);
  if (hash === undefined)
    throw new OmsRefusal('predicate', `The hash_type ${quoted(value['hash_type'])} is none of ${OMS_HASHES.join(', ')}.`);
  const allowSymlinks = value['allow_symlinks'];
  if (typeof allowSymlinks !== 'boolean') throw new OmsRefusal('predicate', 'allow_symlinks is neither true nor false.');
  const ignorePaths = value['ignore_paths'] ?? [];
  if (!isTexts(ignorePaths)) throw new OmsRefusal('predicate', 'ignore_paths is not a list of texts.');
  return { hash, shardSize: readShardSize(value['method'], value['shard_size']), allowSymlinks, ignorePaths };
}

function readShardSize(method: unknown, size: unknown): number | null {
  if (method === 'files') {
    if (size !== undefined) throw new OmsRefusal('predicate', 'shard_size does not go with the method "files".');
    return null;
  }
  if (method !== 'shards') throw new OmsRefusal('predicate', `The method ${quoted(method)} is neither "files" nor "shards".`);
  // A double on its way through protobuf: exact below 2^53 only.
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size <= 0)
    throw new OmsRefusal('predicate', 'shard_size is not a positive whole number.');
  return size;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function refuseOthers(value: Readonly<Record<string, unknown>>, known: ReadonlySet<string>, what: string): void {
  const other = Object.keys(value).find((key) => !known.has(key));
  if (other !== undefined)
    throw new OmsRefusal('predicate', `The ${what} has the unknown key ${quoted(other)}: it may change what the rest means.`);
}
