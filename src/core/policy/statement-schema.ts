/** The schema of one statement: what OpenVEX asks of `not_affected`, and what binds it to what its author looked at. */
import { z } from 'zod';
import { isAdvisoryId, isMalicious } from '../ref/advisory-id.ts';
import { InputError } from '../base/errors.ts';
import { JUSTIFICATIONS } from '../model/advisory.ts';
import { isPackageType } from '../ref/package-types.ts';
import { parseRef } from '../ref/parse.ts';
import { isCalendarDay } from './calendar.ts';

/** Something that a person wrote. */
const WORDS = /[\p{L}\p{N}]/u;
/** purl-spec: a type, a name, and here always a version. */
const PRODUCT = /^pkg:[a-z][a-z0-9.+-]{0,30}\/[\w%.~*'()!+:/-]{1,500}@[\w%.~*'()!+:-]{1,200}(?:[?#][\x21-\x7e]{1,400})?$/i;

export const statementSchema = z.strictObject({
  vulnerability: z
    .string()
    .superRefine((text, context) => {
      if (!isAdvisoryId(text)) context.addIssue({ code: 'custom', message: 'Write one name of the vulnerability: "GHSA-…", "CVE-…".' });
      else if (isMalicious(text))
        context.addIssue({ code: 'custom', message: 'No statement makes a malicious package harmless. Remove it.' });
    })
    .describe('One of its names: "GHSA-53q9-r3pm-6pq6", "CVE-2025-32434".'),
  component: z
    .string()
    .superRefine((text, context) => {
      const message = complaintAbout(text);
      if (message !== null) context.addIssue({ code: 'custom', message });
    })
    .describe('The library with its exact version: "pypi:torch@2.5.1".'),
  status: z
    .literal('not_affected', { error: 'People state not_affected; everything else the report says by itself.' })
    .describe('The product is not affected.'),
  justification: z.enum(JUSTIFICATIONS).describe('Why, in the words of OpenVEX 0.2.0.'),
  impact: z
    .string()
    .trim()
    .regex(WORDS, { error: 'Say in words why the product is not affected.' })
    .max(500)
    .describe('Why, in your words.'),
  use: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, { error: 'Write the digest that the OpenVEX draft prints: "sha256:" and 64 hex digits.' })
    .describe(
      'What was looked at: where the library stands and what loads through it, as the OpenVEX draft prints it. Another one voids the statement.',
    ),
  product: z
    .string()
    .max(800)
    .regex(PRODUCT, { error: 'Write the purl of the product with a version or commit: "pkg:generic/support-bot@1.4.0".' })
    .describe('The product that was looked at, as a purl with version or commit.'),
  author: z
    .string()
    .trim()
    .regex(WORDS, { error: 'A statement needs its author.' })
    .max(100)
    .describe('Who states it: one of the approvers.'),
  date: z
    .string()
    .refine(isCalendarDay, { error: 'Write the day as YYYY-MM-DD; it must exist in the calendar.' })
    .describe('When, YYYY-MM-DD, UTC.'),
  repositories: z
    .array(z.string().regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/, { error: 'Write a repository as "owner/name".' }))
    .min(1, { error: 'Name at least one repository.' })
    .max(1000)
    .optional()
    .describe("Where it holds. In an organization's file a statement without it holds nowhere."),
});

function complaintAbout(text: string): string | null {
  try {
    const { type, version } = parseRef(text);
    if (!isPackageType(type)) return `"${text.slice(0, 60)}" is no package. Write it like "pypi:torch@2.5.1".`;
    return version === null ? `"${text.slice(0, 60)}" has no version: a statement is about one. Write it like "pypi:torch@2.5.1".` : null;
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}
