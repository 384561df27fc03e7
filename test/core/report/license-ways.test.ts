/** Ways out of many clauses, and what of a license a shortened comment keeps. */
import { expect, it } from 'vitest';
import type { BomComponent, Finding, JudgedFinding, UseReason, Verdict } from '../../../src/core/model/index.ts';
import { markdownFormat } from '../../../src/core/report/markdown/index.ts';
import { COMMIT, useReasonOf } from '../../support/build.ts';
import { added, bom, component, finding, judged, verdict } from '../../support/verdict.ts';

const OPTIONS = { color: false, specVersion: '1.7' } as const;
const NER = component(`hf:acme/ner@${COMMIT}`);

function denied(one: BomComponent, clauses: readonly UseReason[], input: Partial<Finding> = {}): JudgedFinding {
  const fix = { title: `Replace ${one.name}`, edits: [], command: null };
  return judged(finding(one, { rule: 'license/lineage', gap: 'lineage', reason: 'its ancestors forbid it', clauses, fix, ...input }));
}

function markdown(input: Verdict, ...components: readonly BomComponent[]): string {
  return markdownFormat.render(input, bom(components), OPTIONS);
}

it('joins the ways out of all clauses: of each one first, and none twice', () => {
  const clauses = (['naming', 'territory'] as const).map((clause, index) =>
    useReasonOf({
      clause,
      text: `text ${index}`,
      ways: [`first of ${clause}`, 'use another model', ...['b', 'c', 'd', 'e'].map((one) => `${one} of ${clause}`)],
    }),
  );
  const text = markdown(verdict({ findings: [denied(NER, clauses)], changes: added(NER) }), NER);
  expect(text).toContain(
    'To go on: ① first of naming ② first of territory ③ use another model ④ b of naming ⑤ b of territory ⑥ c of naming +5 more',
  );
});

it('keeps who carries it, what decides and one way out where a comment is shortened', () => {
  const models = Array.from({ length: 40 }, (_, index) => component(`hf:acme/m${index}@${COMMIT}`));
  const long = (name: string): UseReason =>
    useReasonOf({ path: [name, 'acme/base', 'acme/root', 'lab/voice'], ways: ['use another model', 'x'.repeat(400)] });
  const findings = models.map((one) => denied(one, [long(one.name)], { cause: `license ${one.name}` }));
  const text = markdownFormat.render(verdict({ findings, changes: added(...models) }), bom(models), { ...OPTIONS, limit: 24_000 });
  const shortened = text.split('\n').filter((one) => /^\*\*\d+\. /.test(one) && !one.includes('[') && one.includes('· What decides'));
  expect(shortened.length).toBeGreaterThan(20);
  for (const one of shortened)
    expect(one).toMatch(
      /`acme\/m\d+` ← … ← `lab\/voice` · CC-BY-NC-4\.0, commercial use · What decides: the product is commercial · To go on: use another model$/,
    );
});
