import { stampedBy } from '../../../../src/core/discover/stamped.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { link } from '../../../../src/core/discover/link/index.ts';
import { loose } from '../../../support/build.ts';
import type { Fact, Sighting, Expression } from '../../../../src/core/model/index.ts';
import { linked, told } from '../linking.ts';

const T = 'from transformers import AutoModel\n';
const LOAD = `${T}AutoModel.from_pretrained("org/a")\n`;
const TOKEN = `hf_${'Ab1'.repeat(12)}`;

async function one(tree: Record<string, string>): Promise<Sighting> {
  const { sightings } = await linked(tree);
  if (sightings.length !== 1 || sightings[0] === undefined) throw new Error(`expected one sighting: ${JSON.stringify(sightings)}`);
  return sightings[0];
}

describe('what tests have just saved', () => {
  const saved = (expression: string): string => `${T}def test_it(tmp_path):\n    AutoModel.from_pretrained(${expression})\n`;
  it.each(['tmp_path', 'tmp_path / "model"', 'str(tmp_path)', 'self.tmpdir', 'tempfile.mkdtemp()', 'f"{tmp_dir}/model"'])(
    '%s is no load in a test, and an unresolved one in the product',
    async (expression) => {
      expect(await told({ 'tests/test_a.py': saved(expression) })).toEqual([]);
      expect((await linked({ 'app/a.py': saved(expression) })).unknowns).toMatchObject([{ why: 'computed' }]);
    },
  );
});

describe('what is a name of the hub, and what a local path', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'a name of the hub that a folder of the tree bears, too',
      { 'app.py': LOAD, 'org/a/config.json': '{}' },
      ['hf:org/a literal app.py:2'],
    ],
    [
      'the same in a Dockerfile',
      { Dockerfile: 'FROM x\nCMD ["vllm", "serve", "org/a"]\n', 'org/a/config.json': '{}' },
      ['hf:org/a literal Dockerfile:2'],
    ],
    ['a name of one part', { 'app.py': `${T}AutoModel.from_pretrained("gpt2")\n`, 'gpt2/config.json': '{}' }, ['hf:gpt2 literal app.py:2']],
    [
      'a folder that is named as one',
      {
        'app.py': `${T}for x in ("./org/a", "/org/a", "../org/a", "org/a/", "m/org/a"): AutoModel.from_pretrained(x)\n`,
        'org/a/config.json': '{}',
        'm/org/a/config.json': '{}',
      },
      [],
    ],
    [
      'a folder beside the file, which is not where Python looks',
      { 'x/app.py': LOAD, 'x/org/a/config.json': '{}' },
      ['hf:org/a literal x/app.py:2'],
    ],
    ['an empty folder of that name', { 'app.py': LOAD, 'org/a/.keep': '' }, ['hf:org/a literal app.py:2']],
    ['a file of that name is no folder', { 'app.py': LOAD, 'org/a': 'x' }, ['hf:org/a literal app.py:2']],
    [
      'a download never reads a folder',
      { 'app.py': 'from huggingface_hub import snapshot_download\nsnapshot_download("org/a")\n', 'org/a/config.json': '{}' },
      ['hf:org/a literal app.py:2'],
    ],
    [
      'torch.hub never reads one either',
      { 'app.py': 'import torch\ntorch.hub.load("org/a:v1", "m")\n', 'org/a:v1/x': '' },
      ['gh:org/a@v1 literal app.py:2'],
    ],
    [
      'a path in a constant',
      { 'app.py': `${T}M = "./m"\nN = "C:\\\\m"\nfor x in (M, N, "~/m", "m/"): AutoModel.from_pretrained(x)\n` },
      [],
    ],
    [
      'builders of files',
      { 'app.py': 'from datasets import load_dataset\nload_dataset("json", data_files="x")\nload_dataset("csv")\n' },
      [],
    ],
    ['a dataset with one name', { 'app.py': 'from datasets import load_dataset\nload_dataset("squad")\n' }, ['hf:squad literal app.py:2']],
    ['a model may be called like a builder', { 'app.py': `${T}AutoModel.from_pretrained("text")\n` }, ['hf:text literal app.py:2']],
    ['an impossible name', { 'app.py': `${T}AutoModel.from_pretrained("a b/../c")\n` }, ['generic:a b/../c literal app.py:2']],
    [
      'a name that a library completes',
      { 'app.py': 'from sentence_transformers import SentenceTransformer\nSentenceTransformer("all-MiniLM-L6-v2")\n' },
      ['hf:sentence-transformers/all-MiniLM-L6-v2 literal app.py:2'],
    ],
  ])('%s', async (_, tree, expected) => {
    expect(await told(tree)).toEqual(expected);
  });

  it.each([
    ['a token as a name', `AutoModel.from_pretrained("${TOKEN}")`],
    ['a token in an owner', `AutoModel.from_pretrained("org/${TOKEN}")`],
    ['a token as a revision', `AutoModel.from_pretrained("org/a", revision="${TOKEN}")`],
    ['an address with a password', 'AutoModel.from_pretrained("https://ada:hunter22@hub.example/org/a?t=hunter22")'],
    [
      'an endpoint with a password',
      'from huggingface_hub import snapshot_download\nsnapshot_download("org/a", endpoint="https://ada:hunter22@evil.example/?t=hunter22")',
    ],
    [
      'a set endpoint with a password',
      'import os\nos.environ["HF_ENDPOINT"] = "https://ada:hunter22@evil.example/?t=hunter22"\nAutoModel.from_pretrained("org/a")',
    ],
  ])('no secret gets into a sighting: %s (T21)', async (_, code) => {
    const { sightings, unknowns } = await linked({ 'app.py': `${T}${code}\n` });
    expect([...sightings, ...unknowns]).toHaveLength(1);
    expect(JSON.stringify([sightings, unknowns])).not.toMatch(new RegExp(`${TOKEN}|hunter22`));
  });

  it('a cut name stays impossible', async () => {
    const { requested } = await one({ 'app.py': `${T}AutoModel.from_pretrained("org/a", revision="${'x'.repeat(5000)}")\n` });
    expect(requested).toHaveLength(201);
  });
});

