/** Nodes of a YAML document as the neutral tree that the resolver of configurations reads; aliases and merges are followed on the way. */
import { isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import type { PinSite } from '../../../model/index.ts';
import type { Mapped, PlacedFile } from '../../languages/shell/mapped.ts';
import type { KeyedField, KeyedNode } from '../keyed/tree.ts';
import type { YamlField, References } from './references.ts';
import { isEmptyScalar, scalarText } from './scalar.ts';

export function neutralFields(fields: readonly YamlField[], references: References, file: PlacedFile): KeyedField[] {
  return fields.map((field) => ({
    name: field.name,
    value: neutral(field.value, references, file),
    at: field.at,
    ...(field.merged ? { merged: true as const } : {}),
  }));
}

export function neutral(written: Node | null, references: References, file: PlacedFile): KeyedNode | null {
  const node = references.target(written);
  if (node === null) return null;
  const at = node.range?.[0] ?? 0;
  if (isScalar(node)) {
    let mapped: Mapped | null = null;
    return {
      kind: 'scalar',
      text: String(node.value),
      at,
      ...(isEmptyScalar(node) ? { empty: true as const } : {}),
      ...(node.tag !== undefined && /^!(?!!|$)/.test(node.tag) ? { tag: node.tag } : {}),
      place: (index) => (mapped ??= scalarText(node, file.text)).offsets[index] ?? at,
      site: () => valueSite(node, file),
    };
  }
  if (isSeq<Node | null>(node)) return { kind: 'list', at, items: () => node.items.map((item) => neutral(item, references, file)) };
  if (!isMap(node)) return null;
  let fields: readonly KeyedField[] | null = null;
  return { kind: 'map', at, fields: () => (fields ??= neutralFields(references.fields(node), references, file)) };
}

/** Plain, a commit could be read as a number: quotes are written where none stand. */
function valueSite(node: Scalar, file: PlacedFile): PinSite | null {
  const [start, end] = node.range ?? [0, 0];
  if (node.type === 'PLAIN') {
    const inserted = start === end;
    return file.site(
      start,
      end,
      inserted && /[:\s]/.test(file.text[start - 1] ?? '') && file.text[start - 1] === ':' ? ' "{commit}"' : '"{commit}"',
    );
  }
  const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
  return quoted && file.text.slice(start + 1, end - 1) === node.value ? file.site(start + 1, end - 1, '{commit}') : null;
}
