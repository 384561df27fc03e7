/** license/incompatible and license/lineage: which clause of whose license decides, at which level, and that one problem is one finding. */
import { describe, expect, it } from 'vitest';
import { BASELINE, baseline } from '../../../../src/core/policy/baseline.ts';
import { judge } from '../../../../src/core/policy/judge.ts';
import type { Policy } from '../../../../src/core/policy/policy.ts';
import type { Product } from '../../../../src/core/policy/product.ts';
import { rules } from '../../../../src/core/policy/rules/index.ts';
import { usesToTell } from '../../../../src/core/policy/uses/index.ts';
import type { Ancestor, BomComponent, License, OwnLicense } from '../../../../src/core/model/index.ts';
import { bom, model, NOW } from '../support.ts';
import { library, license } from './support.ts';

const SOLD: Partial<Product> = { license: 'proprietary', use: ['commercial', 'distributed'] };

function policyOf(product: Partial<Product>): Policy {
  const built = baseline(rules);
  return { ...built, product: { ...built.product, ...product } };
}

function licensed(value: License, input: Partial<BomComponent> = {}): BomComponent {
  return model('hf:acme/ner', [{}], { license: value, ...input });
}

function gpl(name: string): BomComponent {
  return { ...library(`npm:${name}`, [{}]), license: license('GPL-3.0-only') };
}

function grouped(...groups: readonly ('runtime' | 'development' | 'optional')[]): BomComponent {
  const entries = groups.map((group, index) => ({ group, path: `p${index}/package-lock.json` }));
  return { ...library('npm:left', entries), license: license('GPL-3.0-only') };
}

function from(of: string, ref: string, claim: string, relation: Ancestor['relation'] = 'finetune'): Ancestor {
  const claims = [{ from: 'card' as const, text: claim, name: null, link: null }];
  const kind = ref.includes('datasets/') ? 'dataset' : 'model';
  return { ref, kind, of, relation, by: 'card', claims, commit: null, pipelineTag: null, unresolved: null };
}

function findings(components: readonly BomComponent[], product: Partial<Product>, ownLicenses: readonly OwnLicense[] = []): string[] {
  const state = { ...bom(...components), ...(ownLicenses.length === 0 ? {} : { ownLicenses }) };
  return judge({ policy: policyOf(product), rules, bom: state, changes: [], policyChanges: [], now: NOW })
    .filter(({ rule }) => rule.startsWith('license/'))
    .map(({ rule, level, name, gap }) => `${rule} ${level} ${name} ${gap}`);
}