describe('scope: what product code reaches is product (T5)', () => {
  it.each<[string, Record<string, string>, Sighting['scope']]>([
    ['a test', { 'tests/x.py': LOAD }, 'test'],
    ['a test that only tests use', { 'tests/x.py': LOAD, 'tests/y.py': 'import tests.x\n' }, 'test'],
    ['a test that the product imports', { 'tests/x.py': LOAD, 'app.py': 'from tests import x\n' }, 'product'],
    ['through another test', { 'tests/x.py': LOAD, 'tests/y.py': 'from .x import z\n', 'app.py': 'import tests.y\n' }, 'product'],
    ['from inside a function', { 'tests/x.py': LOAD, 'app.py': 'def f():\n    from tests.x import z\n' }, 'product'],
    [
      'an example that a notebook imports',
      { 'examples/x.py': LOAD, 'run.ipynb': '{"cells": [{"cell_type": "code", "source": ["import examples.x"]}]}' },
      'product',
    ],
    ['product code that a test imports', { 'app.py': LOAD, 'tests/x.py': 'import app\n' }, 'product'],
  ])('%s', async (_, tree, scope) => {
    expect((await one(tree)).scope).toBe(scope);
  });
});

describe('endpoints that the tree sets (T9)', () => {
  const set = (value: string): string => `import os\nos.environ["HF_ENDPOINT"] = ${value}\n`;
  it.each<[string, Record<string, string>, string | null]>([
    ['none', { 'app.py': LOAD }, null],
    ['the same file', { 'app.py': set('"https://evil.example"') + LOAD }, 'https://evil.example'],
    ['a file that is imported', { 'app.py': `import cfg\n${LOAD}`, 'cfg.py': set('"https://evil.example"') }, 'https://evil.example'],
    ['a file that imports', { 'main.py': `${set('"https://evil.example"')}import app\n`, 'app.py': LOAD }, 'https://evil.example'],
    [
      'a sister in the same process',
      { 'main.py': 'import cfg\nimport app\n', 'cfg.py': set('"https://evil.example"'), 'app.py': LOAD },
      'https://evil.example',
    ],
    ['a file of another process', { 'tool.py': set('"https://evil.example"'), 'app.py': LOAD }, null],
    ['the public hub', { 'app.py': set('"https://huggingface.co/"') + LOAD }, null],
    ['one of two', { 'app.py': set('"https://huggingface.co" if x else "https://evil.example"') + LOAD }, 'https://evil.example'],
    ['a computed one', { 'app.py': set('f()') + LOAD }, 'an address that the code computes'],
    [
      'a constant of another module',
      { 'app.py': `from cfg import URL\n${set('URL')}${LOAD}`, 'cfg.py': 'URL = "https://evil.example"\n' },
      'https://evil.example',
    ],
    ['no address', { 'app.py': set('"evil"') + LOAD }, 'an address that is no URL'],
    ['another variable', { 'app.py': `import os\nos.environ["OLLAMA_HOST"] = "https://evil.example"\n${LOAD}` }, null],
    [
      'one that the call names',
      { 'app.py': 'from huggingface_hub import snapshot_download\nsnapshot_download("org/a", endpoint="https://evil.example")\n' },
      'https://evil.example',
    ],
  ])('%s', async (_, tree, endpoint) => {
    expect(loose(await one(tree)).endpoint).toBe(endpoint);
  });
});

