import { describe, expect, it } from 'vitest';
import { told } from '../linking.ts';

type Row = readonly [what: string, path: string, text: string, expected: readonly string[]];

async function expectTold([, path, text, expected]: Row): Promise<void> {
  expect((await told({ [path]: text })).map((one) => one.replace(` ${path}:`, ' :'))).toEqual(expected);
}

describe('what stands beside a name hides no model that somebody asks (T38)', () => {
  it.each<Row>([
    [
      'prices of a proxy',
      'a.yml',
      'model_list:\n  - model_name: chat\n    litellm_params: {model: azure/gpt-4o, input_cost_per_token: 0.0004, output_cost_per_token: 0.0005}\n',
      ['service:azure/gpt-4o literal :3'],
    ],
    [
      'figures of a run, beside a setting',
      'a.json',
      '{"llm": {"provider": "openai", "model": "gpt-4o", "temperature": 1, "total_tokens": 4000}}',
      ['service:openai/gpt-4o literal :1'],
    ],
    ['figures of a run, where nobody else looks', 'a.yml', 'model: gpt-4o\nlatency_budget: 30\n', ['service:openai/gpt-4o literal :1']],
    [
      'a description of what a flow takes',
      'a.yml',
      'input_params: {provider: openai, model: gpt-4o}\n',
      ['service:openai/gpt-4o literal :1'],
    ],
    [
      'another name under an alias',
      'a.yml',
      'provider: openai\nalias: gpt-4.1\nmodel_name: gpt-4o\n',
      ['service:openai/gpt-4.1 literal :2', 'service:openai/gpt-4o literal :3'],
    ],
    [
      'a price of a model of the hub',
      'a.yml',
      'models:\n  acme/bert-base:\n    threshold: 2\n    url: x\n',
      ['hf:acme/bert-base literal :2'],
    ],
  ])('%s', async (...row) => expectTold(row));
});
