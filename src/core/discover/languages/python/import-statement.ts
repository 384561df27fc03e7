/** Import statements of the grammar → facts. */
import type { Node } from './syntax/index.ts';
import type { ImportFact } from '../../../model/index.ts';

function place(node: Node): { line: number; column: number } {
  return { line: node.startPosition.row + 1, column: node.startPosition.column + 1 };
}

export function plainImports(node: Node): ImportFact[] {
  return node.childrenForFieldName('name').flatMap((child): ImportFact[] => {
    if (child === null) return [];
    const alias = child.childForFieldName('alias')?.text ?? null;
    const module = child.type === 'aliased_import' ? (child.childForFieldName('name')?.text ?? '') : child.text;
    return [{ kind: 'import', module, level: 0, names: [], alias, ...place(node) }];
  });
}

export function fromImport(node: Node): ImportFact {
  const from = node.childForFieldName('module_name')?.text ?? '';
  const dots = /^\.*/.exec(from)?.[0] ?? '';
  const names = node.childrenForFieldName('name').flatMap((child) => {
    if (child === null) return [];
    const name = child.type === 'aliased_import' ? (child.childForFieldName('name')?.text ?? '') : child.text;
    return [{ name, as: child.childForFieldName('alias')?.text ?? name }];
  });
  const star = node.namedChildren.some((child) => child?.type === 'wildcard_import');
  return {
    kind: 'import',
    module: from.slice(dots.length),
    level: dots.length,
    names: star ? [{ name: '*', as: '*' }] : names,
    alias: null,
    ...place(node),
  };
}

/** `t = importlib.import_module("transformers")`: an import under another name. null: it is none, or one of a computed name. */
export function calledImport(alias: string, call: Node): ImportFact | null {
  if (call.type !== 'call' || call.endIndex - call.startIndex > MAX_CALL) return null;
  const match = /^(?:importlib\.)?(?:import_module|__import__)\(\s{0,20}["']([A-Za-z_]\w*(?:\.\w+)*)["']\s{0,20}\)$/.exec(call.text);
  const module = match?.[1];
  // `__import__("a.b")` gives `a`.
  if (module === undefined || (call.text.startsWith('__import__') && module.includes('.'))) return null;
  return { kind: 'import', module, level: 0, names: [], alias, ...place(call) };
}
const MAX_CALL = 200;
