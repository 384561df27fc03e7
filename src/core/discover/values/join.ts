/** Texts that are put together: each way they can be, and how a text begins and ends that is not known whole. */
import type { Expression } from '../../model/index.ts';
import type { Spot } from './code.ts';
import type { EvaluationRun } from './run.ts';
import { renderExpression } from './render.ts';
import { belongTogether, picksOf } from './picks.ts';
import { MAX_OPTIONS, type Thing, unmodeled, weakest } from './things.ts';

type Text = Extract<Thing, { kind: 'text' }>;
type Open = Extract<Thing, { kind: 'open' }>;

export function joinedThings(run: EvaluationRun, one: Extract<Expression, { kind: 'join' }>, where: Spot): readonly Thing[] {
  const between = one.between ?? '';
  let all: readonly Thing[] = [{ kind: 'text', text: '', how: 'literal' }];
  for (const [index, part] of one.parts.entries()) {
    const found = run.things(part, where).map((thing) => asText(thing, part));
    if (found.length === 0) return [];
    if (!run.spend(all.length * found.length)) return [unmodeled(renderExpression(one))];
    const gap = index === 0 ? '' : between;
    all = all
      .flatMap((left) => found.flatMap((right) => (belongTogether(picksOf(left), picksOf(right)) ? [joined(left, right, gap)] : [])))
      .slice(0, MAX_OPTIONS + 1);
  }
  const key = renderExpression(one);
  return all.map((thing) => {
    if (thing.kind !== 'open') return thing;
    const { of, at } = thing.feed;
    return { ...thing, feed: { from: 'unmodeled', key, ...(of === undefined ? {} : { of }), ...(at === undefined ? {} : { at }) } };
  });
}

function asText(thing: Thing, part: Expression): Text | Open {
  if (thing.kind === 'text' || thing.kind === 'open') return thing;
  if (thing.kind === 'constant' && typeof thing.value === 'number') return { kind: 'text', text: `${thing.value}`, how: 'literal' };
  return { kind: 'open', feed: { from: 'unmodeled', key: renderExpression(part) } };
}

function picksOfBoth(left: Text, right: Text): Partial<Text> {
  const picks = [...picksOf(left), ...picksOf(right)];
  return picks.length === 0 ? {} : { picks };
}

/** Longer names there are not. */
const MAX_TEXT = 10_000;

function joined(left: Thing, right: Text | Open, gap: string): Thing {
  if (left.kind === 'text' && right.kind === 'text') {
    const at = right.at ?? left.at;
    const via = left.via ?? right.via;
    return {
      kind: 'text',
      text: `${left.text}${gap}${right.text}`.slice(0, MAX_TEXT),
      how: weakest([left.how, right.how]),
      ...picksOfBoth(left, right),
      ...(at === undefined ? {} : { at }),
      ...(via === undefined ? {} : { via }),
    };
  }
  const feed =
    left.kind === 'open'
      ? left.feed.of === undefined && right.kind === 'open'
        ? right.feed
        : left.feed
      : right.kind === 'open'
        ? right.feed
        : null;
  const start =
    left.kind === 'text'
      ? `${left.text}${gap}${right.kind === 'open' ? (right.prefix ?? '') : ''}`
      : left.kind === 'open'
        ? left.prefix
        : undefined;
  const end = right.kind === 'text' ? `${left.kind === 'open' ? (left.suffix ?? '') : ''}${gap}${right.text}` : right.suffix;
  const { backed: _, made: __, ...open } = feed ?? { from: 'unmodeled' as const, key: '' };
  return {
    kind: 'open',
    feed: open,
    ...(start === undefined || start === '' ? {} : { prefix: start.slice(0, MAX_TEXT) }),
    ...(end === undefined || end === '' ? {} : { suffix: end.slice(0, MAX_TEXT) }),
  };
}
