/** Signatures of the demo's hub models, by keys that everybody can compute: they protect nothing, and the demo's commits stay the same. */
import { createECDH, createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { makeStatement } from '../../src/core/verify/oms/make-statement.ts';
import { keySigner } from '../../src/core/verify/oms/sign.ts';
import { contentOf, type FakeFile } from '../../test/hub-fake/repo.ts';

export interface DemoKey {
  readonly privatePem: string;
  readonly publicPem: string;
}

export const ACME = demoKey('acme');
export const LAB = demoKey('lab');

/** The files with a model.sig beside them. `signed`: what was there when it was signed. */
export async function withSignature(files: readonly FakeFile[], key: DemoKey, signed: readonly FakeFile[] = files): Promise<FakeFile[]> {
  const digests = signed.map((file) => {
    const digest = file.sha256 ?? createHash('sha256').update(contentOf(file)).digest('hex');
    return [file.path, { kind: 'whole', digest }] as const;
  });
  const payload = makeStatement({
    name: 'model',
    hash: 'sha256',
    shardSize: null,
    allowSymlinks: false,
    ignorePaths: [],
    files: new Map(digests),
  });
  const text = await keySigner({ name: 'demo key', pem: key.privatePem }, null)(payload);
  return [...files, { path: 'model.sig', size: Buffer.byteLength(text), text }];
}

function demoKey(owner: string): DemoKey {
  const secret = createHash('sha256').update(`weighbridge demo, ${owner}`).digest();
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(secret);
  const point = curve.getPublicKey();
  const jwk = { kty: 'EC', crv: 'P-256', d: base64url(secret), x: base64url(point.subarray(1, 33)), y: base64url(point.subarray(33)) };
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  return {
    privatePem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
  };
}

function base64url(bytes: Buffer): string {
  return bytes.toString('base64url');
}
