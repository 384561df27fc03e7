import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/base/errors.ts';
import { describeComponent } from '../../../src/core/report/why.ts';
import { ancestorOf, hubFacts, useDutyOf, useReasonOf } from '../../support/build.ts';
import { bom, COMMIT, component, finding, floating, judged, OLD, verdict } from '../../support/verdict.ts';

const model = component('hf:acme/support-llama');
const pinned = component(`hf:acme/support-llama@${COMMIT}`);
const torch = component('pypi:torch@2.6.0');
const data = component('hf:datasets/acme/tickets');
const unnamed = component('generic:cfg.model', { name: 'unnamed model' });
const file = judged(
  finding(model, { component: 'tree', kind: 'tree', name: 'vendor/x', rule: 'tree/unread', gap: 'a', reason: 'not seen' }),
);
const floats = judged(floating(model));
const looked = { verdict: verdict({ findings: [floats, file] }), bom: bom([model, pinned, torch, data, unnamed]) };

const LISTED = '"weighbridge scan" lists the AI components, and with --format cyclonedx everything that is named.';
const firstLines = (text: string): string[] =>
  describeComponent(text, looked)
    .text.split('\n')
    .filter((line) => line !== '' && !line.startsWith(' '));

describe('why takes what reports print', () => {
  it.each([
    ['acme/support-llama', ['model acme/support-llama any version', `model acme/support-llama ${COMMIT}`]],
    [`acme/support-llama@${COMMIT}`, [`model acme/support-llama ${COMMIT}`]],
    ['hf:acme/support-llama', ['model acme/support-llama any version', `model acme/support-llama ${COMMIT}`]],
    ['torch', ['library torch 2.6.0']],
    ['torch@2.6.0', ['library torch 2.6.0']],
    ['pypi:torch', ['library torch 2.6.0']],
    [data.name, [`dataset ${data.name} any version`]],
    ['unnamed model', ['model unnamed model any version']],
    [`acme/support-llama@${OLD}`, [`acme/support-llama@${OLD} is not named in feature (e51b0c7).`, LISTED]],
    ['Support-L', ['Support-L is not named in feature (e51b0c7).', 'Named like it: acme/support-llama']],
    ['npm:torch', ['npm:torch is not named in feature (e51b0c7).', LISTED]],
  ])('%s', (text, expected) => {
    expect(firstLines(text)).toEqual(expected);
  });

  it('a model that is made from others', () => {
    const quiet = { kind: 'model', relation: 'finetune', by: 'card', commit: null, pipelineTag: null, unresolved: null } as const;
    const claims = [{ from: 'card', text: 'mit', name: null, link: null }] as const;
    const ancestors = [
      { ...quiet, ref: 'hf:a/b', of: 'hf:acme/x', claims },
      { ...quiet, ref: 'generic:%E2%80%AE', of: 'hf:a/b', claims: [] },
    ];
    const made = component('hf:acme/x', { lineage: { ancestors, cut: true } });
    const { text } = describeComponent('acme/x', { verdict: verdict({}), bom: bom([made]) });
    expect(text.split('\n').filter((line) => line.startsWith('  lineage'))).toEqual([
      '  lineage acme/x: fine-tuned from a/b (mit)',
      '  lineage a/b: fine-tuned from \\u{202e} (no license stated)',
      '  lineage and from more than is followed (our limit of 20)',
    ]);
  });

  it('a hosted model that its provider turns off', () => {
    const ends = component('service:openai/gpt-4', { retirement: { on: '2026-10-23', source: 'https://provider.example/x' } });
    const here = { ...looked, bom: bom([ends]) };
    expect(describeComponent('openai/gpt-4', here).text).toContain('  retires 2026-10-23, as published at https://provider.example/x\n');
  });

  it('the folder in which people work has its article', () => {
    const here = { ...looked, verdict: { ...looked.verdict, head: { label: 'working folder', commit: null } } };
    expect(describeComponent('acme/none', here).text).toBe(`acme/none is not named in the working folder.\n${LISTED}\n`);
  });

  it('the id of a finding, and a file that is not a component', () => {
    expect(describeComponent(floats.finding.id, looked).text).toContain(`model/floating: whoever can push to it changes what you ship`);
    expect(describeComponent('vendor/x', looked).text).toBe(`  finding (level block) tree/unread: not seen (${file.finding.id})\n`);
  });

  it('and refuses what is neither a name nor a reference', () => {
    expect(() => describeComponent('two words', looked).text).toThrow(InputError);
  });
});

