/** Loads without a name (T33, T35): listed with place and reason, and judged. They are no components, and their text is no name. */
import type { Place, Scope } from './base.ts';
import type { DeclaredAt } from './declared.ts';
import type { Doubt, How } from './sighting.ts';

export interface Unknown {
  readonly type: 'unknown';
  readonly detector: string;
  readonly kind: 'model' | 'dataset' | 'service';
  /** `computed`: reading does not find the name. `impossible`: what stands there is no name that a hub can have. */
  readonly why: 'computed' | 'impossible';
  /** What stands there, at most 201 characters, secrets replaced (T21). It tells loads apart and shows what feeds them; it is never shown as a name. */
  readonly text: string;
  /** What decides the name, as far as reading tells: literals, keys, numbers, environment names, a limit (T38). Sorted, each once. */
  readonly feeds: readonly string[];
  readonly api: string;
  readonly place: Place;
  readonly scope: Scope;
  /** The server that the tree names for this load, as an origin; null: none (T9). */
  readonly endpoint: string | null;
  readonly remoteCode: boolean;
  /** The revisions that the load asks for, of weights and of code; text null: they are computed. Absent: it does not say. */
  readonly revision?: { readonly text: string | null; readonly how: How };
  readonly codeRevision?: { readonly text: string | null; readonly how: How };
  /** What is loaded beside the main thing of the call: "tokenizer", "code". */
  readonly part?: string;
  /** The variable or parameter that gives the name. */
  readonly via?: string;
  /** Where names stand that the load takes from elsewhere: definitions that were followed. */
  readonly readAt?: readonly Place[];
  /** Lines that the change writes, and that may give another name than before. Only on head. */
  readonly fedAnew?: readonly Place[];
  /** One of more names than are followed: it stands for all that nobody looked at. */
  readonly limited?: true;
  /** Sorted; absent: none. */
  readonly doubts?: readonly Doubt[];
  /** What the lock declares about it, and what does not count (yet): the base does not have it (T8), or the change feeds the load anew. Absent: nothing. */
  readonly declared?: DeclaredAt;
}
