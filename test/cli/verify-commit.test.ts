/** `weighbridge verify package gh:OWNER/REPO@COMMIT`: what a check asks about an action, by hand. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { FakeReleases } from '../github-fake/releases.ts';
import { COMMIT } from '../support/builds.ts';
import { run } from '../support/command-line.ts';
import { releaseHouse } from '../support/release-house.ts';

const house = releaseHouse();
let github: FakeReleases;
let folder: string;
beforeEach(() => {
  ({ github, folder } = house());
});

describe('a commit', () => {
  it.each([
    ['of a tag', COMMIT, /^0 verified: .*\n {2}commit {5}tip of v1/],
    ['of nobody', 'd'.repeat(40), /^1 not verified: .*\n {2}because {4}in the history of no branch or tag/],
  ])('%s', async (_, commit, expected) => {
    github.answer('/repos/acme/widget/tags', { body: JSON.stringify([{ name: 'v1', commit: { sha: COMMIT } }]) });
    if (commit !== COMMIT) {
      github.answer('/repos/acme/widget/tags', { body: '[]' });
      github.answer('/repos/acme/widget/branches', { body: '[]' });
    }
    const { code, out } = await run(['verify', 'package', `gh:acme/widget@${commit}`], folder, github.environment);
    expect(`${code} ${out}`).toMatch(expected);
  });

  it('has no files', async () => {
    for (const option of ['--file', '--asset']) {
      const { code, err } = await run(['verify', 'package', `gh:acme/widget@${COMMIT}`, option, 'a'], folder, github.environment);
      expect([code, err]).toEqual([2, expect.stringContaining(`${option} belongs to a release`)]);
    }
  });

  it.each<[string, number | null, readonly string[]]>([
    ['is down', 503, []],
    ['is not asked', null, ['--offline']],
  ])('where GitHub %s is no verdict', async (_, status, more) => {
    if (status !== null) for (const what of ['tags', 'branches']) github.answer(`/repos/acme/widget/${what}`, { status });
    const { code, out } = await run(['verify', 'package', `gh:acme/widget@${'d'.repeat(40)}`, ...more], folder, github.environment);
    expect([code, out]).toEqual([2, expect.stringContaining('not verified')]);
  });
});
