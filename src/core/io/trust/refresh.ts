/** The current trust root of a Sigstore instance, from its TUF repository: fetched only when the operator asks. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { EffectError, InputError } from '../../base/errors.ts';
import { embeddedTufRoot, PUBLIC_GOOD_TUF } from '../../verify/sigstore/public-good.ts';
import { parseTrustRoot, type TrustRoot } from '../../verify/sigstore/trust-root.ts';
import { refuseAddress } from '../net/egress.ts';
import { startTufRelay } from './tuf-relay.ts';

export interface Refresh {
  /** Of a private instance: the address and the root that its operator publishes (T20: never out of the tree under test). */
  readonly repository: 'public-good' | { readonly url: string; readonly root: Uint8Array };
  readonly fetch: typeof globalThis.fetch;
  readonly now: Date;
}

const metadata = z.looseObject({ signed: z.looseObject({ version: z.int().positive(), expires: z.iso.datetime() }) });

/**
 * Follows the chain of roots from the given one, and takes the target that the current one signs. Nothing is kept: each refresh begins at the
 * given root, so what protects against a replay of old metadata is its expiry. Throws InputError USAGE, EffectError TRUST_ROOT_UNAVAILABLE.
 */
export async function refreshTrustRoot({ repository, fetch, now }: Refresh): Promise<TrustRoot> {
  const { url, root } = repository === 'public-good' ? { url: PUBLIC_GOOD_TUF, root: embeddedTufRoot() } : repository;
  const upstream = url.replace(/\/$/, '');
  const refusal = URL.canParse(upstream) ? refuseAddress(upstream, [new URL(upstream).origin]) : 'not an address';
  if (refusal !== null)
    throw new InputError('USAGE', `The TUF repository cannot be asked: ${refusal}`, 'Write it like https://tuf.example.org');
  const folder = await mkdtemp(join(tmpdir(), 'weighbridge-tuf-'));
  const relay = await startTufRelay(upstream, fetch);
  try {
    const rootPath = join(folder, 'given-root.json');
    await writeFile(rootPath, root);
    const cachePath = join(folder, 'cache');
    // Loaded when it is needed: the other commands start faster without it.
    const { initTUF } = await import('@sigstore/tuf');
    const client = await initTUF({ mirrorURL: relay.url, cachePath, rootPath, force: true, retry: false, timeout: 20_000 });
    const content = await client.getTarget('trusted_root.json');
    const { signed } = await currentRoot(cachePath);
    return parseTrustRoot(Buffer.from(content), {
      label: `${upstream}, fetched ${now.toISOString().slice(0, 10)}`,
      source: 'tuf',
      tufVersion: signed.version,
      expires: new Date(signed.expires),
    });
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new EffectError(
      'TRUST_ROOT_UNAVAILABLE',
      `No current trust root from ${upstream} (${relay.failure() ?? reason(error)})`,
      'Check address, root and network; or give --trusted-root, or use the embedded root without a refresh.',
      { cause: error },
    );
  } finally {
    await relay.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The client keeps one folder for each repository, with the newest root that it has proven. */
async function currentRoot(cachePath: string): Promise<z.infer<typeof metadata>> {
  const [repository = ''] = await readdir(cachePath);
  return metadata.parse(JSON.parse(await readFile(join(cachePath, repository, 'root.json'), 'utf8')));
}

function reason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message.slice(0, 200) : 'unknown';
}
