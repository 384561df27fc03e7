/** Options in a requirements file, of one requirement (`--hash`) or of the whole run (`--index-url`), as pip's `optparse` reads them. */
import { shellWords } from './words.ts';

export interface FileOption {
  /** By its long name, in full. */
  readonly name: string;
  /** "" of a flag. */
  readonly value: string;
}

const FLAGS: ReadonlySet<string> = new Set([
  '--no-index',
  '--pre',
  '--prefer-binary',
  '--require-hashes',
  '--no-build-isolation',
  '--use-pep517',
]);
/** pip, `req_file.SUPPORTED_OPTIONS` and `SUPPORTED_OPTIONS_REQ`, of today and of older versions. */
const LONG: readonly string[] = [
  ...FLAGS,
  '--index-url',
  '--pypi-url',
  '--extra-index-url',
  '--find-links',
  '--trusted-host',
  '--requirement',
  '--constraint',
  '--editable',
  '--hash',
  '--no-binary',
  '--only-binary',
  '--use-feature',
  '--config-settings',
  '--config-setting',
  '--global-option',
  '--install-option',
  '--build-constraint',
  '--all-releases',
  '--only-final',
];
const SHORT: Readonly<Record<string, string>> = {
  '-i': '--index-url',
  '-f': '--find-links',
  '-r': '--requirement',
  '-c': '--constraint',
  '-e': '--editable',
  '-C': '--config-settings',
};

/** All options of a text; other words are passed over, as pip does. null: pip refuses it, or which option is meant is open. */
export function parseOptions(text: string): readonly FileOption[] | null {
  const words = shellWords(text);
  return words === null ? null : optionsIn(words);
}

/** The same of words that a shell has split. */
export function optionsIn(words: readonly string[]): readonly FileOption[] | null {
  const found: FileOption[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') break;
    if (word === '-' || !word.startsWith('-')) continue;
    const [, head = '', attached] = (word.startsWith('--') ? /^([^=]*)(?:=([^]*))?$/ : /^(..)([^]+)?$/su).exec(word) ?? [];
    const name = nameOf(head);
    if (name === null) return null;
    if (FLAGS.has(name)) {
      if (attached !== undefined) return null;
      found.push({ name, value: '' });
      continue;
    }
    const value = attached ?? words[++at];
    if (value === undefined) return null;
    found.push({ name, value });
  }
  return found;
}

/** `optparse` takes the start of a long option where only one begins so. */
function nameOf(head: string): string | null {
  if (!head.startsWith('--')) return Object.hasOwn(SHORT, head) ? (SHORT[head] ?? null) : null;
  const meant = LONG.includes(head) ? [head] : LONG.filter((name) => name.startsWith(head));
  const names = new Set(
    meant.map((name) => (name === '--pypi-url' ? '--index-url' : name.replace(/^--config-setting$/, '--config-settings'))),
  );
  return names.size === 1 ? ([...names][0] ?? null) : null;
}

interface Split {
  readonly requirement: string;
  /** "sha256:<hex>". */
  readonly hashes: readonly string[];
  /** What stands behind the requirement was read whole; else pip refuses the line, or it says what is not known here. */
  readonly whole: boolean;
}

/** Splits a requirement line into the requirement and its options. */
export function splitOptions(text: string): Split {
  const start = /\s-/.exec(text);
  if (start === null) return { requirement: text, hashes: [], whole: true };
  const options = parseOptions(text.slice(start.index));
  const hashes = (options ?? []).flatMap(({ name, value }) => (name === '--hash' ? [value] : []));
  const taken = hashes.filter((hash) => /^sha(?:256|384|512):[0-9A-Fa-f]{1,128}$/.test(hash));
  return { requirement: text.slice(0, start.index), hashes: taken, whole: options !== null && taken.length === hashes.length };
}
