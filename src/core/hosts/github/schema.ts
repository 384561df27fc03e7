/** Answers of the API of GitHub, by schema: only what is used (GitHub REST API: list tags, list branches, compare two commits). */
import { z } from 'zod';
import type { Answer, Evidence } from '../../model/index.ts';

const commit = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);

export const listSchema = z.array(z.object({ name: z.string().min(1).max(1000), commit: z.object({ sha: commit }) })).max(1000);
export const historySchema = z.object({ status: z.enum(['identical', 'behind', 'ahead', 'diverged']) });

/** GitHub itself says that it has no such thing, or shows none; a 404 of whoever stands between is no word of GitHub's. */
export function isNotThere({ status, state }: Answer): boolean {
  return status === 404 && (state === 'not-found' || state === 'unauthorized');
}

/** The parsed body of an answer, or null: not asked, not answered, or not what GitHub says. */
export function answerTo<T>(evidence: Evidence, key: string, schema: z.ZodType<T>): T | null {
  const digest = evidence.answer(key)?.digest ?? null;
  const body = digest === null ? undefined : evidence.body(digest);
  if (body === undefined) return null;
  try {
    return schema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))).data ?? null;
  } catch {
    return null;
  }
}

const hex64 = /^sha256:([0-9a-f]{64})$/;

/** GitHub REST API, "Get a release by tag name". What is no sha256 is told as not told. */
export const releaseSchema = z
  .object({
    url: z.string().max(1000),
    tag_name: z.string().min(1).max(1000),
    published_at: z.iso.datetime().nullish(),
    immutable: z.boolean().nullish(),
    assets: z
      .array(
        z.object({
          name: z.string().min(1).max(1000),
          digest: z
            .string()
            .nullish()
            .transform((text) => hex64.exec(text ?? '')?.[1] ?? null),
        }),
      )
      .max(2000),
  })
  // Of two files of one name, the reader would choose.
  .refine(({ assets }) => new Set(assets.map(({ name }) => name)).size === assets.length, 'a name stands twice');

const object = z.object({ type: z.string().max(20), sha: commit });
/** "Get a reference", and "Get a tag". */
export const refSchema = z.object({ object });

export const gatheredSchema = z.object({
  attestations: z.array(z.object({ bundle: z.base64().nullable(), unread: z.string().max(20).nullable() })),
  more: z.boolean(),
});
