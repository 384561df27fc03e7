import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { run, type Said } from '../../../support/command-line.ts';
import type { Json } from '../../../support/oms.ts';
import { IDENTITY, ISSUER, type SigstoreInstance, sigstoreInstance } from '../../../support/sigstore.ts';
import { identityToken, jobEnvironment, type Services, startServices } from '../../../support/sigstore-services.ts';

let instance: SigstoreInstance;
let services: Services;
let folder = '';
beforeAll(async () => {
  instance = await sigstoreInstance();
});
beforeEach(async () => {
  services = await startServices(instance);
  folder = mkdtempSync(join(tmpdir(), 'weighbridge-keyless-'));
  mkdirSync(join(folder, 'model'));
  writeFileSync(join(folder, 'model/a.bin'), 'a');
  writeFileSync(join(folder, 'root.json'), JSON.stringify(instance.trustedRoot));
});
afterEach(async () => {
  await services.close();
  rmSync(folder, { recursive: true, force: true });
});

const sign = (env: Record<string, string>): Promise<Said> =>
  run(
    ['sign', 'model', '--fulcio-url', services.url, '--rekor-url', services.url, '--tsa-url', `${services.url}/api/v1/timestamp`],
    folder,
    env,
  );
const verify = (identity = IDENTITY, issuer = ISSUER): Promise<Said> =>
  run(
    [
      'verify',
      'model',
      'model',
      '--signature',
      'model.sig',
      '--identity',
      identity,
      '--identity-provider',
      issuer,
      '--trust-config',
      'root.json',
    ],
    folder,
  );

describe('signing with the identity of a job', () => {
  it('gives a bundle with certificate, log entry and timestamp, which verifies by identity', async () => {
    expect(await sign(jobEnvironment(services))).toMatchObject({ code: 0, err: '' });
    expect(services.asked).toEqual(['GET /token', 'POST /api/v2/signingCert', ...services.asked.slice(2)]);
    expect(services.asked.slice(2).sort()).toEqual(['POST /api/v1/log/entries', 'POST /api/v1/timestamp']);
    const bundle = JSON.parse(readFileSync(join(folder, 'model.sig'), 'utf8')) as Json;
    expect(bundle).toMatchObject({
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      dsseEnvelope: { payloadType: 'application/vnd.in-toto+json' },
    });
    const material = bundle['verificationMaterial'] as Json;
    expect(Object.keys(material).sort()).toEqual(['certificate', 'timestampVerificationData', 'tlogEntries']);
    const said = await verify();
    expect(said).toMatchObject({ code: 0, err: '' });
    expect(said.out).toContain(`by       ${IDENTITY} (${ISSUER})`);
    expect(said.out).toContain(`when     ${instance.time.toISOString()}`);
    expect(said.out).toContain('trust    root.json: no expiry is known');
    expect((await verify(`${IDENTITY}2`)).code).toBe(1);
    expect((await verify(IDENTITY, `${ISSUER}/`)).code).toBe(1);
    writeFileSync(join(folder, 'model/a.bin'), 'b');
    expect((await verify()).code).toBe(1);
  });

  it('takes a token that is given, as other Sigstore clients do', async () => {
    expect((await sign({ SIGSTORE_ID_TOKEN: identityToken() })).code).toBe(0);
    expect(services.asked).not.toContain('GET /token');
    expect((await verify()).code).toBe(0);
  });

  it.each([
    ['/token', 401],
    ['/api/v2/signingCert', 400],
    ['/api/v1/log/entries', 400],
    ['/api/v1/timestamp', 404],
  ])('writes nothing when %s answers %i, and says so', async (path, status) => {
    services.broken.set(path, status);
    const said = await sign(jobEnvironment(services));
    expect(said).toMatchObject({ code: 2, out: '' });
    expect(said.err).toMatch(/^weighbridge: Sigstore did not sign: [A-Z_]+ \(.*\)\n/);
    expect(said.err).toContain(String(status));
    expect(existsSync(join(folder, 'model.sig'))).toBe(false);
  });

  it('is for jobs that have one', async () => {
    expect((await sign({})).err).toContain('There is no identity to sign with');
    expect((await sign({ ACTIONS_ID_TOKEN_REQUEST_URL: 'no address', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x' })).code).toBe(2);
    const outside = { ACTIONS_ID_TOKEN_REQUEST_URL: 'http://192.0.2.1/token', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x' };
    expect((await sign(outside)).err).toContain('neither https nor this machine');
    expect(services.asked).toEqual([]);
  });
});
