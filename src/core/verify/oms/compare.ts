/** A verified manifest against files: on disk, or as a hub lists them. Pure; whoever calls has the digests. */
import { compareCodePoints } from '../../base/order.ts';
import { isLoadable } from '../../model/loadable.ts';
import { type Manifest, type OmsHash, type SignedFile } from './manifest.ts';
import { SINGLE_FILE } from './names.ts';

/** What is known about one file; a digest that nobody made is absent. Hex, lower case. */
export interface ActualFile extends Readonly<Partial<Record<OmsHash, string>>> {
  /** Bytes. */
  readonly size: number;
  /** By the manifest's hash, over its shards, in order. */
  readonly shards?: readonly string[];
  /** Why nothing is known: it could not be read, is a link, is no file. */
  readonly problem?: string;
}

export interface CompareOptions {
  /** Paths that are left out, by signer, custom or caller. */
  readonly ignored: (path: string) => boolean;
  /** Files that nobody signed are no fault. Never excuses what is missing or changed. */
  readonly ignoreUnsigned: boolean;
  /** The signature's own path inside the model; null when it lies elsewhere. */
  readonly signature: string | null;
  /**
   * For `check` and the ladder: no flag and no signed list excuses a file that a load could reach. Otherwise flags mean what they mean in
   * the reference programs, and such files are told as `unproven`.
   */
  readonly excuseNothingLoadable: boolean;
}

export interface ModelDifference {
  readonly path: string;
  readonly detail: string;
}

/** Lists are sorted by path. */
export interface Comparison {
  /** Signed, and other bytes. */
  readonly differing: readonly ModelDifference[];
  /** Signed, and not there. */
  readonly missing: readonly string[];
  /** There, and not signed. */
  readonly extra: readonly string[];
  /** There, and cannot be a file of a model: links, special files, unreadable ones. */
  readonly problems: readonly ModelDifference[];
  /** Loadable, not signed, and excused by a flag or a list: nothing is known about them. */
  readonly unproven: readonly string[];
  /** Signed by digests that are only known to who has the bytes: unverifiable without download. */
  readonly unverifiable: readonly string[];
  /** Files whose bytes are the signed ones. */
  readonly matching: number;
}

export function isProven({ differing, missing, extra, problems, unverifiable, matching }: Comparison): boolean {
  return matching > 0 && [differing, missing, extra, problems, unverifiable].every((list) => list.length === 0);
}

export function compareManifest(manifest: Manifest, files: ReadonlyMap<string, ActualFile>, options: CompareOptions): Comparison {
  const lists = { differing: [] as ModelDifference[], missing: [] as string[], unverifiable: [] as string[] };
  let matching = 0;
  const signed = signedPaths(manifest, files);
  for (const [path, claim] of signed) {
    const actual = files.get(path);
    if (actual === undefined) lists.missing.push(path);
    else {
      const said = compareFile(claim, actual, manifest.hash);
      if (said === 'same') matching++;
      else if (said === 'unknown') lists.unverifiable.push(path);
      else lists.differing.push({ path, detail: said });
    }
  }
  const rest = unsigned(signed, files, manifest.shardSize !== null, options);
  lists.differing.sort(byPath);
  lists.missing.sort(compareCodePoints);
  lists.unverifiable.sort(compareCodePoints);
  return { ...lists, ...rest, matching };
}

/** "." is the model itself where it is a single file. */
function signedPaths(manifest: Manifest, files: ReadonlyMap<string, ActualFile>): ReadonlyMap<string, SignedFile> {
  const self = manifest.files.get(SINGLE_FILE);
  const [only] = files.keys();
  if (self === undefined || files.size !== 1 || only === undefined || only.includes('/')) return manifest.files;
  return new Map([[only, self]]);
}

function compareFile(claim: SignedFile, actual: ActualFile, hash: OmsHash): 'same' | 'unknown' | (string & {}) {
  if (actual.problem !== undefined) return actual.problem;
  if (claim.kind === 'whole') {
    const digest = actual[hash];
    if (digest === undefined) return 'unknown';
    return digest === claim.digest ? 'same' : `${hash} is ${digest}, signed is ${claim.digest}`;
  }
  if (actual.size !== claim.size) return `it has ${actual.size} bytes, signed are ${claim.size}`;
  const digests = actual.shards ?? wholeAsShard(actual[hash], claim.digests.length);
  if (digests === undefined) return 'unknown';
  const index = claim.digests.findIndex((digest, at) => digest !== digests[at]);
  return index < 0 && digests.length === claim.digests.length
    ? 'same'
    : `shard ${Math.max(index, 0) + 1} of ${claim.digests.length} differs (${hash})`;
}

/** A file of one shard has the shard's digest. */
function wholeAsShard(digest: string | undefined, shards: number): readonly string[] | undefined {
  return digest !== undefined && shards === 1 ? [digest] : undefined;
}

function unsigned(
  signed: ReadonlyMap<string, SignedFile>,
  files: ReadonlyMap<string, ActualFile>,
  sharded: boolean,
  { ignored, ignoreUnsigned, signature, excuseNothingLoadable }: CompareOptions,
): Pick<Comparison, 'extra' | 'problems' | 'unproven'> {
  const extra: string[] = [];
  const problems: ModelDifference[] = [];
  const unproven: string[] = [];
  for (const [path, { size, problem }] of files) {
    // An empty file has no shards, so no signer could have named it.
    if (signed.has(path) || path === signature || (sharded && size === 0 && problem === undefined)) continue;
    const excused = ignoreUnsigned || ignored(path);
    if (excused && !isLoadable(path)) continue;
    if (excused && !excuseNothingLoadable) unproven.push(path);
    else if (problem === undefined) extra.push(path);
    else problems.push({ path, detail: problem });
  }
  return { extra: extra.sort(compareCodePoints), problems: problems.sort(byPath), unproven: unproven.sort(compareCodePoints) };
}

function byPath(a: ModelDifference, b: ModelDifference): number {
  return compareCodePoints(a.path, b.path);
}
