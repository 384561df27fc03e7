/** Releases of GitHub: which names are asked for, and that no answer is more than it says. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namedRelease, releaseAnswer, releaseNeeds, type ReleaseTrust } from '../../../../src/core/hosts/index.ts';
import { createEvidence, type GrowingEvidence } from '../../../../src/core/io/evidence/evidence.ts';
import type { Ref } from '../../../../src/core/ref/index.ts';
import { parseRef } from '../../../../src/core/ref/parse.ts';
import { NOW } from '../../../support/build.ts';

const TRUST: ReleaseTrust = {
  roots: new Map(),
  signer: { source: 'acme/widget', signer: { kind: 'source' }, denySelfHosted: false },
  now: NOW,
};
const SHA = 'a'.repeat(64);
const COMMIT = 'c'.repeat(40);

/** Each question is answered by the first body whose key it ends with. */
function answered(bodies: Readonly<Record<string, unknown>>): GrowingEvidence {
  const evidence = createEvidence();
  const asked = namedRelease(parseRef('gh:acme/widget@v1'), null);
  if (asked === null) throw new Error('it has a name');
  for (let round = 0; round < 6; round++) {
    for (const { key } of releaseNeeds(asked, evidence)) {
      const [, body] = Object.entries(bodies).find(([end]) => key.endsWith(end)) ?? [];
      const answer = {
        key,
        status: body === undefined ? 404 : 200,
        digest: null,
        location: null,
        detail: '',
        from: 'hub',
        asOf: NOW.toISOString(),
      } as const;
      evidence.add(
        { ...answer, state: body === undefined ? 'not-found' : 'ok' },
        body === undefined ? null : Buffer.from(JSON.stringify(body)),
      );
    }
  }
  expect(releaseNeeds(asked, evidence)).toEqual([]);
  return evidence;
}

function answer(bodies: Readonly<Record<string, unknown>>) {
  const asked = namedRelease(parseRef('gh:acme/widget@v1'), null);
  if (asked === null) throw new Error('it has a name');
  return releaseAnswer(asked, answered(bodies), TRUST);
}

const asset = { name: 'a.tgz', digest: `sha256:${SHA}` };
const release = { url: 'https://api.example/repos/acme/widget/releases/7', tag_name: 'v1', assets: [asset] };
const tag = { object: { type: 'commit', sha: COMMIT } };

describe('names (T19)', () => {
  it.each<[string, Ref]>([
    ['no tag', parseRef('gh:acme/widget')],
    ['a folder', parseRef('gh:acme/widget/folder@v1')],
    ['a tag that climbs', parseRef('gh:acme/widget@a/../b')],
    ['a tag with a query', parseRef('gh:acme/widget@v1?x=1')],
    ['a tag of 300 characters', parseRef(`gh:acme/widget@${'v'.repeat(300)}`)],
    ['a repository that climbs', { type: 'gh', repo: null, namespace: 'acme', name: '..', version: 'v1' }],
    ['another host', parseRef('npm:widget@1')],
  ])('%s is not asked for', (_, ref) => {
    expect(namedRelease(ref, null)).toBeNull();
  });

  it('a tag with a slash is one part of the path', () => {
    const asked = namedRelease(parseRef('gh:acme/widget@pkg/v1'), null);
    expect(asked && releaseNeeds(asked, createEvidence()).map(({ path }) => path)).toEqual(['/repos/acme/widget/releases/tags/pkg%2Fv1']);
  });
});

describe('answers', () => {
  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['nothing', {}, 'unverifiable not-found'],
    ['no tag', { 'tags/v1': { ...release, tag_name: 'v2' } }, 'unverifiable invalid'],
    ['two files of one name', { 'releases/tags/v1': { ...release, assets: [asset, { ...asset, digest: null }] } }, 'unverifiable invalid'],
    ['a file without a name', { 'releases/tags/v1': { ...release, assets: [{ digest: null }] } }, 'unverifiable invalid'],
    [
      'a digest of another kind',
      { 'releases/tags/v1': { ...release, assets: [{ name: 'a', digest: 'md5:00' }] } },
      'answered seal unverifiable, untold unverifiable',
    ],
    ['no tag behind it', { 'releases/tags/v1': release }, 'answered seal unverifiable, equal absent'],
    ['a tag', { 'releases/tags/v1': release, 'ref/tags/v1': tag }, 'answered seal absent, equal absent'],
    [
      'a tag of nonsense',
      { 'releases/tags/v1': release, 'ref/tags/v1': { object: { type: 'commit', sha: 'HEAD' } } },
      'answered seal unverifiable, equal absent',
    ],
    [
      'attestations of nonsense',
      { 'releases/tags/v1': release, 'ref/tags/v1': tag, [`sha256:${SHA}`]: { attestations: 'many' } },
      'answered seal absent, equal unverifiable',
    ],
    [
      'an attestation that nobody gave',
      {
        'releases/tags/v1': release,
        'ref/tags/v1': tag,
        [`sha1:${COMMIT}`]: { attestations: [{ bundle: null, unread: 'timeout' }], more: false },
      },
      'answered seal unverifiable, equal absent',
    ],
    [
      'more than was looked at',
      { 'releases/tags/v1': release, 'ref/tags/v1': tag, [`sha256:${SHA}`]: { attestations: [], more: true } },
      'answered seal absent, equal unverifiable',
    ],
  ])('%s', (_, bodies, expected) => {
    const said = answer(bodies);
    const words =
      said.state === 'unverifiable'
        ? [said.reason]
        : [`seal ${said.seal.state},`, ...said.files.map(({ standing, provenance }) => `${standing} ${provenance.state}`)];
    expect([said.state, ...words].join(' ')).toBe(expected);
  });

  it('whatever is answered, nothing is proven by it, and nothing throws', () => {
    const bodies = fc.record({
      'releases/tags/v1': fc.oneof(fc.constant(release), fc.jsonValue()),
      'ref/tags/v1': fc.oneof(fc.constant(tag), fc.jsonValue()),
      [`sha256:${SHA}`]: fc.jsonValue(),
      [`sha1:${COMMIT}`]: fc.jsonValue(),
    });
    fc.assert(
      fc.property(bodies, (given) => {
        const said = answer(given);
        if (said.state === 'answered')
          expect([said.seal.state, ...said.files.map(({ provenance }) => provenance.state)]).not.toContain('verified');
      }),
      { numRuns: 200 },
    );
  });
});
