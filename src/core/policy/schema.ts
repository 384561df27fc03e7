/** The schema of a policy file. One source for the loader, the JSON Schema and the docs; each rule brings its own options. */
import { z } from 'zod';
import { InputError } from '../errors.ts';
import { parseRef } from '../ref-parse.ts';
import { isCalendarDay } from './calendar.ts';
import { isLicenseTerm, isProductLicense } from './license-terms.ts';
import { parsePattern } from './patterns.ts';
import type { Rule } from './rule.ts';
import { KNOWN_SIGNERS } from './signers.ts';

const level = z.enum(['off', 'warn', 'block']).describe('off: not judged; warn: shown; block: refuses the merge when new or worse.');
const scopes = z.array(z.enum(['product', 'test', 'docs', 'example'])).max(4);

/** One pattern of references, for example "hf:ibm-granite/*". Lists name components, never single revisions: the rules compare names. */
const pattern = z
  .string()
  .superRefine((text, context) => {
    const problem = complaint(() => {
      if (parsePattern(text).version !== null)
        throw new InputError('REF_INVALID', `The pattern "${text}" names a revision; lists name components without one.`, '');
    });
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  })
  .describe('A reference with "*" (stops at "/") or "**".');

const lists = z.strictObject({
  allow: z.array(pattern).max(1000).optional().describe('Only these may be used; an empty list allows nothing.'),
  deny: z.array(pattern).max(1000).optional().describe('These may not be used.'),
});

const licenseTerm = z
  .string()
  .refine(isLicenseTerm, {
    error: (issue) => `"${String(issue.input)}" is not an SPDX license id, a LicenseRef- id or a known "class:…".`,
  })
  .describe('An SPDX id, a LicenseRef- id, or "class:non-commercial" and the like.');

const licenses = z.strictObject({
  allow: z.array(licenseTerm).max(1000).optional().describe('Only these may be used; an empty list allows nothing.'),
  deny: z.array(licenseTerm).max(1000).optional().describe('These may not be used.'),
});

const product = z.strictObject({
  license: z
    .string()
    .refine(isProductLicense, { error: (issue) => `"${String(issue.input)}" is neither an SPDX expression nor "proprietary".` })
    .optional()
    .describe('License of the product: an SPDX expression, or "proprietary".'),
  use: z
    .array(z.enum(['commercial', 'research', 'distributed', 'saas', 'internal', 'device', 'api']))
    .max(7)
    .optional()
    .describe('What the product is used for; license rules need it.'),
  markets: z
    .array(z.string().regex(/^[A-Z]{2}$/, { error: 'A market is two capital letters: "EU", "US", or an ISO 3166 country.' }))
    .max(300)
    .optional()
    .describe('Where it is sold: "EU", "US", or an ISO 3166 country.'),
});

function waiver(ruleIds: readonly string[]) {
  return z
    .strictObject({
      id: z
        .string()
        .regex(/^wb-[a-z2-7]{8}$/, { error: 'A finding id is "wb-" and 8 letters a-z or digits 2-7, as the report prints it.' })
        .optional()
        .describe('The finding, as the report prints it.'),
      component: z
        .string()
        .superRefine((text, context) => {
          const problem = complaint(() => parseRef(text));
          if (problem !== null) context.addIssue({ code: 'custom', message: problem });
        })
        .optional()
        .describe('The component; with a revision, a new revision voids the waiver.'),
      rule: idOf(ruleIds).optional().describe('The rule.'),
      reason: z.string().trim().min(1, { error: 'A waiver needs a reason.' }).max(500),
      approver: z.string().trim().min(1, { error: 'A waiver needs an approver.' }).max(100),
      expires: z
        .string()
        .refine(isCalendarDay, { error: 'Write the last valid day as YYYY-MM-DD; it must exist in the calendar.' })
        .describe('Last valid day, YYYY-MM-DD, UTC.'),
    })
    .refine((w) => w.id !== undefined || (w.component !== undefined && w.rule !== undefined), {
      error: 'A waiver needs an id, or a component and a rule.',
    });
}

const signer = z
  .strictObject({
    for: pattern.describe('The models that it may sign, for example "hf:acme/*".'),
    name: z.string().trim().min(1).max(100).optional().describe('What reports call the signer.'),
    identity: z
      .string()
      .min(1)
      .max(1000)
      .optional()
      .describe('Who signs, exactly, case included: an e-mail address, or the URL of a workflow.'),
    issuer: z.string().min(1).max(1000).optional().describe('Who authenticates the signer (OpenID Connect issuer), exactly.'),
    'public-key': z
      .string()
      .min(1)
      .max(300)
      .optional()
      .describe(
        'A PEM file with the public key, in the same commit as this policy: its path from the top of the repository (of "disk:PATH": from the folder of the policy).',
      ),
    known: z.enum(KNOWN_SIGNERS).optional().describe('A publisher whose identities this release knows, with their sources.'),
  })
  .refine(
    (one) =>
      [one.identity !== undefined || one.issuer !== undefined, one['public-key'] !== undefined, one.known !== undefined].filter(Boolean)
        .length === 1 && (one.identity === undefined) === (one.issuer === undefined),
    { error: 'A signer is either an identity with its issuer, or a public-key, or a known publisher.' },
  );

/** z.enum of no ids would be an error of its own; a program without rules is only met in tests. */
function idOf(ruleIds: readonly string[]) {
  return z.enum(ruleIds.length === 0 ? [''] : [...ruleIds]);
}

function setting(rule: Rule): z.ZodType {
  const { options } = rule;
  if (!(options instanceof z.ZodObject)) throw new TypeError(`The options of rule ${rule.id} must be a z.object.`);
  const written = z.union([level, z.strictObject({ level, ...options.shape })]).describe(rule.about.title);
  if (rule.unlowerable !== true) return written;
  return written.refine((value) => (typeof value === 'string' ? value : value.level) === rule.level, {
    error: `it always is at "${rule.level}", and no policy lowers it. Leave the key out; a single finding can be waived.`,
  });
}

/** The schema of a whole file for the given rules. Parse its output only through load.ts, which adds lines and hints. */
export function policySchema(rules: readonly Rule[]) {
  const settings: Record<string, z.ZodOptional<z.ZodType>> = {};
  for (const rule of rules) settings[rule.id] = setting(rule).optional();
  return z.strictObject({
    version: z.literal(1, { error: 'Write "version: 1".' }),
    mode: z.enum(['enforce', 'evaluate']).optional().describe('enforce blocks; evaluate reports what it would have done.'),
    scope: z
      .strictObject({
        block: scopes.optional().describe('Where findings block; some rules block everywhere.'),
        show: scopes.optional().describe('Where findings are shown.'),
      })
      .optional(),
    product: product.optional(),
    rules: z.strictObject(settings).optional(),
    models: lists.optional(),
    datasets: lists.optional(),
    services: lists.optional(),
    licenses: licenses.optional(),
    signers: z.array(signer).max(200).optional().describe('Whose signatures raise which models to the rung "signed".'),
    waivers: z
      .array(waiver(rules.map((rule) => rule.id)))
      .max(1000)
      .optional(),
  });
}

/** A file as the schema gives it back. */
export type PolicyInput = z.output<ReturnType<typeof policySchema>>;

function complaint(check: () => unknown): string | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}
