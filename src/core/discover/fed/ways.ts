/**
 * Whether a way leads from a changed file to an old load (T38): it runs with the load, starts it, sets a variable, or is a configuration that
 * may be read there. What cannot be told, feeds (T35): only of Python and JSON is it known which ways there are.
 */
import type { TreeEntry } from '../../model/index.ts';
import type { TreeEntries } from '../entries.ts';
import type { Together } from '../lookup/together.ts';
import { scopeOf } from '../scope.ts';
import type { OpenLoad } from './open.ts';

export interface Ways {
  lead(from: Written, to: OpenLoad): Promise<boolean>;
}

/** A changed file, and the keys that a line of it gives a value to. */
export interface Written {
  readonly path: string;
  readonly text: string;
  readonly keys: readonly string[];
}

export interface WaysInput {
  readonly entries: TreeEntries;
  readonly together: Together;
  /** null: it cannot be read. */
  readonly textOf: (entry: TreeEntry) => Promise<string | null>;
  readonly isOld: (path: string) => boolean;
  /** Paths that the change writes. */
  readonly changed: readonly string[];
}

const PYTHON = /\.(?:pyw?|ipynb)$/i;
/** Data, of which nobody knows whether it is read. */
const DATA = /\.json$/i;
/** Names what is read: commands, and settings of what is started. */
const NAMES_FILES =
  /(?:^|\/)(?:(?:Docker|Container|Make|Proc|just|Jenkins)file[^/]*|package\.json|\.env[^/]*)$|\.(?:sh|bash|zsh|ya?ml|toml|cfg|ini|conf|mk|service|dockerfile|ps1|bat|cmd)$/i;
const SETS_VARIABLES = /environ|putenv|setenv|\benv\b/;
const VARIABLE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/;
/** Reads what lies in a folder, whatever it is called. */
const LISTS = /\b(?:listdir|scandir|iterdir|r?glob|i?glob1?|walk|getcwd|cwd|curdir)\b/;
/** Reads what lies beside or below the code, whatever it is called. */
const BESIDE = /\b(?:__file__|__path__|resources|get_data|pkgutil)\b/;
const LISTS_MODULES = /INSTALLED_APPS|_target_|\b(?:include|imports|plugins|modules|extensions)\s{0,8}=\s{0,8}[[(]/;
/** More files than that are not looked through. */
const MAX_FILES = 600;

export function createWays({ entries, together, textOf, isOld, changed }: WaysInput): Ways {
  const texts = new Map<string, Promise<string | null>>();
  const known = new Map<string, Promise<boolean>>();
  let named: readonly string[] | null = null;
  const naming = (): readonly string[] => (named ??= entries.below('').flatMap(({ path }) => (NAMES_FILES.test(path) ? [path] : [])));

  function read(path: string): Promise<string | null> {
    const entry = entries.get(path);
    const text = texts.get(path) ?? (entry === undefined ? Promise.resolve('') : textOf(entry));
    texts.set(path, text);
    return text;
  }

  /** A new file of data is read where something names it or its folder, or takes what it finds. */
  async function mayRead(data: string, load: string): Promise<boolean> {
    const [process, starters] = [together.around(load), together.startersOf(load)];
    if (process === null || starters === null || process.size + naming().length + changed.length > MAX_FILES) return true;
    const isNamed = namesOf(data);
    const startsIt = namesAny(starters);
    for (const path of new Set([...process, ...naming(), ...changed])) {
      const text = path === data ? '' : await read(path);
      if (text === null) return true;
      // A command of another program names its own files.
      if ((process.has(path) || startsIt(text)) && isNamed(text)) return true;
      if (!process.has(path) || !/json/i.test(text)) continue;
      if (LISTS.test(text) || (BESIDE.test(text) && data.startsWith(folderOf(path)))) return true;
    }
    return false;
  }

  /** Frameworks import what a list names: INSTALLED_APPS, `include=["tasks"]`, `_target_: plugins.Model`. */
  async function isListed(code: string, load: string): Promise<boolean> {
    const process = together.around(load);
    const paths = process === null ? null : new Set([...process, ...changed]);
    if (paths === null || paths.size > MAX_FILES) return true;
    const isNamed = namesModule(code);
    for (const path of paths) {
      const text = path === code ? '' : await read(path);
      if (text === null || isNamed(text)) return true;
    }
    return false;
  }

  function once(kind: 'read' | 'listed', from: string, load: string, ask: () => Promise<boolean>): Promise<boolean> {
    const key = JSON.stringify([kind, from, load]);
    const answer = known.get(key) ?? ask();
    known.set(key, answer);
    return answer;
  }

  return {
    async lead({ path, text, keys }, to) {
      const load = to.place.path;
      if (path === load || !PYTHON.test(load)) return true;
      if (DATA.test(path)) {
        if (isOld(path) || keys.some((key) => VARIABLE.test(key))) return true;
        return once('read', path, load, () => mayRead(path, load));
      }
      if (!PYTHON.test(path)) return true;
      const takesVariable = to.type === 'unknown' ? to.text.startsWith('environment variable') : to.how === 'environment';
      if (SETS_VARIABLES.test(text) && (takesVariable || keys.some((key) => VARIABLE.test(key)))) return true;
      return together.mayMeet(path, load) || once('listed', path, load, () => isListed(path, load));
    },
  };
}

/** Whether a text may mean the file: it holds its name, or the name of its folder as paths do. */
function namesOf(path: string): (text: string) => boolean {
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  const stem = name.replace(/\.\w+$/, '');
  const folder = parts.at(-1);
  const inPath = folder === undefined ? [] : [`"${folder}"`, `'${folder}'`, `${folder}/`, ` ${folder}\n`, `=${folder}\n`];
  const meanings = [name, `"${stem}"`, `'${stem}'`, ...inPath];
  return (text) => meanings.some((meaning) => text.includes(meaning));
}

/** Whether a text may name one of the programs, by file or as a module; of a package by its folder. */
function namesAny(paths: ReadonlySet<string>): (text: string) => boolean {
  const names = new Set([...paths].map((path) => /([^/.]+)(?:\/__\w+__)?\.\w+$/.exec(path)?.[1] ?? path));
  return (text) => (text.match(/[^\s/.:"'`=,;()[\]]+/g) ?? []).some((word) => names.has(word));
}

/** Whether a text may name the module, or the folder that it is of, for others to import. */
function namesModule(path: string): (text: string) => boolean {
  const parts = path.replace(/(?:\/__init__)?\.\w+$/, '').split('/');
  const dotted = parts.map((_, index) => parts.slice(index).join('.'));
  const long = dotted.filter((name) => name.includes('.'));
  // What lists a whole folder lists none of tests or examples.
  const short = parts
    .slice(scopeOf(path) === 'product' ? -2 : -1)
    .flatMap((name) => [`"${name}"`, `'${name}'`, `"${name}.`, `'${name}.`, `"${name}:`, `'${name}:`]);
  return (text) => long.some((name) => text.includes(name)) || (LISTS_MODULES.test(text) && short.some((name) => text.includes(name)));
}

/** With its slash; "" for the top. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
