import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/base/errors.ts';
import { globCovers, globMatches } from '../../../src/core/policy/glob.ts';
import { covers, matchesAny, parsePattern } from '../../../src/core/policy/patterns.ts';
import { parseRef } from '../../../src/core/ref/parse.ts';

describe('a pattern covers a reference', () => {
  it.each([
    ['hf:ibm-granite/*', 'hf:ibm-granite/granite-4.1-3b', true],
    ['hf:ibm-granite/*', 'hf:IBM-Granite/Granite-4.1-3b', true],
    ['hf:ibm-granite/*', 'hf:ibm-granite-evil/granite', false],
    ['hf:ibm-granite/*', 'hf:datasets/ibm-granite/x', false],
    ['hf:datasets/ibm-granite/*', 'hf:datasets/ibm-granite/x', true],
    ['hf:*/*', 'hf:datasets/squad', false],
    ['hf:*', 'hf:gpt2', true],
    ['hf:*', 'hf:org/gpt2', false],
    ['hf:**', 'hf:org/gpt2', true],
    ['hf:**', 'hf:datasets/org/x', true],
    ['hf:**-gptq', 'hf:TheBloke/Llama-2-GPTQ', true],
    ['hf:**-gptq', 'hf:TheBloke/Llama-2-GPTQ-fixed', false],
    ['npm:@scope/*', 'npm:@scope/name', true],
    ['npm:@scope/*', 'npm:@other/name', false],
    ['npm:left', 'npm:Left', false],
    ['pypi:torch*', 'pypi:Torch_Vision', true],
    ['pypi:torch_*', 'pypi:torch-vision', true],
    ['service:openai/*', 'service:openai/gpt-4o', true],
    ['service:openai/*', 'hf:openai/gpt2', false],
    ['service:mistralai/*', 'service:mistral/mistral-large', true],
    ['pkg:huggingface/acme/*', 'hf:acme/x', true],
    ['pkg:npm/%40scope/*', 'npm:@scope/x', true],
    ['hf:acme/x', 'hf:acme/x@4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10', true],
    ['hf:acme/x@main', 'hf:acme/x@main', true],
    ['hf:acme/x@main', 'hf:acme/x', false],
    ['hf:a.b/c', 'hf:axb/c', false],
  ])('%s on %s: %s', (pattern, reference, expected) => {
    expect(matchesAny([pattern], parseRef(reference))).toBe(expected);
  });

  it('covers nothing when there is no pattern', () => {
    expect(matchesAny([], parseRef('hf:gpt2'))).toBe(false);
  });
});

describe('a pattern is refused', () => {
  it.each([
    'acme/*',
    'hf:',
    'hf:/x',
    'hf:a//b',
    'hf:a/',
    'hf:a/b@',
    'hf:a/b@4f0c2d9',
    'hf:a?b',
    'hf:[ab]/c',
    'hf:a b',
    'xx:a',
    'pkg:npm/%4',
    'hackage:hasktorch',
    'pkg:hackage/hask*',
    `hf:${'a'.repeat(300)}`,
    'hf:a\u0000',
  ])('%j', (text) => {
    expect(() => parsePattern(text)).toThrow(InputError);
  });

  it('with InputError REF_INVALID or read, whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('hf:', 'npm:', 'pkg:huggingface/', ''), (text, prefix) => {
        try {
          parsePattern(prefix + text);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
    );
  });
});

const glob = fc.array(fc.constantFrom('a', 'b', '/', '*', '**'), { maxLength: 8 }).map((parts) => parts.join(''));
const text = fc.array(fc.constantFrom('a', 'b', '/'), { maxLength: 8 }).map((parts) => parts.join(''));

/** The meaning in ten lines, exponential and obviously right. */
function slow(pattern: string, subject: string): boolean {
  const stars = /^\*+/.exec(pattern)?.[0].length ?? 0;
  if (stars > 0) {
    const rest = pattern.slice(stars);
    for (let taken = 0; taken <= subject.length; taken++) {
      if (stars === 1 && subject.slice(0, taken).includes('/')) break;
      if (slow(rest, subject.slice(taken))) return true;
    }
    return false;
  }
  if (pattern === '') return subject === '';
  return subject[0] === pattern[0] && slow(pattern.slice(1), subject.slice(1));
}

describe('globs', () => {
  it('agree with the plain meaning', () => {
    fc.assert(
      fc.property(glob, text, (pattern, subject) => globMatches(pattern, subject) === slow(pattern, subject)),
      { numRuns: 2000 },
    );
  });

  it('that cover another match all that it matches (T24)', () => {
    fc.assert(
      fc.property(glob, glob, text, (outer, inner, subject) => {
        if (globCovers(outer, inner) && slow(inner, subject)) expect(slow(outer, subject)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['hf:**', 'hf:acme/*', true],
    ['hf:acme/*', 'hf:acme/x-*', true],
    ['hf:acme/*', 'hf:acme/x', true],
    ['hf:acme/*', 'hf:**', false],
    ['hf:*/**', 'hf:**', false],
    ['hf:acme/*', 'hf:acme*/x', false],
    ['hf:a/*', 'npm:a/*', false],
    ['hf:a/*', 'hf:datasets/a/*', false],
    ['hf:**', 'hf:datasets/a/*', true],
  ])('%s covers %s: %s', (outer, inner, expected) => {
    expect(covers(parsePattern(outer), parsePattern(inner))).toBe(expected);
  });

  it('take steps in proportion to both lengths on the classic trap (T18)', () => {
    // A backtracking matcher needs more than 10^30 steps here and would not return.
    expect(globMatches(`${'**a'.repeat(80)}b`, 'a'.repeat(2000))).toBe(false);
  });
});
