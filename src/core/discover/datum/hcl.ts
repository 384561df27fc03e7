/** Terraform's language, and that of Nomad and Packer, as data with places. */
import { hclTree } from '../configs/settings/hcl-tree.ts';
import type { KeyedNode } from '../configs/keyed/tree.ts';
import { placedFile } from '../languages/shell/mapped.ts';
import type { Datum, DatumRead } from './datum.ts';

export function readHclDatum(text: string): DatumRead {
  const file = placedFile(text);
  const { root, cut } = hclTree(text);
  const datum = root === null ? null : datumOf(root);
  return { roots: datum === null ? [] : [datum], whole: !cut };

  /** As deep as the tree is read. */
  function datumOf(node: KeyedNode): Datum {
    const at = file.at(node.at);
    if (node.kind === 'scalar') return { kind: 'text', text: node.text, at };
    if (node.kind === 'list') return { kind: 'list', at, items: node.items().flatMap((item) => (item === null ? [] : [datumOf(item)])) };
    return {
      kind: 'map',
      at,
      entries: node
        .fields()
        .flatMap(({ name, value, at: key }) => (value === null ? [] : [{ key: name, at: file.at(key), value: datumOf(value) }])),
    };
  }
}
