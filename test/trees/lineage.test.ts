/** What a model was made from, over all hops: what is told, and what neither a card nor a server can do to it (T11, T32, T37). */
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../src/core/pipeline.ts';
import type { FakeRepo } from '../hub-fake/index.ts';
import { checking } from '../support/checking.ts';
import { ancestorIn, componentIn, loading, model, stepsOf, TIP, tracing } from '../support/lineage.ts';

const trace = tracing();
const change = checking();
const CODE = { 'app/a.py': loading('acme/ner') };

function added(repos: readonly FakeRepo[], code: string = CODE['app/a.py']): Promise<CheckResult> {
  return trace.check(repos, { 'app/a.py': code });
}

describe('what data was made from', () => {
  const data = (id: string, card: FakeRepo['card'] = {}): FakeRepo => ({ ...model(id, card), kind: 'datasets' });
  const LOADS = 'from datasets import load_dataset\nload_dataset("acme/rows")\n';

  it.each<[string, unknown, readonly string[]]>([
    ['nothing else', ['original'], []],
    ['data with an owner', ['lab/voices', 'extended|lab/words'], ['base card hf:datasets/lab/voices', 'base card hf:datasets/lab/words']],
    ['one, without a list', 'lab/voices', ['base card hf:datasets/lab/voices']],
    ['an old name without an owner', ['extended|squad'], ['base card hf:datasets/squad']],
    ['a word, which may be one', ['squad', 'nowhere'], ['base hint hf:datasets/squad']],
    ['what it does not name', ['extended|other-news', 'extended'], ['base card generic:data%20that%20it%20does%20not%20name']],
    ['what nobody can read', [{ a: 1 }], ['base card generic:data%20that%20it%20does%20not%20name']],
    ['a path of a machine', ['/data/raw'], ['base card generic:%2Fdata%2Fraw']],
    ['itself', ['acme/rows'], []],
  ])('%s', async (_, sources, steps) => {
    const repos = [
      data('acme/rows', { license: 'mit', source_datasets: sources }),
      ...['lab/voices', 'lab/words', 'squad'].map((id) => data(id, { license: 'cc-by-nc-4.0' })),
    ];
    const result = await trace.check(repos, { 'app/a.py': LOADS });
    expect(stepsOf(result, 'acme/rows')).toEqual(steps.map((one) => `hf:datasets/acme/rows ${one}`));
    expect(componentIn(result, 'acme/rows').lineage?.ancestors.map(({ kind }) => kind) ?? []).toEqual(steps.map(() => 'dataset'));
  });

  it('is followed behind the data of a model, too, as far as it has names', async () => {
    const result = await added([
      model('acme/ner', { license: 'mit', datasets: ['acme/rows'] }),
      data('acme/rows', { license: 'mit', source_datasets: ['lab/voices', 'extended|other'] }),
      data('lab/voices', { license: 'cc-by-nc-4.0', source_datasets: ['extended|lab/words'] }),
      data('lab/words', { license: 'mit' }),
    ]);
    expect(stepsOf(result)).toEqual([
      'hf:acme/ner trained-on card hf:datasets/acme/rows',
      'hf:datasets/acme/rows base card hf:datasets/lab/voices',
      'hf:datasets/lab/voices base card hf:datasets/lab/words',
    ]);
  });

  it('is no field of a model', async () => {
    expect(componentIn(await added([model('acme/ner', { license: 'mit', source_datasets: ['lab/voices'] })])).lineage).toBeUndefined();
  });

  it('data for sale that was made from data that is not is refused', async () => {
    const repos = [data('acme/rows', { license: 'mit', source_datasets: ['lab/voices'] }), data('lab/voices', { license: 'cc-by-nc-4.0' })];
    const policy = 'version: 1\nproduct: { license: proprietary, use: [commercial, distributed] }\n';
    const { verdict } = await trace.check(repos, { 'app/a.py': LOADS }, undefined, { policy });
    const found = verdict.findings.find(({ finding }) => finding.rule === 'license/lineage');
    expect([verdict.conclusion, found?.finding.reason]).toEqual(['block', expect.stringContaining('acme/rows ← lab/voices')]);
  });
});

