import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/base/errors.ts';
import { describeComponent } from '../../../src/core/report/why.ts';
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
