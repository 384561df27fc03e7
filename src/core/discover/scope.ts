/** What a path is for, by the names that projects use. Relaxes license and service rules only (T5). */
import type { Scope } from '../model/index.ts';

const TEST_PART = /^(?:tests?|testing|__tests__|spec|specs|e2e|fixtures?|conftest\.py)$/i;
const TEST_FILE = /^(?:test_[^/]*\.py|[^/]*_test\.py|[^/]*\.(?:test|spec)\.[cm]?[jt]sx?)$/i;
const DOCS_PART = /^(?:docs?|documentation)$/i;
const EXAMPLE_PART = /^(?:examples?|samples?|demos?|tutorials?|cookbooks?)$/i;

export type Label = (path: string) => Scope;

export function scopeOf(path: string): Scope {
  const parts = path.split('/');
  const file = parts.at(-1) ?? '';
  if (TEST_FILE.test(file) || parts.some((part) => TEST_PART.test(part))) return 'test';
  const folders = parts.slice(0, -1);
  if (folders.some((part) => DOCS_PART.test(part)) || /\.(?:md|rst)$/i.test(file)) return 'docs';
  if (folders.some((part) => EXAMPLE_PART.test(part))) return 'example';
  return 'product';
}

/** The same label, worked out once for each path: a file is asked about for everything that imports it. */
export function remembered(label: Label): Label {
  const known = new Map<string, Scope>();
  return (path) => {
    const scope = known.get(path) ?? label(path);
    known.set(path, scope);
    return scope;
  };
}
