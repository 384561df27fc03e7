/** What a model was made from, over all hops: what is asked, what is told, and what neither a card nor a server can do to it (T11, T32, T37). */
import { afterEach, describe, expect, it } from 'vitest';
import type { Ancestor, BomComponent } from '../../src/core/model/index.ts';
import type { CheckResult } from '../../src/core/pipeline.ts';
import { type FakeHub, type FakeRepo, startHub } from '../hub-fake/index.ts';
import { checking } from '../support/checking.ts';

const change = checking();
const README = { 'README.md': 'x\n' };

let hub: FakeHub | null = null;
afterEach(async () => {
  await hub?.close();
  hub = null;
});

const sha = (n: number): string => n.toString(16).padStart(40, '0');
const model = (id: string, card: FakeRepo['card'] = {}, more: Partial<FakeRepo> = {}): FakeRepo => ({
  id,
  commits: [sha(1)],
  card,
  ...more,
});
const loads = (...ids: readonly string[]): string =>
  ['from transformers import AutoModel', ...ids.map((id) => `AutoModel.from_pretrained("${id}")`), ''].join('\n');

async function added(repos: readonly FakeRepo[], code: string = loads('acme/ner')): Promise<CheckResult> {
  hub = await startHub({ repos });
  return change.check(README, { 'app/a.py': code }, { hub: hub.url });
}

