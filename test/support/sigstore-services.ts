/** The services of a Sigstore instance of one's own, over HTTP on this machine: identity tokens, Fulcio, Rekor (v1), a timestamp authority. */
import { createPublicKey } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IDENTITY, ISSUER, type SigstoreInstance } from './sigstore.ts';
import type { Json } from './oms.ts';

export interface Services {
  readonly url: string;
  /** What was asked, "METHOD path". */
  readonly asked: readonly string[];
  /** Status to answer with, by path, instead of doing the work. */
  readonly broken: Map<string, number>;
  close(): Promise<void>;
}

const REQUEST_TOKEN = 'request-token';

/** What GitHub Actions puts into the environment of a job with "id-token: write". */
export function jobEnvironment({ url }: Services): Record<string, string> {
  return { ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/token?api-version=2`, ACTIONS_ID_TOKEN_REQUEST_TOKEN: REQUEST_TOKEN };
}

export function identityToken(): string {
  const part = (value: Json): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ sub: IDENTITY, iss: ISSUER })}.x`;
}

export async function startServices(instance: SigstoreInstance): Promise<Services> {
  const asked: string[] = [];
  const broken = new Map<string, number>();

  async function answer(
    path: string,
    body: string,
    authorization: string | undefined,
    audience: string | null,
  ): Promise<[number, string | Buffer]> {
    const status = broken.get(path);
    if (status !== undefined) return [status, '{"message":"broken"}'];
    switch (path) {
      case '/token':
        return authorization === `Bearer ${REQUEST_TOKEN}` && audience === 'sigstore'
          ? [200, JSON.stringify({ value: identityToken() })]
          : [401, '{}'];
      case '/api/v2/signingCert':
        return [200, JSON.stringify(await certified(instance, JSON.parse(body) as Json))];
      case '/api/v1/log/entries':
        return [201, JSON.stringify(await logged(instance, JSON.parse(body) as Json))];
      case '/api/v1/timestamp':
        return [201, Buffer.from(await stamped(instance, JSON.parse(body) as Json), 'base64')];
      default:
        return [404, '{}'];
    }
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      asked.push(`${request.method} ${pathname}`);
      answer(pathname, Buffer.concat(chunks).toString(), request.headers.authorization, searchParams.get('audience')).then(
        ([status, content]) => response.writeHead(status, { 'content-type': 'application/json' }).end(content),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    broken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function certified(instance: SigstoreInstance, request: Json): Promise<Json> {
  const { credentials, publicKeyRequest } = request as {
    credentials: { oidcIdentityToken: string };
    publicKeyRequest: { publicKey: { content: string } };
  };
  const claims = JSON.parse(Buffer.from(credentials.oidcIdentityToken.split('.')[1] ?? '', 'base64url').toString()) as {
    sub: string;
    iss: string;
  };
  const raw = await instance.certify(createPublicKey(publicKeyRequest.publicKey.content), claims.sub, claims.iss);
  const text = `-----BEGIN CERTIFICATE-----\n${raw.toString('base64')}\n-----END CERTIFICATE-----\n`;
  return { signedCertificateEmbeddedSct: { chain: { certificates: [text] } } };
}

/** Rekor keeps of a proposed DSSE entry the hashes and the signatures. */
async function logged(instance: SigstoreInstance, proposed: Json): Promise<Json> {
  const { proposedContent } = proposed['spec'] as { proposedContent: { envelope: string; verifiers: string[] } };
  const envelope = JSON.parse(proposedContent.envelope) as { payload: string; signatures: { sig: string }[] };
  const sha256 = async (bytes: Uint8Array): Promise<Json> => ({
    algorithm: 'sha256',
    value: Buffer.from(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes))).toString('hex'),
  });
  const entry = await instance.log(
    {
      apiVersion: '0.0.1',
      kind: 'dsse',
      spec: {
        envelopeHash: await sha256(Buffer.from(proposedContent.envelope)),
        payloadHash: await sha256(Buffer.from(envelope.payload, 'base64')),
        signatures: envelope.signatures.map(({ sig }, index) => ({ signature: sig, verifier: proposedContent.verifiers[index] })),
      },
    },
    'promise',
  );
  const { canonicalizedBody, integratedTime, logId, logIndex, inclusionPromise, inclusionProof } = entry as {
    canonicalizedBody: string;
    integratedTime: string;
    logId: { keyId: string };
    logIndex: string;
    inclusionPromise: { signedEntryTimestamp: string };
    inclusionProof: { rootHash: string; treeSize: string; logIndex: string; checkpoint: { envelope: string } };
  };
  const hex = (text: string): string => Buffer.from(text, 'base64').toString('hex');
  return {
    ['0'.repeat(64)]: {
      body: canonicalizedBody,
      integratedTime: Number(integratedTime),
      logID: hex(logId.keyId),
      logIndex: Number(logIndex),
      verification: {
        signedEntryTimestamp: inclusionPromise.signedEntryTimestamp,
        inclusionProof: {
          checkpoint: inclusionProof.checkpoint.envelope,
          hashes: [],
          logIndex: Number(inclusionProof.logIndex),
          rootHash: hex(inclusionProof.rootHash),
          treeSize: Number(inclusionProof.treeSize),
        },
      },
    },
  };
}

async function stamped(instance: SigstoreInstance, request: Json): Promise<string> {
  return instance.timestampOf(Buffer.from(String(request['artifactHash']), 'base64'));
}
