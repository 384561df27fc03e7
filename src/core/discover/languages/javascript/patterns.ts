/** What a pattern binds: each name to its part of the value. */
import type { Expression } from '../../../model/index.ts';
import { bare, environment, isEnvironment } from './environment.ts';
import { type FormContext, valueOfNode, asWrittenIn } from './form.ts';
import type { ScriptNode, BindingPattern } from './syntax/index.ts';

/** What stands on the right: as it is written, or a part of it. */
export interface Given {
  readonly node: ScriptNode | null;
  readonly express: () => Expression;
}

export interface BoundPart extends Given {
  readonly name: string;
  readonly at: number;
}

const MAX_PARTS = 2_000;

/** `place`: a member or an item that is set. */
export function boundParts(
  pattern: BindingPattern,
  given: Given,
  around: FormContext,
  place: (node: ScriptNode, given: Given) => void,
): BoundPart[] {
  const found: BoundPart[] = [];
  const open: [BindingPattern, Given][] = [[pattern, given]];
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
        if (one.rest !== null) open.push([one.rest, { node: null, express: () => asWrittenIn(one.at, around) }]);
    }
  }
  return found;
}

function entryOf(key: ScriptNode, { node, express }: Given, around: FormContext): Given {
  const plain = node === null ? null : bare(node);
  if (plain !== null && key.type === 'text' && isEnvironment(plain)) return { node: null, express: () => environment(key.value) };
  const of =
    plain?.type === 'table' && key.type === 'text'
      ? plain.entries.find((entry) => entry.key?.type === 'text' && entry.key.value === key.value)
      : undefined;
  if (of !== undefined) return { node: of.value, express: () => valueOfNode(of.value, around) };
  if (key.type === 'text') return { node: null, express: () => ({ kind: 'member', of: express(), name: key.value }) };
  return { node: null, express: () => ({ kind: 'item', of: express(), key: valueOfNode(key, around) }) };
}

function withFallback(given: Given, fallback: ScriptNode | null, around: FormContext): Given {
  if (fallback === null) return given;
  return { node: null, express: () => ({ kind: 'either', first: given.express(), second: valueOfNode(fallback, around) }) };
}
