import { fc, test } from '@fast-check/vitest';
import { parse, walk } from 'py-ast';
import { describe, expect, it } from 'vitest';
import { pythonDetector } from '../../../../../src/core/discover/languages/python/detector.ts';
import type { LoadFact } from '../../../../../src/core/model/index.ts';
import { factsOf } from '../../../../support/grammar.ts';
import { valuesOf } from '../../values-of.ts';

const COMMIT = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';
const HEAD =
  'from transformers import AutoModel, pipeline\nfrom sentence_transformers import SentenceTransformer\nfrom huggingface_hub import hf_hub_download, snapshot_download\nfrom datasets import load_dataset\nfrom vllm import LLM\nfrom openai import OpenAI\nimport torch, os\n';

async function loads(code: string): Promise<LoadFact[]> {
  return (await factsOf(pythonDetector, HEAD + code)).flatMap((fact) => (fact.kind === 'load' ? [fact] : []));
}

describe('loads', () => {
  it.each([
    ['AutoModel.from_pretrained("org/a")', 'model', 'org/a', null],
    [`AutoModel.from_pretrained(pretrained_model_name_or_path="org/a", revision="${COMMIT}")`, 'model', 'org/a', COMMIT],
    ['DiffusionPipeline.from_pretrained("org/sd", torch_dtype=x)', 'model', 'org/sd', null],
    ['pipeline("ner", "org/ner")', 'model', 'org/ner', null],
    ['pipeline(task="ner", model="org/ner", revision="v1")', 'model', 'org/ner', 'v1'],
    ['SentenceTransformer("org/emb")', 'model', 'org/emb', null],
    ['hf_hub_download("org/a", "x.bin", revision="main")', 'model', 'org/a', 'main'],
    ['hf_hub_download(repo_id="org/d", filename="x", repo_type="dataset")', 'dataset', 'org/d', null],
    ['snapshot_download(repo_id="org/a")', 'model', 'org/a', null],
    ['load_dataset("org/data", "en", revision="v2")', 'dataset', 'org/data', 'v2'],
    ['torch.hub.load("pytorch/vision:v0.10.0", "resnet18")', 'model', 'pytorch/vision:v0.10.0', null],
    ['LLM(model="org/llm", revision="r", tokenizer=None)', 'model', 'org/llm', 'r'],
    ['client.chat.completions.create(model="gpt-4o", messages=[])', 'service', 'gpt-4o', null],
    ['AutoModel.from_pretrained("org/" "a")', 'model', 'org/a', null],
    ['AutoModel.from_pretrained("org/" + "a")', 'model', 'org/a', null],
    ['AutoModel.from_pretrained(f"org/{\'a\'}")', 'model', 'org/a', null],
    ['AutoModel.from_pretrained(\n    "org/a",\n    # why\n)', 'model', 'org/a', null],
  ])('%s', async (code, component, target, revision) => {
    const found = await loads(`m = ${code}\n`);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      component,
      target: { kind: 'literal', text: target },
      revision: revision === null ? null : { kind: 'literal', text: revision },
    });
  });

  it.each([
    ['pipeline("ner", "org/ner", tokenizer="org/tok", revision="v1")', ['org/ner v1', 'org/tok v1']],
    ['pipeline("ner", "org/ner", tokenizer=tokenizer)', ['org/ner -']],
    [
      'LLM("org/llm", tokenizer="org/tok", tokenizer_revision="t1", speculative_model="org/draft")',
      ['org/llm -', 'org/tok t1', 'org/draft -'],
    ],
    ['DiffusionPipeline.from_pretrained("org/sd", custom_pipeline="org/code")', ['org/sd -', 'org/code - runs code']],
    ['DiffusionPipeline.from_pretrained("org/sd", custom_pipeline="lpw_stable_diffusion")', ['org/sd -']],
    ['torch.hub.load("org/hub", "x")', ['org/hub - runs code']],
  ])('what else one call loads: %s', async (code, expected) => {
    const found = await loads(`m = ${code}\n`);
    const text = (value: LoadFact['revision']): string => (value?.kind === 'literal' ? value.text : '-');
    expect(found.map((one) => `${text(one.target)} ${text(one.revision)}${one.remoteCode ? ' runs code' : ''}`)).toEqual(expected);
    expect(found.slice(1).every(({ pin }) => pin === null)).toBe(true);
  });

  it.each([
    ['# AutoModel.from_pretrained("org/a")'],
    ['"""AutoModel.from_pretrained("org/a")"""'],
    ['x = "AutoModel.from_pretrained(\'org/a\')"'],
    ['torch.hub.load("x", "y", source="local")'],
    ['def pipeline2(a): pass\npipeline2("ner", "org/ner")'],
    ['client.chat.completions.create(model="./local", messages=[])'],
    ['torch.hub.load("./local", "x")'],
    ['self.pipeline("ner", "org/ner")'],
    ['load_model("org/a")'],
    ['AutoModel.from_pretrained()'],
  ])('no load: %s', async (code) => {
    expect(await loads(`${code}\n`)).toEqual([]);
  });

  it('says the exact line and column, also after letters outside ASCII', async () => {
    const [load] = (await factsOf(pythonDetector, 'é = "ü😀"; m = AutoModel.from_pretrained("org/a")\n')).filter(
      (fact) => fact.kind === 'load',
    );
    expect(load).toMatchObject({ line: 1, column: 'é = "ü😀"; m = '.length + 1 });
  });

  it('reads defaults, the environment, choices and self', async () => {
    const facts = await factsOf(
      pythonDetector,
      HEAD +
        'def f(name="org/default", rev=None):\n    return AutoModel.from_pretrained(name, revision=rev)\n' +
        'AutoModel.from_pretrained(os.environ.get("MODEL", "org/env"))\n' +
        'AutoModel.from_pretrained("org/a" if big else "org/b")\n' +
        'class K:\n    NAME = "org/class"\n    def g(self):\n        return AutoModel.from_pretrained(self.NAME)\n' +
        'def h():\n    local = "org/local"\n    return AutoModel.from_pretrained(local)\n' +
        'for each in ["org/x", "org/y"]:\n    AutoModel.from_pretrained(each)\n' +
        'NAMES = {"s": "org/small", "l": "org/large"}\nAutoModel.from_pretrained(NAMES["s"])\n',
    );
    const found = facts.flatMap((fact) => (fact.kind === 'load' ? [fact] : []));
    expect(found.map((load) => valuesOf(facts, load.target, load))).toEqual([
      ['org/default parameter name'],
      ['org/env environment MODEL'],
      ['org/a', 'org/b'],
      ['org/class constant'],
      ['org/local'],
      ['org/x constant', 'org/y constant'],
      ['org/small'],
    ]);
    const [first] = found;
    expect(first?.revision && valuesOf(facts, first.revision, first)).toEqual(['? parameter rev']);
  });

  it('knows trust_remote_code, endpoints of the call and of the process', async () => {
    const facts = await factsOf(
      pythonDetector,
      `${HEAD}os.environ["HF_ENDPOINT"] = "https://mirror.example"\nos.environ.setdefault("HF_ENDPOINT", "https://b.example")\nAutoModel.from_pretrained("org/a", trust_remote_code=True)\nhf_hub_download("org/a", "f", endpoint="https://c.example")\n`,
    );
    expect(facts.filter((fact) => fact.kind === 'endpoint')).toMatchObject([
      { variable: 'HF_ENDPOINT', line: 8 },
      { variable: 'HF_ENDPOINT', line: 9 },
    ]);
    expect(facts.filter((fact) => fact.kind === 'load')).toMatchObject([
      { remoteCode: true, endpoint: null },
      { remoteCode: false, endpoint: { kind: 'literal', text: 'https://c.example' } },
    ]);
  });
});

