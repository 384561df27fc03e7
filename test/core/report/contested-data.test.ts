/** What a model was trained on: a remark where it is no finding. */
import { expect, it } from 'vitest';
import { remarksOf } from '../../../src/core/report/view/remarks.ts';
import type { UseAnswer, UseReason } from '../../../src/core/model/index.ts';
import { useReasonOf } from '../../support/build.ts';
import { bom, component, finding, judged, verdict } from '../../support/verdict.ts';

function answer(model: string, more: Partial<UseReason> = {}): UseAnswer {
  const reason = useReasonOf({ verdict: 'review', path: [model, 'lab/data'], throughData: true, ...more });
  return { verdict: 'review', reasons: [reason], duties: [], effective: null };
}

function told(uses: Readonly<Record<string, UseAnswer>>, names: readonly string[] = []): string[] {
  const findings = names.map((name) => judged(finding(component('hf:acme/ner'), { rule: 'license/lineage', name })));
  return remarksOf(verdict({ uses, findings }), bom([])).flatMap(({ text }) => (text.includes('trained on data') ? [text] : []));
}

it.each<[string, Readonly<Record<string, UseAnswer>>, readonly string[], string | null]>([
  ['one model', { a: answer('acme/ner') }, [], 'acme/ner: trained on data'],
  ['many models are one line', { b: answer('b/b'), a: answer('a/a'), c: answer('c/c') }, [], 'a/a and 2 more models: trained on data'],
  ['a finding says it already', { a: answer('acme/ner') }, ['acme/ner'], null],
  ['what is breached is no remark', { a: answer('acme/ner', { verdict: 'deny' }) }, [], null],
  ['nothing', {}, [], null],
])('%s', (_, uses, findings, starts) => {
  expect(told(uses, findings)).toEqual(starts === null ? [] : [expect.stringContaining(starts)]);
});
