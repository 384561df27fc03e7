/** Words that the other nouns use. Lines and columns are 1-based; columns count UTF-16 code units, as SARIF does by default. */

export type Kind = 'model' | 'dataset' | 'service' | 'library' | 'action' | 'image' | 'mcp-server';
export type Scope = 'product' | 'test' | 'docs' | 'example';

/** A folder that a policy says does not ship. `covers`: whether the label is for this path. */
export interface DeclaredScope {
  readonly as: Exclude<Scope, 'product'>;
  /** As the policy writes it. */
  readonly pattern: string;
  readonly covers: (path: string) => boolean;
}
export type Level = 'off' | 'warn' | 'block';

/** A position inside one file. */
export interface At {
  readonly line: number;
  readonly column: number;
}

/** A position inside a tree. `path` is as Tree paths are: "/" separated, invalid UTF-8 bytes as lone surrogates U+DC80..U+DCFF. */
export interface Place extends At {
  readonly path: string;
}

/** The one source of a docs page, a comment block, a SARIF rule and `weighbridge explain`. */
export interface About {
  readonly title: string;
  /** Why anybody should care, in one or two sentences. */
  readonly motivation: string;
  /** How it decides, precisely enough to predict the outcome. */
  readonly decides: string;
  /** What to do about it, with an example. */
  readonly remedy: string;
  /** The requirement that it supports, for example "CRA Annex I Part II (1)". */
  readonly serves: string;
}
