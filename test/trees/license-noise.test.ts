/** One problem is one finding: what waits, what a person decides, and what is no problem of the change (T4, T11). */
import { describe, expect, it } from 'vitest';
import type { FakeRepo } from '../hub-fake/index.ts';
import { type Files, told } from '../support/checking.ts';
import { loading, model, tracing } from '../support/lineage.ts';

const trace = tracing();
const HEAD = { 'app/a.py': loading('acme/ner') };
const FOR_SALE = 'version: 1\nproduct: { license: proprietary, use: [commercial, distributed] }\n';
const LINEAGE = 'new license/lineage app/a.py';
const INCOMPLETE = 'verification/incomplete';

describe('the configuration of an adapter', () => {
  it.each([
    ['no base', '{"base_model_name_or_path": null}', []],
    ['a base that is no text', '{"base_model_name_or_path": [1]}', []],
    ['nothing', '{}', []],
    ['no object', 'null', []],
    ['what is no JSON', '{', [`new! ${INCOMPLETE} app/a.py`]],
  ])('that names %s has an unknown base, and waits for nothing that could be read', async (_, text, waits) => {
    const adapter = model('acme/ner', { license: 'mit' }, { files: [{ path: 'adapter_config.json', size: text.length, text }] });
    const result = await trace.check([adapter], HEAD, undefined, { policy: FOR_SALE });
    expect(told(result, INCOMPLETE)).toEqual(waits);
    expect(told(result, 'license/lineage')).toEqual([LINEAGE]);
  });

  it('that names no base does not contradict what the card says', async () => {
    const text = '{"base_model_name_or_path": null}';
    const card = { license: 'mit', base_model: 'a/b' };
    const adapter = model('acme/ner', card, { files: [{ path: 'adapter_config.json', size: text.length, text }] });
    const result = await trace.check([adapter, model('a/b', { license: 'mit' })], HEAD, undefined, { policy: FOR_SALE });
    expect([...told(result, INCOMPLETE), ...told(result, 'license/lineage')]).toEqual([]);
  });
});

it.each<[string, readonly FakeRepo[]]>([
  ['gated', [model('a/b', {}, { locked: true })]],
  ['gone', []],
])('an ancestor that is %s is told once, with why', async (_, more) => {
  const child = model('acme/ner', { license: 'mit', base_model: 'a/b' });
  const { verdict } = await trace.check([child, ...more], HEAD, undefined, { policy: FOR_SALE });
  const found = verdict.findings.filter(({ finding }) => finding.rule === 'license/lineage' || finding.rule === INCOMPLETE);
  expect(found.map(({ finding }) => finding.rule)).toEqual(['license/lineage']);
  expect(found[0]?.finding.reason).toMatch(/a\/b, whose terms nobody knows: \S/);
});

describe('a model whose lineage nobody followed', () => {
  const repos = [model('acme/ner', { license: 'mit', base_model: 'a/b' }), model('acme/other', { license: 'mit' })];

  it.each<[string, Files, readonly string[]]>([
    ['that the change leaves alone is none of its business', { 'app/b.py': loading('acme/other') }, []],
    ['that the change touches is told', { 'app/b.py': loading('acme/ner') }, ['app/b.py']],
  ])('%s', async (_, head, places) => {
    const { verdict } = await trace.check(repos, head, HEAD, { policy: FOR_SALE });
    const found = verdict.findings.filter(({ finding }) => finding.rule === 'license/lineage');
    expect(found.flatMap(({ finding }) => finding.places.map(({ path }) => path)).filter((path) => path !== 'app/a.py')).toEqual(places);
    expect(found.length > 0).toBe(places.length > 0);
  });
});
