/** One library's own list of models: what its names look like, and which of them stand for a repository of the hub. */

export interface Catalog {
  /** The library, as references say it: `catalog:<id>/<name>`. */
  readonly id: string;
  /** Names of its list; none: it only has names for repositories of the hub, or reads files alone. */
  readonly names?: RegExp;

  /** Names of models among those of data, as `names` has them. */
  readonly models?: RegExp;
  /** Names that it reads as a repository of the hub; undefined: it does not. */
  readonly onHub?: (name: string) => string | undefined;
  /** What is none of its names is a path. */
  readonly orPath?: true;
  /** The names are file names, so that a file of the tree may be meant. */
  readonly files?: true;
  /** As references have it, "name@version"; by default as it is written. */
  readonly spell?: (name: string) => string;
  /** The suffix that the name of an entry has, whether it is written or not. */
  readonly suffix?: string;
}

/** The whole name, of any of these forms. */
export function anyForm(...forms: readonly string[]): RegExp {
  return new RegExp(`^(?:${forms.join('|')})$`);
}

/** Any name without a folder. */
export const PLAIN = '[A-Za-z][\\w.+-]{0,100}';

/** By a list of names. */
export function byName(names: Readonly<Record<string, string>>): (name: string) => string | undefined {
  return (name) => (Object.hasOwn(names, name) ? names[name] : undefined);
}

/** "small" → "<owner>/<prefix>small", for these names. */
export function byPrefix(prefix: string, names: RegExp): (name: string) => string | undefined {
  return (name) => (names.test(name) ? `${prefix}${name}` : undefined);
}
