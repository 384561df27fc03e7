/** What an import says → the file it names, or the package. */

import { AI_PACKAGES, rootOfPackage } from './api-table.ts';

const SUFFIX = /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/i;

export interface Specifier {
  readonly module: string;
  /** How many folders up it is relative, the own one counted; 0: it is not. */
  readonly level: number;
}

/** "../a/b.js" → a/b, two folders up. */
export function specifierOf(written: string): Specifier {
  const clean = written.replace(/[?#].*$/, '').slice(0, 500);
  if (!/^\.{1,2}(?:\/|$)/.test(clean)) return { module: packageRoot(clean) ?? clean.replace(SUFFIX, ''), level: 0 };
  let level = 1;
  const parts: string[] = [];
  for (const part of clean.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0) parts.pop();
    else level += 1;
  }
  return { module: parts.join('/').replace(SUFFIX, ''), level };
}

/** An address of a package: "npm:openai@4", "https://esm.sh/@huggingface/transformers@3". */
const ADDRESS =
  /^(?:npm:\/?|jsr:\/?|https?:\/\/(?:esm\.sh|esm\.run|cdn\.skypack\.dev|unpkg\.com|cdn\.jsdelivr\.net\/npm|ga\.jspm\.io\/npm:|deno\.land\/x)\/)((?:@[\w.-]{1,100}\/)?[\w.-]{1,100})(?:@[^/]{1,60})?(?:\/.*)?$/;

/** A package of the API table, whose parts are one package: "langchain/chat_models/openai". null: none of these. */
function packageRoot(specifier: string): string | null {
  const root = rootOfPackage(ADDRESS.exec(specifier)?.[1] ?? specifier);
  return AI_PACKAGES.has(root) ? root : null;
}

/** A path of this tree, by how people write it: relative, or by an alias. */
export function mayBeOfTree({ module, level }: Specifier): boolean {
  return level > 0 || /^(?:[@~#$]?\/|[~#$]|src\/|app\/|lib\/)/.test(module);
}
