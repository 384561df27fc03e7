/** Claims of certificates: what Fulcio writes, what it wrote before, and what nobody honest does. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { BuildIdentity } from '../../../../src/core/model/index.ts';
import { buildIdentityOf } from '../../../../src/core/verify/attest/certificate-claims.ts';
import { refusalOf } from '../../../../src/core/verify/attest/outcome.ts';
import {
  ACTIONS,
  type BuildHouse,
  buildHouse,
  type BuildOptions,
  claimExtensions,
  CLAIMS,
  COMMIT,
  OLD_CLAIMS,
} from '../../../support/builds.ts';
import { extension, general, tlv, utf8 } from '../../../support/der.ts';
import { keyPair } from '../../../support/sigstore.ts';

let house: BuildHouse;
beforeAll(async () => {
  house = await buildHouse();
});

const identity = (options: BuildOptions = {}): BuildIdentity => buildIdentityOf(house.certify(keyPair().publicKey, options));

function refusal(options: BuildOptions): string {
  try {
    return JSON.stringify(identity(options));
  } catch (error) {
    return refusalOf(error).code;
  }
}

const F = '1.3.6.1.4.1.57264.1.';
const WORKFLOW = 'https://github.com/acme/widget/.github/workflows/release.yml@refs/tags/v1.0.0';
const NOTHING = {
  signer: null,
  signerDigest: null,
  runner: null,
  repository: null,
  commit: null,
  ref: null,
  repositoryId: null,
  owner: null,
  ownerId: null,
  config: null,
  configDigest: null,
  trigger: null,
  run: null,
  visibility: null,
};

describe('claims', () => {
  it('of a workflow', () => {
    expect(identity()).toEqual({
      subject: WORKFLOW,
      subjectKind: 'uri',
      issuer: ACTIONS,
      signer: WORKFLOW,
      signerDigest: COMMIT,
      runner: 'github-hosted',
      repository: 'https://github.com/acme/widget',
      commit: COMMIT,
      ref: 'refs/tags/v1.0.0',
      repositoryId: '42',
      owner: 'https://github.com/acme',
      ownerId: '7',
      config: WORKFLOW,
      configDigest: COMMIT,
      trigger: 'push',
      run: 'https://github.com/acme/widget/actions/runs/1/attempts/1',
      visibility: 'public',
    });
  });

  const old = { ...NOTHING, subject: WORKFLOW, subjectKind: 'uri', commit: COMMIT, ref: 'refs/tags/v1.0.0', trigger: 'push' };

  it('of a workflow before 2023', () => {
    expect(identity({ claims: OLD_CLAIMS })).toEqual({ ...old, issuer: ACTIONS, repository: 'https://github.com/acme/widget' });
  });

  it.each([
    [`${ACTIONS}/acme`, 'https://github.com/acme/widget'],
    ['https://token.actions.githubusercontent.com.evil.example', null],
    ['https://issuer.example', null],
  ])('of a workflow before 2023 that %s authenticated', (issuer, repository) => {
    expect(identity({ claims: { ...OLD_CLAIMS, 1: issuer } })).toEqual({ ...old, issuer, repository });
  });

  it('old and new ones that agree', () => {
    expect(identity({ claims: { ...OLD_CLAIMS, ...CLAIMS } })).toEqual(identity());
  });

  it('of a person: an address and an issuer, nothing else', () => {
    const subject = general.email('jane@example.org');
    const said = { ...NOTHING, subject: 'jane@example.org', subjectKind: 'email', issuer: 'https://issuer.example' };
    expect(identity({ subject, claims: { 8: 'https://issuer.example' } })).toEqual(said);
  });

  it('an empty one says nothing, and one that is not known is passed over', () => {
    const claims = { 8: ACTIONS, 11: '', 23: 'production', 99: '' };
    expect(identity({ claims })).toEqual({ ...NOTHING, subject: WORKFLOW, subjectKind: 'uri', issuer: ACTIONS });
  });
});

describe('refused', () => {
  const added = (...more: readonly Buffer[]): BuildOptions => ({ extensions: [...claimExtensions(CLAIMS), ...more] });
  const instead = (number: number, value: Uint8Array): BuildOptions => {
    const { [number]: _out, ...others } = CLAIMS;
    return { extensions: [...claimExtensions(others), extension(`${F}${number}`, value)] };
  };

  it.each([
    ['a claim twice', added(extension(`${F}12`, utf8('https://github.com/evil/widget'))), 'claims'],
    ['the same claim twice', added(extension(`${F}12`, utf8('https://github.com/acme/widget'))), 'claims'],
    ['bare text where DER belongs', instead(12, Buffer.from('https://github.com/acme/widget')), 'claims'],
    ['another type of text', instead(12, tlv(0x16, Buffer.from('https://github.com/acme/widget'))), 'claims'],
    ['bytes behind the text', instead(12, Buffer.concat([utf8('a'), Buffer.from([0])])), 'claims'],
    ['half a text', instead(12, utf8('https://github.com/acme/widget').subarray(0, 9)), 'claims'],
    ['no UTF-8', instead(12, tlv(0x0c, Buffer.from([0xff]))), 'claims'],
    [
      'no UTF-8 in an old claim',
      { claims: {}, extensions: [extension(`${F}1`, Buffer.from(ACTIONS)), extension(`${F}5`, Buffer.from([0xff]))] },
      'claims',
    ],
    ['a text of 5 KB', instead(12, utf8('a'.repeat(5000))), 'claims'],
    ['two commits', { claims: { ...CLAIMS, 3: 'beef' } }, 'claims'],
    ['two refs', { claims: { ...CLAIMS, 6: 'refs/heads/main' } }, 'claims'],
    ['two triggers', { claims: { ...CLAIMS, 2: 'release' } }, 'claims'],
    ['two repositories', { claims: { ...CLAIMS, 5: 'evil/widget' } }, 'claims'],
    ['no issuer', { claims: { 12: 'https://github.com/acme/widget' } }, 'issuer'],
    ['a host as its name', { subject: general.dns('example.org') }, 'identity'],
  ] satisfies [string, BuildOptions, string][])('%s', (_what, options, code) => {
    expect(refusal(options)).toBe(code);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['text', Buffer.from('{}')],
    ['half of one', () => house.certify(keyPair().publicKey).subarray(0, 200)],
  ])('%s instead of a certificate', (_what, given) => {
    expect(() => buildIdentityOf(typeof given === 'function' ? given() : given)).toThrow();
  });
});
