/** What a pattern binds: each name to its part of the value. */
import type { Expression } from '../../../model/index.ts';
import { type Around, bare, environment, expressionOf, isEnvironment, written } from './form.ts';
import type { Node, Pattern } from './syntax/index.ts';

/** What stands on the right: as it is written, or a part of it. */
export interface Given {
  readonly node: Node | null;
  readonly express: () => Expression;
}

export interface BoundPart extends Given {
  readonly name: string;
  readonly at: number;
}

const MAX_PARTS = 2_000;

/** `place`: a member or an item that is set. */
export function partsOf(pattern: Pattern, given: Given, around: Around, place: (node: Node, given: Given) => void): BoundPart[] {
  const found: BoundPart[] = [];
  const open: [Pattern, Given][] = [[pattern, given]];
  for (let next = open.pop(); next !== undefined && found.length < MAX_PARTS; next = open.pop()) {
    const [one, value] = next;
    switch (one.kind) {
      case 'name':
        found.push({ ...value, name: one.name, at: one.at.start });
        break;
      case 'place':
        place(one.node, value);
        break;
      case 'table':
        for (const entry of one.entries) open.push([entry.target, withFallback(entryOf(entry.key, value, around), entry.fallback, around)]);
        if (one.rest !== null) open.push([one.rest, value]);
        break;
      case 'list':
        one.items.forEach((item, index) => {
          if (item === null) return;
          const part: Given = { node: null, express: () => ({ kind: 'part', of: value.express(), index }) };
          open.push([item.target, withFallback(part, item.fallback, around)]);
        });
        if (one.rest !== null) open.push([one.rest, { node: null, express: () => written(one.at, around) }]);
    }
  }
  return found;
}

function entryOf(key: Node, { node, express }: Given, around: Around): Given {
  const plain = node === null ? null : bare(node);
  if (plain !== null && key.type === 'text' && isEnvironment(plain)) return { node: null, express: () => environment(key.value) };
  const of = plain?.type === 'table' && key.type === 'text' ? plain.entries.find((entry) => entry.key?.type === 'text' && entry.key.value === key.value) : undefined;
  if (of !== undefined) return { node: of.value, express: () => expressionOf(of.value, around) };
  if (key.type === 'text') return { node: null, express: () => ({ kind: 'member', of: express(), name: key.value }) };
  return { node: null, express: () => ({ kind: 'item', of: express(), key: expressionOf(key, around) }) };
}

function withFallback(given: Given, fallback: Node | null, around: Around): Given {
  if (fallback === null) return given;
  return { node: null, express: () => ({ kind: 'either', first: given.express(), second: expressionOf(fallback, around) }) };
}
