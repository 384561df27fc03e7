/** The one grammar of references: docs/references.md. Its shape; `parse.ts` and `format.ts` read and write it. */
import type { RefType } from './types.ts';

export type { RefType } from './types.ts';

/** A parsed reference. Canonical: equal things have equal fields. */
export interface Ref {
  readonly type: RefType;
  /** hf and modelscope only: "models" or "datasets"; for all other types "models" has no meaning and is null. */
  readonly repo: 'models' | 'datasets' | null;
  /** "org", "@scope", "registry/path"; null where there is none (hf:gpt2). */
  readonly namespace: string | null;
  readonly name: string;
  /** Revision, version, tag or digest; null = none. */
  readonly version: string | null;
}
