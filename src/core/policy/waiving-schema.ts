/** The key `waiving` of a policy: what holds for all waivers, whoever gives them (T28). */
import { z } from 'zod';
import type { WaivingLimits } from './waiver.ts';

const DAYS = /^([1-9]\d{0,3})d$/;

export function waivingSchema(rule: z.ZodType<string>) {
  return z.strictObject({
    longest: z
      .string()
      .regex(DAYS, { error: 'is no time: write days, like 90d.' })
      .optional()
      .describe('How many days ahead the end of a waiver may be, "90d". One that ends later does not hold.'),
    never: z.array(rule).max(200).optional().describe('Rules that nobody waives.'),
    'by-author': z.boolean().optional().describe('An approver may waive by a comment what they wrote themselves.'),
  });
}

export type WaivingInput = z.output<ReturnType<typeof waivingSchema>>;

/** What a file says; what it leaves out stays as it was. */
export function waivingOf(before: WaivingLimits, { longest, never, 'by-author': byAuthor }: WaivingInput): WaivingLimits {
  return {
    longest: longest === undefined ? before.longest : daysOf(longest),
    never: never ?? before.never,
    byAuthor: byAuthor ?? before.byAuthor,
  };
}

/** T24: of two layers the shorter time, the rules of both, and the author only where both say so. */
export function tightenedWaiving(above: WaivingLimits, { longest, never = [], 'by-author': byAuthor }: WaivingInput): WaivingLimits {
  const days = longest === undefined ? null : daysOf(longest);
  return {
    longest: days === null ? above.longest : Math.min(days, above.longest ?? days),
    never: [...above.never, ...never.filter((one) => !above.never.includes(one))],
    byAuthor: above.byAuthor && byAuthor !== false,
  };
}

/** A number of days that a layer asks for and does not get. */
export function asksForLonger(above: WaivingLimits, { longest }: WaivingInput): boolean {
  return longest !== undefined && above.longest !== null && daysOf(longest) > above.longest;
}

function daysOf(text: string): number {
  return Number(DAYS.exec(text)?.[1]);
}
