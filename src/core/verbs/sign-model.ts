/** A model → its signature file. Effects come in as `ModelFiles` and the signing function. */
import { InputError } from '../base/errors.ts';
import { visibleUpTo } from '../base/visible-text.ts';
import type { ActualFile } from '../verify/oms/compare.ts';
import { ignoredPaths, ignores } from '../verify/oms/ignore.ts';
import { makeStatement } from '../verify/oms/make-statement.ts';
import type { OmsHash, SignedFile } from '../verify/oms/manifest.ts';
import type { ModelEntry, ModelFiles } from '../verify/oms/model-files.ts';
import { checkName } from '../verify/oms/names.ts';
import { OmsRefusal } from '../verify/oms/refusal.ts';
import { MAX_RESOURCES } from '../verify/oms/resources.ts';
import type { SignStatement } from '../verify/oms/sign.ts';
import { readStatement } from '../verify/oms/statement.ts';

export interface SignRequest {
  /** Absolute path that the signature file will have. */
  readonly signature: string;
  readonly hash: OmsHash;
  /** Bytes; null: files as a whole. */
  readonly shardSize: number | null;
  /** Absolute paths. */
  readonly ignorePaths: readonly string[];
  readonly ignoreGitPaths: boolean;
  readonly allowSymlinks: boolean;
  readonly onProgress?: (bytes: number) => void;
}

export interface SignedModel {
  /** Text of the signature file. */
  readonly bundle: string;
  readonly files: number;
  readonly rootDigest: string;
}

/** Throws InputError MODEL_UNUSABLE for what no verifier would accept: no file, links, special files, names that are no UTF-8. */
export async function signModel(request: SignRequest, model: ModelFiles, sign: SignStatement): Promise<SignedModel> {
  const { hash, shardSize, allowSymlinks } = request;
  const inside = [...request.ignorePaths, request.signature].map((path) => model.inside(path)).filter((path) => path !== null);
  const ignorePaths = ignoredPaths({ gitPaths: request.ignoreGitPaths, paths: inside });
  const ignored = new Set(ignorePaths);
  const entries = (await model.list({ allowSymlinks, skipped: (path) => ignored.has(path) })).filter(({ path }) => !ignores(ignored, path));
  checkEntries(entries, shardSize);
  const { onProgress } = request;
  const digests = await model.digest(entries, { hash, shardSize, ...(onProgress === undefined ? {} : { onProgress }) });
  checkRead(digests);
  const files = new Map([...digests].flatMap(([path, file]) => claimOf(path, file, hash, shardSize)));
  const payload = makeStatement({ name: model.name, hash, shardSize, allowSymlinks, ignorePaths, files });
  // Our own reader must accept it before anybody signs it.
  const { manifest } = readStatement(payload);
  return { bundle: await sign(payload), files: manifest.files.size, rootDigest: manifest.rootDigest ?? '' };
}

function checkEntries(entries: readonly ModelEntry[], shardSize: number | null): void {
  const faults = entries.map((entry) => ({ path: entry.path, what: entry.problem ?? nameFault(entry.path) }));
  refuseAll(faults.flatMap(({ path, what }) => (what === null ? [] : [{ path, what }])));
  const signed = shardSize === null ? entries : entries.filter(({ size }) => size > 0);
  if (signed.length === 0)
    throw new InputError('MODEL_UNUSABLE', 'There is no file to sign', 'Name the folder of a model; see which paths are ignored.');
  const resources = shardSize === null ? signed.length : signed.reduce((sum, { size }) => sum + Math.ceil(size / shardSize), 0);
  if (resources > MAX_RESOURCES) {
    throw new InputError(
      'MODEL_UNUSABLE',
      `The statement would have ${resources} resources; at most ${MAX_RESOURCES} are read`,
      'Use larger shards, or none.',
    );
  }
}

function checkRead(digests: ReadonlyMap<string, ActualFile>): void {
  refuseAll([...digests].flatMap(([path, { problem }]) => (problem === undefined ? [] : [{ path, what: problem }])));
}

function refuseAll(faults: readonly { readonly path: string; readonly what: string }[]): void {
  if (faults.length === 0) return;
  const mistakes = faults.slice(0, 20).map(({ path, what }) => ({ message: `${visibleUpTo(path, 300)}: ${what}`, where: null }));
  throw new InputError(
    'MODEL_UNUSABLE',
    `The model cannot be signed: ${faults.length} of its files cannot be read`,
    'Remove them, or name them with --ignore-paths.',
    mistakes,
  );
}

function nameFault(path: string): string | null {
  try {
    checkName(path);
    return null;
  } catch (error) {
    if (error instanceof OmsRefusal) return 'verification would refuse its name';
    throw error;
  }
}

/** An empty file has no shards. */
function claimOf(path: string, file: ActualFile, hash: OmsHash, shardSize: number | null): readonly (readonly [string, SignedFile])[] {
  if (shardSize === null) return [[path, { kind: 'whole', digest: file[hash] ?? '' }]];
  return file.size === 0 ? [] : [[path, { kind: 'shards', size: file.size, digests: file.shards ?? [] }]];
}
