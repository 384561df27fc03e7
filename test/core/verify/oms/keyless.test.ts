import { beforeAll, describe, expect, it } from 'vitest';
import { certificateTrust, type OmsTrust } from '../../../../src/core/verify/oms/trust.ts';
import { verifyManifest } from '../../../../src/core/verify/oms/verify-manifest.ts';
import { encode, IDENTITY, ISSUER, signPayload, type SigstoreInstance, sigstoreInstance } from '../../../support/sigstore.ts';
import { type Json, KEYS, resource, signed, statement, trustIn } from '../../../support/oms.ts';
import { AUTHORITY, chainOf, issue, pem, SIGNER } from '../../../support/pki.ts';

const STATEMENT = JSON.stringify(statement([resource('a.bin')]));
let instance: SigstoreInstance;
beforeAll(async () => {
  instance = await sigstoreInstance();
});

function outcome(bundle: Json, trust: OmsTrust, now = new Date(instance.time.getTime() + 60_000)): string {
  const verdict = verifyManifest(encode(bundle), trust, { now, allowLegacy: false });
  return verdict.state === 'signed' ? 'signed' : verdict.code;
}

const by = (identity: string, issuer: string): OmsTrust => ({ method: 'sigstore', identity, issuer, root: instance.trust });

describe('a keyless signature', () => {
  it('is by exactly the identity and the issuer that are asked for', async () => {
    const bundle = await signPayload(instance, STATEMENT, { timestamp: true });
    expect(outcome(bundle, by(IDENTITY, ISSUER))).toBe('signed');
    for (const [identity, issuer] of [
      [`${IDENTITY}x`, ISSUER],
      [IDENTITY.slice(0, -1), ISSUER],
      [IDENTITY.toUpperCase(), ISSUER],
      [IDENTITY, `${ISSUER}/`],
      ['', ISSUER],
      [IDENTITY, ''],
      ['.*', ISSUER],
    ] as const) {
      expect(outcome(bundle, by(identity, issuer))).toBe('identity');
    }
  });

  it.each<[string, (good: Json) => Json, string]>([
    ['another payload', (good) => ({ ...good, dsseEnvelope: { ...(good['dsseEnvelope'] as Json), payload: 'e30=' } }), 'identity'],
    [
      'no log entry',
      (good) => ({ ...good, verificationMaterial: { ...(good['verificationMaterial'] as Json), tlogEntries: [] } }),
      'identity',
    ],
    ['a media type that there is not', (good) => ({ ...good, mediaType: 'application/vnd.dev.sigstore.bundle.v0.9+json' }), 'identity'],
  ])('is refused with %s', async (_, change, code) => {
    expect(outcome(change(await signPayload(instance, STATEMENT)), by(IDENTITY, ISSUER))).toBe(code);
  });

  it('is refused for what it says, too', async () => {
    const other = JSON.stringify({ ...statement([resource('a.bin')]), predicateType: 'https://slsa.dev/provenance/v1' });
    expect(outcome(await signPayload(instance, other), by(IDENTITY, ISSUER))).toBe('predicate');
    expect(outcome(await signPayload(instance, JSON.stringify(statement([resource('../x')]))), by(IDENTITY, ISSUER))).toBe('name');
    expect(outcome(await signPayload(instance, STATEMENT, {}), by(IDENTITY, ISSUER), new Date(0))).toBe('identity');
  });

  it('never stands in for another method, nor the reverse', async () => {
    expect(outcome(await signPayload(instance, STATEMENT), trustIn(KEYS))).toBe('method');
    expect(outcome(signed(statement([resource('a.bin')])), by(IDENTITY, ISSUER))).toBe('method');
  });
});

describe('a certificate that has expired since', () => {
  async function stamped(tamper: (stamp: string) => string = (stamp) => stamp): Promise<{ bundle: Json; root: string; later: Date }> {
    const from = new Date(instance.time.getTime() - 60_000);
    const to = new Date(instance.time.getTime() + 60_000);
    const root = issue('root', 'self', { extensions: AUTHORITY, from, to: new Date('2050-01-01') });
    const leaf = issue('leaf', root, { extensions: SIGNER, from, to });
    const bundle = signed(statement([resource('a.bin')]), { keys: leaf.keys, material: chainOf(leaf) });
    const [signature] = bundle.dsseEnvelope['signatures'] as Json[];
    const stamp = await instance.timestamp(Buffer.from(String(signature?.['sig']), 'base64'));
    const rfc3161Timestamps = [{ signedTimestamp: tamper(stamp) }];
    return {
      bundle: { ...bundle, verificationMaterial: { ...bundle.verificationMaterial, timestampVerificationData: { rfc3161Timestamps } } },
      root: pem(root),
      later: new Date(instance.time.getTime() + 3_600_000),
    };
  }
  const trust = (root: string, stamps: boolean): OmsTrust =>
    certificateTrust([{ name: 'root', pem: root }], stamps ? instance.trust : null);

  it('counts at a timestamp that is verified, and only then', async () => {
    const { bundle, root, later } = await stamped();
    expect(outcome(bundle, trust(root, true), later)).toBe('signed');
    expect(outcome(bundle, trust(root, false), later)).toBe('certificate');
    expect(outcome(bundle, trust(root, false), instance.time)).toBe('signed');
  });

  it('does not count at the timestamp of another signature, or of nobody known', async () => {
    const foreign = await instance.timestamp(Buffer.from('other'));
    const { bundle, root, later } = await stamped(() => foreign);
    expect(outcome(bundle, trust(root, true), later)).toBe('certificate');
    const junk = await stamped(() => Buffer.from('junk').toString('base64'));
    expect(outcome(junk.bundle, trust(junk.root, true), junk.later)).toBe('certificate');
    const elsewhere = await sigstoreInstance();
    const good = await stamped();
    expect(outcome(good.bundle, certificateTrust([{ name: 'r', pem: good.root }], elsewhere.trust), good.later)).toBe('certificate');
  });
});
