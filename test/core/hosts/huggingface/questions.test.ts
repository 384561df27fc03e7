import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEvidence } from '../../../../src/core/io/evidence/evidence.ts';
import { questionsOf } from '../../../../src/core/hosts/index.ts';
import { huggingFace } from '../../../../src/core/hosts/huggingface/index.ts';
import { isRevision, revisionQuestion, subjectOf } from '../../../../src/core/hosts/huggingface/questions.ts';
import { redirectTarget } from '../../../../src/core/hosts/huggingface/redirect.ts';
import type { Ref } from '../../../../src/core/ref/index.ts';
import { ALL, commit, load, subjectsOf } from '../../resolve/support.ts';

function hf(namespace: string | null, name: string): Ref {
  return { type: 'hf', repo: 'models', namespace, name, version: null };
}

describe('what is asked', () => {
  it.each([
    [load('hf:acme/a'), 'hf/models/acme/a/revision/main', '/api/models/acme/a/revision/main'],
    [load('hf:gpt2', 'v1.0'), 'hf/models/gpt2/revision/v1.0', '/api/models/gpt2/revision/v1.0'],
    [load('hf:datasets/acme/d'), 'hf/datasets/acme/d/revision/main', '/api/datasets/acme/d/revision/main'],
    [load('hf:acme/a', 'refs/pr/7'), 'hf/models/acme/a/revision/refs%2Fpr%2F7', '/api/models/acme/a/revision/refs%2Fpr%2F7'],
    [load('hf:acme/a', 'F'.repeat(40)), `hf/models/acme/a/revision/${'f'.repeat(40)}`, `/api/models/acme/a/revision/${'f'.repeat(40)}`],
  ])('%#', (sighting, key, path) => {
    const [question, ...others] = questionsOf(huggingFace, subjectsOf([sighting, sighting]), createEvidence(), ALL);
    expect(others).toEqual([]);
    expect(question).toMatchObject({ key, path, query: { blobs: 'true' } });
  });

  it('asks nothing that no topic needs', () => {
    expect(huggingFace.needs(subjectsOf([load('hf:acme/a')]), createEvidence(), new Set())).toEqual([]);
  });

  it('gives different questions different keys', () => {
    const one = revisionQuestion({ repo: 'models', id: 'acme/revision', revision: 'main' });
    const other = revisionQuestion({ repo: 'models', id: 'acme', revision: 'revision/main' });
    expect(one.key).not.toBe(other.key);
  });
});

describe('names that are never asked (T19)', () => {
  const hostile = [
    '../../x',
    '..',
    '.',
    '%2e%2e',
    'a%2fb',
    'a?x=y',
    'a#b',
    'a\0b',
    'a b',
    'a\nb',
    'a\\b',
    'a:b',
    '@x',
    'ａ',
    'х',
    '',
    'x'.repeat(300),
    'a//b',
    '/a',
    'a/',
    '-a',
    '~',
  ];

  it.each(hostile)('as a name: %j', (text) => {
    expect(subjectOf(load(hf('acme', text)))).toBeNull();
    if (!text.includes('/')) expect(subjectOf(load(hf(text, 'a')))).toBeNull();
  });

  it.each([...hostile, 'v1.lock', 'a..b', 'a/.git', 'main@{1}', 'HEAD^', 'a*'])('as a revision: %j', (text) => {
    expect(subjectOf(load('hf:acme/a', text))).toBeNull();
  });

  it('whatever is asked stays inside its repository', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.string({ maxLength: 30 }),
        (owner, name, revision) => {
          const subject = subjectOf(load(hf(owner, name), revision));
          if (subject === null) return;
          const { path } = revisionQuestion(subject);
          expect(new URL(path, 'https://hub.example').pathname).toBe(path);
          expect(path.split('/').slice(0, 6)).toEqual(['', 'api', 'models', owner, name, 'revision']);
          expect(path.split('/')).toHaveLength(7);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is linear on long text', () => {
    expect(isRevision(`${'a/'.repeat(500_000)}\n`)).toBe(false);
  });
});

describe('redirectTarget', () => {
  it.each([
    ['/api/models/google-bert/bert-base-uncased', 'google-bert/bert-base-uncased'],
    ['/api/models/google-bert/bert-base-uncased/revision/main', 'google-bert/bert-base-uncased'],
    ['/hf/api/models/new/name/revision/refs%2Fpr%2F1', 'new/name'],
    ['/api/models/gpt2/revision/main', 'gpt2'],
    ['/api/models/acme/revision/revision/main', 'acme/revision'],
    ['/api/models/..%2f..%2fx/y', '/api/models/..%2f..%2fx/y'],
    ['/api/datasets/new/name', '/api/datasets/new/name'],
    ['https://elsewhere.example/api/models/new/name', 'an address on another host'],
    ['/login', '/login'],
    [null, 'an address on another host'],
    [`/${'x'.repeat(5000)}`, `/${'x'.repeat(299)}`],
  ])('%s → %s', (location, target) => {
    expect(redirectTarget(location, { repo: 'models', id: 'old/name', revision: commit(1) })).toBe(target);
  });
});
