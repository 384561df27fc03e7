/** Artifact attestations that GitHub really served, under its own root and the public one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type GithubAsked, verifyGithubAttestation } from '../../src/core/verify/attest/github/artifact.ts';
import { GITHUB_ORGANIZATION, PUBLIC_GOOD_ORGANIZATION, type TrustRoots } from '../../src/core/verify/attest/github/roots.ts';
import type { GithubSignerRule } from '../../src/core/verify/attest/github/signer.ts';
import { parseTrustRoot } from '../../src/core/verify/sigstore/trust-root.ts';

const FOLDER = join(process.env['WEIGHBRIDGE_SHARED'] ?? join(import.meta.dirname, '../../../shared'), 'fixtures');
const NOW = new Date('2026-11-24T00:00:00Z');
const read = (file: string): Buffer => readFileSync(join(FOLDER, file));
const trustRoot = (name: string) =>
  parseTrustRoot(read(`sigstore/trusted_root.${name}.json`), { label: name, source: 'file', tufVersion: null, expires: null });
const [publicGood, github, staging] = ['public-good', 'github', 'staging'].map(trustRoot);
if (publicGood === undefined || github === undefined || staging === undefined) throw new Error('a trust root is missing');
const roots: TrustRoots = new Map([
  [PUBLIC_GOOD_ORGANIZATION, publicGood],
  [GITHUB_ORGANIZATION, github],
]);

const JS =
  '90f223f992e4c88dd068cd2a5fc57f9d2b30798343dd6e38f29c240e04ba090ef831f84490847c4e82b9232c78e8a258463b1e55c0f7469f730265008fa6633f';
const from = (source: string, signer: GithubSignerRule['signer'] = { kind: 'source' }): GithubSignerRule => ({
  source,
  signer,
  denySelfHosted: true,
});

const DEMO = {
  file: 'private-provenance-demo.bundle.jsonl',
  digests: { sha256: 'ae57936def59bc4c75edd3a837d89bcefc6d3a5e31d55a6fa7a71624f92c3c3b' },
};
const REUSED = {
  file: 'reusable-workflow.sigstore.json',
  digests: { sha256: '49a3aa6075e0f49f82843e74b5baa614ad2a588e6675612bf108a0a008c5ac25' },
};
const RELEASED = { file: 'sigstore-js-2.1.0.bundle.json', digests: { sha512: JS } };

function ask({ file, ...asked }: Pick<GithubAsked, 'digests'> & { readonly file: string }, more: Partial<GithubAsked> = {}): string {
  const outcome = verifyGithubAttestation({ bundle: read(`github/${file}`), roots, now: NOW, signer: null, ...asked, ...more });
  return outcome.state === 'verified' ? 'verified' : outcome.code;
}

describe('artifact attestations', () => {
  it.each([
    ['a release', RELEASED, { signer: from('sigstore/sigstore-js') }, 'verified'],
    ['a release, asked of the owner', RELEASED, { signer: from('Sigstore') }, 'verified'],
    ['a release, of another repository', RELEASED, { signer: from('sigstore/sigstore') }, 'signer'],
    [
      'a release, by another digest',
      RELEASED,
      { digests: { sha256: 'f0c641fce0310cb43208f4272dc1423153630e44ba8cdc0b5ce8466f724e0eed' } },
      'subject',
    ],
    ['a release, without a root of its issuer', RELEASED, { roots: new Map([[GITHUB_ORGANIZATION, github]]) }, 'no-trust'],
    ['a release, under the staging root', RELEASED, { roots: new Map([[PUBLIC_GOOD_ORGANIZATION, staging]]) }, 'certificate'],
    [
      'a reusable workflow',
      REUSED,
      { signer: from('malancas/attest-demo', { kind: 'repository', repository: 'github/artifact-attestations-workflows' }) },
      'verified',
    ],
    [
      'a reusable workflow, by its path',
      REUSED,
      {
        signer: from('malancas/attest-demo', {
          kind: 'workflow',
          workflow: 'github/artifact-attestations-workflows/.github/workflows/attest.yml',
        }),
      },
      'verified',
    ],
    ['a reusable workflow, where the source is expected', REUSED, { signer: from('malancas/attest-demo') }, 'signer'],
    [
      'a reusable workflow, of the source',
      REUSED,
      { signer: from('malancas/attest-demo', { kind: 'repository', repository: 'malancas/attest-demo' }) },
      'signer',
    ],
    ['a private repository', DEMO, { signer: from('actions/attest-demo') }, 'verified'],
    ['a private repository, under the public root', DEMO, { roots: new Map([[GITHUB_ORGANIZATION, publicGood]]) }, 'time'],
    ['a private repository, without a root of GitHub', DEMO, { roots: new Map([[PUBLIC_GOOD_ORGANIZATION, publicGood]]) }, 'no-trust'],
    ['a private repository, another file', DEMO, { digests: REUSED.digests }, 'subject'],
    ['one without its certificate', { ...DEMO, file: 'private-provenance-demo.missing-cert.jsonl' }, {}, 'malformed'],
    ['one whose signature is not the logged one', { ...DEMO, file: 'invalid-signature.sigstore.json' }, {}, 'log'],
  ] satisfies [string, Parameters<typeof ask>[0], Partial<GithubAsked>, string][])('%s', (_what, asked, more, expected) => {
    expect(ask(asked, more)).toBe(expected);
  });

  it('say who signed, who asked for it, and where it ran', () => {
    const outcome = verifyGithubAttestation({
      bundle: read(`github/${REUSED.file}`),
      digests: REUSED.digests,
      roots,
      now: NOW,
      signer: null,
    });
    expect(outcome).toMatchObject({
      state: 'verified',
      build: {
        subject: expect.stringMatching(
          /^https:\/\/github\.com\/github\/artifact-attestations-workflows\/\.github\/workflows\/attest\.yml@[0-9a-f]{40}$/,
        ),
        repository: 'https://github.com/malancas/attest-demo',
        owner: 'https://github.com/malancas',
        runner: 'github-hosted',
      },
    });
  });
});