describe('weights', () => {
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(32)}\nsize 9\n`;
  it('a pointer counts only where .gitattributes makes its path LFS (T16)', async () => {
    const tree = { '.gitattributes': '*.safetensors filter=lfs\n', 'a.safetensors': pointer, 'b.bin': pointer };
    const { sightings, problems } = await linked(tree);
    expect(sightings).toMatchObject([{ place: { path: 'a.safetensors' }, ref: { type: 'generic', name: `sha256:${'ab'.repeat(32)}` } }]);
    expect(problems).toMatchObject([{ code: 'pointer-not-lfs', path: 'b.bin', blob: 'blob of b.bin' }]);
  });
});

it('is total, sorted and the same twice, whatever the facts say', () => {
  const value = fc.letrec<{ value: Expression }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.record({ kind: fc.constant('literal' as const), text: fc.string({ unit: 'binary' }) }),
      fc.record({ kind: fc.constant('name' as const), name: fc.constantFrom('A', 'B', 'm.A', '', '.') }),
      fc.record({ kind: fc.constant('choice' as const), options: fc.array(tie('value')) }),
      fc.record({ kind: fc.constant('member' as const), of: tie('value'), name: fc.constantFrom('A', 'B') }),
      fc.record({ kind: fc.constant('call' as const), callee: tie('value'), given: fc.array(fc.record({ value: tie('value') })) }),
      fc.record({ kind: fc.constant('item' as const), of: tie('value'), key: tie('value') }),
      fc.record({ kind: fc.constant('join' as const), parts: fc.array(tie('value')) }),
      fc.record({ kind: fc.constant('within' as const), scope: fc.nat(3), value: tie('value') }),
    ),
  })).value;
  const at = { line: 1, column: 1 };
  const fact: fc.Arbitrary<Fact> = fc.oneof(
    fc.array(fc.record({ name: fc.constantFrom('A', 'B'), value, line: fc.nat(9), column: fc.nat(9) })).map((bindings): Fact => {
      const names = bindings.map(({ name, ...one }) => [name, [{ kind: 'value' as const, ...one }]] as const);
      const scopes = [{ index: 0, kind: 'module' as const, name: '', parent: null, bindings: names }];
      return { kind: 'scopes', piece: '', scopes, calls: [], environment: [], ...at };
    }),
    fc.constantFrom<Fact>(
      { kind: 'import', module: 'm', level: 0, names: [{ name: '*', as: '*' }], alias: null, ...at },
      { kind: 'import', module: '', level: 9, names: [], alias: null, ...at },
      { kind: 'import', module: 'x.m', level: 0, names: [], alias: 'A', ...at },
    ),
    value.map(
      (target): Fact => ({
        kind: 'load',
        component: 'model',
        hub: 'hf',
        provider: null,
        api: 'x',
        target,
        revision: null,
        endpoint: target,
        remoteCode: false,
        pin: null,
        ...at,
      }),
    ),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('m.py', 'x/m.py', 'tests/a.py', 'b.ipynb', '/.py', ''), fc.array(fact)), (tree) => {
      const files = new Map(
        Object.entries(tree).map(([path, facts]) => [
          path,
          { blob: '', depth: 'full' as const, facts: stampedBy({ id: 'python' }, facts) },
        ]),
      );
      const run = (): unknown => {
        // It answers when it is asked, and holds nothing to compare.
        const { together: _, side: __, ...said } = link(files, { paths: new Set(files.keys()) });
        return said;
      };
      expect(run()).toEqual(run());
    }),
    { numRuns: 60 },
  );
});
