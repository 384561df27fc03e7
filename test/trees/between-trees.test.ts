/** What a change is called, and where, from two trees to the report (T5, T38; design section 6). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeHub, startHub } from '../hub-fake/index.ts';
import { between, type Files, reportBetween } from '../support/between.ts';

const [A, B] = ['a1'.repeat(20), 'b2'.repeat(20)];
const STRICT = 'rules: { model/provenance: { level: block, require: pinned } }';
const load = (rest: string): string => `from transformers import AutoModel\nAutoModel.from_pretrained(${rest})\n`;

let hub: FakeHub;
beforeAll(async () => {
  hub = await startHub({
    repos: [
      { id: 'acme/m', commits: [A], branches: { attacker: [B] }, tags: { v1: A }, card: { license: 'mit' } },
      { id: 'acme/n', commits: [B], card: { license: 'mit' } },
    ],
  });
});
afterAll(() => hub.close());

async function said(base: Files, head: Files, policy = STRICT): Promise<readonly string[]> {
  const { findings, conclusion } = await between(base, head, hub.url, policy);
  return [conclusion, ...findings.filter((one) => one.startsWith('model/'))];
}

describe('an old finding', () => {
  it.each<[string, Files, Files, readonly string[]]>([
    [
      'of a tag does not excuse a branch',
      { 'app/a.py': load('"acme/m", revision="v1"') },
      { 'app/a.py': load('"acme/m", revision="attacker"') },
      ['block', 'model/provenance new! app/a.py:2', 'model/floating new app/a.py:2'],
    ],
    [
      'of a tag does not excuse a constant that names a branch',
      { 'app/a.py': `R = "v1"\n${load('"acme/m", revision=R')}` },
      { 'app/a.py': `R = "attacker"\n${load('"acme/m", revision=R')}` },
      ['block', 'model/provenance new! app/a.py:1', 'model/floating new app/a.py:1'],
    ],
    [
      'excuses the same tag in a file with another name',
      { 'app/a.py': load('"acme/m", revision="v1"') },
      { 'app/a.py': null, 'app/b.py': load('"acme/m", revision="v1"') },
      ['pass', 'model/floating existing app/b.py:2', 'model/provenance existing app/b.py:2'],
    ],
    [
      'excuses a second place that asks for the same',
      { 'app/a.py': load('"acme/m", revision="v1"') },
      { 'app/b.py': load('"acme/m", revision="v1"') },
      ['pass', 'model/floating existing app/b.py:2', 'model/provenance existing app/b.py:2'],
    ],
  ])('%s', async (_, base, head, expected) => {
    expect(await said(base, head)).toEqual(expected);
  });

  const pinned = {
    'serve.yaml': `model: acme/m\nrevision: ${A}\n`,
    'tune.yaml': `base_model: acme/n\nrevision_of_model: ${B}\nadapter: lora\n`,
  };
  it.each<[string, Files, readonly string[]]>([
    ['its revision line', { 'serve.yaml': 'model: acme/m\n' }, ['serve.yaml:1']],
    [
      'another of its revision lines',
      { 'tune.yaml': '# base_model: acme/n\nadapter: lora\nbase_model: "acme/n" # small\n' },
      ['tune.yaml:3'],
    ],
    ['its revision line, and with another name', { 'serve.yaml': '{ seed: 1, model: acme/n }\n' }, ['serve.yaml:1']],
    ['its revision line, under another key', { 'serve.yaml': 'name: x\nchat: acme/m\n' }, ['serve.yaml:2']],
    ['its revision line, in a file of another name', { 'serve.yaml': null, 'deploy.yml': 'x: y\nmodel: acme/m\n' }, ['deploy.yml:2']],
    ['the model', { 'serve.yaml': 'x: y\n' }, []],
    ['the model, which a comment remembers', { 'serve.yaml': '# model: acme/m\nx: y # model: acme/m\n' }, []],
  ])('of a configuration does not excuse it without %s', async (_, head, expected) => {
    const { findings, conclusion } = await between(pinned, head, hub.url, STRICT);
    const said = findings.filter((one) => one.startsWith('model/provenance ')).map((one) => one.replace('model/provenance new! ', ''));
    expect([conclusion, ...said]).toEqual([expected.length > 0 ? 'block' : 'pass', ...expected]);
  });

  it('says nothing about names that the base did not read either', async () => {
    const base = { 'serve.yaml': `a: { model: acme/m, revision: ${A} }\nb: { model: acme/n, color: red }\n` };
    const head = { 'serve.yaml': `a: { model: acme/m, revision: ${A} }\nx: y\nb: { model: acme/n, color: red }\n` };
    expect(await said(base, head)).toEqual(['pass']);
  });
});

describe('the place that changed', () => {
  const old = { 'app/a.py': load('"acme/m"'), 'app/b.py': load('"acme/n"') };

  it.each<[string, Files, Files, string]>([
    ['is the new one among several', old, { 'app/z.py': load('"acme/m"') }, 'app/z.py:2'],
    [
      'is the line that was written, not the first of the file',
      old,
      { 'app/a.py': `${load('"acme/m"')}AutoModel.from_pretrained("acme/m")\n` },
      'app/a.py:3',
    ],
    [
      'is where the constant stands',
      { 'app/names.py': 'MODEL = "acme/n"\n', 'app/a.py': `from app.names import MODEL\n${load('MODEL')}`, 'app/b.py': load('"acme/m"') },
      { 'app/names.py': '# which\nMODEL = "acme/m"\n' },
      'app/names.py:2',
    ],
  ])('%s', async (_, base, head, expected) => {
    const text = await reportBetween(base, head, hub.url, STRICT);
    expect(text).toContain(`model \`acme/m\` <br> \`${expected}\``);
  });

  it('is the old one where a component left a file, and says so', async () => {
    const base = { 'app/a.py': load('"acme/m"'), 'app/c.py': load('"acme/m"') };
    expect(await reportBetween(base, { 'app/c.py': 'x = 1\n' }, hub.url)).toContain(
      'model `acme/m` <br> `app/c.py:2` +1 place (before the change)',
    );
  });

  it('is never claimed of a file that nobody touched', async () => {
    const base = { 'tests/a.py': load('"acme/m"'), 'app/b.py': 'x = 1\n' };
    const text = await reportBetween(base, { 'app/b.py': 'import tests.a\n' }, hub.url, STRICT);
    expect(text).toContain('model `acme/m` <br> `tests/a.py:2` (not changed itself)');
  });
});

describe('"fixed"', () => {
  it.each<[string, Files, Files, boolean]>([
    ['is said of what is pinned', { 'app/a.py': load('"acme/m"') }, { 'app/a.py': load(`"acme/m", revision="${A}"`) }, true],
    ['is said of what was taken out', { 'app/a.py': load('"acme/m"') }, { 'app/a.py': 'x = 1\n' }, true],
    [
      'is not said of what moves in another way',
      { 'app/a.py': load('"acme/m"') },
      { 'app/a.py': load('"acme/m", revision="attacker"') },
      false,
    ],
    [
      'is not said of a lockfile that nobody can read, when it changes',
      { 'gradle.lockfile': 'a', 'Cargo.lock': 'a\n', 'composer.lock': 'a' },
      { 'composer.lock': 'b', 'Cargo.lock': 'b\n' },
      false,
    ],
    ['is not said when the name becomes a computed one', { 'app/a.py': load('"acme/m"') }, { 'app/a.py': load('pick()') }, false],
    [
      'is not said when the file can no longer be read',
      { 'app/a.py': load('"acme/m"') },
      { 'app/a.py': Buffer.from([0x78, 0x3d, 0x22, 0xff, 0x22]) },
      false,
    ],
  ])('%s', async (_, base, head, fixed) => {
    const { findings } = await between(base, head, hub.url, STRICT);
    expect(findings.some((one) => one.includes(' fixed '))).toBe(fixed);
  });
});

describe('a folder that does not ship, by word of the policy', () => {
  const scopes = `${STRICT}\nscopes: [{ path: "benchmarks/**", as: test }]\n`;
  const run = load('"acme/m"');

  it('does not block, and the report says so', async () => {
    const { conclusion, notes, findings } = await between({}, { 'benchmarks/a/run.py': run }, hub.url, scopes);
    expect(conclusion).toBe('warn');
    expect(notes).toEqual(['scope-declared: The policy counts benchmarks/** as test: 1 place there does not ship.']);
    expect(findings).toContain('model/provenance new benchmarks/a/run.py:2');
  });

  it.each<[string, Files]>([
    ['what product code imports from it', { 'app/x.py': 'from benchmarks.run import m\n', 'benchmarks/run.py': run }],
    [
      'what such code imports in turn',
      { 'app/x.py': 'import benchmarks.a\n', 'benchmarks/a.py': 'import benchmarks.b\n', 'benchmarks/b.py': run },
    ],
    [
      'what an image starts from it',
      { Dockerfile: 'FROM python\nCOPY benchmarks /app\nCMD ["python", "benchmarks/run.py"]\n', 'benchmarks/run.py': run },
    ],
    [
      'what an image gets from it by name',
      { Dockerfile: 'FROM python\nCOPY benchmarks/run.py /app/\nCMD ["python", "main.py"]\n', 'benchmarks/run.py': run },
    ],
    ['another folder of that name', { 'src/benchmarks/run.py': run }],
  ])('blocks all the same: %s', async (_, head) => {
    const { conclusion, notes } = await between({}, head, hub.url, scopes);
    expect([conclusion, notes]).toEqual(['block', []]);
  });

  it('is judged by the policy of the base, never by that of the change', async () => {
    const head = { '.github/weighbridge.yml': `version: 1\n${scopes}`, 'benchmarks/run.py': run };
    expect((await between({}, head, hub.url, STRICT)).conclusion).toBe('block');
  });
});
