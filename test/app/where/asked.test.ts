import { describe, expect, it } from 'vitest';
import { type Match, readAsked } from '../../../app/where/asked.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);

it.each<[string, object]>([
  ['hf:Acme/M', { identity: 'pkg:huggingface/acme/m' }],
  [`hf:acme/m@${A}`, { identity: 'pkg:huggingface/acme/m' }],
  ['hf:datasets/acme/words', { identity: 'pkg:huggingface/datasets/acme/words' }],
  ['pkg:huggingface/acme/m', { identity: 'pkg:huggingface/acme/m' }],
  ['npm:@Scope/name@<2 || >=3.1.0 <4', { identity: 'pkg:npm/%40scope/name' }],
  ['pypi:Flask_SQLAlchemy@>=2,<3', { identity: 'pkg:pypi/flask-sqlalchemy' }],
  ['pkg:npm/left-pad@1.0.0', { identity: 'pkg:npm/left-pad' }],
  ['service:openai/gpt-4o', { identity: 'service:openai/gpt-4o' }],
  ['hf:acme/*', { prefix: 'pkg:huggingface/acme/' }],
  ['hf:datasets/acme/*', { prefix: 'pkg:huggingface/datasets/acme/' }],
  ['hf:acme/llama*', { prefix: 'pkg:huggingface/acme/llama' }],
  ['npm:@scope/*', { prefix: 'pkg:npm/%40scope/' }],
  ['pypi:torch*', { prefix: 'pkg:pypi/torch' }],
  ['service:openai/*', { prefix: 'service:openai/' }],
])('%s is looked for by an index', (text, searched) => {
  expect(readAsked(text).searched).toEqual(searched);
});

it.each([
  ['*', 'names nothing'],
  ['**', 'names nothing'],
  ['', 'names nothing'],
  ['hf:*', 'would read everything'],
  ['hf:**', 'before its end'],
  ['hf:datasets/*', 'would read everything'],
  ['npm:*', 'would read everything'],
  ['npm:@*', 'would read everything'],
  ['npm:@s*', 'would read everything'],
  ['pypi:to*', 'would read everything'],
  ['pkg:npm/*', 'would read everything'],
  ['pkg:huggingface/*', 'would read everything'],
  ['hf:*/llama', 'before its end'],
  ['hf:a*e/llama', 'before its end'],
  ['oci:ghcr.io/acme/*', 'only found by its whole name'],
  ['pypi:torch*@2.0', 'a version of many things'],
  ['torch', 'has no type before a colon'],
  ['pypi:torch@', 'without a version'],
  ['pypi:torch@soon', 'neither a version nor a range'],
  ['npm:left-pad@latest', 'neither a version nor a range'],
  ['hf:acme/m@abc1234', 'shortened commit'],
  ["npm:x'; DROP TABLE uses; --", 'contains white space'],
  [`hf:${'a'.repeat(600)}`, 'is longer than'],
  ['npm:left-pad@<\u0000', 'neither a version nor a range'],
])('%j is refused: it %s', (text, why) => {
  expect(() => readAsked(text)).toThrow(
    expect.objectContaining({ code: 'REF_INVALID', message: expect.stringContaining(why) as string }) as Error,
  );
});

describe('a version', () => {
  it.each<[string, string, string, Match]>([
    ['npm:x@<1.3', '1.2.9', '^1.0.0', 'yes'],
    ['npm:x@<1.3', '1.3.0', '', 'no'],
    ['npm:x@<1.3', '1.2.9-rc.1', '', 'yes'],
    ['npm:x@1.2.3', '1.2.3', '', 'yes'],
    ['npm:x@1.2.3', 'v1.2.3', '', 'yes'],
    ['npm:x@1.2.3', '1.2.4', '', 'no'],
    ['npm:x@<1.3', '', '>=2', 'maybe'],
    ['npm:x@<1.3', 'git-abc', '', 'maybe'],
    ['pypi:x@>=2,<2.6', '2.5.1', '', 'yes'],
    ['pypi:x@>=2,<2.6', '2.6.0rc1', '', 'maybe'],
    ['pypi:x@>=2,<2.6', '2.6.0', '', 'no'],
    ['pypi:x@==2.*', '2.9', '', 'yes'],
    ['pypi:x@2.6', '2.6.0', '', 'yes'],
    ['pypi:x@1!2.0', '2.0', '', 'no'],
    ['npm:x', '', '', 'yes'],
    [`hf:a/b@${A}`, A, A, 'yes'],
    [`hf:a/b@${A}`, B, B, 'no'],
    // What moves may have been it, or be it tomorrow.
    [`hf:a/b@${A}`, B, 'main', 'maybe'],
    [`hf:a/b@${A}`, B, '', 'maybe'],
    [`hf:a/b@${A}`, '', '', 'maybe'],
    ['hf:a/b@main', A, 'main', 'yes'],
    [`oci:a/b@sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`, `v1@sha256:${'2'.repeat(64)}`, 'no'],
    [`oci:a/b@sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`, 'v1', 'maybe'],
  ])('%s: %j, asked for as %j, is %s', (text, version, requested, match) => {
    expect(readAsked(text).matches({ version, requested })).toBe(match);
  });
});
