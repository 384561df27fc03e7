import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RawEvent, readEvent } from '../../src/action/event.ts';
import { InputError } from '../../src/core/index.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);
const M = 'c'.repeat(40);
const raw = (more: Partial<RawEvent>): RawEvent => ({
  name: 'pull_request',
  payload: {},
  sha: M,
  ref: 'refs/pull/7/merge',
  repository: 'acme/product',
  actor: 'ada',
  ...more,
});
const pull = (repo: unknown): unknown => ({ pull_request: { number: 7, base: { ref: 'main', sha: A }, head: { ref: 'x', sha: B, repo } } });

describe('who may write', () => {
  it.each([
    ['same repository', { payload: pull({ full_name: 'Acme/Product' }) }, { fork: false, readOnly: null, merge: M }],
    ['fork', { payload: pull({ full_name: 'mallory/product' }) }, { fork: true, readOnly: expect.stringContaining('fork'), merge: M }],
    ['a fork that is gone', { payload: pull(null) }, { fork: true, readOnly: expect.stringContaining('fork'), merge: M }],
    [
      'Dependabot',
      { payload: pull({ full_name: 'acme/product' }), actor: 'dependabot[bot]' },
      { fork: false, readOnly: expect.stringContaining('Dependabot'), merge: M },
    ],
    [
      'pull_request_target: GITHUB_SHA is no merge',
      { name: 'pull_request_target', payload: pull({ full_name: 'mallory/product' }) },
      { fork: true, readOnly: null, merge: null },
    ],
  ])('%s', (_name, more, expected) => {
    expect(readEvent(raw(more))).toMatchObject({
      kind: 'pull-request',
      number: 7,
      base: { name: 'main', id: A },
      head: { name: 'x', id: B },
      ...expected,
    });
  });
});

it.each([
  ['push', { payload: { deleted: false } }, { kind: 'scan', commit: { name: 'main', id: M } }],
  ['push', { payload: { deleted: true } }, { kind: 'nothing' }],
  ['workflow_dispatch', { payload: null }, { kind: 'scan' }],
  ['schedule', { payload: {} }, { kind: 'scan' }],
  [
    'merge_group',
    {
      payload: {
        merge_group: { base_sha: A, head_sha: B, base_ref: 'refs/heads/main', head_ref: 'refs/heads/gh-readonly-queue/main/pr-7' },
      },
    },
    { kind: 'merge-group', base: { name: 'main', id: A }, head: { name: 'gh-readonly-queue/main/pr-7', id: B } },
  ],
])('%s', (name, more, expected) => {
  expect(readEvent(raw({ name, ref: 'refs/heads/main', ...more }))).toMatchObject(expected);
});

it('an option of git is no commit, in any field', () => {
  for (const name of ['pull_request', 'merge_group', 'push']) {
    const evil = '--upload-pack=touch /tmp/x';
    const payload = {
      pull_request: { number: 7, base: { ref: 'main', sha: evil }, head: { ref: 'x', sha: evil } },
      merge_group: { base_sha: evil, head_sha: evil, base_ref: 'a', head_ref: 'b' },
    };
    expect(() => readEvent(raw({ name, payload, sha: evil }))).toThrow(InputError);
  }
});

it('any payload gives an event or an error with words', () => {
  fc.assert(
    fc.property(fc.constantFrom('pull_request', 'merge_group', 'push', 'workflow_dispatch', 'issues'), fc.jsonValue(), (name, payload) => {
      try {
        readEvent(raw({ name, payload }));
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
    }),
  );
});
