/** `weighbridge verify package gh:…`, where what answers is not what GitHub would say. */
import { beforeEach, describe, expect, it } from 'vitest';
import { type FakeReleases, snappy } from '../github-fake/releases.ts';
import { COMMIT } from '../support/builds.ts';
import { type ReleaseHouse, releaseHouse, TOOL, VERIFIED } from '../support/release-house.ts';

const house = releaseHouse();
let github: FakeReleases;
let built: Record<string, unknown>;
let said: ReleaseHouse['said'];
beforeEach(() => {
  ({ github, built, said } = house());
});

describe('hostile answers', () => {
  const RELEASE = '/repos/acme/widget/releases/tags/v1.0.0';
  const LIST = `/repos/acme/widget/attestations/sha256:${TOOL}`;
  const item = (url: string): string => JSON.stringify({ attestations: [{ bundle: null, bundle_url: url }] });

  it.each<[string, () => void, string | RegExp]>([
    [
      'another repository',
      () => github.release({ tag: 'v1.0.0', commit: COMMIT, files: { 'tool.tgz': TOOL }, says: 'evil/widget' }),
      /^1 .*answers about another release/,
    ],
    [
      'a longer name',
      () => github.release({ tag: 'v1.0.0', commit: COMMIT, files: { 'tool.tgz': TOOL }, says: 'acme/widget2' }),
      /^1 .*answers about another release/,
    ],
    [
      'a repository that was renamed',
      () => github.answer(RELEASE, { status: 301, headers: { location: '/repositories/7' } }),
      /^1 .*under another name/,
    ],
    [
      'a redirect to another host',
      () => github.answer(RELEASE, { status: 302, headers: { location: 'https://evil.example/' } }),
      /^1 .*under another name/,
    ],
    ['a release of nonsense', () => github.answer(RELEASE, { body: '{"tag_name":1}' }), /^1 .*not as it should/],
    ['no release', () => github.answer(RELEASE, { status: 404 }), /^1 .*shows no such release$/],
    [
      'a used up quota',
      () => github.answer(RELEASE, { status: 403, headers: { 'x-ratelimit-remaining': '0' } }),
      /^2 .*with a token \(GITHUB_TOKEN\)/,
    ],
    [
      '10,000 attestations on a page',
      () => github.answer(LIST, { body: JSON.stringify({ attestations: Array.from({ length: 10_000 }, () => ({})) }) }),
      /^1 .*nothing proves tool.tgz: GitHub did not list the attestations: 10000 attestations/,
    ],
    [
      'storage of somebody else',
      () => github.answer(LIST, { body: item('https://evil.example/a?sig=x') }),
      /^1 .*nothing proves tool.tgz: an attestation was not given \(refused\)/,
    ],
    ['the API as storage', () => github.answer(LIST, { body: item(`${github.api}/repos/a/b`) }), /^1 .*not given \(refused\)/],
    [
      'a storage that refuses',
      () => github.answer(LIST, { body: item(`${github.storage}/attestations/nothing`) }),
      /^1 .*not given \(forbidden\)/,
    ],
    [
      'a storage that redirects',
      () => {
        github.answer('/moved', { status: 302, headers: { location: 'https://evil.example/' } });
        github.answer(LIST, { body: item(`${github.storage}/moved`) });
      },
      /^1 .*not given \(redirect\)/,
    ],
    [
      'a snappy bomb',
      () => {
        github.answer('/bomb', {
          body: Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0x61, ...Array.from({ length: 300 }, () => [0xfe, 1, 0]).flat()]),
        });
        github.answer(LIST, { body: item(`${github.storage}/bomb`) });
      },
      /^1 .*not given \(too-large\)/,
    ],
    [
      'what is no snappy',
      () => {
        github.answer('/noise', { body: Buffer.from([5, 1, 2]) });
        github.answer(LIST, { body: item(`${github.storage}/noise`) });
      },
      /^1 .*not given \(invalid\)/,
    ],
    [
      'a bundle of nonsense',
      () => {
        github.answer('/nonsense', { body: snappy(Buffer.from('{"__proto__":{}}')) });
        github.answer(LIST, { body: item(`${github.storage}/nonsense`) });
      },
      /^1 .*tool.tgz: /,
    ],
    ['neither a bundle nor an address', () => github.answer(LIST, { body: '{"attestations":[{}]}' }), /^1 .*not given \(invalid\)/],
  ])('%s', async (_, prepare, expected) => {
    prepare();
    expect(await said('--asset', 'tool.tgz')).toMatch(expected);
    expect(github.requests.filter(({ at, authorization }) => at === 'storage' && authorization !== null)).toEqual([]);
  });

  it('many attestations of one file: some are looked at, and the rest is not called absent', async () => {
    for (let at = 0; at < 250; at++) github.attest(`sha256:${TOOL}`, { at }, 'inline');
    github.attest(`sha256:${TOOL}`, built);
    expect(await said('--asset', 'tool.tgz')).toMatch(/^1 /);
    expect(github.requests.filter(({ path }) => path.includes('/attestations/sha256')).length).toBe(2);
  });

  it('further pages are asked of the API, wherever their link leads', async () => {
    for (let at = 0; at < 25; at++) github.attest(`sha256:${TOOL}`, { at }, 'inline');
    github.attest(`sha256:${TOOL}`, built);
    expect(await said('--asset', 'tool.tgz')).toMatch(VERIFIED);
    expect(github.requests.flatMap(({ path }) => (path.includes('/attestations/sha256') ? [path.replace(/^.*\?/, '')] : []))).toEqual([
      'per_page=100',
      'per_page=100&after=20',
    ]);
  });
});
