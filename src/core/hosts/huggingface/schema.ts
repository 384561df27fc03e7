/** Answers of the hub, by schema: only what is used, every length capped. Shapes: hub-docs, recorded answers. */
import { z } from 'zod';
import type { Evidence } from '../../model/index.ts';

const text = z.string().max(2000);
const commit = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
const size = z.number().int().nonnegative();
/**
 * Texts that people write by hand: one, or a list. What is no text spoils nothing else, and is counted: a wrong entry is
 * unknown, never "not stated" (T35). The answer's size bounds them.
 */
export interface Texts {
  readonly values: readonly string[];
  /** Entries that are no text. */
  readonly wrong: number;
}
const texts = z
  .unknown()
  .optional()
  .transform((value): Texts => {
    const entries: readonly unknown[] = value == null ? [] : Array.isArray(value) ? value : [value];
    const values = entries.filter((entry) => typeof entry === 'string');
    return { values, wrong: entries.filter((entry) => entry !== null).length - values.length };
  });
/** For fields that only describe: one of the wrong type is left out. Whatever decides is read by `texts`, or as it is. */
const loose = <T extends z.ZodType>(schema: T) => schema.nullish().catch(null);

/** What proofs rest on is strict: one malformed entry makes the whole answer invalid. */
const file = z.object({
  rfilename: z.string().min(1).max(1000),
  size: size.nullish(),
  blobId: commit.nullish(),
  lfs: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), size, pointerSize: size.nullish() }).nullish(),
});
export type FileAnswer = z.output<typeof file>;

const card = z.object({
  license: texts,
  license_name: loose(text),
  license_link: loose(text),
  base_model: texts,
  base_model_relation: loose(text),
  datasets: texts,
  /** Of the card of a dataset. */
  source_datasets: texts,
  /** As it is: it may hold a whole license (gated-prompt.ts). */
  extra_gated_prompt: z.unknown().optional(),
});
const UNREADABLE_CARD = card.parse({ license: [0], base_model: [0] });

const config = z.object({
  architectures: loose(z.array(text).max(20)),
  model_type: loose(text),
  /** Where it was loaded from when it was saved: a hint, and often a path of some machine. */
  _name_or_path: loose(text),
  /** As it is: whoever runs code reads all of it (code-names.ts). */
  auto_map: z.unknown().optional(),
  peft: loose(z.object({ base_model_name_or_path: loose(text) })),
});

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const revisionSchema = z.object({
  _id: z.string().min(1).max(100).optional().catch(undefined),
  id: z.string().min(1).max(300).optional(),
  sha: commit,
  gated: z.union([z.boolean(), z.string().max(20)]).nullish(),
  tags: texts,
  pipeline_tag: loose(text),
  library_name: loose(text),
  cardData: z
    .unknown()
    .optional()
    .transform((value) => (isObject(value) ? card.parse(value) : value == null ? null : UNREADABLE_CARD)),
  config: z
    .unknown()
    .optional()
    .transform((value) => (isObject(value) ? config.parse(value) : null)),
  gguf: loose(z.object({ architecture: loose(text) })),
  siblings: z.array(file).max(200_000).default([]),
});
export type RevisionAnswer = z.output<typeof revisionSchema>;

const ref = z.object({ name: z.string().min(1).max(300), targetCommit: commit });
export const refsSchema = z.object({ branches: z.array(ref).max(10_000), tags: z.array(ref).max(50_000).default([]) });
export type RefsAnswer = z.output<typeof refsSchema>;
export const commitsSchema = z.array(z.object({ id: commit })).max(1000);

/** Every round of questions reads the same answers again: a body is parsed once for each schema. */
const memory = new WeakMap<z.ZodType, WeakMap<Uint8Array, { readonly value: unknown }>>();

/** The parsed body of an answer, or null: not asked, not answered, or not what the hub says it is. */
export function parsed<T>(evidence: Evidence, key: string, schema: z.ZodType<T>): T | null {
  const digest = evidence.answer(key)?.digest ?? null;
  const body = digest === null ? undefined : evidence.body(digest);
  if (body === undefined) return null;
  let known = memory.get(schema);
  if (known === undefined) memory.set(schema, (known = new WeakMap()));
  const before = known.get(body);
  if (before !== undefined) return before.value as T | null;
  const value = read(body, schema);
  known.set(body, { value });
  return value;
}

function read<T>(body: Uint8Array, schema: z.ZodType<T>): T | null {
  try {
    const result = schema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}