describe('license/incompatible', () => {
  it.each<[string, BomComponent, Partial<Product>, string[]]>([
    ['a permissive model', licensed(license('apache-2.0')), SOLD, []],
    [
      'copyleft of a library in a closed product',
      gpl('left'),
      { ...SOLD, linkage: 'dynamic' },
      ['license/incompatible block left deny:share-alike:GPL-3.0-only'],
    ],
    ['the same where nobody says how it is linked', gpl('left'), SOLD, ['license/incompatible warn left review:share-alike:GPL-3.0-only']],
    ['the same where nobody describes the product', gpl('left'), {}, ['license/incompatible warn left review:share-alike:GPL-3.0-only']],
    ['the same of what only developers install', grouped('development'), { ...SOLD, linkage: 'dynamic' }, []],
    [
      'the same where one place has it at run time',
      grouped('development', 'runtime'),
      { ...SOLD, linkage: 'dynamic' },
      ['license/incompatible block left deny:share-alike:GPL-3.0-only'],
    ],
    [
      'the same where it is optional',
      grouped('optional'),
      { ...SOLD, linkage: 'dynamic' },
      ['license/incompatible block left deny:share-alike:GPL-3.0-only'],
    ],
    ['the same in a product under the same license', gpl('left'), { license: 'GPL-3.0-only', use: ['distributed'] }, []],
    [
      'what license/denied says is not said twice',
      licensed(license('cc-by-nc-4.0')),
      SOLD,
      ['license/denied block acme/ner denied:CC-BY-NC-4.0'],
    ],
    ['what license/unknown says is not said twice', licensed(license('other')), SOLD, ['license/unknown warn acme/ner unknown']],
    ['a library that states nothing is no news', { ...library('npm:left', [{}]), license: license() }, SOLD, []],
  ])('%s', (_, component, product, expected) => {
    expect(findings([component], product)).toEqual(expected);
  });

  it('what the policy denies it denies to developers, too', () => {
    const built = policyOf(SOLD);
    const policy = { ...built, licenses: { ...built.licenses, deny: ['GPL-3.0*'] } };
    const found = judge({ policy, rules, bom: bom(grouped('development')), changes: [], policyChanges: [], now: NOW });
    expect(found.map(({ rule }) => rule)).toContain('license/denied');
  });

  it('names the fact to set where only that is missing, and never refuses for it', () => {
    const [first = ''] = findings([licensed(license('llama3.1'))], SOLD);
    expect(first).toMatch(/^license\/incompatible warn acme\/ner review:/);
  });

  it('folds libraries under one license into one thing to do', () => {
    const all = judge({ policy: policyOf(SOLD), rules, bom: bom(gpl('left'), gpl('right')), changes: [], policyChanges: [], now: NOW });
    expect(new Set(all.filter(({ rule }) => rule === 'license/incompatible').map(({ cause }) => cause)).size).toBe(1);
  });

  // Nobody but developers uses it over a network, and nothing of it goes out with the product.
  it.each<[string, string, Partial<Product>, string[]]>([
    ['a network license, served', 'AGPL-3.0-only', { license: 'proprietary', use: ['commercial', 'saas'], linkage: 'dynamic' }, ['deny']],
    ['a network license, in an open product', 'AGPL-3.0-only', { license: 'MIT', use: ['saas'] }, ['review']],
    ['a further condition under the GPL', 'Apache-2.0', { license: 'GPL-2.0-only', use: ['distributed'], linkage: 'dynamic' }, ['deny']],
  ])('of developers and tests %s asks nothing, and of the product it does', (_, id, product, expected) => {
    const entries = (group: 'runtime' | 'development'): BomComponent => ({ ...library('npm:left', [{ group }]), license: license(id) });
    const shipped = entries('runtime');
    const tested = { ...shipped, sightings: shipped.sightings.map((one) => ({ ...one, scope: 'test' as const })) };
    const told = (one: BomComponent): string[] => findings([one], product).map((text) => /(deny|review):/.exec(text)?.[1] ?? text);
    expect(told(shipped)).toEqual(expected);
    expect(told(entries('development'))).toEqual([]);
    expect(told(tested)).toEqual([]);
    expect(usesToTell({ policy: policyOf(product), bom: bom(entries('development')), before: null }, null)).toEqual({});
    // One other place makes it ship.
    expect(told({ ...tested, sightings: [...tested.sightings, ...shipped.sightings] })).toEqual(expect.arrayContaining(expected));
  });
});

