/** The shape of answers.json. Strict: what we did not write is not read. */
import { z } from 'zod';
import type { AnswerState } from '../../model/index.ts';

const STATES = [
  'ok',
  'redirect',
  'not-found',
  'no-revision',
  'unauthorized',
  'forbidden',
  'gated',
  'rate-limited',
  'server-error',
  'unreachable',
  'timeout',
  'too-large',
  'invalid',
  'refused',
  'offline',
  'budget',
] as const satisfies readonly AnswerState[];

const answer = z
  .strictObject({
    key: z.string().min(1).max(1000),
    state: z.enum(STATES),
    status: z.number().int().min(100).max(599).nullable(),
    digest: z
      .string()
      .regex(/^sha256:[0-9a-f]{64}$/)
      .nullable(),
    location: z.string().max(2000).nullable(),
    detail: z.string().max(2000),
    asOf: z.iso.datetime(),
  })
  .refine((one) => (one.state === 'ok') === (one.digest !== null), 'a body belongs to state "ok", and only to it')
  .refine((one) => (one.state === 'redirect') === (one.location !== null), 'an address belongs to state "redirect", and only to it')
  .refine((one) => one.location === null || !/[?#]/.test(one.location), 'an address has no query (T21)');

/** `from` is not stored: what is read back is a replay, whoever answered first (T6). */
export const evidenceFile = z
  .strictObject({ version: z.literal(1), answers: z.array(answer).max(100_000) })
  .superRefine(({ answers }, context) => {
    const seen = new Set<string>();
    for (const [index, { key }] of answers.entries()) {
      if (seen.has(key)) context.addIssue({ code: 'custom', message: 'this question is answered twice', path: ['answers', index, 'key'] });
      seen.add(key);
    }
  });
export type StoredAnswer = z.output<typeof answer>;