describe('pin sites: the edit is exact', () => {
  it.each([
    ['m = AutoModel.from_pretrained("org/a")', `m = AutoModel.from_pretrained("org/a", revision="${COMMIT}")`],
    ['m = AutoModel.from_pretrained("org/a", )', `m = AutoModel.from_pretrained("org/a", revision="${COMMIT}", )`],
    ['m = AutoModel.from_pretrained("org/a", revision="main")', `m = AutoModel.from_pretrained("org/a", revision="${COMMIT}")`],
    ['m = pipeline("ner", model="org/a", device=0)', `m = pipeline("ner", model="org/a", device=0, revision="${COMMIT}")`],
    [
      'é = 1; m = AutoModel.from_pretrained("org/é"[:2] and "org/a")',
      `é = 1; m = AutoModel.from_pretrained("org/é"[:2] and "org/a", revision="${COMMIT}")`,
    ],
  ])('%s', async (before, after) => {
    const [load] = await loads(`${before}\n`);
    if (load?.pin === null || load?.pin === undefined) {
      expect(load?.target.kind).toBe('choice');
      return;
    }
    const { source, column, endColumn, template } = load.pin;
    const edited = source.slice(0, column - 1) + template.replace('{commit}', COMMIT) + source.slice(endColumn - 1);
    expect(edited).toBe(after);
    // The result is Python, by another parser than ours.
    expect([...walk(parse(edited))].length).toBeGreaterThan(3);
  });

  it.each([
    ['AutoModel.from_pretrained("org/a", **options)'],
    ['AutoModel.from_pretrained("org/a", revision=REV)'],
    ['torch.hub.load("a/b:c", "d")'],
    // A commit would not fit the name that the environment gives.
    ['AutoModel.from_pretrained(os.environ.get("M", "org/a"))'],
    ['AutoModel.from_pretrained(os.getenv("M", NAME))'],
    [`AutoModel.from_pretrained("org/a", x="${'y'.repeat(400)}")`],
  ])('none for %s', async (code) => {
    expect((await loads(`${code}\n`)).map((load) => load.pin)).toEqual([null]);
  });

  it('keeps secrets out of the quoted line (T21)', async () => {
    const token = `hf_${'a'.repeat(34)}`;
    const facts = await factsOf(pythonDetector, `${HEAD}AutoModel.from_pretrained("org/a", token="${token}")\n`);
    expect(JSON.stringify(facts)).not.toContain(token);
  });
});

describe('hostile files', () => {
  it('survives nesting, Python 2, half a file, and says nothing wrong', async () => {
    const deep = `x = ${'('.repeat(20_000)}1${')'.repeat(20_000)}\nAutoModel.from_pretrained("org/a")\n`;
    expect(await loads(deep)).toHaveLength(1);
    expect(await loads('print "x"\nAutoModel.from_pretrained("org/a")\n')).toHaveLength(1);
    expect(await loads('AutoModel.from_pretrained("org/a"')).toBeInstanceOf(Array);
    expect(await loads(`${'a = b\n'.repeat(200)}x = ${'f('.repeat(5000)}`)).toEqual([]);
  });
  test.prop([fc.uint8Array({ maxLength: 600 })], { numRuns: 100 })('never throws on any bytes', async (bytes) => {
    const facts = await factsOf(pythonDetector, Buffer.concat([Buffer.from('from_pretrained('), bytes]), 'full');
    expect(JSON.stringify(facts)).toEqual(expect.any(String));
  });
});
