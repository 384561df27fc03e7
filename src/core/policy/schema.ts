/** The schema of a policy file. One source for the loader, the JSON Schema and the docs; each rule brings its own options. */
import { z } from 'zod';
import { isCalendarDay } from './calendar.ts';
import { extendsSchema } from './extends-schema.ts';
import { FINDING_ID, SHORT_FINDING_ID } from './finding-id.ts';
import { groupSchema } from './group-schema.ts';
import { licensesSchema } from './license-schema.ts';
import { productSchema } from './product-schema.ts';
import type { RuleTerms } from './rule-terms.ts';
import { complaint, listsSchema, modeSchema, patternSchema, scopeSchema, settingsSchema } from './setting-schema.ts';
import { statementSchema } from './statement-schema.ts';
import { waivingSchema } from './waiving-schema.ts';
import { KNOWN_SIGNERS } from './signers.ts';
import { nearest } from './suggest.ts';
import { parseTarget, targetOf } from './waiver-target.ts';

/** A team of an organization, or one person. */
const approver = z
  .string()
  .regex(/^@[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:\/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?$/, {
    error: 'Write a team as "@organization/team", or a person as "@name".',
  })
  .describe('"@organization/team", or "@name".');

function waiver(ruleIds: readonly string[]) {
  const shape = z.strictObject({
    id: z
      .string()
      .regex(FINDING_ID, { error: ({ input }) => (SHORT_FINDING_ID.test(String(input)) ? OLD_ID : WRONG_ID) })
      .optional()
      .describe('The id that the report prints: a comment that is checked. With it the waiver holds for that finding only.'),
    component: z
      .string()
      .superRefine((text, context) => {
        const problem = complaint(() => parseTarget(text));
        if (problem !== null) context.addIssue({ code: 'custom', message: problem });
      })
      .describe(
        'The component at what the code asks for: "hf:org/name@<revision>", without one where the code names none; "npm:name@1.2.3"; a pattern such as "npm:@acme/*" for all revisions; "file:PATH" for content of the tree.',
      )
      .optional(),
    feeds: z
      .array(z.string().max(200))
      .max(100)
      .optional()
      .describe(
        'For a load without a name: everything that feeds the name, as the report prints it: ["environment MODEL"]. With component: "file:PATH" for that file only.',
      ),
    rule: idOf(ruleIds, ({ input }) => (input === undefined ? 'A waiver names a rule.' : unknownRule(input, ruleIds))).describe(
      'The rule.',
    ),
    repositories: z
      .array(z.string().regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/, { error: 'Write a repository as "owner/name".' }))
      .min(1, { error: 'Name at least one repository.' })
      .max(1000)
      .optional()
      .describe("Where it holds. In an organization's file a waiver without it holds nowhere."),
    reason: z.string().trim().regex(WORDS, { error: 'A waiver needs a reason, in words.' }).max(500),
    approver: z.string().trim().regex(WORDS, { error: 'A waiver needs an approver.' }).max(100),
    expires: z
      .string()
      .refine(isCalendarDay, { error: 'Write the last valid day as YYYY-MM-DD; it must exist in the calendar.' })
      .describe('Last valid day, YYYY-MM-DD, UTC.'),
  });
  // Also where other keys are wrong: all mistakes at once.
  return shape.superRefine(
    (value, context) => {
      const message = complaintAbout(value);
      if (message !== null) context.addIssue({ code: 'custom', message, path: ['component'] });
    },
    { when: ({ value }) => typeof value === 'object' && value !== null },
  );
}

/** What is wrong with the names of a waiver, taken together. */
function complaintAbout({ component = null, feeds = null }: { component?: unknown; feeds?: unknown }): string | null {
  if (component === null && feeds === null) return UNNAMED;
  if (!Array.isArray(feeds) || !(component === null || typeof component === 'string')) return null;
  // What is wrong with the component alone has been said.
  if (component !== null && complaint(() => parseTarget(component)) !== null) return null;
  return complaint(() => targetOf({ component, feeds: feeds.filter((one) => typeof one === 'string') }));
}

/** Something that a person wrote: the report prints "…" where it has to be filled in. */
const WORDS = /[\p{L}\p{N}]/u;
const WRONG_ID = 'A finding id is "wb-" and 12 letters a-z or digits 2-7, as the report prints it.';
const OLD_ID =
  'An id of 8 characters is of an earlier version. Ids have 12 now: run "weighbridge check" and take the line that it prints, or leave the id out.';
