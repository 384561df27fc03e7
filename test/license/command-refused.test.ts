/** `weighbridge license --input`: what it refuses, what is large, and what its schemas say. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeLicenseInput } from '../../src/core/verbs/license/index.ts';
import { ask, bytesOf, isQuestion, mistakesIn, SOLD_QUESTION } from './command-support.ts';

describe('what it refuses', () => {
  it('tells all mistakes at once, each with its key, its place and what was meant', () => {
    const text = `{
  "component": { "nmae": "x", "kind": "modle", "license": 4, "revisionDate": "2026-02-30" },
  "lineage": [{ "name": "a", "relation": "cousin", "kind": "model", "license": "mit", "base": [{ "nam": "b" }] }],
  "product": { "context": "shop", "mau": -1, "territory": { "distributedTo": ["Europe"] } },
  "facts": { "noticesShiped": true, "registered": 3 },
  "outputs": {}
}`;
    expect(mistakesIn(text)).toEqual([
      'q.json:2:3 component.name: is missing: expected a string.',
      'q.json:2:31 component.kind: expected model, dataset, library, service, action, image or mcp-server.',
      'q.json:2:48 component.license: expected a text of up to 5000 characters, a list of up to 1000 texts, or null.',
      'q.json:2:62 component.revisionDate: Write the day as YYYY-MM-DD; it must exist in the calendar.',
      'q.json:2:18 Unknown key "component.nmae". Did you mean "name"?',
      'q.json:4:16 product.context: expected distributed, saas, internal, research, device or api.',
      'q.json:4:35 product.mau: expected at least 0.',
      'q.json:4:61 product.territory.distributedTo.0: expected "EU", the two letters of a country in ISO 3166, or "worldwide".',
      'q.json:5:37 facts.registered: expected true, false, or a text of up to 5000 characters.',
      'q.json:5:14 Unknown key "facts.noticesShiped". Did you mean "noticesShipped"?',
      'q.json:6:3 Unknown key "outputs". Known here: component, product, facts, lineage.',
      'q.json:3:3 lineage.0: relation: expected one of finetune, adapter, quantized, merge, base, distilled, trained-on.',
      'q.json:3:3 lineage.0.base.0: name: is missing: expected a string.',
      'q.json:3:3 lineage.0.base.0: relation: is missing: expected a string.',
      'q.json:3:3 lineage.0.base.0: kind: expected model, dataset, library, service, action, image or mcp-server.',
      'q.json:3:3 lineage.0.base.0: license: is missing: expected a text of up to 5000 characters, a list of up to 1000 texts, or null.',
      'q.json:3:3 lineage.0.base.0: Unknown key "nam". Did you mean "name"?',
    ]);
  });

  it.each<[string, unknown, string]>([
    ['nothing', '', 'q.json:1:1 not JSON'],
    ['half of it', '{"component": {', 'the text ends too early'],
    ['a list', [], 'expected a mapping'],
    ['a number', '7', 'expected a mapping'],
    ['lineage that is no list', { component: { name: 'a', kind: 'model', license: 'mit' }, lineage: {} }, 'lineage: expected a list'],
    [
      'two answers to one question',
      '{"component": {"name": "a", "kind": "model", "license": "mit", "license": "gpl-3.0"}}',
      '"license" stands here twice',
    ],
    [
      'a key that readers mistake',
      '{"component": {"name": "a", "kind": "model", "license": "mit"}, "__proto__": {}}',
      '"__proto__" is a name',
    ],
    ['bytes that are no text', new Uint8Array([0x7b, 0xff, 0x7d]), 'not UTF-8'],
    ['too much', new Uint8Array(1024 * 1024 + 1), 'larger than 1 MB'],
    ['20,000 levels', `{"component":${'['.repeat(20_000)}`, 'nested deeper than 2000 levels'],
    ['a name with a hidden character', '{"component": {"name": "a", "kind": "model", "license": "mit", "x\\u202e": 1}}', 'x\\u{202e}'],
  ])('%s', (_, value, message) => {
    expect(mistakesIn(value).join('\n')).toContain(message);
  });

  it('a thousand mistakes are counted, a hundred told', () => {
    const lineage = Array.from({ length: 1000 }, () => ({ relation: 'finetune', kind: 'model', license: 'mit' }));
    const found = mistakesIn({ component: { name: 'a', kind: 'model', license: 'mit' }, lineage });
    expect(found).toHaveLength(101);
    expect(found.at(-1)).toBe('And 900 more.');
  });

  it('more entries than are read', () => {
    const lineage = Array.from({ length: 2_001 }, () => ({ name: 'p', relation: 'merge', kind: 'model', license: 'mit' }));
    expect(mistakesIn({ component: { name: 'a', kind: 'model', license: 'mit' }, lineage })).toEqual([
      'q.json:1:58 lineage: more than 2000 entries, those below others counted.',
    ]);
  });
});

describe('what is large, and allowed', () => {
  it('900 generations below each other', () => {
    let entry: object = { name: 'root', relation: 'finetune', kind: 'model', license: 'cc-by-nc-4.0' };
    for (let generation = 0; generation < 900; generation++)
      entry = { name: `g${generation}`, relation: 'finetune', kind: 'model', license: 'mit', base: [entry] };
    const output = ask({ lineage: [entry] });
    expect([output.verdict, output.reasons[0]?.path.at(-1)]).toEqual(['deny', 'root']);
  });

  it('2,000 ancestors, each under a license of its own', () => {
    const lineage = Array.from({ length: 2_000 }, (_, index) => ({
      name: `p${index}`,
      relation: 'merge',
      kind: 'model',
      license: `acme-${index}`,
    }));
    expect(ask({ lineage }).reasons.length).toBeLessThanOrEqual(101);
  });

  it('a license of 5,000 characters, and one of 5,000 brackets', () => {
    expect(ask({ component: { license: 'MIT AND '.repeat(624) } }).verdict).toBe('review');
    expect(ask({ component: { license: '('.repeat(5000) } }).verdict).toBe('review');
  });
});

describe('the schemas', () => {
  it.each([
    [{ component: { name: 'a', kind: 'model', license: 'mit' } }, true],
    [
      {
        component: { name: 'a', kind: 'model', license: ['mit', 'gpl'] },
        lineage: [],
        product: SOLD_QUESTION,
        facts: { registered: 'yes' },
      },
      true,
    ],
    [
      {
        component: { name: 'a', kind: 'model', license: null },
        lineage: [
          {
            name: 'b',
            relation: 'merge',
            kind: 'model',
            license: 'mit',
            terms: {},
            base: [{ name: 'c', relation: 'base', kind: 'model', license: 'x' }],
          },
        ],
      },
      true,
    ],
    [{ component: { name: 'a', kind: 'model' } }, false],
    [{ component: { name: 'a', kind: 'model', license: 'mit', colour: 'red' } }, false],
    [
      {
        component: { name: 'a', kind: 'model', license: 'mit' },
        lineage: [{ name: 'b', relation: 'merge', kind: 'model', license: 'mit', base: [{}] }],
      },
      false,
    ],
    [{ component: { name: 'a', kind: 'model', license: 'mit' }, product: { context: 'shop' } }, false],
  ])('%j is a question: %s, and the program agrees', (question, is) => {
    expect([isQuestion(question), mistakesIn(question).length === 0]).toEqual([is, is]);
  });

  it('the docs have examples that are questions, with the answers that the program gives', () => {
    const page = readFileSync(new URL('../../docs/license.md', import.meta.url), 'utf8');
    const blocks = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = '']) => text);
    expect(blocks.length).toBeGreaterThanOrEqual(4);
    for (let index = 0; index < blocks.length; index += 2) {
      const question: unknown = JSON.parse(blocks[index] ?? '');
      expect([isQuestion(question), isQuestion.errors]).toEqual([true, null]);
      expect(judgeLicenseInput(bytesOf(question), 'docs').output).toMatchObject(JSON.parse(blocks[index + 1] ?? '') as object);
    }
  });
});
