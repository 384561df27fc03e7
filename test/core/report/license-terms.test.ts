/** What a license says stands in every format: path, clause, what decides, and a way out; and what it asks for once (design section 6). */
import { describe, expect, it } from 'vitest';
import type { BomComponent, Finding, JudgedFinding, UseAnswer, UseDuty, UseReason, Verdict } from '../../../src/core/model/index.ts';
import { annotationsOf } from '../../../src/core/report/annotations.ts';
import { formats } from '../../../src/core/report/index.ts';
import { markdownFormat } from '../../../src/core/report/markdown/index.ts';
import { withoutReasons } from '../../../src/core/report/public.ts';
import { reportViewOf } from '../../../src/core/report/view/view.ts';
import { ancestorOf, COMMIT, useDutyOf, useReasonOf } from '../../support/build.ts';
import { added, bom, component, finding, judged, verdict } from '../../support/verdict.ts';

const OPTIONS = { color: false, specVersion: '1.7' } as const;
const LLAMA = 'LicenseRef-scancode-llama-3.1-license-2024';
const NER = component(`hf:acme/ner@${COMMIT}`, {
  lineage: {
    ancestors: [ancestorOf('hf:acme/base', 'hf:acme/ner'), ancestorOf('hf:lab/corpus-model', 'hf:acme/base', { relation: 'quantized' })],
    cut: false,
  },
});
const PATH = ['acme/ner', 'acme/base', 'lab/corpus-model'];

function denied(one: BomComponent, clauses: readonly UseReason[], input: Partial<Finding> = {}): JudgedFinding {
  const fix = { title: `Replace ${one.name}`, edits: [], command: null };
  return judged(finding(one, { rule: 'license/lineage', gap: 'lineage', reason: 'its ancestors forbid it', clauses, fix, ...input }));
}

function answerOf(duties: readonly UseDuty[], reasons: readonly UseReason[] = []): UseAnswer {
  const worst = reasons.some((one) => one.verdict === 'deny') ? 'deny' : reasons.length > 0 ? 'review' : 'allow';
  return { verdict: worst, reasons, duties, effective: null };
}

function markdown(input: Verdict, ...components: readonly BomComponent[]): string {
  return markdownFormat.render(input, bom(components), OPTIONS);
}

const forbidden = useReasonOf({ path: PATH });
const refused = verdict({ findings: [denied(NER, [forbidden])], changes: added(NER), uses: { [NER.key]: answerOf([], [forbidden]) } });

