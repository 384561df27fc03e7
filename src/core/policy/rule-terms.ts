/** What a policy can say of a rule: its name, its levels and its options. Without how it judges. */
import type { z } from 'zod';
import type { About, Level } from '../model/index.ts';

export interface RuleTerms {
  /** "model/floating". */
  readonly id: string;
  readonly about: About;
  /**
   * Schema of the options beside `level` in `{ level: block, require: pinned }`: a z.object, all keys with defaults,
   * no transforms (options of several layers are merged and parsed again).
   */
  readonly options: z.ZodType;
  /** Level in the built-in baseline. */
  readonly level: Level;
  /** True: no layer of policy takes another level than that of the baseline. */
  readonly unlowerable?: boolean;
  /** True: some of its drafts block at any level, so it is judged also where it is switched off. */
  readonly raises?: boolean;
  /** True: it blocks, whatever a layer, a waiver or the mode says (T40). */
  readonly fixed?: boolean;
}
