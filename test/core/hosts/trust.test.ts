import { describe, expect, it } from 'vitest';
import { lockHosts } from '../../../src/core/hosts/lock/index.ts';
import { weighed } from '../../../src/core/hosts/of-tree.ts';
import { mostTrusted, type Statement } from '../../../src/core/hosts/trust.ts';
import { createEvidence } from '../../../src/core/io/evidence/evidence.ts';
import { standingOf } from '../../../src/core/lock/standing.ts';
import type { AnswerState, HubFacts } from '../../../src/core/model/index.ts';
import { COMMIT, hubFacts, OTHER } from '../../support/build.ts';
import { entry, lock, SHA256 } from '../lock/sample.ts';
import { load, subjectsOf } from '../resolve/support.ts';

const YES = { existence: true, revision: true, bytes: true };
const NO = { existence: false, revision: false, bytes: false };
const FILES: HubFacts['files'] = [{ path: 'a', size: 1, hashes: [{ algorithm: 'sha256', value: SHA256 }] }];

function said(id: string, facts: Partial<HubFacts>): Statement {
  const vouches = id === 'lock-head' ? NO : YES;
  return { host: { id, vouches }, result: { state: 'facts', facts: hubFacts({ files: FILES, reachableDetail: id, ...facts }) } };
}
function silent(reason: AnswerState): Statement {
  return { host: { id: 'huggingface', vouches: YES }, result: { state: 'unresolved', reason, detail: '', facts: null } };
}

describe('the order of answers: host, lock of the base, lock of the head (T8)', () => {
  const hub = said('huggingface', {});
  const base = said('lock-base', { commit: OTHER });
  const head = said('lock-head', { commit: OTHER });

  it.each<[string, Statement[], string]>([
    ['a host that answers', [hub, base, head], 'huggingface'],
    ['whatever the order', [head, base, hub], 'huggingface'],
    ['a host that is down', [base, silent('timeout'), head], 'lock-base'],
    ['a host that is down, and a claim alone', [head, silent('timeout')], 'huggingface'],
    ['a host that wants a login', [silent('gated'), base], 'lock-base'],
    ['a host that does not have it', [silent('not-found'), base], 'huggingface'],
    ['a host that sends elsewhere', [silent('redirect'), base], 'huggingface'],
    ['an answer that cannot be read', [silent('invalid'), base], 'huggingface'],
    ['a history that was not walked, and another commit in the lock', [said('huggingface', { reachable: 'unknown' }), base], 'huggingface'],
    ['the same, and the same commit', [said('huggingface', { reachable: 'unknown' }), said('lock-base', {})], 'lock-base'],
    ['the same as a claim', [said('huggingface', { reachable: 'unknown' }), said('lock-head', {})], 'huggingface'],
    ['a commit on no branch', [said('huggingface', { reachable: 'no' }), said('lock-base', {})], 'huggingface'],
  ])('%s', (_, [first, ...others], id) => {
    if (first === undefined) throw new Error('somebody says something');
    expect(mostTrusted([first, ...others]).host.id).toBe(id);
  });

  it('stands in for what was left open, and for nothing else', () => {
    const partly = said('huggingface', { reachable: 'unknown', pipelineTag: 'text-generation' });
    expect(mostTrusted([partly, said('lock-base', { pipelineTag: null })]).result).toMatchObject({
      facts: { reachable: 'yes', reachableDetail: 'lock-base', pipelineTag: 'text-generation' },
    });
  });
});

describe('the lock as two hosts', () => {
  const ENTRY = entry({ requested: COMMIT, commit: COMMIT, hubId: 'one', baseModels: ['hf:org/base'] });
  const standings = standingOf(lock({ 'hf:acme/a': ENTRY }), lock({ 'hf:acme/a': ENTRY, 'hf:acme/b': ENTRY }));
  const [base, head] = lockHosts(standings);
  const answers = (ref: string, requested: string | null): string[] => {
    const [subject] = subjectsOf([load(ref, requested)]);
    if (subject === undefined) throw new Error('it was one load');
    return [base, head].filter((host) => host.facts(subject, createEvidence()) !== null).map(({ id }) => id);
  };

  it('answers for the commit of an entry, by what the entry weighs', () => {
    expect(answers('hf:acme/a', COMMIT)).toEqual(['lock-base']);
    expect(answers('hf:acme/a', COMMIT.toUpperCase())).toEqual(['lock-base']);
    expect(answers('hf:acme/b', COMMIT)).toEqual(['lock-head']);
  });

  it('says nothing of what floats, of another commit, and of what it does not list', () => {
    for (const [ref, requested] of [
      ['hf:acme/a', null],
      ['hf:acme/a', 'main'],
      ['hf:acme/a', OTHER],
      ['hf:acme/c', COMMIT],
    ] as const)
      expect(answers(ref, requested)).toEqual([]);
  });

  it('answers revision, files, license and base models', () => {
    const [subject] = subjectsOf([load('hf:acme/a', COMMIT)]);
    if (subject === undefined) throw new Error('it was one load');
    expect(base.facts(subject, createEvidence())).toMatchObject({
      facts: { commit: COMMIT, licenses: [{ from: 'lock', text: 'Apache-2.0' }], baseModels: [{ id: 'org/base' }], repositoryId: 'one' },
    });
    expect(base.files(subject, createEvidence())).toEqual([
      { path: 'model.safetensors', size: 4, state: 'known', sha256: SHA256, hashed: false },
    ]);
  });

  it('claims nothing where there is no base: then nothing is new', () => {
    const tree = { lock: lock({ 'hf:acme/b': ENTRY }), placeOf: () => ({ line: 1, column: 1 }), problem: null };
    expect([...weighed(tree, null).claimed]).toEqual([]);
    expect([...weighed(tree, { ...tree, lock: null }).claimed]).toEqual([['hf:acme/b', [COMMIT]]]);
    expect([...weighed(tree, tree).claimed]).toEqual([]);
  });
});
