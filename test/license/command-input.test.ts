/** `weighbridge license --input`: what it answers. */
import { describe, expect, it } from 'vitest';
import { concludeLicense } from '../../src/core/license/conclude.ts';
import { concludeStated } from '../../src/core/verbs/license/stated.ts';
import { ask, saidBy, SOLD_QUESTION } from './command-support.ts';

describe('the answer', () => {
  it('has a verdict, a code of the closed list, reasons with their paths, duties and what holds', () => {
    const output = ask({
      component: { license: 'apache-2.0' },
      lineage: [
        {
          name: 'acme/base',
          relation: 'finetune',
          kind: 'model',
          license: 'mit',
          base: [{ name: 'acme/root', relation: 'merge', kind: 'model', license: 'cc-by-nc-4.0' }],
        },
      ],
    });
    expect(output).toMatchObject({
      verdict: 'deny',
      reasonCode: 'commercial-use',
      reasons: [
        {
          clause: 'commercial-use',
          path: ['acme/ner', 'acme/base', 'acme/root'],
          license: 'CC-BY-NC-4.0',
          fact: 'the product is commercial',
        },
        { clause: 'laundering', path: ['acme/ner', 'acme/base', 'acme/root'] },
      ],
      effective: 'Apache-2.0 AND CC-BY-NC-4.0 AND MIT',
      confidence: 'medium',
      openSource: { answer: 'no' },
    });
  });

  it.each([
    ['nothing owed', { license: 'MIT-0' }, 'allow', 'allowed'],
    ['duties', { license: 'mit' }, 'allow', 'allowed-with-duties'],
    ['nothing known', { license: null }, 'review', 'unknown-license'],
    ['an empty text', { license: '' }, 'review', 'unknown-license'],
    ['a list', { license: ['mit', 'apache-2.0'] }, 'review', 'text-mismatch'],
    // A publisher must not hide what is denied behind an element that nobody reads (T35).
    ['a list with an odd element', { license: ['cc-by-nc-4.0', null, 42, { type: 'MIT' }] }, 'deny', 'commercial-use'],
    ['a list of many', { license: [...Array.from({ length: 200 }, () => 'mit'), 'cc-by-nc-4.0'] }, 'deny', 'commercial-use'],
    ['a list with what is denied', { license: ['mit', 'cc-by-nc-4.0'] }, 'deny', 'commercial-use'],
    ['other with a name', { license: 'other', licenseName: 'cc-by-nc-4.0' }, 'deny', 'commercial-use'],
    ['a name that looks like one', { license: 'apache-2.0-modified' }, 'review', 'unknown-license'],
    ['a look-alike id', { license: 'М\u0399T' }, 'review', 'unknown-license'],
    ['a library', { kind: 'library', license: 'MIT-0' }, 'allow', 'allowed'],
  ])('of %s: %j', (_, component, verdict, reasonCode) => {
    expect(ask({ component })).toMatchObject({ verdict, reasonCode });
  });

  it('is the same for null and for what is left out', () => {
    const left = ask({ component: { license: 'llama3.1' } });
    const nulls = ask({
      component: { license: 'llama3.1', licenseName: null, revisionDate: null, modalities: null },
      lineage: null,
      product: { ...SOLD_QUESTION, mau: null, territory: null },
      facts: { noticesShipped: null },
    });
    expect(nulls).toEqual(left);
  });
});

