/** Lists of arguments: `["--model", "name"]`, `["--model=name"]`, as a map of options. */
import { saysNoName } from './model-words.ts';
import { type KeyedField, type KeyedNode, type KeyedScalar, keyWords } from './tree.ts';

const OPTION = /^--?([a-z][\w-]{1,60})(?:=(.{1,300}))?$/;

/** Options of llama.cpp. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ['hf', 'hf_repo'],
  ['hfr', 'hf_repo'],
]);
const WORDS = /[^\s"'`]+/g;
const MAX_TEXT = 20_000;

/** The same in the text of a key that is no prose: `--model name`. */
export function argumentsOfText(name: string, node: KeyedScalar): KeyedField[] {
  if (!node.text.includes('--') || saysNoName(keyWords(name)) || node.text.length > MAX_TEXT) return [];
  const items = Array.from(
    node.text.matchAll(WORDS),
    ({ 0: text, index }): KeyedScalar => ({ kind: 'scalar', text, at: node.place?.(index) ?? node.at }),
  );
  return argumentsIn({ kind: 'list', at: node.at, items: () => items });
}

export function argumentsIn(list: KeyedNode | null): KeyedField[] {
  if (list?.kind !== 'list') return [];
  const items = list.items();
  return items.flatMap((item, index): KeyedField[] => {
    const match = item?.kind === 'scalar' ? OPTION.exec(item.text) : null;
    if (item?.kind !== 'scalar' || match === null) return [];
    const next = items[index + 1];
    const text = match[2];
    const value: KeyedScalar | null = text !== undefined ? { kind: 'scalar', text, at: item.at } : next?.kind === 'scalar' ? next : null;
    return value === null || value.text.startsWith('-') ? [] : [{ name: SHORT.get(match[1] ?? '') ?? match[1] ?? '', value, at: item.at }];
  });
}
