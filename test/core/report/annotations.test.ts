import { describe, expect, it } from 'vitest';
import { annotationsOf, headline } from '../../../src/core/report/annotations.ts';
import { markdownFormat } from '../../../src/core/report/markdown/index.ts';
import { CASES, named } from './cases.ts';

const names = Object.keys(CASES);

describe.each(names)('%s', (name) => {
  const { verdict, bom } = named(name);
  const annotations = annotationsOf(verdict, bom);

  it('fits what GitHub takes, and shows no character that is not seen', () => {
    for (const one of annotations) {
      expect(one.line).toBeGreaterThanOrEqual(1);
      expect(one.title.length).toBeLessThanOrEqual(255);
      expect(one.message.length).toBeLessThanOrEqual(64 * 1024);
      expect(`${one.title}${one.path ?? ''}${one.message.replaceAll('\n', '')}`).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(one.message).not.toMatch(/^::/m);
    }
    expect(headline(verdict, bom)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('failures come only with a verdict that refuses', () => {
    const refuses = verdict.conclusion === 'block' || verdict.conclusion === 'wait';
    expect(annotations.some((one) => one.level === 'failure')).toBe(refuses && verdict.findings.some((judged) => judged.blocks));
  });
});

it('every thing to do is named before any of them is named twice', () => {
  const { verdict, bom } = named('400-changes');
  const annotations = annotationsOf(verdict, bom);
  expect(new Set(annotations.slice(0, 400).map((one) => one.title)).size).toBe(400);
});

describe('400 changes in a comment and in a summary', () => {
  const { verdict, bom } = named('400-changes');
  const links = {
    rules: 'https://github.example/acme/weighbridge/blob/v1/docs/rules/',
    more: 'https://github.example/acme/product/actions/runs/77',
  };
  const options = { color: false, specVersion: '1.7' } as const;
  const titles = verdict.findings.filter((judged) => judged.blocks).map((judged) => judged.finding);

  it.each([
    ['comment', { links }, 65_536],
    ['summary', { links: { ...links, more: null }, limit: 250_000 }, 1024 * 1024],
  ])('%s: heading, every blocking title and its fix survive, within the limit', (name, more, most) => {
    const text = markdownFormat.render(verdict, bom, { ...options, ...more });
    expect(new TextEncoder().encode(text).length).toBeLessThan(most);
    expect(text).toMatch(/^### ⛔ Not ready to merge: 400 models/);
    for (const finding of titles) {
      expect(text).toContain(`Pin \`${finding.name}\``);
      expect(text).toContain(`${finding.places[0]?.path}:${finding.places[0]?.line}`);
    }
    expect(text.match(/revision="[0-9a-f]{40}"/g)?.length).toBeGreaterThanOrEqual(400);
    if (name === 'comment') expect(text).toContain(`[the run](${links.more})`);
  });
});
