/** What was worked out → Value: the texts that are known, and what else decides. */
import type { Expression, Feed, Literal, Value } from '../../model/index.ts';
import { renderExpression } from './render.ts';
import type { Thing } from './things.ts';

export function valueOf(things: readonly Thing[], expression: Expression): Value {
  const known: Literal[] = [];
  const open: Feed[] = [];
  let ends: Pick<Value, 'prefix' | 'suffix'> = {};
  const isSaid = things.some((one) => one.kind === 'text' || (one.kind === 'open' && one.feed.made !== undefined));
  for (const thing of things) {
    if (thing.kind === 'text') {
      const { kind: _, ...literal } = thing;
      known.push(literal);
    } else if (thing.kind === 'open') {
      open.push(thing.feed);
      const { prefix, suffix } = thing;
      if (ends.prefix === undefined && ends.suffix === undefined)
        ends = { ...(prefix === undefined ? {} : { prefix }), ...(suffix === undefined ? {} : { suffix }) };
    }
    // A list, a class, a number where a text is asked for. Nothing is what a name holds until something is loaded or named.
    else if (!isNothing(thing) || !isSaid) open.push({ from: 'unmodeled', key: renderExpression(expression) });
  }
  return { known, ...ends, open: each(open) };
}

function isNothing(thing: Thing): boolean {
  return thing.kind === 'constant' && thing.value === null;
}

function each(feeds: readonly Feed[]): readonly Feed[] {
  return feeds.length < 2 ? feeds : [...new Map(feeds.map((feed) => [JSON.stringify(feed), feed])).values()];
}