describe('license/lineage', () => {
  const forbidden = from('hf:acme/ner', 'hf:lab/base', 'cc-by-nc-4.0');

  it('refuses a fine-tune whose ancestor forbids what the product does, and says by which way', () => {
    const component = licensed(license('apache-2.0'), { lineage: { ancestors: [forbidden], cut: false } });
    const found = judge({ policy: policyOf(SOLD), rules, bom: bom(component), changes: [], policyChanges: [], now: NOW });
    const [one] = found.filter(({ rule }) => rule === 'license/lineage');
    expect(one).toMatchObject({ level: 'block', component: 'pkg:huggingface/acme/ner' });
    expect(one?.clauses?.[0]).toMatchObject({ verdict: 'deny', clause: 'commercial-use', path: ['acme/ner', 'lab/base'] });
    for (const clause of one?.clauses ?? []) expect(clause.ways.length).toBeGreaterThan(0);
    expect(one?.reason).toContain('acme/ner ← lab/base');
  });

  it.each<[string, readonly Ancestor[], Partial<Product>, string | null]>([
    [
      'over two hops',
      [from('hf:acme/ner', 'hf:lab/mid', 'mit', 'quantized'), from('hf:lab/mid', 'hf:lab/top', 'cc-by-nc-4.0')],
      SOLD,
      'block',
    ],
    ['for research it is only told that the card claims more', [forbidden], { use: ['research'] }, 'warn'],
    ['contested terms of training data warn', [from('hf:acme/ner', 'hf:datasets/lab/d', 'cc-by-nc-4.0', 'trained-on')], SOLD, 'warn'],
    ['a permissive ancestor is nothing', [from('hf:acme/ner', 'hf:lab/base', 'mit')], SOLD, null],
  ])('%s', (_, ancestors, product, level) => {
    const found = findings([licensed(license('apache-2.0'), { lineage: { ancestors, cut: false } })], product);
    const levels = found.filter((one) => one.startsWith('license/lineage')).map((one) => one.split(' ')[1]);
    expect(levels).toEqual(level === null ? [] : [level]);
  });

  // T33, design section 5: whether terms of data reach a model is contested, and nobody said yet what the product is for.
  it.each<[string, Ancestor, Partial<Product>, string, number]>([
    ['share-alike data', from('hf:acme/ner', 'hf:datasets/lab/d', 'cc-by-sa-4.0', 'trained-on'), {}, BASELINE, 0],
    ['data of unknown license', from('hf:acme/ner', 'hf:datasets/lab/d', 'other', 'trained-on'), {}, BASELINE, 0],
    ['the same in a product that is described', from('hf:acme/ner', 'hf:datasets/lab/d', 'other', 'trained-on'), SOLD, BASELINE, 1],
    ['the same under a policy', from('hf:acme/ner', 'hf:datasets/lab/d', 'cc-by-sa-4.0', 'trained-on'), {}, 'weighbridge.yml', 1],
    ['a base of unknown license', from('hf:acme/ner', 'hf:lab/base', 'other'), {}, BASELINE, 1],
    ['a teacher of unknown license', from('hf:acme/ner', 'hf:lab/base', 'other', 'distilled'), {}, BASELINE, 1],
  ])('where nobody wrote a policy, contested data are a remark and no finding: %s', (_, ancestor, product, label, count) => {
    const policy = { ...policyOf(product), label };
    const head = bom(licensed(license('apache-2.0'), { lineage: { ancestors: [ancestor], cut: false } }));
    const found = judge({ policy, rules, bom: head, changes: [], policyChanges: [], now: NOW });
    expect(found.filter(({ rule }) => rule === 'license/lineage')).toHaveLength(count);
    // It is told either way.
    expect(usesToTell({ policy, bom: head, before: null }, null)).toHaveProperty([head.components[0]?.key ?? '', 'verdict'], 'review');
  });

  it('takes no ancestor that is gone for permission', () => {
    const gone = { ...forbidden, claims: [], unresolved: { reason: 'not-found' as const, detail: 'HTTP 404' } };
    const found = findings([licensed(license('apache-2.0'), { lineage: { ancestors: [gone], cut: false } })], SOLD);
    expect(found.filter((one) => one.startsWith('license/lineage warn'))).toHaveLength(1);
  });

  it.each([
    ['gated', 1],
    ['invalid', 0],
    ['refused', 1],
    ['forbidden', 1],
    ['not-asked', 1],
    ['timeout', 0],
    ['server-error', 0],
    ['offline', 0],
    ['budget', 0],
    ['rate-limited', 0],
  ] as const)('of an ancestor that is "%s" one rule speaks', (reason, own) => {
    const silent = { ...forbidden, claims: [], unresolved: { reason, detail: 'x' } };
    const one = licensed(license('apache-2.0'), { lineage: { ancestors: [silent], cut: false } });
    const all = judge({ policy: policyOf(SOLD), rules, bom: bom(one), changes: [], policyChanges: [], now: NOW });
    const by = (id: string): number =>
      all.filter(({ rule, gap }) => rule === id && (id === 'license/lineage' || gap.startsWith('lineage:'))).length;
    expect([by('license/lineage'), by('verification/incomplete')]).toEqual([own, 1 - own]);
  });

  it.each([
    ['a scan asks', undefined, 1],
    ['a change leaves it alone', true, 0],
  ])('where nobody followed what the hub names: %s', (_, ofChange, count) => {
    const plain = licensed(license('apache-2.0'));
    if (plain.hub === null) throw new Error('it is on a hub');
    const one = { ...plain, hub: { ...plain.hub, baseModels: [{ id: 'a/b', relation: 'finetune' as const }] } };
    const input = { policy: policyOf(SOLD), rules, bom: bom(one), changes: [], policyChanges: [], now: NOW };
    const all = judge(ofChange === undefined ? input : { ...input, ofChange });
    expect(all.filter(({ rule }) => rule === 'license/lineage')).toHaveLength(count);
  });

  it('of two ancestors by one name the one that is gone is told', () => {
    const gone = { ...forbidden, claims: [], unresolved: { reason: 'not-found' as const, detail: 'HTTP 404' } };
    const late = { ...gone, ref: 'modelscope:lab/base', unresolved: { reason: 'timeout' as const, detail: 'x' } };
    const found = findings([licensed(license('apache-2.0'), { lineage: { ancestors: [gone, late], cut: false } })], SOLD);
    expect(found.filter((one) => one.startsWith('license/lineage warn'))).toHaveLength(1);
  });
});
