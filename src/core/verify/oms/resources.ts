/** The resources of a signed statement: names that stay inside, each once, shards without a gap (OMS v1.0, sections 5.2.1 and 6.3). */
import { isRecord } from './bounded-json.ts';
import { HEX_LENGTH, type OmsHash, type SignedFile } from './manifest.ts';
import { checkName, SINGLE_FILE } from './names.ts';
import { quoted, OmsRefusal } from './refusal.ts';

export const MAX_RESOURCES = 200_000;

interface Resource {
  readonly name: string;
  readonly digest: string;
}

export interface Resources {
  readonly files: ReadonlyMap<string, SignedFile>;
  /** In the order of the list. */
  readonly digests: readonly string[];
}

/** `shardSize` null: one resource is one file. Throws Refusal. */
export function readResources(value: unknown, hash: OmsHash, shardSize: number | null): Resources {
  if (!Array.isArray(value) || value.length === 0) throw new OmsRefusal('resource', 'The signed statement names no file.');
  if (value.length > MAX_RESOURCES) throw new OmsRefusal('resource', `The signed statement has more than ${MAX_RESOURCES} resources.`);
  const algorithms = new Set<string>(shardSize === null ? [hash] : [hash, `${hash}-sharded-${shardSize}`]);
  const resources = (value as readonly unknown[]).map((one) => readResource(one, hash, algorithms));
  const files = shardSize === null ? wholeFiles(resources) : shardedFiles(resources, shardSize);
  if (files.has(SINGLE_FILE) && files.size > 1)
    throw new OmsRefusal('name', 'The signed statement names the model itself and files beside it.');
  return { files, digests: resources.map((one) => one.digest) };
}

export function isDigest(value: unknown, hash: OmsHash): value is string {
  return typeof value === 'string' && value.length === HEX_LENGTH[hash] && /^[0-9a-f]*$/.test(value);
}

function readResource(value: unknown, hash: OmsHash, algorithms: ReadonlySet<string>): Resource {
  if (!isRecord(value)) throw new OmsRefusal('resource', 'A resource is not an object.');
  const { name, digest, algorithm } = value;
  if (typeof name !== 'string') throw new OmsRefusal('resource', 'A resource has no name.');
  if (typeof algorithm !== 'string' || !algorithms.has(algorithm)) {
    throw new OmsRefusal('resource', `${quoted(name)} is digested by ${quoted(algorithm)}; the statement is about ${hash}.`);
  }
  if (!isDigest(digest, hash)) throw new OmsRefusal('resource', `${quoted(name)} has no ${hash} digest in lower-case hex.`);
  return { name, digest };
}

function wholeFiles(resources: readonly Resource[]): Map<string, SignedFile> {
  const files = new Map<string, SignedFile>();
  for (const { name, digest } of resources) {
    checkName(name);
    if (files.has(name)) throw new OmsRefusal('resource', `The signed statement names ${quoted(name)} twice.`);
    files.set(name, { kind: 'whole', digest });
  }
  return files;
}

function shardedFiles(resources: readonly Resource[], shardSize: number): Map<string, SignedFile> {
  const shards = new Map<string, Map<number, { end: number; digest: string }>>();
  for (const { name, digest } of resources) {
    const { path, start, end } = readRange(name);
    checkName(path);
    if (start % shardSize !== 0 || end <= start || end - start > shardSize) {
      throw new OmsRefusal('resource', `${quoted(name)} is not a shard of ${shardSize} bytes.`);
    }
    const known = shards.get(path) ?? new Map<number, { end: number; digest: string }>();
    if (known.has(start)) throw new OmsRefusal('resource', `The signed statement names a shard twice: ${quoted(name)}.`);
    known.set(start, { end, digest });
    shards.set(path, known);
  }
  return new Map([...shards].map(([path, known]) => [path, joined(path, known, shardSize)]));
}

/** A gap, or a short shard before the last, is a piece that nobody signed. */
function joined(path: string, shards: ReadonlyMap<number, { end: number; digest: string }>, shardSize: number): SignedFile {
  const digests: string[] = [];
  let size = 0;
  for (let index = 0; index < shards.size; index++) {
    const shard = shards.get(index * shardSize);
    if (shard === undefined || size !== index * shardSize)
      throw new OmsRefusal('resource', `The shards of ${quoted(path)} leave bytes unsigned.`);
    digests.push(shard.digest);
    size = shard.end;
  }
  return { kind: 'shards', size, digests };
}

/** "path:start:end", from the last two colons: a path may hold colons. */
function readRange(name: string): { path: string; start: number; end: number } {
  const match = /^([^]*):(\d{1,16}):(\d{1,16})$/.exec(name);
  const start = Number(match?.[2]);
  const end = Number(match?.[3]);
  if (match?.[1] === undefined || !Number.isSafeInteger(start) || !Number.isSafeInteger(end)) {
    throw new OmsRefusal('resource', `${quoted(name)} does not say which bytes of which file it is (path:start:end).`);
  }
  return { path: match[1], start, end };
}
