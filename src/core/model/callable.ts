/** What is called to load something: what it may be, and how it takes plain names. */

/** How a callable takes plain names. */
export interface NameRules {
  /** Never for a folder of the machine: one of the tree that is called so changes nothing. */
  readonly hubOnly?: true;
  /** What it puts before a name without an owner, unless that begins with one of `alone`. */
  readonly owner?: { readonly prefix: string; readonly alone: readonly string[] };
  /** What may stand before a name of the hub. */
  readonly behind?: readonly string[];
  /** Names of its own, of which none is on the hub. */
  readonly own?: readonly string[];
}

/** What a callee may be, as this file sees it. */
export interface Callable {
  /** Dotted names of this module: "AutoModel", "transformers.AutoModel". */
  readonly names: readonly string[];
  /** It may be something else, too, which reading does not follow. */
  readonly open: boolean;
  /** The method that is called on it; null for a function or class that is called itself. */
  readonly method: string | null;
  /** Root modules that make it the load that the table means; empty: every library that loads from the hub. */
  readonly roots: readonly string[];
  /** The name alone is telling: of an unknown origin it is an unknown load, and never silent. */
  readonly telling: boolean;
  /** Other libraries have callables of this name, too: only `roots` make it this one. */
  readonly only?: true;
}
