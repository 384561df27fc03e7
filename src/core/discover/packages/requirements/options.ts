/** Options in a requirements file: of one requirement (`--hash`), or of the whole run (`--index-url`). */

export type FileOption =
  | { readonly kind: 'index' | 'extra-index'; readonly url: string }
  | { readonly kind: 'require-hashes' }
  | { readonly kind: 'editable'; readonly target: string }
  /** Has no component in it: -r and -c name files that are read by themselves. */
  | { readonly kind: 'other' };

const FLAGS = new Set(['--no-index', '--pre', '--prefer-binary', '--require-hashes']);
const INDEX = new Set(['-i', '--index-url', '--pypi-url']);
const EXTRA = new Set(['--extra-index-url', '-f', '--find-links']);
const EDITABLE = new Set(['-e', '--editable']);
const OTHER = new Set([
  '-r',
  '--requirement',
  '-c',
  '--constraint',
  '--no-binary',
  '--only-binary',
  '--trusted-host',
  '--use-feature',
  '--config-settings',
  '--global-option',
  '--build-constraint',
  '--all-releases',
  '--only-final',
  '--no-build-isolation',
  '--use-pep517',
]);

/** Reads a line that begins with "-"; null = no option that pip knows in a requirements file. */
export function parseFileOption(text: string): FileOption | null {
  const found = /^(--?[a-z-]{1,40})(?:\s*=\s*|\s+|$)(.*)$/s.exec(text) ?? /^(-[ircef])(.+)$/s.exec(text);
  const name = found?.[1];
  if (name === undefined) return null;
  const value = (found?.[2] ?? '').trim().replace(/^(["'])(.*)\1$/s, '$2');
  if (name === '--require-hashes') return { kind: 'require-hashes' };
  if (FLAGS.has(name) || OTHER.has(name)) return { kind: 'other' };
  if (INDEX.has(name)) return { kind: 'index', url: value };
  if (EXTRA.has(name)) return { kind: 'extra-index', url: value };
  return EDITABLE.has(name) ? { kind: 'editable', target: value } : null;
}

/** Splits a requirement line into the requirement and its hashes ("sha256:<hex>"), unchecked. Unknown options are dropped. */
export function splitOptions(text: string): { readonly requirement: string; readonly hashes: readonly string[] } {
  const start = /\s--?[a-z]/.exec(text);
  if (start === null) return { requirement: text, hashes: [] };
  const found = text.slice(start.index).matchAll(/\s--hash[= ]\s?["']?(sha\d{3}:[0-9A-Fa-f]{1,128})["']?(?=\s|$)/g);
  return { requirement: text.slice(0, start.index), hashes: [...found].flatMap(([, hash]) => hash ?? []) };
}
