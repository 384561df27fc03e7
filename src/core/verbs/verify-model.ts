/** A model and its signature file → verified or not, and why. Effects come in as `ModelFiles`; time is a value. */
import { type Comparison, compareManifest, isProven } from '../verify/oms/compare.ts';
import { ignoredPaths, ignores } from '../verify/oms/ignore.ts';
import type { Manifest, SignedFile } from '../verify/oms/manifest.ts';
import type { ModelEntry, ModelFiles } from '../verify/oms/model-files.ts';
import { SINGLE_FILE } from '../verify/oms/names.ts';
import type { OmsRefusalCode } from '../verify/oms/refusal.ts';
import type { Signer } from '../verify/oms/signer.ts';
import type { OmsTrust } from '../verify/oms/trust.ts';
import { verifyManifest } from '../verify/oms/verify-manifest.ts';

export interface ModelRequest {
  /** Content of the signature file. */
  readonly bundle: Uint8Array;
  /** Absolute path of the signature file: inside the model it is no file of the model. */
  readonly signature: string;
  readonly trust: OmsTrust;
  /** Absolute paths. */
  readonly ignorePaths: readonly string[];
  readonly ignoreGitPaths: boolean;
  readonly ignoreUnsigned: boolean;
  readonly allowSymlinks: boolean;
  /** T12: true only where a person asks about one model. */
  readonly allowLegacy: boolean;
  readonly now: Date;
  readonly onProgress?: (bytes: number) => void;
}

export interface ModelVerdict {
  readonly verified: boolean;
  /** Why the signature proves nothing; null when it is one. */
  readonly refused: { readonly code: OmsRefusalCode; readonly detail: string } | null;
  readonly signer: Signer | null;
  /** Hex SHA-256 of the signature file; null when it was refused. */
  readonly bundleDigest: string | null;
  readonly manifest: Manifest | null;
  readonly comparison: Comparison | null;
}

/** Nothing of the model is opened before its signature holds and every name in it stays inside. */
export async function verifyModel(request: ModelRequest, model: ModelFiles): Promise<ModelVerdict> {
  const signed = verifyManifest(request.bundle, request.trust, request);
  if (signed.state === 'refused') {
    return {
      verified: false,
      refused: { code: signed.code, detail: signed.detail },
      signer: null,
      bundleDigest: null,
      manifest: null,
      comparison: null,
    };
  }
  const { manifest, signer, bundleDigest } = signed;
  const comparison = await compareWith(model, manifest, request);
  return { verified: isProven(comparison), refused: null, signer, bundleDigest, manifest, comparison };
}

async function compareWith(model: ModelFiles, manifest: Manifest, request: ModelRequest): Promise<Comparison> {
  const paths = [...manifest.ignorePaths, ...request.ignorePaths.map((path) => model.inside(path)).filter((path) => path !== null)];
  const ignored = new Set(ignoredPaths({ gitPaths: request.ignoreGitPaths, paths }));
  const entries = await model.list({
    // The signer's word (OMS v1.0, section 6.1.1), or the caller's.
    allowSymlinks: manifest.allowSymlinks || request.allowSymlinks,
    skipped: (path) => path === '.git' && ignored.has(path),
  });
  const wanted = entries.filter((entry) => isWorthReading(claimOf(model, manifest, entry), entry));
  const { onProgress } = request;
  const read = await model.digest(wanted, {
    hash: manifest.hash,
    shardSize: manifest.shardSize,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const files = new Map(entries.map((entry) => [entry.path, read.get(entry.path) ?? known(entry)]));
  return compareManifest(manifest, files, {
    ignored: (path) => ignores(ignored, path),
    ignoreUnsigned: request.ignoreUnsigned,
    signature: model.inside(request.signature),
    excuseNothingLoadable: false,
  });
}

function claimOf(model: ModelFiles, manifest: Manifest, { path }: ModelEntry): SignedFile | undefined {
  return manifest.files.get(path) ?? (model.kind === 'file' ? manifest.files.get(SINGLE_FILE) : undefined);
}

/** Extra files are told by name; a file of another size than its shards differs unread, which also bounds the number of pieces. */
function isWorthReading(claim: SignedFile | undefined, entry: ModelEntry): boolean {
  if (claim === undefined || entry.problem !== undefined) return false;
  return claim.kind === 'whole' || claim.size === entry.size;
}

function known({ size, problem }: ModelEntry): { size: number; problem?: string } {
  return problem === undefined ? { size } : { size, problem };
}
