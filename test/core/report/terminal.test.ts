import { stripVTControlCharacters } from 'node:util';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadPolicy } from '../../../src/core/policy/load.ts';
import { rules } from '../../../src/core/policy/rules/index.ts';
import { printed, whole, width, wrap } from '../../../src/core/report/terminal/lines.ts';
import { terminalFormat } from '../../../src/core/report/terminal/index.ts';
import { bom, component, floating, judged, verdict } from '../../support/verdict.ts';
import { CASES, named } from './cases.ts';

function render(name: string, color: boolean): string {
  const { verdict: one, bom: boxes } = named(name);
  return terminalFormat.render(one, boxes, { color, specVersion: '1.7' });
}

it.each(Object.keys(CASES))('fits 100 columns without markup, escape sequences or commands: %s', (name) => {
  const text = render(name, false);
  for (const line of text.split('\n')) {
    // The lines of an edit are whole, whatever their width.
    if (!/^ +[-+] /.test(line)) expect(width(line)).toBeLessThanOrEqual(100);
    expect(line).not.toMatch(/^\s*::|##\[/);
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  }
  expect(text).not.toMatch(/<details>|\*\*\d|compl(?:y|ies)/);
});

it.each(Object.keys(CASES))('says the same in color: %s', (name) => {
  expect(stripVTControlCharacters(render(name, true))).toBe(render(name, false));
});

it.each([
  ['not-ready', /^Not ready to merge: 1 model needs 2 fixes\n/],
  ['ready', /^Ready to merge\n/],
  ['could-not-check', /^Could not check: no answer about 1 model\n/],
  ['would-not-be-ready', /^Would not be ready to merge: 1 model needs 2 fixes\n/],
  ['first-ever', /^First look: 5 AI components, 3 things to fix when you can\n/],
])('starts %s with the verdict', (name, expected) => {
  expect(render(name, false)).toMatch(expected);
});

it('shows place, edit and what to do', () => {
  const text = render('not-ready', false);
  expect(text).toContain('\n   app/llm.py:14\n   - model = AutoModel');
  expect(text).toContain('revision="4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10")');
  expect(text).toContain('asked the author, ticket 812');
});

it('says something even when nothing changed', () => {
  expect(terminalFormat.render(verdict({}), bom([]), { color: false, specVersion: '1.7' })).toMatch(
    /^Ready to merge\nNo AI component changed\n/,
  );
});

it('names every one of hundreds of things to do', () => {
  const models = Array.from({ length: 230 }, (_, index) => component(`hf:acme/m-${index}`));
  const text = terminalFormat.render(verdict({ findings: models.map((one) => judged(floating(one))) }), bom(models), {
    color: false,
    specVersion: '1.7',
  });
  for (const one of models) expect(text).toContain(`Pin ${one.name}`);
});

it('wraps any text within the width and loses nothing but spaces', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.constantFrom('', '  ', '12. '), (text, first) => {
      const lines = wrap(text, first).map((line) => line.text);
      for (const line of lines) expect(width(line)).toBeLessThanOrEqual(100);
      expect(lines.length).toBeGreaterThan(0);
    }),
  );
  expect(wrap('a'.repeat(250)).map((line) => line.text.length)).toEqual([100, 100, 50]);
  expect(wrap('模'.repeat(60)).map((line) => line.text.length)).toEqual([50, 10]);
});

it('never cuts the line of an edit: it is there to be copied', () => {
  expect(whole(`${'x'.repeat(200)}END`, '+ ', 'green')).toEqual([{ text: `+ ${'x'.repeat(200)}END`, tone: 'green', toned: null }]);
});

it('brings no escape sequence of somebody else into color', () => {
  const text = printed(wrap('\u001b[31mred\u001b]0;title\u0007', '', 'green'), true);
  expect(stripVTControlCharacters(text)).toBe('\\u{1b}[31mred\\u{1b}]0;title\\u{7}\n');
});

it('prints the line of a waiver whole, so that it can be copied into a policy; only what it asks for must be filled in', () => {
  const line = render('not-ready', false)
    .split('\n')
    .find((one) => one.startsWith('  - { id: wb-'));
  const policy =
    (text: string | undefined): unknown =>
    () =>
      loadPolicy(`version: 1\nwaivers:\n${text}\n`, 'p.yml', rules);
  expect(policy(line)).toThrow(/2 mistakes/);
  expect(policy(line?.replaceAll('"…"', '"a word"'))).not.toThrow();
});
