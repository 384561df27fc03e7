/**
 * Keyless signing in CI: the job's own OIDC token, a certificate for minutes, a log entry and a timestamp. The library makes its own
 * requests: to the addresses below only, all of them the operator's choice, none out of a file of the tree (T19, T20).
 */
import { bundleToJSON } from '@sigstore/bundle';
import type { IdentityProvider, Witness } from '@sigstore/sign';
import { EffectError, InputError } from '../../base/errors.ts';
import { PAYLOAD_TYPE } from '../../verify/oms/bundle.ts';
import type { SignStatement } from '../../verify/oms/sign.ts';
import { networkCauseOf, send } from '../net/egress.ts';

export interface SigstoreInstance {
  readonly fulcioUrl: string;
  /** null: the instance has no such service. */
  readonly rekorUrl: string | null;
  readonly tsaUrl: string | null;
  /** Whom the token is for. */
  readonly audience: string;
}

/** As the public good instance's signing configuration names them (sigstore/root-signing, signing_config.v0.2). */
export const publicGoodInstance: SigstoreInstance = {
  fulcioUrl: 'https://fulcio.sigstore.dev',
  rekorUrl: 'https://rekor.sigstore.dev',
  tsaUrl: 'https://timestamp.sigstore.dev/api/v1/timestamp',
  audience: 'sigstore',
};

const TIMEOUT_MS = 30_000;
const MAX_TOKEN_BYTES = 64 * 1024;

export interface KeylessOptions {
  readonly instance: SigstoreInstance;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fetch: typeof globalThis.fetch;
}

/** Throws InputError USAGE outside of a job that may ask for a token. The function it gives throws EffectError SIGNING_FAILED. */
export function keylessSigner({ instance, env, fetch }: KeylessOptions): SignStatement {
  const identityProvider = ambientToken(env, instance.audience, fetch);
  return async (payload) => {
    try {
      return JSON.stringify(await signWith(instance, identityProvider, payload));
    } catch (error) {
      throw new EffectError(
        'SIGNING_FAILED',
        `Sigstore did not sign: ${wordsOf(error)}`,
        'Nothing was written. Try again; see the status of the instance.',
        { cause: error },
      );
    }
  };
}

async function signWith(instance: SigstoreInstance, identityProvider: IdentityProvider, payload: Uint8Array): Promise<unknown> {
  // Loaded when it is needed: few runs sign, and its clients are half of the start.
  const { DSSEBundleBuilder, FulcioSigner, RekorWitness, TSAWitness } = await import('@sigstore/sign');
  const common = { timeout: TIMEOUT_MS, retry: 2 };
  const signer = new FulcioSigner({ fulcioBaseURL: instance.fulcioUrl, identityProvider, ...common });
  const witnesses: Witness[] = [];
  // The Python program accepts no other kind of entry for an envelope.
  if (instance.rekorUrl !== null) witnesses.push(new RekorWitness({ rekorBaseURL: instance.rekorUrl, entryType: 'dsse', ...common }));
  if (instance.tsaUrl !== null) witnesses.push(new TSAWitness({ tsaBaseURL: instance.tsaUrl, ...common }));
  return bundleToJSON(await new DSSEBundleBuilder({ signer, witnesses }).create({ data: Buffer.from(payload), type: PAYLOAD_TYPE }));
}

/** Our own words, so that they can be told from those of the library. */
class NoIdentityToken extends Error {
  constructor(why: string) {
    super(`no identity token: ${why}`);
  }
}

/** SIGSTORE_ID_TOKEN, as other Sigstore clients read it; else the job's token of GitHub Actions. */
function ambientToken(env: KeylessOptions['env'], audience: string, fetch: typeof globalThis.fetch): IdentityProvider {
  const given = env['SIGSTORE_ID_TOKEN'];
  if (given !== undefined && given !== '') return { getToken: () => Promise.resolve(given) };
  const address = env['ACTIONS_ID_TOKEN_REQUEST_URL'];
  const token = env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
  if (address === undefined || token === undefined || !URL.canParse(address)) {
    throw new InputError(
      'USAGE',
      'There is no identity to sign with',
      'Keyless signing works in GitHub Actions with "permissions: id-token: write". Elsewhere set SIGSTORE_ID_TOKEN, or use --private-key.',
    );
  }
  const url = new URL(address);
  url.searchParams.set('audience', audience);
  return {
    async getToken() {
      const answer = await send({
        url: url.href,
        allowedOrigin: url.origin,
        token,
        maxBytes: MAX_TOKEN_BYTES,
        timeoutMs: TIMEOUT_MS,
        fetch,
      });
      if (answer.state !== 'answered') throw new NoIdentityToken(answer.detail);
      const value: unknown = answer.status === 200 ? valueOf(answer.body) : undefined;
      if (typeof value !== 'string') throw new NoIdentityToken(`status ${answer.status}`);
      return value;
    },
  };
}

function valueOf(body: Uint8Array): unknown {
  try {
    const answer: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    return typeof answer === 'object' && answer !== null && 'value' in answer ? answer.value : undefined;
  } catch {
    return undefined;
  }
}

/** Messages of the library name its step ("CA_CREATE_SIGNING_CERTIFICATE_ERROR"); those below it may quote addresses. */
function wordsOf(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : null;
  const step = typeof code === 'string' && /^[A-Z_]{3,60}$/.test(code) ? code : 'it failed';
  const cause: unknown = error instanceof Error ? error.cause : null;
  const status: unknown = typeof cause === 'object' && cause !== null && 'statusCode' in cause ? cause.statusCode : null;
  if (typeof status === 'number') return `${step} (status ${status})`;
  const own = cause instanceof NoIdentityToken ? cause.message : networkCauseOf(error);
  return `${step} (${own})`;
}
