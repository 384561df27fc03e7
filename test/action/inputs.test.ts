import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readInputs } from '../../src/action/inputs.ts';
import { InputError } from '../../src/core/index.ts';

const read = (inputs: Readonly<Record<string, string>>): ReturnType<typeof readInputs> => readInputs((name) => inputs[name] ?? '');

it('has defaults for everything', () => {
  expect(read({})).toEqual({
    policy: { from: 'base', path: null },
    comment: 'on-failure',
    warnOnly: false,
    sbomPath: null,
    sarifPath: null,
    offline: false,
    hubToken: null,
    githubToken: null,
    workingDirectory: '.',
  });
});

const commit = 'a1'.repeat(20);
it.each([
  ['.github/weighbridge.yml', { from: 'base', path: '.github/weighbridge.yml' }],
  [`acme/.github//ai/policy.yml@${commit}`, { from: 'repository', owner: 'acme', repo: '.github', path: 'ai/policy.yml', commit }],
])('reads the policy %s', (policy, expected) => {
  expect(read({ policy }).policy).toEqual(expected);
});

it.each([
  'acme/policies//p.yml',
  'acme/policies//p.yml@main',
  'acme/policies//p.yml@a1a1a1a',
  `acme/policies//../p.yml@${commit}`,
  `a b/c//p@${commit}`,
  `//p@${commit}`,
  'disk:/tmp/policy.yml',
])('refuses the policy %s: it could move, or come from the pull request', (policy) => {
  expect(() => read({ policy })).toThrow(InputError);
});

it.each([
  ['warn-only', 'yes'],
  ['offline', '1'],
  ['comment-summary-in-pr', 'ON'],
  ['github-token', 'a b'],
  ['hf-token', 'short'],
  ['hf-token', 'line\nbreak-in-token'],
])('refuses %s: %j and names the input', (name, value) => {
  try {
    read({ [name]: value });
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).mistakes.map((one) => one.where)).toEqual([name]);
    if (name.endsWith('token')) expect(JSON.stringify((error as InputError).mistakes)).not.toContain(value);
    return;
  }
  expect.unreachable();
});

it('takes tokens of every length and alphabet that have been seen', () => {
  for (const token of ['ghp_' + 'a'.repeat(36), `ghs_1_${'aB3-_'.repeat(100)}.x.y`, 'v1.0123456789abcdef0123456789abcdef01234567'])
    expect(read({ 'github-token': token }).githubToken).toBe(token);
});

it('never throws anything else, whatever is given', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.constantFrom('policy', 'warn-only', 'offline', 'hf-token', 'github-token', 'working-directory', 'comment-summary-in-pr'),
        fc.string({ unit: 'binary', maxLength: 400 }),
      ),
      (inputs) => {
        try {
          read(inputs);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      },
    ),
  );
});
