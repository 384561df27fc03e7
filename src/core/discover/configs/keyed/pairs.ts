/** `[{name: NAME, value: text}]`: a map that is written as a list (Kubernetes, task definitions, settings of cloud services). */
import { isPairName } from './neighbors.ts';
import type { KeyedField, KeyedNode } from './tree.ts';

export function pairsIn(items: readonly (KeyedNode | null)[]): KeyedField[] {
  return items.flatMap((item) => pairOf(item) ?? []);
}

function pairOf(item: KeyedNode | null): KeyedField | null {
  if (item?.kind !== 'map') return null;
  const fields = item.fields();
  if (fields.length > 4) return null;
  const name = fields.find((field) => /^(?:name|key)$/i.test(field.name))?.value;
  const value = fields.find((field) => /^value$/i.test(field.name))?.value;
  return name?.kind === 'scalar' && value?.kind === 'scalar' && isPairName(name.text) ? { name: name.text, value, at: value.at } : null;
}
