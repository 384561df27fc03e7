/** Dotted names as the imports of a file have them. */
import type { Node } from './syntax/index.ts';
import type { ImportFact } from '../../../model/index.ts';

/** Bound name → dotted origin: `import numpy as np` gives np → numpy, `from a import b` gives b → a.b. */
export function origins(imports: readonly ImportFact[]): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const fact of imports) {
    if (fact.level > 0) {
      for (const { name, as } of fact.names) map.set(as, `.${fact.module}.${name}`);
      continue;
    }
    if (fact.names.length === 0) {
      const root = fact.module.split('.')[0] ?? fact.module;
      map.set(fact.alias ?? root, fact.alias === null ? root : fact.module);
    }
    for (const { name, as } of fact.names) map.set(as, name === '*' ? fact.module : `${fact.module}.${name}`);
  }
  return map;
}

/** `from os import environ as e` makes `e` os.environ. "" for what is no dotted name. */
export function dottedOrigin(node: Node | null, imported: ReadonlyMap<string, string>): string {
  if (node === null || (node.type !== 'identifier' && node.type !== 'attribute') || node.endIndex - node.startIndex > 200) return '';
  const [first = '', ...rest] = node.text.replace(/\s+/g, '').split('.');
  return [imported.get(first) ?? first, ...rest].join('.');
}
