/** One row of the API table of JavaScript: all that is known of one callable (design, section 3). */
import type { NameRules } from '../../../model/index.ts';

export interface ScriptApiRow {
  /** What is called: "pipeline", "from_pretrained", "chat.completions.create". */
  readonly name: string;
  /** Packages that have it; the first is the one of the example. */
  readonly packages: readonly string[];
  /**
   * `export`: a function or class of the package. `method`: of a class of the package. `chain`: of what the package makes, or of its instance.
   * `maker`: what a name of the package gives, or the name itself, is called, or a method of it.
   */
  readonly style: 'export' | 'method' | 'chain' | 'maker';
  readonly component: 'model' | 'dataset' | 'service';
  readonly hub: 'hf' | 'ollama' | 'service' | 'catalog';
  /** Whose list of names it looks in: an id of `discover/catalogs`. */
  readonly library?: string;
  /** The entry of that list which it loads where no other is named; "": what the method is called on says it. */
  readonly gives?: string;
  /** "by-prefix": "provider/model" in the name; "by-package": the package says it. */
  readonly provider?: string;
  /** Which argument (0-based), and where that is a table, under which of these keys. */
  readonly target: { readonly at: number; readonly keys: readonly string[] };
  /** The argument with options, and the key of the revision in it. */
  readonly revision?: { readonly at: number; readonly key: string };
  /** It loads a model of its own choice where none is named. */
  readonly standing?: true;
  /** What is named may also be an object that was made elsewhere. */
  readonly object?: true;
  /** Only where the options have this key: others have a name like it. */
  readonly needs?: string;
  /** Only classes of the package whose name begins so. */
  readonly receiver?: string;
  /** Only an address ("https://…", "hf://org/name") is of the hub; other names are of the machine. */
  readonly addressed?: true;
  readonly names?: NameRules;
  /** A file that loads by this row, and one of the same words that does not: each is a test. */
  readonly found: string;
  readonly not: string;
}

export type RowTarget = ScriptApiRow['target'];
export type RowMore = Partial<Omit<ScriptApiRow, 'name' | 'packages' | 'style' | 'target' | 'component' | 'hub'>>;

/** The argument itself. */
export function argument(at = 0): RowTarget {
  return { at, keys: [] };
}

/** A key of the table at this place. */
export function option(...keys: string[]): RowTarget {
  return { at: 0, keys };
}