/** T28, T38: an id is no name; two findings can be made that share one. */
const UNNAMED =
  'A waiver names a component and a rule; the id alone is a comment. Write it as the report prints it: { id: wb-…, rule: model/provenance, component: "hf:org/name@REVISION", … }.';

const folder = z.strictObject({
  path: z
    .string()
    .min(1)
    .max(300)
    .refine((text) => !/^(?:\/|\.|\*\*?(?:\/\*\*?)*$)|\\|\/$/.test(text), {
      error: 'Write the path from the top of the repository, with "*" (stops at "/") and "**": "benchmarks/**". It cannot be everything.',
    })
    .describe('"benchmarks/**": "*" stops at "/", "**" does not.'),
  as: z.enum(['test', 'docs', 'example']).describe('How its findings count.'),
});

const signer = z
  .strictObject({
    for: patternSchema.describe('The models that it may sign, for example "hf:acme/*".'),
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

function waivable(rules: readonly RuleTerms[]): string[] {
  return rules.filter((rule) => rule.fixed !== true).map((rule) => rule.id);
}

/** Undefined: nothing is near, and all ids are told. */
function unknownRule(input: unknown, ruleIds: readonly string[]): string | undefined {
  const near = typeof input === 'string' ? nearest(input, ruleIds) : null;
  return near === null ? undefined : `There is no rule "${String(input)}". Did you mean "${near}"?`;
}

/** z.enum of no ids would be an error of its own; a program without rules is only met in tests. */
function idOf(ruleIds: readonly string[], error: (issue: { readonly input?: unknown }) => string | undefined) {
  return z.enum(ruleIds.length === 0 ? [''] : [...ruleIds], { error });
}

/** The schema of a whole file for the given rules, made once. Parse its output only through load.ts, which adds lines and hints. */
export function policySchema(rules: readonly RuleTerms[]): ReturnType<typeof schemaOf> {
  const known = made.get(rules) ?? schemaOf(rules);
  made.set(rules, known);
  return known;
}

const made = new WeakMap<readonly RuleTerms[], ReturnType<typeof schemaOf>>();

function schemaOf(rules: readonly RuleTerms[]) {
  const settings = settingsSchema(rules);
  return z.strictObject({
    version: z.literal(1, { error: 'Write "version: 1".' }),
    extends: extendsSchema,
    mode: modeSchema,
    scope: scopeSchema,
    product: productSchema.optional(),
    declared: z
      .enum(['named', 'pinned'])
      .optional()
      .describe(
        'How far a load can stand whose name a declaration of weighbridge.lock gives, because only deployment decides it. named: its name counts; pinned: a declared full commit that the hub confirms counts as if it stood in the code.',
      ),
    catalogs: z
      .enum(['judge', 'show'])
      .optional()
      .describe(
        'Models that stand only in a list from which somebody may choose. show: rules that only warn leave them to model/offered, which tells them together; what blocks speaks of them as of any load. judge: every rule does.',
      ),
    rules: settings,
    models: listsSchema.optional(),
    datasets: listsSchema.optional(),
    services: listsSchema.optional(),
    licenses: licensesSchema.optional(),
    approvers: z
      .array(approver)
      .max(20)
      .optional()
      .describe('Who approves what waits for a review: neither the author nor a committer of the change.'),
    signers: z.array(signer).max(200).optional().describe('Whose signatures raise which models to the rung "signed".'),
    scopes: z
      .array(folder)
      .max(200)
      .optional()
      .describe('Folders that do not ship, for example benchmarks. What product code imports from them stays product.'),
    waivers: z
      .array(waiver(waivable(rules)))
      .max(1000)
      .optional(),
    waiving: waivingSchema(idOf(waivable(rules), () => 'expected rules that a waiver could name.'))
      .optional()
      .describe('How long waivers may last, and what nobody waives. Layers below may shorten the time and add rules.'),
    statements: z
      .array(statementSchema)
      .max(1000)
      .optional()
      .describe(
        'Vulnerabilities that do not affect the product, as one of the approvers states. A statement holds while what it looked at stays.',
      ),
    repositories: z
      .array(groupSchema(settings))
      .max(200)
      .optional()
      .describe("Groups of repositories, in an organization's file: what is stricter there, and where nothing is refused yet."),
  });
}

/** A file as the schema gives it back. */
export type PolicyInput = z.output<ReturnType<typeof policySchema>>;
