/** From a component of a Bom to its graph. */
import { expect, it } from 'vitest';
import { graphOf, modalitiesOf } from '../../src/core/license/lineage/of-component.ts';
import type { Ancestor, BomComponent } from '../../src/core/model/index.ts';
import { cardSays, clauses, componentOf, FOR_SALE, HUB, judged } from './lineage-support.ts';

function ancestor(ref: string, of: string, license: string | null, more: Partial<Ancestor> = {}): Ancestor {
  return {
    ref,
    kind: ref.startsWith('hf:datasets/') ? 'dataset' : 'model',
    of,
    relation: 'finetune',
    by: 'card',
    claims: license === null ? [] : cardSays(license),
    commit: null,
    pipelineTag: null,
    unresolved: license === null ? { reason: 'gated', detail: 'HTTP 404: missing or private' } : null,
    ...more,
  };
}

const told = (one: BomComponent): string[] => clauses(judged(graphOf(one), FOR_SALE));

it('follows every step from the component on', () => {
  const ancestors = [ancestor('hf:acme/base', 'hf:acme/ner', 'mit'), ancestor('hf:acme/root', 'hf:acme/base', 'cc-by-nc-4.0')];
  expect(told(componentOf('mit', { lineage: { ancestors, cut: false } }))).toEqual([
    'deny commercial-use acme/ner ← acme/base ← acme/root',
    'review laundering acme/ner ← acme/base ← acme/root',
  ]);
});

it('names an ancestor that nobody gets to see, and why', () => {
  const one = componentOf('mit', { lineage: { ancestors: [ancestor('hf:acme/secret', 'hf:acme/ner', null)], cut: false } });
  const { reasons } = judged(graphOf(one), FOR_SALE);
  expect(reasons.map(({ text }) => text)).toEqual([
    'It was made from acme/secret, whose terms nobody knows: HTTP 404: missing or private.',
  ]);
});

it('an ancestor by the name of the component brings no other license for it', () => {
  const ancestors = [ancestor('hf:acme/base', 'hf:acme/ner', 'mit'), ancestor('hf:acme/ner', 'hf:acme/base', 'mit')];
  const graph = graphOf(componentOf('cc-by-nc-4.0', { lineage: { ancestors, cut: false } }));
  expect(graph.nodes.get(graph.root)?.expression).toBe('CC-BY-NC-4.0');
});

it('no lineage is unknown, not original (T11)', () => {
  expect(graphOf(componentOf('mit')).declared).toBe(false);
  expect(graphOf(componentOf('mit', { lineage: { ancestors: [], cut: false } })).declared).toBe(false);
  const hinted = [ancestor('hf:acme/base', 'hf:acme/ner', 'mit', { by: 'hint' })];
  expect(graphOf(componentOf('mit', { lineage: { ancestors: hinted, cut: false } })).declared).toBe(false);
  expect(told(componentOf('mit', { lineage: { ancestors: hinted, cut: false } }))).toEqual(['review lineage acme/ner ← acme/base']);
});

it('what the hub names and nobody followed is not known', () => {
  const hub = { ...HUB, baseModels: [{ id: 'acme/base', relation: 'adapter' as const }], datasets: ['acme/rows'] };
  expect(told(componentOf('mit', { hub }))).toEqual(['review lineage acme/ner ← acme/base', 'review lineage acme/ner ← acme/rows']);
});

it('a lineage that was cut says so (T32)', () => {
  expect(told(componentOf('mit', { lineage: { ancestors: [], cut: true } }))).toEqual(['review lineage acme/ner']);
});

it.each([
  ['text-generation', ['text']],
  ['image-text-to-text', ['text', 'image']],
  ['automatic-speech-recognition', ['audio']],
  ['any-to-any', ['text', 'image', 'audio', 'video']],
  ['reinforcement-learning', []],
  [null, []],
])('the task %s takes in or gives %j', (task, forms) => {
  expect(modalitiesOf(task)).toEqual(forms);
});

it.each<[string, string, readonly Ancestor[], number]>([
  ['the owner may alter his own work', 'cc-by-nd-4.0', [ancestor('hf:acme/base', 'hf:acme/ner', 'cc-by-nd-4.0')], 0],
  ['under the same license alone', 'mit', [ancestor('hf:acme/base', 'hf:acme/ner', 'cc-by-nd-4.0')], 1],
  ['nobody else may', 'cc-by-nd-4.0', [ancestor('hf:lab/base', 'hf:acme/ner', 'cc-by-nd-4.0')], 1],
  ['a publisher is one of a host', 'cc-by-nd-4.0', [ancestor('modelscope:acme/base', 'hf:acme/ner', 'cc-by-nd-4.0')], 1],
  [
    'by way of somebody else it is no own work',
    'cc-by-nd-4.0',
    [ancestor('hf:lab/mid', 'hf:acme/ner', 'cc-by-nd-4.0'), ancestor('hf:acme/base', 'hf:lab/mid', 'cc-by-nd-4.0')],
    1,
  ],
])('no derivatives: %s', (_, own, ancestors, count) => {
  const found = told(componentOf(own, { lineage: { ancestors, cut: false } })).filter((one) => one.startsWith('deny derivatives'));
  expect(found).toHaveLength(count);
});
