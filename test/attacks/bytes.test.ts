/** Weights by their whole content, licenses that a publisher writes, waivers, and links to write through (T11, T28, T34, T35). */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { tar, wholeZip } from '../core/inspect/archives.ts';
import { npy } from '../core/inspect/build.ts';
import { type Attack, FLOATING, GOOD, HONEST, IMPORT, judge, PINNED, STRICT } from '../support/attack.ts';
import { checking } from '../support/checking.ts';

const change = checking();

const FILLER = 'f'.repeat(100_000);

describe('weights in the tree', () => {
  it.each<[string, string, Uint8Array]>([
    [
      'a torch archive whose data.pkl lies behind 100 kB',
      'model.pt',
      wholeZip([
        ['m/filler', FILLER],
        ['m/data.pkl', 'x'],
      ]),
    ],
    ['an old tar', 'model.pt', tar([{ name: 'sys_info' }, { name: 'pickle', content: 'x' }, { name: 'storages' }])],
    [
      'NeMo',
      'model.nemo',
      tar([
        { name: './model_config.yaml', content: 'a: 1' },
        { name: './model_weights.ckpt', content: FILLER },
      ]),
    ],
    ['joblib by bzip2', 'model.joblib', Buffer.concat([Buffer.from('BZh91AY&SY'), randomBytes(2_000)])],
    ['joblib by xz', 'model.pkl', Buffer.concat([Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]), randomBytes(2_000)])],
    ['a pickle that breaks', 'model.pkl', Buffer.concat([Buffer.from([0x80, 4, 0xff]), randomBytes(2_000)])],
    ['an array of objects', 'model.npy', npy("'|O'")],
  ])('%s', async (_, path, bytes) => {
    expect(await judge(change, { head: { [path]: bytes } })).toMatchObject({ merges: false });
  });

  it('a plain array is data', async () => {
    expect(await judge(change, { head: { 'tests/fixture.npy': npy("'<f4'"), 'data/x.npy': npy("'<f4'") } })).toMatchObject({
      merges: true,
      rules: [],
    });
  });
});

describe('a license that is denied stays denied, whatever stands beside it', () => {
  const policy = `${STRICT}licenses: { deny: ["AGPL-3.0-only"] }\n`;
  it.each<[string, unknown]>([
    ['alone', 'agpl-3.0'],
    ['a number', ['agpl-3.0', 7]],
    ['null', [null, 'agpl-3.0']],
    ['200 others', [...Array.from({ length: 200 }, (_, index) => `x-${index}`), 'agpl-3.0']],
    ['an element of 2,001 characters', ['x'.repeat(2_001), 'agpl-3.0']],
    ['an object', [{ name: 'mit' }, 'agpl-3.0']],
  ])('%s', async (_, license) => {
    const judged = await judge(change, { policy, head: { 'app/a.py': PINNED }, repos: [{ ...HONEST, card: { license } }] });
    expect([judged.merges, judged.rules]).toEqual([false, expect.arrayContaining(['!license/denied'])]);
  });
});

describe('a waiver covers what it names (T28)', () => {
  const waived = (component: string): string =>
    `${STRICT}waivers:\n  - { component: "${component}", rule: model/provenance, reason: "looked at it", approver: "@acme/security", expires: 2099-01-01 }\n`;
  const load = (revision: string | null): Attack['head'] => ({
    'app/a.py': `${IMPORT}AutoModel.from_pretrained("evil/x"${revision === null ? '' : `, revision="${revision}"`})\n`,
  });
  it.each<[string, string, string | null, boolean]>([
    ['a commit, and the load names none', `hf:evil/x@${GOOD}`, null, false],
    ['a tag, and the load names another', 'hf:evil/x@v1', 'v2', false],
    ['a tag, and the load names it', 'hf:evil/x@v1', 'v1', true],
    ['no revision, and the load names none', 'hf:evil/x', null, true],
    ['another model', 'hf:evil/y', null, false],
  ])('%s', async (_, component, revision, merges) => {
    const tags = { v1: GOOD, v2: GOOD };
    const repos = [{ id: 'evil/x', commits: [GOOD], tags, card: { license: 'mit' } }];
    expect(await judge(change, { policy: waived(component), head: load(revision), repos })).toMatchObject({ merges });
  });
});

it('an unrelated change beside old problems is merged', async () => {
  const judged = await judge(change, { base: { 'app/a.py': FLOATING }, head: { 'README.md': '# Words\n' } });
  expect(judged).toEqual({ merges: true, rules: [], findings: [] });
});