describe('what is stated', () => {
  it('is followed over all hops, and each says what its license is', async () => {
    const result = await added([
      model('acme/ner', { base_model: 'acme/base', base_model_relation: 'finetune' }),
      model('acme/base', { license: 'mit', base_model: ['meta/llama'] }, { labels: ['base_model:quantized:meta/llama'] }),
      model('meta/llama', { license: 'other', license_name: 'llama3.1' }, { pipelineTag: 'text-generation' }),
    ]);
    expect(stepsOf(result)).toEqual(['hf:acme/ner finetune card hf:acme/base', 'hf:acme/base quantized card hf:meta/llama']);
    expect(ancestorIn(result, 'hf:meta/llama')).toMatchObject({
      kind: 'model',
      claims: [{ from: 'card', text: 'other', name: 'llama3.1' }],
      commit: TIP,
      pipelineTag: 'text-generation',
      unresolved: null,
    });
    expect(componentIn(result).lineage?.cut).toBe(false);
  });

  it.each<[string, FakeRepo['card'], Partial<FakeRepo>, readonly string[]]>([
    ['a relation that the card states', { base_model: 'a/b', base_model_relation: 'merge' }, {}, ['merge card hf:a/b']],
    ['a relation that the hub tags', { base_model: 'a/b' }, { labels: ['base_model:finetune:a/b'] }, ['finetune card hf:a/b']],
    [
      'another spelling than that of the hub',
      { base_model: 'A/B' },
      { labels: ['base_model:a/b', 'base_model:merge:a/b'] },
      ['merge card hf:a/b'],
    ],
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
    expect(stepsOf(result)).toEqual(expected.map((one) => `hf:acme/ner ${one}`));
    if (expected.length === 0) expect(componentIn(result).lineage).toBeUndefined();
  });

  it('what names no host is never asked, and is told', async () => {
    const result = await added([model('acme/ner', { base_model: ['../x', 'https://modelscope.cn/models/a/b'] })]);
    expect(trace.listings()).toEqual(['models/acme/ner']);
    expect(ancestorIn(result, 'generic:%2E%2E%2Fx').unresolved).toEqual({
      reason: 'invalid-name',
      detail: 'no name that a known host could have',
    });
    expect(ancestorIn(result, 'modelscope:a/b').unresolved?.reason).toBe('named-only');
  });

  it('the base that an adapter in a folder names, where a load takes folders', async () => {
    const adapter = { path: 'lora/adapter_config.json', size: 1, text: JSON.stringify({ base_model_name_or_path: 'meta/llama' }) };
    const code = 'from peft import PeftModel\nPeftModel.from_pretrained(m, "acme/ner", subfolder="lora")\n';
    const result = await added([model('acme/ner', {}, { files: [adapter] }), model('meta/llama', { license: 'llama3.1' })], code);
    expect(stepsOf(result)).toEqual(['hf:acme/ner adapter config hf:meta/llama']);
    expect(ancestorIn(result, 'hf:meta/llama').claims).toMatchObject([{ text: 'llama3.1' }]);
  });

  it('an adapter whose base cannot be read has one that is not known', async () => {
    const adapter = { path: 'adapter_config.json', size: 1, text: '{' };
    const result = await added([model('acme/ner', {}, { files: [adapter] })]);
    expect(stepsOf(result)).toEqual(['hf:acme/ner adapter card generic:an%20entry%20that%20cannot%20be%20read']);
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
    expect(stepsOf(result)).toEqual(expected);
    expect(new Set(trace.listings()).size).toBe(trace.listings().length);
  });

  it('a chain of 25 is followed for 20, and the rest is told', async () => {
    const chain = Array.from({ length: 25 }, (_, n) => model(`a/m${n}`, { base_model: `a/m${n + 1}` }));
    const result = await added([model('acme/ner', { base_model: 'a/m0' }), ...chain]);
    expect(componentIn(result).lineage?.ancestors).toHaveLength(20);
    expect(componentIn(result).lineage?.ancestors.at(-1)).toMatchObject({ ref: 'hf:a/m19', unresolved: null });
    expect(componentIn(result).lineage?.cut).toBe(true);
    expect(trace.listings()).toHaveLength(21);
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
    expect(stepsOf(result)).toEqual(bases.slice(0, 20).map((id) => `hf:acme/ner base card hf:${id}`));
    expect(trace.listings()).toHaveLength(21);
  });

  it('models are followed before data', async () => {
    const datasets = Array.from({ length: 30 }, (_, n) => `d/${n}`);
    const result = await added([model('acme/ner', { datasets, base_model: 'a/b' }), model('a/b', { base_model: 'c/d' }), model('c/d')]);
    expect(stepsOf(result).slice(0, 3)).toEqual([
      'hf:acme/ner base card hf:a/b',
      'hf:a/b base card hf:c/d',
      'hf:acme/ner trained-on card hf:datasets/d/0',
    ]);
    expect(componentIn(result).lineage?.ancestors).toHaveLength(20);
    expect(trace.listings()).toHaveLength(21);
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
    expect(stepsOf(result)).toEqual(['hf:acme/ner base card hf:a/b']);
    expect(ancestorIn(result, 'hf:a/b')).toMatchObject({ claims: [], commit: null, unresolved: { reason } });
    if (reason === 'redirect') expect(ancestorIn(result, 'hf:a/b').unresolved?.detail).toContain('new/name');
    expect(trace.listings()).toEqual(['models/a/b', 'models/acme/ner']);
  });

  it('a page in place of an answer is told as that, and the check waits for one', async () => {
    const repos = [model('acme/ner', { license: 'mit', base_model: 'a/b' }), model('a/b', { license: 'mit' })];
    const result = await trace.check(repos, CODE, undefined, { fault: '/models/a/b/' });
    expect(ancestorIn(result, 'hf:a/b').unresolved).toMatchObject({
      reason: 'invalid',
      detail: expect.stringContaining('a page instead of data'),
    });
    const findings = result.verdict.findings.filter(({ finding }) => /license|incomplete/.test(finding.rule));
    expect(findings.map(({ finding }) => `${finding.rule}: ${finding.reason}`)).toEqual([
      'verification/incomplete: the answer cannot be used, so the terms of a/b, from which it is made, were not checked',
    ]);
    expect(result.verdict.conclusion).toBe('wait');
  });

  it('a hub with a fault leaves it open', async () => {
    const repos = [model('acme/ner', { base_model: 'a/b' })];
    const result = await trace.check(repos, CODE, undefined, { fault: '/models/a/b/' });
    expect(ancestorIn(result, 'hf:a/b').unresolved).not.toBeNull();
  });

  it('offline nothing is asked, and an unknown lineage is none that is known to be empty', async () => {
    const result = await change.check({ 'README.md': 'x\n' }, CODE);
    expect(componentIn(result)).toMatchObject({ resolution: { state: 'unresolved', reason: 'offline' } });
    expect(componentIn(result).lineage).toBeUndefined();
  });
});
