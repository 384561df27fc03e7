import { expect, it } from 'vitest';
import { commitOf, gitLocation, repositoryOf } from '../../../src/core/ecosystems/git.ts';
import { packagePurl, packageRef } from '../../../src/core/ecosystems/purl.ts';
import type { PackageSource } from '../../../src/core/model/index.ts';
import { formatRef } from '../../../src/core/ref/format.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

it.each<[PackageSource, string, string | null]>([
  [
    { source: 'git', location: `https://github.com/acme-lab/textfork.git@${COMMIT}` },
    'gh:acme-lab/textfork',
    `pkg:github/acme-lab/textfork?vcs_url=git%2Bhttps%3A%2F%2Fgithub.com%2Facme-lab%2Ftextfork.git%40${COMMIT}`,
  ],
  [
    { source: 'git', location: 'ssh://gitlab.example/group/sub/thing' },
    'generic:gitlab.example/group/sub/thing',
    'pkg:generic/gitlab.example/group/sub/thing?vcs_url=git%2Bssh%3A%2F%2Fgitlab.example%2Fgroup%2Fsub%2Fthing',
  ],
  [
    { source: 'git', location: 'https://github.com/only' },
    'generic:github.com/only',
    expect.stringContaining('pkg:generic/github.com/only?'),
  ],
  [
    { source: 'url', location: 'https://files.example/dl' },
    'generic:files.example/dl',
    'pkg:generic/files.example/dl?download_url=https%3A%2F%2Ffiles.example%2Fdl',
  ],
  [{ source: 'url', location: 'https://files.example/' }, 'generic:files.example', expect.stringContaining('pkg:generic/files.example?')],
  [{ source: 'git', location: null }, 'generic:unnamed package', null],
])('what has no name is known by its repository: %j', (source, reference, purl) => {
  const ref = packageRef({ ecosystem: 'pypi', name: '', ...source });
  expect(formatRef(ref)).toBe(reference);
  expect(packagePurl(ref, { ...source, range: null })).toEqual(purl);
});

it.each([
  ['git+https://user:pw@git.example/o/r.git', null, 'https://git.example/o/r.git'],
  ['git@git.example:o/r.git', null, 'ssh://git.example/o/r.git'],
  ['git+ssh://git@git.example/o/r', COMMIT.toUpperCase(), `ssh://git.example/o/r@${COMMIT}`],
  ['https://git.example/o/r?rev=main#x', 'main', 'https://git.example/o/r'],
  [`https://git.example/o/r@${COMMIT}`, COMMIT, `https://git.example/o/r@${COMMIT}`],
  ['https://git.example/o/r', COMMIT.slice(0, 12), 'https://git.example/o/r'],
  ['https://${TOKEN}/o/r', COMMIT, null],
  ['not an address', COMMIT, null],
])('one address has one spelling: %s at %s', (raw, commit, expected) => {
  expect(gitLocation(raw, commit)).toBe(expected);
});

it('a repository stays the same when its commit moves', () => {
  const source = { source: 'git', location: `https://git.example/o/r@${COMMIT}` } as const;
  expect([commitOf(source), repositoryOf(source)]).toEqual([COMMIT, 'https://git.example/o/r']);
  const floating = { source: 'git', location: 'ssh://git.example/o/r' } as const;
  expect([commitOf(floating), repositoryOf(floating)]).toEqual([null, 'ssh://git.example/o/r']);
  expect(commitOf({ source: 'url', location: `https://files.example/@${COMMIT}` })).toBe(null);
});