function componentIn({ bom }: CheckResult, name = 'acme/ner'): BomComponent {
  const found = bom.components.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no component ${name}`);
  return found;
}

/** "hf:acme/ner finetune card hf:acme/base". */
function steps(result: CheckResult, name = 'acme/ner'): string[] {
  return (componentIn(result, name).lineage?.ancestors ?? []).map(({ of, relation, by, ref }) => `${of} ${relation} ${by} ${ref}`);
}

function ancestor(result: CheckResult, ref: string): Ancestor {
  const found = componentIn(result).lineage?.ancestors.find((one) => one.ref === ref);
  if (found === undefined) throw new Error(`no ancestor ${ref}`);
  return found;
}

function listings(): string[] {
  return (hub?.requests ?? []).flatMap(({ path }) => /^\/api\/((?:models|datasets)\/.+)\/revision\/main/.exec(path)?.[1] ?? []).sort();
}

describe('what is stated', () => {
  it('is followed over all hops, and each says what its license is', async () => {
    const result = await added([
      model('acme/ner', { base_model: 'acme/base', base_model_relation: 'finetune' }),
      model('acme/base', { license: 'mit', base_model: ['meta/llama'] }, { labels: ['base_model:quantized:meta/llama'] }),
      model('meta/llama', { license: 'other', license_name: 'llama3.1' }, { pipelineTag: 'text-generation' }),
    ]);
    expect(steps(result)).toEqual(['hf:acme/ner finetune card hf:acme/base', 'hf:acme/base quantized card hf:meta/llama']);
    expect(ancestor(result, 'hf:meta/llama')).toMatchObject({
      kind: 'model',
      claims: [{ from: 'card', text: 'other', name: 'llama3.1' }],
      commit: sha(1),
      pipelineTag: 'text-generation',
      unresolved: null,
    });
    expect(componentIn(result).lineage?.cut).toBe(false);
  });

  it.each<[string, FakeRepo['card'], Partial<FakeRepo>, readonly string[]]>([
    ['a relation that the card states', { base_model: 'a/b', base_model_relation: 'merge' }, {}, ['merge card hf:a/b']],
    ['a relation that the hub tags', { base_model: 'a/b' }, { labels: ['base_model:finetune:a/b'] }, ['finetune card hf:a/b']],
    ['no relation', { base_model: 'a/b' }, {}, ['base card hf:a/b']],
    ['a base that only the hub tags', {}, { labels: ['base_model:a/b', 'base_model:adapter:a/b'] }, ['adapter card hf:a/b']],
    ['distilled, where the card says so', { base_model: 'a/b', base_model_relation: 'distilled' }, {}, ['distilled card hf:a/b']],
    [
      'never distilled against what the hub sees in the files',
      { base_model: 'a/b', base_model_relation: 'distilled' },
      { labels: ['base_model:quantized:a/b'] },
      ['quantized card hf:a/b'],
    ],
    [
      'the base of an adapter',
      { base_model: 'c/d' },
      { config: { peft: { base_model_name_or_path: 'a/b' } }, files: [{ path: 'adapter_config.json', size: 9 }] },
      ['adapter config hf:a/b', 'adapter card hf:c/d'],
    ],
    [
      'training data, behind models',
      { datasets: ['e/data'], base_model: 'a/b' },
      {},
      ['base card hf:a/b', 'trained-on card hf:datasets/e/data'],
    ],
    ['training data that only the hub tags', {}, { labels: ['dataset:e/data'] }, ['trained-on card hf:datasets/e/data']],
    ['an address of the hub', { base_model: 'https://huggingface.co/a/b/tree/main' }, {}, ['base card hf:a/b']],
    ['an address of ModelScope', { base_model: 'https://modelscope.cn/models/qwen/Qwen2-7B' }, {}, ['base card modelscope:qwen/Qwen2-7B']],
    ['a model of Ollama', { base_model: 'https://ollama.com/library/llama3.2' }, {}, ['base card ollama:llama3.2']],
    ['a reference', { base_model: 'ollama:llama3.2' }, {}, ['base card ollama:llama3.2']],
    ['a path', { base_model: './models/llama' }, {}, ['base card generic:%2E%2Fmodels%2Fllama']],
    ['a path of some machine', { base_model: '/home/eve/ckpt-500' }, {}, ['base card generic:%2Fhome%2Feve%2Fckpt-500']],
    ['a path of Windows', { base_model: 'C:\\models\\llama' }, {}, ['base card generic:C%3A%5Cmodels%5Cllama']],
    [
      'an address of a stranger',
      { base_model: 'https://evil.test/huggingface.co/a/b' },
      {},
      ['base card generic:https%3A%2F%2Fevil%2Etest%2Fhuggingface%2Eco%2Fa%2Fb'],
    ],
    ['no text', { base_model: [7, 'a/b'] }, {}, ['base card hf:a/b', 'base card generic:an%20entry%20that%20cannot%20be%20read']],
    ['a name of the machinery', { base_model: '__proto__' }, {}, ['base card hf:__proto__']],
    ['itself', { base_model: 'ACME/NER' }, {}, []],
    ['nothing', {}, {}, []],
  ])('%s', async (_, card, more, expected) => {
    const result = await added([model('acme/ner', card, more)]);
    expect(steps(result)).toEqual(expected.map((one) => `hf:acme/ner ${one}`));
    if (expected.length === 0) expect(componentIn(result).lineage).toBeUndefined();
  });

  it('what names no host is never asked, and is told', async () => {
    const result = await added([model('acme/ner', { base_model: ['../x', 'https://modelscope.cn/models/a/b'] })]);
    expect(listings()).toEqual(['models/acme/ner']);
    expect(ancestor(result, 'generic:%2E%2E%2Fx').unresolved).toEqual({
      reason: 'invalid-name',
      detail: '"../x" is no name that a known host could have',
    });
    expect(ancestor(result, 'modelscope:a/b').unresolved?.reason).toBe('named-only');
  });

  it('the base that an adapter in a folder names, where a load takes folders', async () => {
    const adapter = { path: 'lora/adapter_config.json', size: 1, text: JSON.stringify({ base_model_name_or_path: 'meta/llama' }) };
    const code = 'from peft import PeftModel\nPeftModel.from_pretrained(m, "acme/ner", subfolder="lora")\n';
    const result = await added([model('acme/ner', {}, { files: [adapter] }), model('meta/llama', { license: 'llama3.1' })], code);
    expect(steps(result)).toEqual(['hf:acme/ner adapter config hf:meta/llama']);
    expect(ancestor(result, 'hf:meta/llama').claims).toMatchObject([{ text: 'llama3.1' }]);
  });

  it('an adapter whose base cannot be read has one that is not known', async () => {
    const adapter = { path: 'adapter_config.json', size: 1, text: '{' };
    const result = await added([model('acme/ner', {}, { files: [adapter] })]);
    expect(steps(result)).toEqual(['hf:acme/ner adapter card generic:an%20entry%20that%20cannot%20be%20read']);
  });
});

describe('ways that end', () => {
  it.each<[string, readonly FakeRepo[], readonly string[]]>([
    [
      'a circle through the model itself',
      [model('acme/ner', { base_model: 'a/b' }), model('a/b', { base_model: 'acme/ner' })],
      ['hf:acme/ner base card hf:a/b'],
    ],
    [
      'a circle of ancestors',
      [model('acme/ner', { base_model: 'a/b' }), model('a/b', { base_model: 'c/d' }), model('c/d', { base_model: ['a/b', 'c/d'] })],
      ['hf:acme/ner base card hf:a/b', 'hf:a/b base card hf:c/d', 'hf:c/d base card hf:a/b'],
    ],
    [
      'two ways to one ancestor',
      [
        model('acme/ner', { base_model: ['a/b', 'c/d'], base_model_relation: 'merge' }),
        model('a/b', { base_model: 'e/f' }),
        model('c/d', { base_model: 'E/F' }),
        model('e/f', { license: 'mit' }),
      ],
      ['hf:acme/ner merge card hf:a/b', 'hf:acme/ner merge card hf:c/d', 'hf:a/b base card hf:e/f', 'hf:c/d base card hf:e/f'],
    ],
  ])('%s', async (_, repos, expected) => {
    const result = await added(repos);
    expect(steps(result)).toEqual(expected);
    expect(new Set(listings()).size).toBe(listings().length);
  });

  it('a chain of 25 is followed for 20, and the rest is told', async () => {
    const chain = Array.from({ length: 25 }, (_, n) => model(`a/m${n}`, { base_model: `a/m${n + 1}` }));
    const result = await added([model('acme/ner', { base_model: 'a/m0' }), ...chain]);
    expect(componentIn(result).lineage?.ancestors).toHaveLength(20);
    expect(componentIn(result).lineage?.ancestors.at(-1)).toMatchObject({ ref: 'hf:a/m19', unresolved: null });
    expect(componentIn(result).lineage?.cut).toBe(true);
    expect(listings()).toHaveLength(21);
  });

  it('a chain of 20 ends by itself', async () => {
    const chain = Array.from({ length: 20 }, (_, n) => model(`a/m${n}`, n === 19 ? { license: 'mit' } : { base_model: `a/m${n + 1}` }));
    const result = await added([model('acme/ner', { base_model: 'a/m0' }), ...chain]);
    expect(componentIn(result).lineage).toMatchObject({ cut: false });
    expect(componentIn(result).lineage?.ancestors).toHaveLength(20);
  });

  it('of 1,000 bases in one card 20 are asked', async () => {
    const bases = Array.from({ length: 1000 }, (_, n) => `a/m${n}`);
    const result = await added([model('acme/ner', { base_model: bases, datasets: bases })]);
    expect(componentIn(result).lineage?.cut).toBe(true);
    expect(steps(result)).toEqual(bases.slice(0, 20).map((id) => `hf:acme/ner base card hf:${id}`));
    expect(listings()).toHaveLength(21);
  });

  it('models are followed before data', async () => {
    const datasets = Array.from({ length: 30 }, (_, n) => `d/${n}`);
    const result = await added([model('acme/ner', { datasets, base_model: 'a/b' }), model('a/b', { base_model: 'c/d' }), model('c/d')]);
    expect(steps(result).slice(0, 3)).toEqual([
      'hf:acme/ner base card hf:a/b',
      'hf:a/b base card hf:c/d',
      'hf:acme/ner trained-on card hf:datasets/d/0',
    ]);
    expect(componentIn(result).lineage?.ancestors).toHaveLength(20);
    expect(listings()).toHaveLength(21);
  });
});

describe('ancestors that do not answer', () => {
  it.each<[string, Partial<FakeRepo> | null, string]>([
    ['gone or private', null, 'not-found'],
    ['gated', { locked: true }, 'gated'],
    ['renamed', { redirectTo: 'new/name' }, 'redirect'],
    ['of another name in the answer', { answersAs: 'new/name' }, 'redirect'],
  ])('%s', async (_, repo, reason) => {
    const result = await added([
      model('acme/ner', { base_model: 'a/b' }),
      ...(repo === null ? [] : [model('a/b', { license: 'mit', base_model: 'c/d' }, repo)]),
      model('new/name', { license: 'mit' }),
    ]);
    expect(steps(result)).toEqual(['hf:acme/ner base card hf:a/b']);
    expect(ancestor(result, 'hf:a/b')).toMatchObject({ claims: [], commit: null, unresolved: { reason } });
    if (reason === 'redirect') expect(ancestor(result, 'hf:a/b').unresolved?.detail).toContain('new/name');
    expect(listings()).toEqual(['models/a/b', 'models/acme/ner']);
  });

  it('a hub with a fault leaves it open', async () => {
    hub = await startHub({ repos: [model('acme/ner', { base_model: 'a/b' })] });
    hub.fault('/models/a/b/', 'html');
    const result = await change.check(README, { 'app/a.py': loads('acme/ner') }, { hub: hub.url });
    expect(ancestor(result, 'hf:a/b').unresolved).not.toBeNull();
  });

  it('offline nothing is asked, and an unknown lineage is none that is known to be empty', async () => {
    const result = await change.check(README, { 'app/a.py': loads('acme/ner') });
    expect(componentIn(result)).toMatchObject({ resolution: { state: 'unresolved', reason: 'offline' } });
    expect(componentIn(result).lineage).toBeUndefined();
  });
});

describe('hints (T11)', () => {
  it('a configuration that names another model, where the card says nothing', async () => {
    const result = await added([model('acme/ner', {}, { config: { _name_or_path: 'bert/base' } }), model('bert/base', { license: 'mit' })]);
    expect(steps(result)).toEqual(['hf:acme/ner base hint hf:bert/base']);
  });

  it.each([
    ['a path', '/tmp/out'],
    ['itself', 'acme/ner'],
    ['a name that nobody has', 'output'],
  ])('%s suggests nothing', async (_, name) => {
    const result = await added([model('acme/ner', {}, { config: { _name_or_path: name } })]);
    expect(componentIn(result).lineage).toBeUndefined();
  });

  it('what the card states needs no hint', async () => {
    const result = await added([model('acme/ner', { base_model: 'a/b' }, { config: { _name_or_path: 'a/b' } })]);
    expect(steps(result)).toEqual(['hf:acme/ner base card hf:a/b']);
  });

  it('the weights of another model, at no further question', async () => {
    const files = [{ path: 'model.safetensors', size: 1000, sha256: 'ab'.repeat(32) }];
    const result = await added(
      [model('acme/ner', { license: 'mit' }, { files }), model('meta/llama', { license: 'llama3.1' }, { files })],
      loads('acme/ner', 'meta/llama'),
    );
    expect(steps(result)).toEqual(['hf:acme/ner base hint hf:meta/llama']);
    expect(ancestor(result, 'hf:meta/llama').claims).toMatchObject([{ text: 'llama3.1' }]);
    expect(listings()).toEqual(['models/acme/ner', 'models/meta/llama']);
  });
});

describe('what it costs', () => {
  const repos = [
    model('acme/ner', { base_model: 'a/b' }),
    model('a/b', { base_model: 'c/d', datasets: ['e/data'] }),
    model('c/d', { license: 'mit' }),
    { ...model('e/data', { license: 'cc-by-nc-4.0' }), kind: 'datasets' as const },
  ];

  it('a fine-tune with three ancestors: three listings more', async () => {
    const result = await added(repos);
    expect(componentIn(result).lineage?.ancestors).toHaveLength(3);
    expect(listings()).toEqual(['datasets/e/data', 'models/a/b', 'models/acme/ner', 'models/c/d']);
  });

  it('an unrelated change asks about no ancestor', async () => {
    hub = await startHub({ repos });
    const code = { 'app/a.py': loads('acme/ner') };
    const result = await change.check(code, { 'app/b.py': 'x = 1\n', 'app/a.py': `\n\n${code['app/a.py']}` }, { hub: hub.url });
    expect(listings()).toEqual(['models/acme/ner']);
    expect(componentIn(result).lineage).toBeUndefined();
    expect(result.verdict.changes).toEqual([]);
  });

  it('where no rule wants a license, nobody is asked', async () => {
    hub = await startHub({ repos });
    const policy = 'version: 1\nrules: { license/denied: off, license/unknown: off }\n';
    const result = await change.check(README, { 'app/a.py': loads('acme/ner') }, { hub: hub.url, policy });
    expect(listings()).toEqual(['models/acme/ner']);
    expect(componentIn(result).lineage).toBeUndefined();
  });

  it('both sides share one answer, and what moved in the world is no change', async () => {
    hub = await startHub({ repos });
    const result = await change.check(
      { 'app/a.py': loads('acme/ner') },
      { 'app/a.py': loads('acme/ner'), 'app/b.py': loads('acme/ner') },
      { hub: hub.url },
    );
    const [moved] = result.verdict.changes;
    expect(moved?.base[0]?.lineage).toEqual(moved?.head[0]?.lineage);
    expect(moved?.head[0]?.lineage?.ancestors).toHaveLength(3);
    expect(moved?.aspects).toEqual(['places']);
  });
});
