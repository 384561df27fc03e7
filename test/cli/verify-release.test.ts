/** `weighbridge verify package gh:…`: releases of GitHub and their files, under both trust roots. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FakeReleases } from '../github-fake/releases.ts';
import { type BuildHouse, CLAIMS, COMMIT } from '../support/builds.ts';
import { run } from '../support/command-line.ts';
import { BY_GITHUB, MANUAL, provenance, type ReleaseHouse, releaseHouse, sealed, TOKEN, TOOL, VERIFIED } from '../support/release-house.ts';

type Json = Record<string, unknown>;

const house = releaseHouse();
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
let github: FakeReleases;
let open: BuildHouse;
let internal: BuildHouse;
let built: Json;
let seal: Json;
let folder: string;
let verify: ReleaseHouse['verify'];
let said: ReleaseHouse['said'];
beforeEach(() => {
  ({ github, open, internal, built, seal, folder, verify, said } = house());
});

it('without the root of GitHub says how to get it, and what else proves the files still counts', async () => {
  github.attest(`sha1:${COMMIT}`, seal);
  github.attest(`sha256:${TOOL}`, built);
  const ask = (file: string) =>
    run(['verify', 'package', 'gh:acme/widget@v1.0.0', '--trusted-root', 'public.json', '--asset', file], folder, github.environment);
  const [tool, manual] = [await ask('tool.tgz'), await ask('manual.pdf')];
  expect([tool.code, manual.code]).toEqual([0, 1]);
  expect(tool.out).toContain('seal       unverifiable: there is no trust root of GitHub, Inc.');
  expect(tool.err).toContain('gh attestation trusted-root');
});

it('without a token, a release that GitHub does not show may be private', async () => {
  const { code, out } = await run(['verify', 'package', 'gh:acme/widget@v9'], folder, github.environment);
  expect([code, out]).toEqual([1, expect.stringMatching(/shows no such release.*a token that may read it \(GITHUB_TOKEN\)/)]);
});

it.each<[string, number | null, readonly string[]]>([
  ['is down', 503, []],
  ['is not asked', null, ['--offline']],
])('where GitHub %s there is no verdict', async (_, status, more) => {
  if (status !== null) github.answer('/repos/acme/widget/releases/tags/v1.0.0', { status });
  const { code, out } = await run(['verify', 'package', 'gh:acme/widget@v1.0.0', ...more], folder, github.environment);
  expect([code, out]).toEqual([2, expect.stringContaining('not verified')]);
});

describe('a release', () => {
  it('is verified by its seal and by what built its files, and says who, from what, and from where', async () => {
    github.attest(`sha1:${COMMIT}`, seal);
    github.attest(`sha256:${TOOL}`, built);
    const { code, out } = await verify();
    expect(out.split('\n').map((line) => line.trimEnd())).toEqual([
      'verified: gh:acme/widget@v1.0.0',
      `  commit     ${COMMIT}`,
      '  published  2026-01-01T00:00:00Z',
      '  seal       verified: GitHub signed its commit and 2 files',
      `  file       tool.tgz sha256 ${TOOL} (as GitHub lists it)`,
      '    sealed   yes',
      `    build    verified: built by ${CLAIMS[18]}, signed ${open.now.toISOString()}`,
      `    workflow ${CLAIMS[18]}`,
      `    commit   ${COMMIT}`,
      '    ref      refs/tags/v1.0.0',
      '    trigger  push',
      '    runner   github-hosted',
      `    run      ${CLAIMS[21]}`,
      `  file       manual.pdf sha256 ${MANUAL} (as GitHub lists it)`,
      '    sealed   yes',
      '    build    absent: GitHub has no such attestation',
      '',
    ]);
    expect(code).toBe(0);
  });

  it('tells programs the same', async () => {
    github.attest(`sha1:${COMMIT}`, seal, 'inline');
    expect(JSON.parse((await verify('--format', 'json')).out)).toMatchObject({
      format: 'weighbridge-release-verification',
      state: 'verified',
      release: { state: 'answered', commit: COMMIT, seal: { state: 'verified' }, files: [{ sealed: true }, { sealed: true }] },
    });
  });

  it('the token goes to the API alone, and no address of a bundle is kept (T19, T21)', async () => {
    github.attest(`sha256:${TOOL}`, built);
    await verify('--asset', 'tool.tgz', '--evidence', 'kept');
    expect(github.requests.filter(({ at }) => at === 'storage').map(({ authorization }) => authorization)).toEqual([null]);
    expect(new Set(github.requests.filter(({ at }) => at === 'api').map(({ authorization }) => authorization))).toEqual(
      new Set([`Bearer ${TOKEN}`]),
    );
    const kept = readFileSync(join(folder, 'kept', 'answers.json'), 'utf8');
    const bodies = [...kept.matchAll(/"sha256:([0-9a-f]{64})"/g)].map(([, digest]) =>
      readFileSync(join(folder, 'kept', 'blobs', digest ?? ''), 'utf8'),
    );
    expect(bodies.length).toBeGreaterThan(2);
    expect([kept, ...bodies].join('\n')).not.toMatch(/secretsecret|bundle_url/);
    const asked = github.requests.length;
    expect(await said('--asset', 'tool.tgz', '--evidence', 'kept')).toMatch(VERIFIED);
    expect(github.requests.length).toBe(asked);
  });

  it.each<[string, () => Promise<void> | void, readonly string[], string | RegExp]>([
    ['its seal alone', () => github.attest(`sha1:${COMMIT}`, seal), [], VERIFIED],
    [
      'the root among those that GitHub’s own tool writes',
      () => github.attest(`sha1:${COMMIT}`, seal),
      ['--github-trusted-root', 'both.jsonl'],
      VERIFIED,
    ],
    ['no root of GitHub among several', () => undefined, ['--github-trusted-root', 'none.jsonl'], /^2 .*holds no trust root of GitHub/],
    [
      'the wrong root',
      () => github.attest(`sha1:${COMMIT}`, seal),
      ['--github-trusted-root', 'public.json'],
      /^1 .*the seal of the release does not hold/,
    ],
    ['one file of it, built by its workflow', () => github.attest(`sha256:${TOOL}`, built), ['--asset', 'tool.tgz'], VERIFIED],
    ['a file at hand', () => github.attest(`sha256:${TOOL}`, built), ['--file', 'out/tool.tgz'], VERIFIED],
    [
      'a file at hand with other bytes',
      () => github.attest(`sha1:${COMMIT}`, seal),
      ['--file', 'out/manual.pdf'],
      /^1 .*the release has other bytes under the name manual.pdf/,
    ],
    ['a file that is not there', () => undefined, ['--file', 'out/nothing.tgz'], /^2 .*out\/nothing.tgz cannot be read/],
    // The release has that name: GitHub's own listing is no word about bytes that nobody has.
    ['a file that lies elsewhere', () => github.attest(`sha256:${TOOL}`, built), ['--file', 'tool.tgz'], /^2 .*tool.tgz cannot be read/],
    [
      'a file at hand beside one by its name',
      () => github.attest(`sha256:${TOOL}`, built),
      ['--file', 'out/tool.tgz', '--asset', 'tool.tgz'],
      VERIFIED,
    ],
    ['a file that it does not have', () => undefined, ['--asset', 'nothing.tgz'], /^1 .*nothing.tgz is no file of this release/],
    ['nothing at all', () => undefined, [], /^1 .*nothing proves tool.tgz: GitHub has no such attestation \(and 1 more\)/],
    [
      'an annotated tag',
      () => {
        github.release({ tag: 'v1.0.0', commit: COMMIT, annotated: 'a'.repeat(40), files: { 'tool.tgz': TOOL } });
        github.attest(`sha1:${COMMIT}`, seal);
      },
      [],
      VERIFIED,
    ],
    [
      'a tag that names another commit since',
      async () => {
        github.attest(`sha1:${COMMIT}`, await internal.attest(sealed('b'.repeat(40), { 'tool.tgz': TOOL }), BY_GITHUB));
      },
      [],
      /^1 .*GitHub sealed the commit b{40}, and the tag names another one now/,
    ],
    [
      'the seal of another tag',
      async () => {
        github.attest(`sha1:${COMMIT}`, await internal.attest(sealed(COMMIT, { 'tool.tgz': TOOL }, 'acme/widget@v9'), BY_GITHUB));
      },
      [],
      /^1 .*the seal of the release does not hold: .*v9/,
    ],
    [
      'the seal of another repository',
      async () => {
        github.attest(`sha1:${COMMIT}`, await internal.attest(sealed(COMMIT, { 'tool.tgz': TOOL }, 'evil/widget@v1.0.0'), BY_GITHUB));
      },
      [],
      /^1 .*the seal of the release does not hold: .*evil/,
    ],
    [
      'a file that was not sealed',
      async () => {
        github.attest(`sha1:${COMMIT}`, await internal.attest(sealed(COMMIT, { 'tool.tgz': TOOL }), BY_GITHUB));
        github.attest(`sha256:${MANUAL}`, await open.attest(provenance(MANUAL)));
      },
      [],
      /^1 .*manual.pdf is not what GitHub sealed/,
    ],
    [
      'an attestation of other bytes',
      async () => github.attest(`sha256:${TOOL}`, await open.attest(provenance(MANUAL))),
      ['--asset', 'tool.tgz'],
      /^1 .*tool.tgz: the artifact is not among what the signed statement names/,
    ],
    [
      'one that was tampered with, beside one that holds',
      () => {
        github.attest(`sha256:${TOOL}`, { ...built, dsseEnvelope: { ...(built['dsseEnvelope'] as Json), payload: 'e30=' } });
        github.attest(`sha256:${TOOL}`, built, 'json');
      },
      ['--asset', 'tool.tgz'],
      VERIFIED,
    ],
    [
      'a list of contents is no word about the build',
      async () => {
        github.attest(`sha256:${TOOL}`, await open.attest(provenance(TOOL, { predicateType: 'https://spdx.dev/Document/v2.3' })));
      },
      ['--asset', 'tool.tgz'],
      /^1 .*nothing proves tool.tgz: GitHub has no such attestation/,
    ],
    [
      'the workflow of another repository',
      async () => {
        const claims = { ...CLAIMS, 12: 'https://github.com/evil/widget', 16: 'https://github.com/evil' };
        github.attest(`sha256:${TOOL}`, await open.attest(provenance(TOOL), { claims }));
      },
      ['--asset', 'tool.tgz'],
      /^1 .*tool.tgz: its source belongs to https:\/\/github.com\/evil/,
    ],
    [
      'a signer that is asked for',
      () => github.attest(`sha256:${TOOL}`, built),
      ['--asset', 'tool.tgz', '--signer-repo', 'acme/widget', '--deny-self-hosted-runners'],
      VERIFIED,
    ],
    [
      'another signer that is asked for',
      () => github.attest(`sha256:${TOOL}`, built),
      ['--asset', 'tool.tgz', '--signer-workflow', 'acme/widget/.github/workflows/other.yml'],
      /^1 .*not who was expected/,
    ],
    ['two signers', () => undefined, ['--signer-repo', 'a/b', '--signer-workflow', 'a/b/c'], /^2 .*both given/],
    ['what belongs to packages', () => undefined, ['--integrity', 'sha256:00'], /^2 .*--integrity says nothing about gh:/],
    ['offline', () => undefined, ['--offline'], /^2 .*GitHub did not answer: nothing was looked up/],
    [
      'no digest that GitHub tells',
      () => github.release({ tag: 'v1.0.0', commit: COMMIT, files: { 'tool.tgz': null } }),
      [],
      /^1 .*hash it here, with --file PATH/,
    ],
    [
      'no files, and no seal',
      () => github.release({ tag: 'v1.0.0', commit: COMMIT, files: {} }),
      [],
      /^1 .*has no files, and is not sealed/,
    ],
    [
      'fifty files without a seal',
      () => {
        const files = Array.from({ length: 50 }, (_, at): [string, string] => [`file ${at}`, hash(`${at}`)]);
        github.release({ tag: 'v1.0.0', commit: COMMIT, files: Object.fromEntries(files) });
      },
      [],
      /^1 .*\(and 49 more\)/,
    ],
  ])('%s', async (_, prepare, args, expected) => {
    await prepare();
    expect(await said(...args)).toMatch(expected);
  });
});
