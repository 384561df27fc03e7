/** Folders of what others wrote, which lies in a tree under their terms: no license of the product. */
const OTHERS =
  /(?:^|\/)(?:node_modules|vendor|vendors|vendored|_vendor|third[-_]?part(?:y|ies)|3rd[-_]?party|externals?|extern|bower_components|site-packages|\.venv|venv|pods|carthage|godeps|licen[cs]es)\//i;

export function isOthers(path: string): boolean {
  return OTHERS.test(path);
}
