/** Artifact attestations that GitHub really served, asked for by hand, under the real trust roots. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type FakeReleases, startReleases } from '../github-fake/releases.ts';
import { run } from '../support/command-line.ts';

const FOLDER = join(process.env['WEIGHBRIDGE_SHARED'] ?? join(import.meta.dirname, '../../../shared'), 'fixtures');
const ROOTS = [
  '--trusted-root',
  join(FOLDER, 'sigstore/trusted_root.public-good.json'),
  '--github-trusted-root',
  join(FOLDER, 'sigstore/trusted_root.github.json'),
];
const DEMO = 'ae57936def59bc4c75edd3a837d89bcefc6d3a5e31d55a6fa7a71624f92c3c3b';
const REUSED = '49a3aa6075e0f49f82843e74b5baa614ad2a588e6675612bf108a0a008c5ac25';

let github: FakeReleases | null = null;
afterEach(() => github?.close());

async function ask(repository: string, sha256: string, bundle: string, ...args: readonly string[]): Promise<string> {
  github = await startReleases(repository);
  github.release({ tag: 'v1', commit: 'c'.repeat(40), files: { 'demo.whl': sha256 } });
  github.attest(`sha256:${sha256}`, JSON.parse(readFileSync(join(FOLDER, 'github', bundle), 'utf8')));
  const said = await run(['verify', 'package', `gh:${repository}@v1`, ...ROOTS, ...args], FOLDER, github.environment);
  return `${said.code} ${said.out}${said.err}`;
}

it.each<[string, Parameters<typeof ask>, string | RegExp]>([
  [
    'a private repository, under the root of GitHub',
    ['actions/attest-demo', DEMO, 'private-provenance-demo.bundle.jsonl'],
    /^0 verified[^]*build {4}verified: built by https:\/\/github\.com\/actions\/attest-demo\/\.github\/workflows\//,
  ],
  [
    'a reusable workflow that is asked for',
    ['malancas/attest-demo', REUSED, 'reusable-workflow.sigstore.json', '--signer-repo', 'github/artifact-attestations-workflows'],
    /^0 verified/,
  ],
  [
    'a reusable workflow that nobody asked for',
    ['malancas/attest-demo', REUSED, 'reusable-workflow.sigstore.json'],
    /^1 not verified[^]*which is not who was expected/,
  ],
  ['another repository', ['acme/attest-demo', DEMO, 'private-provenance-demo.bundle.jsonl'], /^1 not verified[^]*belongs to/],
  ['another signature', ['acme/a', REUSED, 'invalid-signature.sigstore.json'], /^1 not verified[^]*build {4}invalid/],
  ['no certificate', ['actions/attest-demo', DEMO, 'private-provenance-demo.missing-cert.jsonl'], /^1 not verified[^]*build {4}invalid/],
])('%s', async (_, asked, expected) => {
  expect(await ask(...asked)).toMatch(expected);
});
