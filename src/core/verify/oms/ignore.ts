/** Which paths of a model are left out (OMS v1.0, section 6.2): exact paths and the folders they name; no patterns. */

/** At the root of the model only. */
const GIT_PATHS = ['.git', '.gitattributes', '.github', '.gitignore'] as const;

export interface IgnoreOptions {
  readonly gitPaths: boolean;
  /** Relative to the model, by the signer and by the caller; what names no path inside the model is passed over. */
  readonly paths: readonly string[];
}

/** Sorted, in the form that a statement records. */
export function ignoredPaths({ gitPaths, paths }: IgnoreOptions): readonly string[] {
  const inside = paths.map(normalized).filter((path) => path !== null);
  return [...new Set([...(gitPaths ? GIT_PATHS : []), ...inside])].sort();
}

/** Linear in the depth of the path. */
export function ignores(ignored: ReadonlySet<string>, path: string): boolean {
  if (ignored.has(path)) return true;
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
    if (ignored.has(path.slice(0, slash))) return true;
  }
  return false;
}

/** null: it is absolute, leaves the model, or is the model itself, which must not hide everything. */
function normalized(path: string): string | null {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (path.startsWith('/') || parts.length === 0 || parts.includes('..')) return null;
  return parts.join('/');
}
