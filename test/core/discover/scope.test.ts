import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scopeOf } from '../../../src/core/discover/scope.ts';

describe('scopeOf: what a path is for (T5)', () => {
  it.each([
    ['app/llm.py', 'product'],
    ['src/contest/latest.py', 'product'],
    ['attest/main.py', 'product'],
    ['testdata.py', 'product'],
    ['docs.py', 'product'],
    ['demo.py', 'product'],
    ['notebooks/train.ipynb', 'product'],
    ['tests/x.py', 'test'],
    ['a/test/x.py', 'test'],
    ['a/Tests/x.py', 'test'],
    ['a/__tests__/x.ts', 'test'],
    ['a/fixtures/model.bin', 'test'],
    ['a/test_x.py', 'test'],
    ['a/x_test.py', 'test'],
    ['a/conftest.py', 'test'],
    ['a/x.test.ts', 'test'],
    ['a/x.spec.mjs', 'test'],
    ['e2e/x.py', 'test'],
    ['docs/conf.py', 'docs'],
    ['README.md', 'docs'],
    ['app/guide.rst', 'docs'],
    ['examples/run.py', 'example'],
    ['a/demo/run.py', 'example'],
    ['cookbook/rag.ipynb', 'example'],
    ['docs/examples/run.py', 'docs'],
    ['docs/tests/run.py', 'test'],
    ['examples/test_run.py', 'test'],
    ['', 'product'],
  ])('%s → %s', (path, scope) => {
    expect(scopeOf(path)).toBe(scope);
  });

  it('has an answer for any path', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (path) => ['product', 'test', 'docs', 'example'].includes(scopeOf(path))));
    expect(scopeOf(`${'a/'.repeat(20_000)}x`)).toBe('product');
  });
});
