/** The lineage of changed models, in each report for people (T22). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ancestor, BomComponent } from '../../../src/core/model/index.ts';
import { htmlFormat } from '../../../src/core/report/html/index.ts';
import { markdownFormat } from '../../../src/core/report/markdown/index.ts';
import { mermaid } from '../../../src/core/report/markdown/mermaid.ts';
import { terminalFormat } from '../../../src/core/report/terminal/index.ts';
import { formatRef } from '../../../src/core/ref/format.ts';
import { unplacedRef } from '../../../src/core/ref/stated-name.ts';
import { added, bom, component, floating, judged, verdict } from '../../support/verdict.ts';
import { HOSTILE } from './cases.ts';

const QUIET = {
  kind: 'model',
  of: 'hf:acme/a',
  relation: 'finetune',
  by: 'card',
  commit: null,
  pipelineTag: null,
  unresolved: null,
} as const;

function ancestor(ref: string, license: string | null, input: Partial<Ancestor> = {}): Ancestor {
  const claims = license === null ? [] : [{ from: 'card', text: license, name: null, link: null } as const];
  return { ref, ...QUIET, claims, ...input };
}

function made(ancestors: readonly Ancestor[], cut = false): BomComponent {
  return component('hf:acme/a', ancestors.length === 0 ? {} : { lineage: { ancestors, cut } });
}

function render(format: typeof markdownFormat, one: BomComponent, isChanged = true): string {
  const other = component('hf:acme/other');
  const changed = isChanged ? one : other;
  const judgedOnes = verdict({ findings: [judged(floating(changed))], changes: added(changed) });
  return format.render(judgedOnes, bom([one, other]), { color: false, specVersion: '1.7' });
}

const CHAIN = [
  ancestor('hf:acme/base', 'mit', { relation: 'adapter' }),
  ancestor('hf:meta/llama', 'llama3.1', { of: 'hf:acme/base', relation: 'quantized' }),
  ancestor('hf:datasets/e/data', null, { of: 'hf:meta/llama', relation: 'trained-on', kind: 'dataset' }),
  ancestor('hf:gone/model', null, {
    by: 'hint',
    relation: 'base',
    unresolved: { reason: 'not-found', detail: 'the hub has no such repository' },
  }),
];

describe('Markdown', () => {
  it('draws what changed models are made from, folded away', () => {
    expect(render(markdownFormat, made(CHAIN))).toContain(
      [
        '<details><summary>Lineage</summary>',
        '',
        '```mermaid',
        'flowchart LR',
        '  n0(["acme/a<br/>Apache-2.0"])',
        '  n1["acme/base<br/>mit"]',
        '  n2["meta/llama<br/>llama3.1"]',
        '  n3["e/data<br/>no license stated"]',
        '  n4["gone/model<br/>not known#58; the hub has no such repository"]',
        '  n0 -->|"adapter of"| n1',
        '  n1 -->|"quantized from"| n2',
        '  n2 -->|"trained on"| n3',
        '  n0 -.->|"perhaps made from"| n4',
        '```',
        '',
        '</details>',
      ].join('\n'),
    );
  });

  it.each<[string, string]>([
    ['where no ancestor is known', render(markdownFormat, made([]))],
    ['of a model that does not change', render(markdownFormat, made(CHAIN), false)],
  ])('draws nothing %s', (_, text) => {
    expect(text).not.toContain('Lineage');
    expect(text).not.toContain('mermaid');
  });

  it('draws 30 at most, and says how many are left, and whose lineage goes on', () => {
    const text = render(
      markdownFormat,
      made(
        Array.from({ length: 50 }, (_, n) => ancestor(`hf:a/m${n}`, 'mit')),
        true,
      ),
    );
    expect(text.match(/^ {2}n\d+[[(]/gm)).toHaveLength(30);
    expect(text).toContain('+21 more');
    expect(text).toContain('`acme/a` is made from more than is followed (our limit of 20)');
  });

  it('of many models draws some whole, and one that is an ancestor, too, once', () => {
    const models = Array.from({ length: 40 }, (_, n) =>
      component(`hf:a/m${n}`, { lineage: { ancestors: [ancestor(`hf:a/m${n + 1}`, 'mit', { of: `hf:a/m${n}` })], cut: false } }),
    );
    const all = verdict({ findings: models.map((one) => judged(floating(one))), changes: added(...models) });
    const text = markdownFormat.render(all, bom(models), { color: false, specVersion: '1.7' });
    expect(text.match(/^ {2}n\d+\(\[/gm)).toHaveLength(30);
    expect(text.match(/^ {2}n\d+ -->/gm)).toHaveLength(29);
    expect(text).toContain('+11 more');
  });

  it('stays under the limit of a comment', () => {
    const long = Array.from({ length: 30 }, (_, n) => ancestor(formatRef(unplacedRef(`<${'x"'.repeat(40)}${n}`)), '<'.repeat(200)));
    const one = made(long);
    const judgedOnes = verdict({ findings: [judged(floating(one))], changes: added(one) });
    for (const limit of [64_000, 9_000, 3_000])
      expect(markdownFormat.render(judgedOnes, bom([one]), { color: false, specVersion: '1.7', limit }).length).toBeLessThan(limit);
  });
});

describe('hostile names', () => {
  const breaking = [
    '"] --> x',
    '```',
    '</details>',
    '%%{init: {"securityLevel": "loose"}}%%',
    'click n0 href "javascript:x"',
    '#quot;',
    '@eve',
    '<br/>',
    'end',
  ];

  it('cannot leave their label', () => {
    const label = /^ {2}n\d+(?:\["[A-Za-z0-9 ./#;-]*<br\/>[A-Za-z0-9 ./#;-]*"\]|\(\["[A-Za-z0-9 ./#;-]*<br\/>[A-Za-z0-9 ./#;-]*"\]\))$/;
    const edge = /^ {2}n\d+ (?:-->|-\.->)\|"[a-z -]+"\| n\d+$/;
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...breaking, HOSTILE), fc.string({ unit: 'binary' })), (text) => {
        const [open, first, ...lines] = mermaid({
          nodes: [
            { name: text, note: text, isOwn: true },
            { name: text, note: text, isOwn: false },
          ],
          edges: [{ from: 0, to: 1, words: 'made from', isHint: false }],
        }).split('\n');
        expect([open, first, lines.at(-1)]).toEqual(['```mermaid', 'flowchart LR', '```']);
        for (const line of lines.slice(0, 2)) expect(line).toMatch(label);
        expect(lines[2]).toMatch(edge);
        expect(lines).toHaveLength(4);
      }),
    );
  });

  it.each(breaking.filter((one) => one !== 'end'))('%s: two names stay two', (text) => {
    const of = (name: string): string => mermaid({ nodes: [{ name, note: '', isOwn: false }], edges: [] });
    expect(of(text)).not.toBe(of(text.replace(/["`<%#@]/, '')));
  });

  it('are as harmless elsewhere', () => {
    const one = made([ancestor(formatRef(unplacedRef('<img src=x>\u202e')), '<b>\u001b[31m')]);
    expect(render(htmlFormat, one)).not.toMatch(/<img|<b>/);
    expect(render(terminalFormat, one)).toContain('acme/a: fine-tuned from <img src=x>\\u{202e} (<b>\\u{1b}[31m)');
  });
});

it.each([
  ['terminal', terminalFormat],
  ['html', htmlFormat],
])('%s: the path as text', (_, format) => {
  const text = render(format, made(CHAIN, true)).replaceAll('&#39;', "'");
  for (const line of [
    'acme/a: adapter of acme/base (mit)',
    'acme/base: quantized from meta/llama (llama3.1)',
    'meta/llama: trained on e/data (no license stated)',
    'and from more than is followed (our limit of 20)',
  ])
    expect(text).toContain(line);
});
