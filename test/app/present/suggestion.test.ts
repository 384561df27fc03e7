import { expect, it } from 'vitest';
import { keyIn, suggestionBody, suggestionKey } from '../../../app/present/suggestion.ts';
import type { LineFix } from '../../../src/core/index.ts';
import { lineFixesOf } from '../../../src/core/index.ts';
import { added, bom, component, floating, judged, verdict } from '../../support/verdict.ts';

const fix: LineFix = {
  path: 'app/llm.py',
  line: 3,
  before: 'x = load("a")',
  after: 'x = load("a", revision="b")',
  title: 'Pin @acme/a <img src=x> ```',
  reason: 'see https://evil.example and #1',
  rule: 'model/floating',
};

it('the line is in the block as it is, and no text of others is live outside of it (T22)', () => {
  const body = suggestionBody(fix);
  expect(body).toContain('```suggestion\nx = load("a", revision="b")\n```');
  expect(keyIn(body)).toBe(suggestionKey(fix));
  // What is in a code span is text.
  expect(body.replace(/`[^`\n]*`/g, '')).not.toMatch(/<img/);
  expect(body).toContain('`@acme/a`');
  expect(body).toContain('`https://evil.example`');
});

it('a line with backticks cannot end its own block', () => {
  const body = suggestionBody({ ...fix, after: 'x = """````"""' });
  expect(body).toContain('`````suggestion\nx = """````"""\n`````');
});

it('a mark that somebody plants in another place is not ours', () => {
  expect(keyIn(`hello ${suggestionBody(fix)}`)).toBe(null);
});

it('only lines in which everything is seen are proposed', () => {
  const one = component('hf:acme/a');
  const fixes = (source: string): LineFix[] =>
    lineFixesOf(verdict({ findings: [judged(floating(one, {}, source))], changes: added(one) }), bom([one]));
  expect(fixes('\tmodel = load("acme/a")')).toHaveLength(1);
  expect(fixes('model = load("acme/a") # \u202e')).toHaveLength(0);
});
