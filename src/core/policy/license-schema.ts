/** The schema of `licenses`: which may be used, which a person looks at, and what the owner of the policy knows of single components. */
import { z } from 'zod';
import { InputError } from '../base/errors.ts';
import { isCalendarDay } from './calendar.ts';
import { complaintAboutTerm, isLicenseExpression } from './license-terms.ts';
import { parsePattern } from './patterns.ts';

const term = z
  .string()
  .superRefine((text, context) => {
    const message = complaintAboutTerm(text);
    if (message !== null) context.addIssue({ code: 'custom', message });
  })
  .describe(
    'An SPDX id, a LicenseRef- id, either with its exception ("GPL-2.0-only WITH Classpath-exception-2.0"), a family ("AGPL-3.0*"), or a class ("class:non-commercial").',
  );

const terms = z.array(term).max(1000).optional();
const words = z
  .string()
  .trim()
  .regex(/[\p{L}\p{N}]/u, { error: 'Give the reason, in words.' })
  .max(500);
const license = z
  .string()
  .refine(isLicenseExpression, { error: 'Write an SPDX expression; a license of your own is LicenseRef-NAME.' })
  .describe('The license: an SPDX expression, with LicenseRef-NAME for what the SPDX list does not have.');

/** A pattern without a revision covers all: of what nobody can read, the owner of the policy knows where it comes from. */
const stated = z.strictObject({
  component: named(() => null).describe('A reference with "*" or "**": "npm:@acme/*".'),
  as: license,
  reason: words,
});

const override = z.strictObject({
  component: named(({ path, version }) => (version === null && !path.includes('*') ? UNBOUND : null)).describe(
    'One component at one revision, "hf:org/name@<40 hex>", "npm:name@1.2.3", or a pattern: "npm:@acme/*".',
  ),
  as: license,
  reason: words,
  approver: z
    .string()
    .trim()
    .regex(/[\p{L}\p{N}]/u, { error: 'Name who decided it.' })
    .max(100)
    .optional()
    .describe('Who decided it.'),
  expires: z
    .string()
    .refine(isCalendarDay, { error: 'Write the last valid day as YYYY-MM-DD; it must exist in the calendar.' })
    .optional()
    .describe('Last valid day, YYYY-MM-DD, UTC.'),
});

/** T11: what somebody found out about one revision says nothing about the next. */
const UNBOUND =
  'It names no revision, and the next one may come under another license. Write it with the revision that was looked at, "hf:org/name@<40 hex>" or "npm:name@1.2.3", or as a pattern with "*".';

export const licensesSchema = z.strictObject({
  allow: terms.describe('Only these may be used; an empty list allows nothing, and what is not known is not on it.'),
  deny: terms.describe('These may not be used.'),
  review: terms.describe('These wait for an approval of one of the approvers; without approvers they are only shown.'),
  unknown: z
    .array(stated)
    .max(1000)
    .optional()
    .describe('What components come under whose license nobody else states, for example your own packages.'),
  override: z
    .array(override)
    .max(1000)
    .optional()
    .describe('What a component comes under, whatever its publisher states, once somebody has found it out.'),
});

function named(complaintAbout: (pattern: ReturnType<typeof parsePattern>) => string | null) {
  return z.string().superRefine((text, context) => {
    const message = complaint(text, complaintAbout);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });
}

function complaint(text: string, complaintAbout: (pattern: ReturnType<typeof parsePattern>) => string | null): string | null {
  try {
    return complaintAbout(parsePattern(text));
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}
