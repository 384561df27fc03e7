import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { html } from '../../../src/core/report/html/safe.ts';
import { htmlFormat } from '../../../src/core/report/html/index.ts';
import { CASES, named } from './cases.ts';

function render(name: string): string {
  const { verdict, bom } = named(name);
  return htmlFormat.render(verdict, bom, { color: false, specVersion: '1.7' });
}

const TAGS = new Set(
  'html head meta title style body h1 h2 h3 p table tr th td code pre span strong small br ul li details summary footer'.split(' '),
);

it.each(Object.keys(CASES))('has no script, no address, no tag or attribute that is not ours: %s', (name) => {
  const page = render(name);
  for (const [, tag = '', attributes = ''] of page.matchAll(/<\/?([a-z0-9]+)([^>]*)>/gi)) {
    expect(TAGS.has(tag.toLowerCase()), tag).toBe(true);
    expect(attributes).toMatch(/^(?: (?:class|lang|charset|http-equiv|content|name)="[^"<]*")*$/);
  }
  expect(page.replace(/<!doctype html>|<\/?[a-z0-9]+[^>]*>/gi, '')).not.toContain('<');
  expect(page).not.toMatch(/[\u202e\u200b\u001b]|##\[/);
});

it('allows exactly its own style sheet', () => {
  const page = render('not-ready');
  const style = /<style>([^<]*)<\/style>/.exec(page)?.[1] ?? '';
  expect(page).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  expect(page).toContain("default-src 'none'");
  expect(style).toContain('prefers-color-scheme:dark');
});

it('prints the verdict and the whole SBOM', () => {
  const page = render('not-ready');
  expect(page).toContain('<h1 class="stop">Not ready to merge: 1 model needs 2 fixes</h1>');
  for (const one of named('not-ready').bom.components) expect(page).toContain(`<code>${one.name}</code>`);
  expect(page).toContain('revision=&quot;4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10&quot;');
  expect(page).not.toContain('ticket 812');
});

it('escapes every value that is not markup of ours', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(html`${text}`.toString()).not.toMatch(/[<>"'\p{Cc}]/u);
    }),
  );
  expect(html`<p>${[html`<b>${'<'}</b>`, '<i>']}</p>`.toString()).toBe('<p><b>&lt;</b>&lt;i&gt;</p>');
});
