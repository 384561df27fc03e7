/** Answers of the API of GitHub, by schema: only what is used (GitHub REST API: list tags, list branches, compare two commits). */
import { z } from 'zod';
import type { Evidence } from '../../model/index.ts';

const commit = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);

export const listSchema = z.array(z.object({ name: z.string().min(1).max(1000), commit: z.object({ sha: commit }) })).max(1000);
export const historySchema = z.object({ status: z.enum(['identical', 'behind', 'ahead', 'diverged']) });

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
