/** Lists of arguments: `["--model", "name"]`, `["--model=name"]`, as a map of options. */
import type { KeyedField, KeyedNode, KeyedScalar } from './tree.ts';

const OPTION = /^--?([a-z][\w-]{1,60})(?:=(.{1,300}))?$/;

export function argumentsIn(list: KeyedNode | null): KeyedField[] {
  if (list?.kind !== 'list') return [];
  const items = list.items();
  return items.flatMap((item, index): KeyedField[] => {
    const match = item?.kind === 'scalar' ? OPTION.exec(item.text) : null;
    if (item?.kind !== 'scalar' || match === null) return [];
    const next = items[index + 1];
    const text = match[2];
    const value: KeyedScalar | null = text !== undefined ? { kind: 'scalar', text, at: item.at } : next?.kind === 'scalar' ? next : null;
    return value === null || value.text.startsWith('-') ? [] : [{ name: match[1] ?? '', value, at: item.at }];
  });
}