it('says what its licenses mean for the product: path, clause, ways out, duties', () => {
  const tuned = component('hf:acme/ner', { lineage: { ancestors: [ancestorOf('hf:lab/voice', 'hf:acme/ner')], cut: false } });
  const path = ['acme/ner', 'lab/voice'];
  const asking = useReasonOf({
    verdict: 'review',
    clause: 'naming',
    license: useDutyOf().license,
    path,
    set: 'product.facts.naming-displayed',
  });
  const uses = {
    [tuned.key]: {
      verdict: 'deny',
      reasons: [useReasonOf({ path }), { ...asking, ways: ['do so, and state it as product.facts.naming-displayed'] }],
      duties: [useDutyOf({ path, state: 'open' })],
      effective: 'CC-BY-NC-4.0',
    },
  } as const;
  const { text } = describeComponent('acme/ner', { verdict: verdict({ uses }), bom: bom([tuned]) });
  for (const line of [
    '  counts  CC-BY-NC-4.0',
    '  verdict deny',
    '  terms   acme/ner ← lab/voice (finetune) · CC-BY-NC-4.0, commercial use: commercial use is forbidden',
    '  terms   What decides: the product is commercial · Say it in the policy: product.use',
    '  terms   To go on: ① use a model under a license that allows commercial use ② ask its owner for a commercial license',
    '  duty    acme/ner ← lab/voice (finetune) · Llama 3.1 Community License asks:',
    '  duty    ① Show “Built with Llama” where people see the product (copy: Built with Llama) (product.facts.naming-displayed), not done yet',
  ])
    expect(text.split('\n')).toContain(line);
});

it('shows nothing unseen of what licenses say', () => {
  const hostile = 'x\n\u202e\u0000y';
  const uses = {
    [model.key]: {
      verdict: 'review',
      reasons: [useReasonOf({ path: [hostile], text: hostile, license: hostile, fact: hostile, set: hostile, ways: [hostile] })],
      duties: [useDutyOf({ path: [hostile], text: hostile, copy: hostile })],
      effective: hostile,
    },
  } as const;
  const { text } = describeComponent('hf:acme/support-llama', { verdict: verdict({ uses }), bom: bom([model]) });
  expect(text).toContain('  terms   ');
  expect(text).not.toMatch(/^y|[\u202e\u0000]/m);
});

it.each([
  ['a permissive model whose weights are public', 'MIT', ['model.safetensors'], '  open    yes:'],
  ['a model whose use is restricted', 'LicenseRef-scancode-llama-3.1-license-2024', ['model.safetensors'], '  open    no:'],
  ['a model of which nobody listed the files', 'MIT', [], '  open    unknown:'],
])('says of %s whether it is free and open-source (AI Act, Article 53(2))', (_, expression, paths, expected) => {
  const files = paths.map((path) => ({ path, size: 1, hashes: [] }));
  const one = component('hf:acme/x', {});
  const license = { ...one.license, expression, unknown: null };
  const hub = hubFacts({ files });
  const { text } = describeComponent('acme/x', { verdict: verdict({}), bom: bom([{ ...one, license, hub }]) });
  expect(text.split('\n').filter((line) => line.startsWith('  open'))).toEqual([expect.stringContaining(expected)]);
});
