import { describe, expect, it } from 'vitest';
import type { BomComponent, RunSighting, Verification } from '../../../../src/core/model/index.ts';
import { displayName, identityOf } from '../../../../src/core/ref/format.ts';
import { parseRef } from '../../../../src/core/ref/parse.ts';
import { plainComponent, runSightingOf } from '../../../support/build.ts';
import { COMMIT, unavailable } from '../support.ts';
import { drafts, said } from './support.ts';

const DIGEST = `sha256:${'0'.repeat(64)}`;

function run(reference: string, places: readonly Partial<RunSighting>[], verifications: readonly Verification[] = []): BomComponent {
  const ref = parseRef(reference);
  const sightings = places.map((place) => runSightingOf(ref, place));
  const kind = sightings[0]?.kind ?? 'action';
  const requested = sightings[0]?.requested ?? null;
  return {
    key: reference,
    identity: identityOf(ref),
    kind,
    ref,
    name: displayName(ref),
    version: requested,
    requested,
    hub: null,
    ...plainComponent(),
    sightings,
    verifications,
  };
}

function verification(topic: Verification['topic'], outcome: Verification['outcome']): Verification {
  return { topic, outcome, reason: null, detail: '', by: 'hub', asOf: null };
}

describe('action/unpinned', () => {
  it.each<[string, BomComponent, string[]]>([
    ['a tag', run('gh:acme/a', [{ requested: 'v4' }]), ['unpinned product 14']],
    ['a branch', run('gh:acme/a', [{ requested: 'main', api: 'uses workflow' }]), ['unpinned product 14']],
    ['nothing', run('gh:acme/a', [{}]), ['unpinned product 14']],
    ['a shortened commit', run('gh:acme/a', [{ requested: COMMIT.slice(0, 12) }]), ['unpinned product 14']],
    ['a commit', run('gh:acme/a', [{ requested: COMMIT }]), []],
    ['a commit of 64 digits', run('gh:acme/a', [{ requested: 'ab'.repeat(32) }]), []],
    ['an image with a tag', run('oci:alpine', [{ requested: '3.20' }]), ['unpinned product 14']],
    ['an image without one', run('oci:alpine', [{}]), ['unpinned product 14']],
    ['a digest', run('oci:alpine', [{ requested: DIGEST }]), []],
    ['a commit is no digest', run('oci:alpine', [{ requested: COMMIT }]), ['unpinned product 14']],
    ['an image of AI is another rule', run('oci:vllm/vllm-openai', [{ kind: 'image', requested: 'v1' }]), []],
    [
      'scopes apart',
      run('gh:acme/a', [{ requested: 'v4' }, { requested: 'v4', scope: 'example' }]),
      ['unpinned example 14', 'unpinned product 14'],
    ],
  ])('%s', (_, component, expected) => {
    expect(said('action/unpinned', { components: [component] })).toEqual(expected);
  });

  it('says what to do', () => {
    const components = [run('gh:acme/a', [{ requested: 'v4' }]), run('oci:alpine', [{}])];
    expect(drafts('action/unpinned', { components }).map(({ fix, requested }) => [fix.title, requested])).toEqual([
      ['Pin acme/a to a full commit', ['v4']],
      ['Name the digest of alpine', [null]],
    ]);
  });
});

describe('image/unpinned', () => {
  it.each<[string, BomComponent, string[]]>([
    ['a tag', run('oci:vllm/vllm-openai', [{ kind: 'image', requested: 'v1' }]), ['unpinned product 14']],
    ['nothing', run('oci:vllm/vllm-openai', [{ kind: 'image' }]), ['unpinned product 14']],
    ['a digest', run('oci:vllm/vllm-openai', [{ kind: 'image', requested: DIGEST }]), []],
    ['half a digest', run('oci:vllm/vllm-openai', [{ kind: 'image', requested: DIGEST.slice(0, 20) }]), ['unpinned product 14']],
    ['an action is another rule', run('gh:acme/a', [{ requested: 'v1' }]), []],
    ['a server is none', run('oci:mcp/time', [{ kind: 'mcp-server', requested: 'v1' }]), []],
  ])('%s', (_, component, expected) => {
    expect(said('image/unpinned', { components: [component] })).toEqual(expected);
  });
});

describe('action/foreign-commit', () => {
  const pinned = (...verifications: readonly Verification[]): BomComponent =>
    run('gh:acme/a', [{ requested: COMMIT, anew: true }], verifications);
  it.each<[string, BomComponent, string[]]>([
    ['of the repository', pinned(verification('action-commit', 'passed')), []],
    ['of no branch and no tag', pinned(verification('action-commit', 'failed')), ['foreign-commit product 14']],
    ['of a repository with another name', pinned(verification('source', 'failed')), ['renamed product 14']],
    ['not verifiable from here', pinned(verification('action-commit', 'not-applicable')), []],
    ['no answer', pinned(unavailable('action-commit')), []],
    ['not asked', pinned(), []],
    ['a tag', run('gh:acme/a', [{ requested: 'v1' }]), []],
    ['a pull request', run('gh:acme/a', [{ requested: 'refs/pull/7/merge' }]), ['pull-request-ref product 14']],
    [
      'tests count',
      run('gh:acme/a', [{ requested: COMMIT, scope: 'test' }], [verification('action-commit', 'failed')]),
      ['foreign-commit test 14'],
    ],
    ['an image', run('oci:acme/a', [{ requested: 'refs/pull/7/merge' }]), []],
  ])('%s', (_, component, expected) => {
    expect(said('action/foreign-commit', { components: [component] })).toEqual(expected);
  });

  it('without an answer verification/incomplete speaks, of GitHub', () => {
    const [draft] = drafts('verification/incomplete', { components: [pinned(unavailable('action-commit'))] });
    expect([draft?.topics, draft?.reason]).toEqual([
      ['action-commit'],
      'GitHub allows no more questions for now (without a token, GITHUB_TOKEN, 60 an hour), so whose commit it is was not checked',
    ]);
  });
});