// T11: the text is the evidence, the rest are claims; where they disagree all hold.
describe('several places that state one license', () => {
  it.each<[string, object, string, readonly string[], string | null]>([
    ['text and tag agree', { license: 'apache-2.0', licenseFileId: 'Apache-2.0' }, 'allow', [], 'Apache-2.0'],
    ['a tag that says nothing', { license: 'other', licenseFileId: 'Apache-2.0' }, 'allow', [], 'Apache-2.0'],
    ['no tag', { license: null, licenseFileId: 'Apache-2.0' }, 'allow', [], 'Apache-2.0'],
    [
      'a tag without "only"',
      { license: 'gpl-3.0', licenseFileId: 'GPL-3.0-or-later' },
      'review',
      ['review share-alike acme/ner'],
      'GPL-3.0-only',
    ],
    ['the family of the text', { license: 'bsd', licenseFileId: 'BSD-3-Clause' }, 'allow', [], 'BSD-3-Clause'],
    [
      'a soft tag on a hard text',
      { license: 'apache-2.0', licenseFileId: 'CC-BY-NC-4.0' },
      'deny',
      ['deny commercial-use acme/ner', 'review text-mismatch acme/ner'],
      'Apache-2.0 AND CC-BY-NC-4.0',
    ],
    [
      'a hard tag on a soft text',
      { license: 'cc-by-nc-4.0', licenseFileId: 'Apache-2.0' },
      'deny',
      ['deny commercial-use acme/ner', 'review text-mismatch acme/ner'],
      'Apache-2.0 AND CC-BY-NC-4.0',
    ],
    ['two soft ones', { license: 'mit', licenseFileId: 'Apache-2.0' }, 'review', ['review text-mismatch acme/ner'], 'Apache-2.0 AND MIT'],
    [
      'a README that says more',
      { license: 'mit', readmeLicense: 'cc-by-nc-4.0' },
      'deny',
      ['deny commercial-use acme/ner', 'review text-mismatch acme/ner'],
      'CC-BY-NC-4.0 AND MIT',
    ],
    ['a README that says the same', { license: 'mit', readmeLicense: 'MIT License' }, 'allow', [], 'MIT'],
    [
      "a name of one's own for a listed text",
      { license: 'other', licenseName: 'acme-license', licenseFileId: 'MIT' },
      'review',
      ['review text-mismatch acme/ner', 'review unknown-terms acme/ner', 'review unknown-license acme/ner'],
      null,
    ],
    [
      'a text that nobody knows',
      { license: 'mit', licenseFileId: 'acme-1.0' },
      'review',
      ['review text-mismatch acme/ner', 'review unknown-terms acme/ner', 'review unknown-license acme/ner'],
      null,
    ],
  ])('%s', (_, component, verdict, reasons, effective) => {
    const output = ask({ component });
    expect({ verdict: output.verdict, reasons: saidBy(output) }).toEqual({ verdict, reasons });
    if (effective !== null) expect(output.effective).toBe(effective);
  });

  // One truth: what is concluded from a card and a text beside it does not depend on who asks.
  const LLAMA = 'LicenseRef-scancode-llama-3.1-license-2024';
  it.each<[string, string | null, string | null, readonly string[]]>([
    ['other', null, null, ['MIT']],
    ['other', 'acme-terms', null, [LLAMA]],
    ['other', 'acme-terms', 'LICENSE', [LLAMA]],
    ['other', 'acme-terms', 'https://acme.example/terms', [LLAMA]],
    ['other', null, 'https://acme.example/terms', ['MIT']],
    ['other', 'bsd', null, ['BSD-3-Clause']],
    ['bsd', null, null, ['BSD-3-Clause']],
    ['bsd', null, null, ['MIT']],
    ['gpl-3.0', null, null, ['GPL-3.0-or-later', 'GPL-3.0-only']],
    ['GPL-3.0-or-later', null, null, ['GPL-3.0-only', 'GPL-3.0-or-later']],
    ['openrail', null, null, ['LicenseRef-scancode-bigscience-open-rail-m']],
    ['modified-mit', null, null, ['MIT']],
    ['mit', 'cc-by-nc-4.0', null, ['MIT']],
    ['SEE LICENSE IN LICENSE', null, null, ['MIT']],
  ])('as a check concludes: %s, %s, %s beside %j', (license, licenseName, licenseLink, ids) => {
    const file = { path: 'LICENSE', sha256: null, about: 'weights', licenses: [ids], confidence: 1, why: null, near: null } as const;
    const checked = concludeLicense([
      { from: 'card', text: license, name: licenseName, link: licenseLink },
      { from: 'text', text: ids[0] ?? '', name: null, link: null, file },
    ]);
    const { unknown, expression, disagreement } = concludeStated({
      license,
      licenseName: licenseName ?? undefined,
      licenseLink: licenseLink ?? undefined,
      licenseFileId: ids[0],
    });
    expect({ expression, isKnown: unknown === null, differs: disagreement !== null }).toEqual({
      expression: checked.expression,
      isKnown: checked.unknown === null,
      differs: checked.conflicting,
    });
  });

  it("a text raises confidence, and a vendor's own name is settled by it", () => {
    const output = ask({
      component: { license: 'other', licenseName: 'acme-llama-terms', licenseFileId: 'LicenseRef-scancode-llama-3.1-license-2024' },
    });
    expect(saidBy(output).filter((one) => /mismatch|unknown/.test(one))).toEqual([]);
    expect(output.effective).toBe('LicenseRef-scancode-llama-3.1-license-2024');
    const whole = ask({
      component: { license: 'mit', licenseFileId: 'MIT' },
      lineage: [{ name: 'b', relation: 'base', kind: 'model', license: 'mit', licenseFileId: 'MIT' }],
    });
    expect(whole.confidence).toBe('high');
  });
});

