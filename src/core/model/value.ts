/** What an expression can be: known texts, and what else decides it (T35). */
import type { Place } from './base.ts';
import type { How } from './sighting.ts';

export interface Literal {
  readonly text: string;
  readonly how: Exclude<How, 'unresolved'>;
  /** Where it stands, when that is a definition elsewhere. */
  readonly at?: Place;
  /** The variable or parameter that may replace it. */
  readonly via?: string;
  /** What was taken for it where several stand. Absent: nothing. */
  readonly picks?: readonly Picked[];
}

/** One of several, of which the code takes one at run time: a name and a revision belong together where both come from the same one. */
export interface Picked {
  /** Equal texts mean one choice of the code. */
  readonly among: string;
  readonly index: number;
}

export interface Feed {
  readonly from: 'environment' | 'option' | 'parameter' | 'configuration' | 'elsewhere' | 'unmodeled';
  /** The variable, option or parameter; of others the expression as written. */
  readonly key: string;
  /** A known text stands where it says nothing. */
  readonly backed?: true;
  /** It stands for all that lies beyond a limit (T39). */
  readonly limited?: true;
  /** The callee, as written, of the call that gives all of it: a function of which nothing is known here. */
  readonly made?: string;
  /** `key` is no expression: it says what decides. */
  readonly unwritten?: true;
  readonly at?: Place;
  /** Of a parameter: whose. */
  readonly of?: FunctionPlace;
}

/** A function by the file and scope that it has. */
export interface FunctionPlace {
  readonly path: string;
  readonly piece: string;
  readonly scope: number;
}

export interface Value {
  readonly known: readonly Literal[];
  /** What a text that is not known whole begins and ends with. */
  readonly prefix?: string;
  readonly suffix?: string;
  readonly open: readonly Feed[];
}
