/** `catalogs`: what lists offer is told together, and nothing that blocks is weakened by it. */
import { describe, expect, it } from 'vitest';
import type { BomComponent, Finding, LoadSighting } from '../../../src/core/model/index.ts';
import { baseline } from '../../../src/core/policy/baseline.ts';
import { judge } from '../../../src/core/policy/judge.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { rules } from '../../../src/core/policy/rules/index.ts';
import { bom, model, NOW, sighting } from './support.ts';

function offer(reference: string, path = 'app/models.json', more: Partial<LoadSighting> = {}): LoadSighting {
  return { ...sighting(reference, { path }), catalog: true, ...more };
}

function offered(reference: string, sightings: readonly LoadSighting[] = [offer(reference)]): BomComponent {
  return model(reference, [{}], { sightings });
}

function found(policy: Policy, ...components: readonly BomComponent[]): string[] {
  const findings: Finding[] = judge({ policy, rules, bom: bom(...components), changes: [], policyChanges: [], now: NOW });
  return findings.filter(({ rule }) => /^(?:model|license)\//.test(rule)).map(({ rule, name, level }) => `${level} ${rule} ${name}`);
}

const SHOW = baseline(rules);
const JUDGE: Policy = { ...SHOW, catalogs: 'judge' };

describe('models that a list offers', () => {
  it('are shown by default', () => expect(SHOW.catalogs).toBe('show'));

  it('are told by one rule, and by those that warn only where the policy judges catalogs', () => {
    expect(found(SHOW, offered('hf:org/a'))).toEqual(['warn model/offered org/a']);
    expect(found(JUDGE, offered('hf:org/a'))).toEqual(['warn model/floating org/a']);
  });

  it('are one thing to do for each list', () => {
    const components = [offered('hf:org/a'), offered('hf:org/b'), offered('hf:org/c', [offer('hf:org/c', 'web/list.ts')])];
    const findings = judge({ policy: SHOW, rules, bom: bom(...components), changes: [], policyChanges: [], now: NOW });
    expect(findings.map(({ cause }) => cause)).toEqual(['offers app/models.json', 'offers app/models.json', 'offers web/list.ts']);
    expect(new Set(findings.map(({ id }) => id)).size).toBe(3);
  });

  it('are judged as any other where product code loads them', () => {
    const both = offered('hf:org/a', [offer('hf:org/a'), sighting('hf:org/a')]);
    expect(found(SHOW, both)).toEqual(['warn model/floating org/a']);
  });

  it('are no offer of the product because a test loads them', () => {
    const inTest = offered('hf:org/a', [offer('hf:org/a'), sighting('hf:org/a', { path: 'tests/a.py', scope: 'test' })]);
    expect(found(SHOW, inTest)).toEqual(['warn model/floating org/a', 'warn model/offered org/a']);
  });

  it('are judged by every rule that blocks', () => {
    const strict: Policy = { ...SHOW, rules: new Map([...SHOW.rules, ['model/floating', { level: 'block', options: {} }]]) };
    expect(found(strict, offered('hf:org/a'))).toEqual(['block model/floating org/a', 'warn model/offered org/a']);
    const pinned: Policy = {
      ...SHOW,
      rules: new Map([...SHOW.rules, ['model/provenance', { level: 'block', options: { require: 'pinned' } }]]),
    };
    expect(found(pinned, offered('hf:org/a'))).toEqual(['warn model/offered org/a', 'block model/provenance org/a']);
  });

  it('are denied by the lists of the policy', () => {
    expect(found({ ...SHOW, models: { deny: ['hf:org/*'] } }, offered('hf:org/a'))).toContain('block model/denied org/a');
  });
});
