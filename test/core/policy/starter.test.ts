/** What `init` writes: a preset, as YAML that is read back as the preset says. */
import { describe, expect, it } from 'vitest';
import { effectivePolicy, layered } from '../../../src/core/policy/layers.ts';
import { readPolicy } from '../../../src/core/policy/load.ts';
import { looserThan } from '../../../src/core/policy/looser.ts';
import { PRESET_IDS, presetText } from '../../../src/core/policy/presets.ts';
import { rules } from '../../../src/core/policy/rules/index.ts';
import { starterPolicy } from '../../../src/core/policy/starter.ts';

describe.each<[Parameters<typeof starterPolicy>[0]['preset'], [string, string, unknown][]]>([
  ['default', [['model/provenance', 'block', { require: 'named' }]]],
  [
    'strict',
    [
      ['model/provenance', 'block', { require: 'pinned' }],
      ['dependency/provenance-lost', 'block', {}],
      ['dependency/deprecated', 'warn', {}],
      ['dependency/prerelease', 'warn', {}],
      ['dependency/near-name', 'warn', {}],
      ['action/unpinned', 'warn', {}],
      ['image/unpinned', 'warn', {}],
      ['dependency/vulnerable', 'warn', { severity: 'high' }],
      ['dependency/lock-removed', 'block', {}],
      ['dependency/registry-unexpected', 'block', {}],
      ['dependency/install-hook-changed', 'block', {}],
      ['policy/changed', 'block', {}],
    ],
  ],
])('the first policy, preset %s', (preset, expected) => {
  it.each([true, false])('has no mistakes and says what the preset says, evaluate: %s', (evaluate) => {
    const text = starterPolicy({ use: ['commercial', 'saas'], license: 'proprietary', evaluate, preset });
    const { file, mistakes } = readPolicy(text, 'p.yml', rules);
    expect(mistakes).toEqual([]);
    expect([...(file?.rules ?? [])].map(([id, { level, options }]) => [id, level, options])).toEqual(expected);
    expect(file?.values.mode).toBe(evaluate ? 'evaluate' : 'enforce');
  });

  it('is in no value laxer than no file at all', () => {
    const { file } = readPolicy(starterPolicy({ use: [], license: null, evaluate: false, preset }), 'p.yml', rules);
    expect(looserThan(effectivePolicy([], rules), layered(file === null ? [] : [file], rules).policy, rules)).toEqual([]);
  });
});

describe.each(PRESET_IDS)('the preset %s', (preset) => {
  it('written out says what it says where a policy rests on it', () => {
    const written = readPolicy(starterPolicy({ use: [], license: null, evaluate: false, preset }), 'p.yml', rules);
    const rested = readPolicy(presetText(preset), 'p.yml', rules);
    expect([written.mistakes, rested.mistakes]).toEqual([[], []]);
    expect([...(written.file?.rules ?? [])]).toEqual([...(rested.file?.rules ?? [])]);
    expect(written.file?.values.mode).toBe(rested.file?.values.mode);
  });

  it('is laxer than the baseline in nothing but its mode', () => {
    const { file } = readPolicy(presetText(preset), 'p.yml', rules);
    const looser = looserThan(effectivePolicy([], rules), layered(file === null ? [] : [file], rules).policy, rules);
    expect(looser).toEqual(preset === 'teach' ? ['mode: enforce → evaluate'] : []);
  });
});
