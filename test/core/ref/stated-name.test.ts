import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRef } from '../../../src/core/ref/format.ts';
import { parseRef } from '../../../src/core/ref/parse.ts';
import { statedNameOf, statedRef, unplacedRef } from '../../../src/core/ref/stated-name.ts';

describe('what is written where a base is named (T37)', () => {
  it.each<[string, string | null]>([
    ['meta-llama/Llama-3.1-8B', 'hf:meta-llama/Llama-3.1-8B'],
    [' gpt2 ', 'hf:gpt2'],
    ['org/name/', 'hf:org/name'],
    ['https://huggingface.co/org/name', 'hf:org/name'],
    ['https://huggingface.co/org/name/tree/main/sub', 'hf:org/name'],
    ['https://huggingface.co/org/name?x=1#y', 'hf:org/name'],
    ['HTTPS://HF.CO/org/name', 'hf:org/name'],
    ['huggingface.co/gpt2', 'hf:gpt2'],
    ['https://huggingface.co/gpt2/tree/main', 'hf:gpt2'],
    ['https://huggingface.co/datasets/org/data', 'hf:datasets/org/data'],
    ['https://huggingface.co/spaces/org/demo', null],
    ['https://huggingface.co/', null],
    ['https://huggingface.co.evil.test/org/name', null],
    ['https://evil.test/org/name', null],
    ['https://www.modelscope.cn/models/Qwen/Qwen2-7B/summary', 'modelscope:Qwen/Qwen2-7B'],
    ['https://modelscope.cn/datasets/a/b', 'modelscope:datasets/a/b'],
    ['https://ollama.com/library/llama3.2', 'ollama:llama3.2'],
    ['https://ollama.com/eve/llama3', 'ollama:eve/llama3'],
    ['https://ollama.com/search', null],
    ['https://github.com/org/repo.git', 'gh:org/repo'],
    ['ollama:llama3.2', 'ollama:llama3.2'],
    ['modelscope:Qwen/Qwen2-7B@v1', 'modelscope:Qwen/Qwen2-7B'],
    ['hf:org/name@main', 'hf:org/name'],
    ['npm:left-pad', null],
    ['hf://org/name', null],
    ['./out', null],
    ['../out', null],
    ['/home/eve/out', null],
    ['~/out', null],
    ['a/b/c', null],
    ['C:\\out', null],
    ['org/name:latest', null],
    ['org/na me', null],
    ['', null],
    ['..', null],
    ['x'.repeat(500), null],
  ])('%j', (text, expected) => {
    const ref = statedRef(text, 'models');
    expect(ref && formatRef(ref)).toBe(expected);
  });

  it('a dataset by its id', () => {
    expect(statedRef('org/data', 'datasets')).toEqual(parseRef('hf:datasets/org/data'));
  });

  it('any text: a reference that reads back, or none, in linear time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        const ref = statedRef(text, 'models');
        if (ref !== null) expect(parseRef(formatRef(ref))).toEqual(ref);
      }),
    );
    const long = `https://huggingface.co/${'a/'.repeat(500_000)}`;
    expect(statedRef(long, 'models')).toBeNull();
  });
});

describe('a name that no host has', () => {
  it('is kept as a reference to nothing, and read back for people', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 90 }), (text) => {
        const written = formatRef(unplacedRef(text));
        expect(formatRef(parseRef(written))).toBe(written);
        expect(written).not.toMatch(/[*@\s]/);
        expect(statedNameOf(written)).toBe(text.toWellFormed());
      }),
    );
  });

  it.each(['..', '.', '', '../../x', '**', 'pkg:npm/x', '__proto__'])('%j', (text) => {
    expect(parseRef(formatRef(unplacedRef(text))).type).toBe('generic');
  });

  it('of other references people see the name', () => {
    expect(['hf:org/name', 'hf:datasets/org/data', 'ollama:llama3.2', 'no reference'].map(statedNameOf)).toEqual([
      'org/name',
      'org/data',
      'llama3.2',
      'no reference',
    ]);
  });
});
