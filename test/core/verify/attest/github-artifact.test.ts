/** Artifact attestations of GitHub: whom they prove, and under which of the given roots. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { BuildIdentity } from '../../../../src/core/model/index.ts';
import { type GithubAsked, verifyGithubAttestation } from '../../../../src/core/verify/attest/github/artifact.ts';
import type { TrustRoots } from '../../../../src/core/verify/attest/github/roots.ts';
import { type GithubSignerRule, notExpectedSigner } from '../../../../src/core/verify/attest/github/signer.ts';
import type { AttestationOutcome } from '../../../../src/core/verify/attest/outcome.ts';
import { ACTIONS, type BuildHouse, buildHouse, CLAIMS, COMMIT, OLD_CLAIMS, sha } from '../../../support/builds.ts';
import { encode, keyPair, signFile, signPayload } from '../../../support/sigstore.ts';

type Json = Record<string, unknown>;

const SLSA = 'https://slsa.dev/provenance/v1';
const sha256 = sha('sha256', 'asset');
const source: GithubSignerRule = { source: 'acme/widget', signer: { kind: 'source' }, denySelfHosted: false };

let open: BuildHouse;
let internal: BuildHouse;
let honest: Json;
let hidden: Json;
beforeAll(async () => {
  open = await buildHouse();
  internal = await buildHouse({ organization: 'GitHub, Inc.', logged: false });
  honest = await open.attest(statement());
  hidden = await internal.attest(statement());
});

function statement(more: Json = {}): Json {
  const subject = [{ name: 'widget.tar.gz', digest: { sha256 } }];
  return { _type: 'https://in-toto.io/Statement/v1', subject, predicateType: SLSA, predicate: {}, ...more };
}

function roots(...houses: readonly BuildHouse[]): TrustRoots {
  return new Map(houses.map((house) => [house === internal ? 'GitHub, Inc.' : 'sigstore.dev', house.trust]));
}

function ask(bundle: unknown, more: Partial<GithubAsked> = {}): string {
  return word(
    verifyGithubAttestation({
      bundle: bundle instanceof Uint8Array ? bundle : encode(bundle),
      digests: { sha256 },
      roots: roots(open, internal),
      now: open.now > internal.now ? open.now : internal.now,
      signer: source,
      ...more,
    }),
  );
}

const word = (outcome: AttestationOutcome): string => (outcome.state === 'verified' ? 'verified' : outcome.code);

describe('roots', () => {
  it('of the public instance, and of GitHub itself', () => {
    expect([ask(honest), ask(hidden)]).toEqual(['verified', 'verified']);
  });

  it('the issuer only chooses among them', () => {
    expect(ask(honest, { roots: roots(internal) })).toBe('no-trust');
    expect(ask(hidden, { roots: roots(open) })).toBe('no-trust');
    expect(ask(hidden, { roots: new Map([['GitHub, Inc.', open.trust]]) })).not.toBe('verified');
    expect(ask(honest, { roots: new Map([['sigstore.dev', internal.trust]]) })).not.toBe('verified');
  });

  it('of somebody else, whatever he calls himself', async () => {
    const stranger = await buildHouse({ organization: 'Evil, Inc.' });
    expect(ask(await stranger.attest(statement()))).toBe('certificate');
    for (const organization of ['sigstore.dev', 'GitHub, Inc.']) {
      const forger = await buildHouse({ organization, logged: organization === 'sigstore.dev' });
      expect(ask(await forger.attest(statement()))).not.toBe('verified');
    }
  });

  it('a log that the root names must have it, and a time must be proven', async () => {
    expect(ask(await open.attest(statement(), { log: 'none', timestamp: true }))).toBe('log');
    expect(ask(await internal.attest(statement(), { timestamp: false }))).toBe('time');
  });

  it('that ended', () => {
    const ended = { ...open.trust, expires: new Date(open.now.getTime() - 1) };
    expect(ask(honest, { roots: new Map([['sigstore.dev', ended]]) })).toBe('trust-root-expired');
  });
});

describe('subjects', () => {
  const others = Array.from({ length: 5000 }, (_one, at) => ({ name: `file ${at}`, digest: { sha256: sha('sha256', String(at)) } }));

  it.each([
    ['among five thousand, as the last', [...others, { name: 'a', digest: { sha256 } }], 'verified'],
    ['among others, in another algorithm beside', [{ name: 'a', digest: { sha256, gitCommit: 'ff' } }, ...others.slice(0, 3)], 'verified'],
    ['not among five thousand', others, 'subject'],
    ['by an inherited digest', [JSON.parse(`{"name":"a","digest":{"__proto__":{"sha256":"${sha256}"}}}`)], 'subject'],
    ['none at all', [], 'content'],
  ])('%s', async (_what, subject, expected) => {
    expect(ask(await open.attest(statement({ subject })))).toBe(expected);
  });

  it.each([
    ['another digest', { digests: { sha256: '0'.repeat(64) } }, 'subject'],
    ['a digest in another algorithm', { digests: { sha512: sha('sha512', 'asset') } }, 'subject'],
    ['no digest', { digests: {} }, 'no-digest'],
    ['another kind', { predicateType: 'https://spdx.dev/Document/v2.3' }, 'predicate'],
  ])('asked for %s', (_what, more, expected) => {
    expect(ask(honest, more)).toBe(expected);
  });
});

describe('bundles', () => {
  const old = (version: string) => (): Json => {
    const { certificate, ...material } = honest['verificationMaterial'] as Json;
    const verificationMaterial = { ...material, x509CertificateChain: { certificates: [certificate] } };
    return { ...honest, mediaType: `application/vnd.dev.sigstore.bundle+json;version=${version}`, verificationMaterial };
  };

  it.each([
    ['of version 0.1', old('0.1'), 'old-bundle'],
    ['of version 0.2', old('0.2'), 'verified'],
    ['of a version to come', () => ({ ...honest, mediaType: 'application/vnd.dev.sigstore.bundle.v0.4+json' }), 'media-type'],
    ['without a certificate', () => ({ ...honest, verificationMaterial: { tlogEntries: [] } }), 'malformed'],
    ['null', () => null, 'malformed'],
    ['nothing', () => new Uint8Array(), 'malformed'],
    ['text', () => Buffer.from('not found'), 'malformed'],
    ['cut', () => encode(honest).subarray(0, 500), 'malformed'],
    ['with spaces before it', () => Buffer.concat([Buffer.from(' \n'), encode(honest)]), 'verified'],
    ['of 17 MB', () => Buffer.concat([encode(honest), Buffer.alloc(17 * 1024 * 1024, 0x20)]), 'too-large'],
  ])('%s', (_what, bundle, expected) => {
    expect(ask(bundle())).toBe(expected);
  });

  it('by a key, or over a file', async () => {
    expect(ask(await signPayload(open.instance, JSON.stringify(statement()), { key: keyPair() }))).toBe('signer-kind');
    expect(ask(await signFile(open.instance, 'asset', { certificate: (publicKey) => open.certify(publicKey) }))).toBe('content');
  });

  it('another type of payload', async () => {
    const certificate = (publicKey: Parameters<BuildHouse['certify']>[0]): Buffer => open.certify(publicKey);
    expect(ask(await signPayload(open.instance, JSON.stringify(statement()), { payloadType: 'text/plain', certificate }))).toBe('content');
  });

  it('compressed', () => {
    const bytes = encode(honest);
    const { length } = bytes;
    const head = [(length & 0x7f) | 0x80, ((length >> 7) & 0x7f) | 0x80, length >> 14];
    const literal = [61 << 2, (length - 1) & 255, (length - 1) >> 8];
    expect(ask(Buffer.from([...head, ...literal, ...bytes]))).toBe('verified');
  });
});

describe('the expected signer', () => {
  const build: BuildIdentity = {
    subject: 'https://github.com/acme/widget/.github/workflows/release.yml@refs/tags/v1.0.0',
    subjectKind: 'uri',
    issuer: ACTIONS,
    signer: null,
    signerDigest: COMMIT,
    runner: 'github-hosted',
    repository: 'https://github.com/acme/widget',
    commit: COMMIT,
    ref: 'refs/tags/v1.0.0',
    repositoryId: '42',
    owner: 'https://github.com/acme',
    ownerId: '7',
    config: null,
    configDigest: null,
    trigger: 'push',
    run: null,
    visibility: 'public',
  };
  const reusable = { ...build, subject: 'https://github.com/builders/actions/.github/workflows/build.yml@refs/heads/main' };
  const tenant = {
    ...build,
    subject: 'https://acme.ghe.com/acme/widget/.github/workflows/release.yml@refs/tags/v1.0.0',
    issuer: 'https://token.actions.acme.ghe.com',
    repository: 'https://acme.ghe.com/acme/widget',
    owner: 'https://acme.ghe.com/acme',
  };
  const by = (signer: GithubSignerRule['signer'], more: Partial<GithubSignerRule> = {}): GithubSignerRule => ({
    ...source,
    signer,
    ...more,
  });
  const workflow = (path: string): GithubSignerRule => by({ kind: 'workflow', workflow: path });

  it.each([
    ['the source', build, source, true],
    ['the source in another case', build, { ...source, source: 'Acme/Widget' }, true],
    ['any repository of the owner', build, { ...source, source: 'acme' }, true],
    ['another repository', build, { ...source, source: 'acme/wodget' }, false],
    ['the beginning of the repository', build, { ...source, source: 'acme/widge' }, false],
    ['another owner', build, { ...source, source: 'acm' }, false],
    ['another owner of a repository of this name', build, { ...source, source: 'evil/widget' }, false],
    ['nobody', build, { ...source, source: '' }, false],
    ['too much', build, { ...source, source: 'acme/widget/x' }, false],
    ['claims without an owner', { ...build, owner: null }, source, false],
    ['claims without a repository', { ...build, repository: null }, source, false],
    ['another issuer', { ...build, issuer: 'https://issuer.example' }, source, false],
    ["an enterprise's issuer, not asked for", { ...build, issuer: `${ACTIONS}/acme` }, source, false],
    ["an enterprise's issuer, asked for", { ...build, issuer: `${ACTIONS}/acme` }, { ...source, issuer: `${ACTIONS}/acme` }, true],
    ['a reusable workflow, where the source is expected', reusable, source, false],
    ['a reusable workflow of the repository', reusable, by({ kind: 'repository', repository: 'Builders/Actions' }), true],
    ['a reusable workflow of another repository', reusable, by({ kind: 'repository', repository: 'builders/action' }), false],
    [
      'a reusable workflow of the owner, and another source',
      reusable,
      by({ kind: 'repository', repository: 'builders/actions' }, { source: 'evil/widget' }),
      false,
    ],
    ['a workflow', reusable, workflow('builders/actions/.github/workflows/build.yml'), true],
    ['a workflow with its ref', reusable, workflow('builders/actions/.github/workflows/build.yml@refs/heads/main'), true],
    ['a workflow with another ref', reusable, workflow('builders/actions/.github/workflows/build.yml@refs/heads/mai'), false],
    ['the beginning of a workflow', reusable, workflow('builders/actions/.github/workflows/build'), false],
    ['another workflow', reusable, workflow('builders/actions/.github/workflows/test.yml'), false],
    ['a subject', reusable, by({ kind: 'subject', subject: reusable.subject }), true],
    ['a part of a subject', reusable, by({ kind: 'subject', subject: reusable.subject.slice(0, -1) }), false],
    ['a runner that GitHub hosts', build, { ...source, denySelfHosted: true }, true],
    ['a runner of theirs', { ...build, runner: 'self-hosted' }, { ...source, denySelfHosted: true }, false],
    ['a runner of theirs, not denied', { ...build, runner: 'self-hosted' }, source, true],
    ['a runner that nobody named', { ...build, runner: null }, { ...source, denySelfHosted: true }, false],
    ['a ref', build, { ...source, ref: 'refs/tags/v1.0.0' }, true],
    ['another ref', build, { ...source, ref: 'refs/heads/main' }, false],
    ['a ref that nobody named', { ...build, ref: null }, { ...source, ref: 'refs/heads/main' }, false],
    ['another commit', build, { ...source, commit: '0'.repeat(40) }, false],
    ['another digest of the signer', build, { ...source, signerDigest: '0'.repeat(40) }, false],
    ['all three', build, { ...source, ref: 'refs/tags/v1.0.0', commit: COMMIT, signerDigest: COMMIT }, true],
    ['a tenant', tenant, { ...source, host: 'acme.ghe.com' }, true],
    ['a tenant, where GitHub is expected', tenant, source, false],
    ['GitHub, where a tenant is expected', build, { ...source, host: 'acme.ghe.com' }, false],
  ] satisfies [string, BuildIdentity, GithubSignerRule, boolean][])('%s', (_what, named, rule, expected) => {
    const why = notExpectedSigner(named, rule);
    expect(why === null).toBe(expected);
    if (why !== null) expect(why).toMatch(/^it[s ].+[^.]$/);
  });

  it('is asked of what is proven; without one, who it is comes back', async () => {
    expect(ask(honest, { signer: { ...source, source: 'evil/widget' } })).toBe('signer');
    expect(ask(await open.attest(statement(), { claims: OLD_CLAIMS }))).toBe('signer');
    expect(
      ask(await open.attest(statement(), { claims: { ...CLAIMS, 11: 'self-hosted' } }), { signer: { ...source, denySelfHosted: true } }),
    ).toBe('signer');
    const outcome = verifyGithubAttestation({
      bundle: encode(honest),
      digests: { sha256 },
      roots: roots(open),
      now: open.now,
      signer: null,
    });
    expect(outcome).toMatchObject({ state: 'verified', signedAt: open.now, build: { repository: 'https://github.com/acme/widget' } });
  });
});
