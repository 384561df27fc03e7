/** Ways around what a policy says of licenses, by what a publisher writes on a card or leaves out of it (T11, T35). */
import { describe, expect, it } from 'vitest';
import { told } from '../support/checking.ts';
import { loading, model, TIP, tracing } from '../support/lineage.ts';

const trace = tracing();
const HEAD = { 'app/a.py': loading('acme/ner') };
const FOR_SALE = 'version: 1\nproduct: { license: proprietary, use: [commercial, distributed] }\n';
const CHILD = model('acme/ner', { license: 'mit', base_model: 'a/b' });

describe('the lists of a policy hold for what a model was made from', () => {
  it.each([
    ['deny by id', 'licenses: { deny: ["AGPL-3.0*"] }', 'agpl-3.0'],
    ['deny by class', 'licenses: { deny: ["class:non-commercial"] }', 'cc-by-nc-4.0'],
    ['an allow list without it', 'licenses: { allow: [MIT] }', 'cc-by-nc-4.0'],
    ['an allow list, and a license that nobody knows', 'licenses: { allow: [MIT] }', 'acme-terms'],
    ['a review', 'licenses: { review: ["class:use-restricted"] }\napprovers: ["@acme/legal"]', 'openrail'],
  ])('%s', async (_, lists, license) => {
    const result = await trace.check([CHILD, model('a/b', { license })], HEAD, undefined, { policy: `version: 1\n${lists}\n` });
    expect(result.verdict.findings.filter(({ blocks }) => blocks)).not.toEqual([]);
  });
});

it('what the owner of the policy says of an ancestor counts, as the report tells people to do', async () => {
  const policy = `${FOR_SALE}licenses: { unknown: [{ component: "hf:a/*", as: Apache-2.0, reason: asked } ] }\n`;
  expect(told(await trace.check([CHILD, model('a/b')], HEAD, undefined, { policy }), 'license/lineage')).toEqual([]);
});

it('a text that is no known license is told once as unknown, not again as terms that are unknown', async () => {
  const text = 'You may not use this for money. All rights reserved.';
  const odd = model('acme/ner', { license: 'mit' }, { files: [{ path: 'LICENSE', size: text.length, text }] });
  expect(told(await trace.check([odd], HEAD), 'license/incompatible')).toEqual([]);
});

it('what a list denied of an ancestor is not mended by a revision that leaves it out, with the same weights', async () => {
  const next = '2'.padStart(40, '0');
  const files = [{ path: 'model.safetensors', size: 9, sha256: 'c'.repeat(64) }];
  const at = { [TIP]: { card: { license: 'mit', base_model: 'a/b' } } };
  const moved = model('acme/ner', { license: 'mit' }, { commits: [next, TIP], files, at });
  const pinned = (commit: string) => ({ 'app/a.py': HEAD['app/a.py'].replace('")', `", revision="${commit}")`) });
  const policy = 'version: 1\nlicenses: { deny: ["class:non-commercial"] }\n';
  const result = await trace.check([moved, model('a/b', { license: 'cc-by-nc-4.0' })], pinned(next), pinned(TIP), { policy });
  expect(result.verdict.findings.filter(({ status, finding }) => status === 'fixed' && finding.rule === 'license/denied')).toEqual([]);
  expect(result.verdict.conclusion).toBe('warn');
});
