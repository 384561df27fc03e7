import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { modelConfigDetector } from '../../../../src/core/discover/configs/model-config.ts';
import { factsOf, problemsOf } from '../facts.ts';
import { linked, loadsIn } from '../linking.ts';

const C = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';
const json = (value: unknown): string => JSON.stringify(value, null, 2);

describe('saved models in the tree name what they load with it (T36)', () => {
  it.each<[string, string, unknown, string[]]>([
    [
      'the base of an adapter',
      'adapter/adapter_config.json',
      { base_model_name_or_path: 'org/base', peft_type: 'LORA' },
      ['hf:org/base adapter-base'],
    ],
    [
      'at its commit',
      'adapter/adapter_config.json',
      { base_model_name_or_path: 'org/base', revision: C },
      [`hf:org/base@${C} adapter-base`],
    ],
    ['no revision', 'adapter_config.json', { base_model_name_or_path: 'org/base', revision: null }, ['hf:org/base adapter-base']],
    ['in the older form', 'a/adapter_config.json', { config: {}, model_class: 'X', model_name: 'org/base' }, ['hf:org/base adapter-base']],
    ['a folder beside it', 'adapter/adapter_config.json', { base_model_name_or_path: '../base' }, []],
    [
      'no text',
      'adapter_config.json',
      { base_model_name_or_path: ['org/base'], peft_type: 'LORA' },
      ['generic:the base model of the adapter adapter-base unresolved'],
    ],
    ['a base that its config leaves open', 'adapter_config.json', { base_model_name_or_path: null, peft_type: 'LORA' }, []],
    ['no base', 'adapter_config.json', { peft_type: 'LORA' }, ['generic:the base model of the adapter adapter-base unresolved']],
    [
      'code of another repository',
      'm/config.json',
      { auto_map: { AutoModel: 'org/code--modeling_x.X', AutoConfig: 'configuration_x.C' } },
      ['hf:org/code code runs-code'],
    ],
    [
      'behind a wrong type',
      'm/config.json',
      { auto_map: { a: 1, b: null, c: { d: ['x.Y', 'org/code--x.Y'] } } },
      ['hf:org/code code runs-code'],
    ],
    [
      'of a tokenizer',
      'm/tokenizer_config.json',
      { auto_map: { AutoTokenizer: [null, 'org/code--tok.T'] } },
      ['hf:org/code code runs-code'],
    ],
    ['of a pipeline', 'm/config.json', { custom_pipelines: { x: { impl: 'org/code--pipe.P' } } }, ['hf:org/code code runs-code']],
    [
      'of an adapter',
      'adapter_config.json',
      { base_model_name_or_path: 'org/base', auto_map: { X: 'org/code--x.Y' } },
      ['hf:org/base adapter-base', 'hf:org/code code runs-code'],
    ],
    ['its own code', 'm/config.json', { auto_map: { AutoModel: 'modeling_x.X' } }, []],
    ['what it was made from', 'm/config.json', { _name_or_path: 'org/base', architectures: ['X'] }, ['hf:org/base']],
    ['what it was made from, in a folder', 'm/config.json', { _name_or_path: './out/x', architectures: ['X'] }, []],
    ['any other configuration', 'src/config.json', { port: 80 }, []],
  ])('%s', async (_name, path, value, expected) => {
    expect((await loadsIn({ [path]: json(value) })).sort()).toEqual(expected);
  });

  it('says the line', async () => {
    const { sightings } = await linked({ 'a/adapter_config.json': json({ peft_type: 'LORA', base_model_name_or_path: 'org/base' }) });
    expect(sightings).toMatchObject([{ detector: 'model-config', place: { path: 'a/adapter_config.json', line: 3, column: 3 } }]);
  });

  it.each([
    ['a/adapter_config.json', true],
    ['config.json', true],
    ['node_modules/x/config.json', false],
    ['tsconfig.json', false],
  ])('wants %s: %s', (path, expected) => {
    expect(modelConfigDetector.wants(path, 1)).toBe(expected);
  });
});

describe('hostile configurations', () => {
  it.each([
    ['cut', '{"base_model_name_or_path": "org/a"'],
    ['no object', '["auto_map"]'],
    ['not UTF-8', Buffer.from([0x22, ...Buffer.from('auto_map'), 0x22, 0xff])],
    ['nested without end', `{"auto_map": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
    ['deep inside', `{"auto_map": ${'['.repeat(50)}"org/x--y.Z"${']'.repeat(50)}}`],
    ['endless', json({ auto_map: Array.from({ length: 5_000 }, (_, index) => `org/x${index}--y.Z`) })],
  ])('%s: a problem with its place', (_name, content) => {
    expect(problemsOf(modelConfigDetector, content)).toHaveLength(1);
  });

  it('an escaped key is the same key', () => {
    expect(factsOf(modelConfigDetector, '{"auto\\u005fmap": {"A": "org/code--x.Y"}}')).toMatchObject([{ target: { text: 'org/code' } }]);
  });

  it('a token in a name is not kept (T21)', async () => {
    const token = `hf_${'Ab1'.repeat(12)}`;
    const { sightings } = await linked({
      'adapter_config.json': json({ base_model_name_or_path: `https://ada:${token}@hub.example/org/a` }),
    });
    expect(JSON.stringify(sightings)).not.toContain(token);
  });

  test.prop([fc.json()], { numRuns: 100 })('never throws', (text) => {
    expect(factsOf(modelConfigDetector, `{"auto_map": ${text}, "base_model_name_or_path": ${text}}`)).toBeInstanceOf(Array);
  });
});