describe('lineage', () => {
  const parent = (more: object) => ({ name: 'p', relation: 'finetune', kind: 'model', license: 'mit', ...more });

  it.each([
    ['fine-tune', 'cc-by-nc-4.0', 'deny'],
    ['LoRA', 'cc-by-nc-4.0', 'deny'],
    ['Quantised', 'cc-by-nc-4.0', 'deny'],
    ['distillation', 'llama2', 'deny'],
    ['trained_on', 'cc-by-nc-4.0', 'review'],
  ])('%s is understood', (relation, license, verdict) => {
    expect(ask({ lineage: [parent({ relation, license, kind: relation === 'trained_on' ? 'dataset' : 'model' })] }).verdict).toBe(verdict);
  });

  it.each<[string, unknown, string, string]>([
    ['finetune', { commercialUse: 'forbidden' }, 'deny', 'commercial-use'],
    ['finetune', { researchOnly: true }, 'deny', 'research-only'],
    ['trained-on', { commercialUse: 'forbidden' }, 'review', 'commercial-use'],
    ['trained-on', { commercialUse: 'forbidden', bindsTrainedModels: true }, 'deny', 'commercial-use'],
    ['trained-on', { trainingOtherModels: 'forbidden' }, 'deny', 'training'],
    ['distilled', { trainingOtherModels: 'forbidden' }, 'deny', 'training'],
    ['finetune', { bananas: 'required' }, 'review', 'unknown-terms'],
    ['finetune', { commercialUse: { nested: true } }, 'review', 'unknown-terms'],
    ['finetune', 'Research only, see TERMS.txt', 'review', 'unknown-terms'],
    ['finetune', { commercialUse: 'allowed' }, 'allow', 'allowed-with-duties'],
    ['finetune', {}, 'allow', 'allowed-with-duties'],
  ])('terms of its own, %s %j: %s', (relation, terms, verdict, reasonCode) => {
    const kind = relation === 'trained-on' ? 'dataset' : 'model';
    expect(ask({ lineage: [parent({ relation, kind, terms })] })).toMatchObject({ verdict, reasonCode });
  });

  it('terms never permit what the license does not', () => {
    expect(ask({ lineage: [parent({ license: 'cc-by-nc-4.0', terms: { commercialUse: 'allowed' } })] }).verdict).toBe('deny');
    expect(ask({ lineage: [parent({ license: 'other', terms: { commercialUse: 'allowed' } })] }).verdict).toBe('review');
  });

  it('a name that stands twice excuses nothing, and makes no cycle', () => {
    const entry = (license: string, base: readonly object[] = []) => parent({ name: 'acme/ner', license, base });
    expect(ask({ lineage: [entry('mit', [entry('cc-by-nc-4.0', [entry('mit')])])] }).verdict).toBe('deny');
  });

  it('where places of an ancestor disagree, its path is named', () => {
    expect(saidBy(ask({ lineage: [parent({ license: 'mit', licenseFileId: 'Apache-2.0' })] }))).toEqual([
      'review text-mismatch acme/ner ← p',
    ]);
  });
});

describe('the product', () => {
  it.each<[string, object, object | undefined, string]>([
    ['seat in the EU', { license: 'llama4' }, { territory: { licenseeDomicile: 'de', distributedTo: ['US'] } }, 'territory'],
    [
      'markets anywhere',
      { license: 'other', licenseFileId: 'LicenseRef-Tencent-HunyuanVideo' },
      { territory: { distributedTo: ['worldwide'] } },
      'territory',
    ],
    ['too many users', { license: 'llama3.1' }, { mauAtReleaseDate: 800_000_000 }, 'threshold'],
    ['too much revenue', { license: 'LicenseRef-scancode-stability-ai-community-2024' }, { annualRevenueUsd: 5_000_000 }, 'threshold'],
  ])('%s', (_, component, product, clause) => {
    const output = ask({ component, product: { ...SOLD_QUESTION, ...product } });
    expect({ verdict: output.verdict, clauses: output.reasons.map((one) => `${one.verdict} ${one.clause}`) }).toMatchObject({
      verdict: 'deny',
      clauses: expect.arrayContaining([`deny ${clause}`]),
    });
  });

  it.each([
    ['yes', 'met'],
    [true, 'met'],
    ['no', 'open'],
    [false, 'open'],
    ['perhaps', 'unstated'],
    [undefined, 'unstated'],
  ])('a fact is a truth value or says nothing: %j', (noticesShipped, state) => {
    const { duties } = ask({ component: { license: 'mit' }, facts: { noticesShipped } });
    expect(duties.map((duty) => duty.state)).toEqual([state]);
  });

  it.each<[unknown, string]>([
    [true, 'met'],
    ['Llama', 'met'],
    ['llama-', 'met'],
    ['Support', 'open'],
    [false, 'open'],
    ['', 'unstated'],
    [null, 'unstated'],
  ])('a beginning of names, %j: %s', (modelNameBeginsWith, state) => {
    const lineage = [{ name: 'p', relation: 'finetune', kind: 'model', license: 'llama3.1' }];
    const { duties } = ask({ component: { license: 'llama3.1' }, lineage, facts: { modelNameBeginsWith } });
    expect(duties.filter(({ copy }) => copy === 'Llama').map((duty) => duty.state)).toContain(state);
  });
});