/** The words of a format without its markup, so that one sentence can be looked for in all of them. */
function wordsIn(format: string, text: string): string {
  const bare = format === 'html' ? text.replace(/<[^>]*>/g, '') : text;
  return bare.replaceAll('\\n', ' ').replace(/[`*]/g, '').replace(/\s+/g, ' ');
}

const SAYS = [
  'acme/ner ← acme/base (finetune) ← lab/corpus-model (quantized) · CC-BY-NC-4.0, commercial use: commercial use is forbidden',
  'What decides: the product is commercial · Say it in the policy: product.use',
  'To go on: ① use a model under a license that allows commercial use ② ask its owner for a commercial license',
];

describe('each verdict other than allow says path, clause, what decides and a way out', () => {
  it.each(['markdown', 'terminal', 'html', 'sarif'])('in %s', (id) => {
    const text = formats.find((one) => one.id === id)?.render(refused, bom([NER]), OPTIONS) ?? '';
    for (const sentence of SAYS) expect(wordsIn(id, text)).toContain(sentence);
  });

  it('in JSON, as it was judged', () => {
    const text = formats.find((one) => one.id === 'json')?.render(refused, bom([NER]), OPTIONS) ?? '';
    const report = JSON.parse(text) as { verdict: Verdict };
    expect(report.verdict.findings[0]?.finding.clauses).toEqual([forbidden]);
    expect(report.verdict.uses?.[NER.key]?.verdict).toBe('deny');
  });

  it('beside the line of the diff', () => {
    const [one] = annotationsOf(refused, bom([NER]));
    expect(one?.message.split('\n').slice(0, 4)).toEqual(['its ancestors forbid it', ...SAYS]);
  });
});

it('says nothing twice: a reason that is the clause stands there once', () => {
  const text = markdown(
    verdict({
      findings: [denied(NER, [forbidden], { reason: `acme/ner ← acme/base: ${forbidden.text} (${forbidden.fact})` })],
      changes: added(NER),
    }),
    NER,
  );
  expect(text.split('commercial use is forbidden')).toHaveLength(2);
});

it('makes one block of what has one cause, with the paths of all', () => {
  const models = ['a', 'b', 'c', 'd', 'e'].map((name) => component(`hf:acme/${name}@${COMMIT}`));
  const findings = models.map((one) =>
    denied(one, [useReasonOf({ path: [one.name, 'lab/voice'] })], {
      cause: 'license CC-BY-NC-4.0',
      fix: { title: 'Replace 5 models', edits: [], command: null },
    }),
  );
  const text = markdown(verdict({ findings, changes: added(...models) }), ...models);
  expect(text).toContain('`acme/a` ← `lab/voice`, `acme/b` ← `lab/voice`, `acme/c` ← `lab/voice` +2 more · **CC-BY-NC-4.0**');
  expect(text.split('commercial use is forbidden')).toHaveLength(2);
  expect(text).toContain('5 models need 1 fix');
});

it('shows what denies before what a person decides, and counts what it leaves out', () => {
  const clauses = ['naming', 'territory', 'outputs', 'training', 'service'].map((clause, index) =>
    useReasonOf({
      clause: clause as UseReason['clause'],
      verdict: index === 4 ? 'deny' : 'review',
      text: `text ${index}`,
      fact: null,
      set: null,
    }),
  );
  const text = markdown(verdict({ findings: [denied(NER, clauses)], changes: added(NER) }), NER);
  expect([...text.matchAll(/text \d/g)].map(([found]) => found)).toEqual(['text 4', 'text 0', 'text 1', 'text 2']);
  expect(text).toContain('+1 more clause\n');
  expect(text).not.toContain('What decides');
});

describe('what licenses ask for', () => {
  const naming = useReasonOf({
    verdict: 'review',
    clause: 'naming',
    license: LLAMA,
    text: 'its name must be shown',
    set: 'product.facts.namingDisplayed',
  });
  const duties = [
    useDutyOf({
      clause: 'attribution',
      text: 'Ship the notice',
      copy: 'Llama 3.1 is licensed under the Llama 3.1 Community License',
      state: 'met',
    }),
    useDutyOf(),
    useDutyOf({ clause: 'flow-down', text: 'Pass on the acceptable-use policy', copy: null, state: 'open' }),
  ];
  const review = verdict({
    findings: [denied(NER, [naming], { level: 'warn', fix: { title: 'Decide on the Llama 3.1 license', edits: [], command: null } })],
    changes: added(NER),
    uses: { [NER.key]: answerOf(duties, [naming]) },
  });

  it('stands in the block, numbered, what is open first; the words to copy are folded', () => {
    const text = markdown(review, NER);
    expect(text).toContain('**1. Decide on the Llama 3.1 license**');
    expect(text).toContain(
      '`acme/ner` · **Llama 3.1 Community License**. You may ship it if you: ① pass on the acceptable-use policy (not done yet) ② show “Built with Llama” where people see the product (`product.facts.namingDisplayed`) ③ ship the notice (done). State what is done in the policy, by these keys',
    );
    expect(text).toContain(
      '<details><summary>Copy-ready texts</summary>\n\n```text\nBuilt with Llama\nLlama 3.1 is licensed under the Llama 3.1 Community License\n```\n\n</details>',
    );
  });

  it('says nothing twice: that nobody stated whether it is done stands with the duty', () => {
    const ways = ['show the name, and state it as product.facts.namingDisplayed', 'use another model'];
    const beginning = useDutyOf({ text: 'Let the name begin with “Llama”', copy: 'Llama' });
    const reasons = [
      { ...naming, text: 'nobody stated that it is done: show “Built with Llama” where people see the product', ways },
      {
        ...naming,
        text: 'nobody stated that it is done: let the name begin with “Llama”',
        set: 'product.facts.modelNameBeginsWith',
        ways: ['use another model'],
      },
      useReasonOf({
        verdict: 'review',
        clause: 'territory',
        license: LLAMA,
        text: 'it depends on the seat',
        fact: null,
        set: 'product.seat',
      }),
    ];
    const input = { ...review, findings: [denied(NER, reasons)], uses: { [NER.key]: answerOf([useDutyOf(), beginning], reasons) } };
    const text = markdown(input, NER);
    expect(text).not.toMatch(/nobody stated|state it as|You may ship/);
    expect(text).toContain('territory: it depends on the seat\nSay it in the policy: `product.seat`\n');
    expect(text).toContain('② let the name begin with “Llama” (`product.facts.modelNameBeginsWith`). State what is done');
    expect(text).toContain('To go on: ① use another model');
  });

  it('never says that doing it is enough where something else speaks against it', () => {
    const unknown = useReasonOf({ verdict: 'review', clause: 'unknown-license', license: null, text: 'its data has no license' });
    for (const answer of [answerOf(duties, [naming, unknown]), answerOf(duties, [naming, forbidden])]) {
      const text = markdown({ ...review, uses: { [NER.key]: answer } }, NER);
      expect(text).not.toContain('You may ship');
      expect(text).toContain('`acme/ner` · **Llama 3.1 Community License** asks you to: ①');
    }
  });

  it('stands once for each license, whatever number of components comes under it', () => {
    const models = Array.from({ length: 40 }, (_, index) => component(`hf:acme/m${index}@${COMMIT}`));
    const uses = Object.fromEntries(models.map((one) => [one.key, answerOf([useDutyOf({ path: [one.name, 'meta/llama'] })])]));
    const text = markdown(verdict({ changes: added(...models), uses }), ...models);
    expect(text.split('where people see the product')).toHaveLength(2);
    expect(text).toContain('<details><summary>What 1 license asks of you</summary>');
    expect(text).toContain(
      '- `acme/m0` ← `meta/llama`, `acme/m1` ← `meta/llama`, `acme/m10` ← `meta/llama` +37 more · **Llama 3.1 Community License** asks you to: ① show',
    );
  });

  it('is open as long as one of its components leaves it open', () => {
    const other = component(`hf:acme/other@${COMMIT}`);
    const uses = {
      [NER.key]: answerOf([useDutyOf({ state: 'met' })]),
      [other.key]: answerOf([useDutyOf({ state: 'open', path: [other.name] })]),
    };
    expect(markdown(verdict({ changes: added(NER, other), uses }), NER, other)).toContain('product (not done yet)');
  });

  it('alarms in no green row, and keeps the all-clear at two lines and folds', () => {
    const quiet = verdict({ changes: added(NER), uses: { [NER.key]: answerOf([useDutyOf()]) } });
    const [row] = reportViewOf(quiet, bom([NER])).rows;
    expect(row?.state).toBe('ok');
    const [head, ...folds] = markdown(quiet, NER).split('\n\n<details>');
    expect(head?.split('\n')).toHaveLength(2);
    expect(folds).toHaveLength(1);
  });

  it('tells nobody in a public repository what the policy states of the product', () => {
    const sold = useReasonOf({ clause: 'threshold', fact: 'the product has 812,345,678 users', set: 'product.users.monthly' });
    const text = markdown(
      withoutReasons({
        ...review,
        findings: [denied(NER, [sold], { reason: `too many (${sold.fact})` })],
        uses: { [NER.key]: answerOf(duties, [sold]) },
      }),
      NER,
    );
    expect(text).not.toMatch(/812|not done|\(done\)/);
    expect(text).toContain('What decides: not shown in a public repository · Say it in the policy: `product.users.monthly`');
  });

  it('is no word of a row where nothing but a name suggests the ancestor', () => {
    const guessed = { ...NER, lineage: { ancestors: [ancestorOf('hf:lab/voice', 'hf:acme/ner', { by: 'hint' })], cut: false } };
    const reason = useReasonOf({ verdict: 'review', path: ['acme/ner', 'lab/voice'] });
    const text = markdown(
      verdict({ findings: [denied(guessed, [reason])], changes: added(guessed), uses: { [guessed.key]: answerOf([], [reason]) } }),
      guessed,
    );
    expect(text).toContain('`acme/ner` ← `lab/voice` (perhaps) · **CC-BY-NC-4.0**');
    expect(text).toContain('| **Apache-2.0** |');
  });
});

describe('the license of a row', () => {
  const card = { from: 'card', text: 'apache-2.0', name: null, link: null } as const;
  const tuned = { ...NER, claims: [card] };

  it.each([
    [
      'terms of an ancestor',
      tuned,
      [useReasonOf({ path: PATH, license: LLAMA })],
      '**Llama 3.1 Community License** (card says Apache-2.0)',
    ],
    ['no card', NER, [useReasonOf({ path: PATH, license: LLAMA })], '**Llama 3.1 Community License** (its own license is not known)'],
    ['its own terms', tuned, [useReasonOf({ license: 'Apache-2.0' })], '**Apache-2.0**'],
    [
      'claims that disagree',
      { ...tuned, license: { ...NER.license, expression: `Apache-2.0 AND ${LLAMA}`, conflicting: true } },
      [],
      '**Llama 3.1 Community License** (card says Apache-2.0)',
    ],
    [
      'claims that nobody can tell apart',
      {
        ...tuned,
        license: { ...NER.license, expression: 'MIT OR GPL-2.0-only', conflicting: true },
        claims: [card, { ...card, text: 'mit' }],
      },
      [],
      '**MIT OR GPL-2.0-only** (claims disagree)',
    ],
  ])('%s', (_, one, reasons, expected) => {
    const text = markdown(
      verdict({ findings: [denied(one, reasons)], changes: added(one), uses: { [one.key]: answerOf([], reasons) } }),
      one,
    );
    expect(text).toContain(`| ${expected} |`);
  });
});
