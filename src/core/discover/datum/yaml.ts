/** YAML as data with places. Aliases are left out: who wants them follows them (`configs/yaml`). */
import { type Document, isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments, Scalar } from 'yaml';
import { type YamlLimits, yamlRefusal } from '../../base/yaml-limits.ts';
import type { At } from '../../model/index.ts';
import { withoutTemplates } from '../configs/yaml/template.ts';
import { placedFile } from '../languages/shell/mapped.ts';
import type { Datum, DatumRead } from './datum.ts';

const LIMITS: YamlLimits = { depth: 60, indent: 400, entries: 50_000, references: true };

export function readYamlDatum(text: string): DatumRead {
  if (yamlRefusal(text, LIMITS) !== null) return { roots: [], whole: false };
  let documents = parsed(text);
  if (documents.some(({ errors }) => errors.length > 0) && text.includes('{{')) documents = parsed(withoutTemplates(text));
  if (documents.some(({ errors }) => errors.length > 0)) return { roots: [], whole: false };
  const file = placedFile(text);
  const left: { top: string; at: At }[] = [];
  const roots = documents.flatMap(({ contents }) => datumOf(contents) ?? []);
  return { roots, whole: true, ...(left.length === 0 ? {} : { left }) };

  /** As deep as the limits let a text be. */
  function datumOf(node: Node | null, top: string | null = null): Datum | null {
    if (isScalar(node)) return typeof node.value === 'string' ? { kind: 'text', text: node.value, at: atOf(node), ...blockOf(node) } : null;
    if (isSeq<Node | null>(node))
      return { kind: 'list', at: atOf(node), items: node.items.flatMap((item) => datumOf(item, top ?? '') ?? []) };
    if (isAlias(node)) left.push({ top: top ?? '', at: atOf(node) });
    if (!isMap<Node, Node | null>(node)) return null;
    return {
      kind: 'map',
      at: atOf(node),
      entries: node.items.flatMap(({ key, value }) => {
        const name = isScalar(key) && typeof key.value === 'string' ? key.value : null;
        if (name === null || name === '<<') left.push({ top: top ?? name ?? '', at: atOf(key) });
        const datum = name === null ? null : datumOf(value, top ?? name);
        return datum === null ? [] : [{ key: String((key as { value?: unknown }).value), at: atOf(key), value: datum }];
      }),
    };
  }

  function atOf(node: Node): At {
    return file.at(node.range?.[0] ?? 0);
  }
}

function blockOf({ type }: Scalar): { readonly block?: true } {
  return type === Scalar.BLOCK_LITERAL ? { block: true } : {};
}

function parsed(text: string): readonly Document.Parsed[] {
  const documents = parseAllDocuments(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  return Array.isArray(documents) ? documents : [];
}
