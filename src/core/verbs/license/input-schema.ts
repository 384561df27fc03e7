/** What `weighbridge license --input` reads: one component with its lineage, the product, and facts about it. The source of the JSON Schema too. */
import { z } from 'zod';
import { isCalendarDay } from '../../policy/calendar.ts';
import { RELATIONS, relationIn } from './relations.ts';

const KINDS = ['model', 'dataset', 'library', 'service', 'action', 'image', 'mcp-server'] as const;
const CONTEXTS = ['distributed', 'saas', 'internal', 'research', 'device', 'api'] as const;
const LINKAGES = ['static', 'dynamic', 'process', 'bundled'] as const;

const MAX_TEXT = 5000;
const name = z.string().trim().min(1).max(500);
const shortText = z.string().max(MAX_TEXT);
const figure = z.number().min(0);

/** Several types of value: unions of schemas would say "invalid input" and no more. */
function either(types: readonly string[], isOne: (value: unknown) => boolean, words: string, more: Readonly<Record<string, unknown>> = {}) {
  return z
    .unknown()
    .refine(isOne, { error: ({ input }) => (input === undefined ? `is missing: expected ${words}.` : `expected ${words}.`) })
    .meta({ type: [...types], ...more });
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= MAX_TEXT;

const MAX_LICENSES = 1000;
/** A card is its publisher's: an odd element of its list is not understood, and hides none of the others (T35). */
const license = either(
  ['string', 'array', 'null'],
  (value) => value === null || isText(value) || (Array.isArray(value) && value.length <= MAX_LICENSES),
  `a text of up to ${MAX_TEXT} characters, a list of up to ${MAX_LICENSES} texts, or null`,
).describe(
  'As its card or package states it: "apache-2.0", "MIT OR Apache-2.0", "other". Of a list all count; an element that is no text is not understood. null: nothing is stated.',
);

const licenseName = shortText.describe('`license_name` beside "license: other".');
const licenseFileId = name.describe('The id of the license whose text lies beside it: an SPDX id, or a LicenseRef- id of the catalogue.');

const component = z.strictObject({
  name: name.describe('What reports call it: "acme/ner".'),
  kind: z.enum(KINDS),
  license,
  licenseName: licenseName.optional(),
  licenseLink: shortText.describe('`license_link` beside "license: other".').optional(),
  licenseFileId: licenseFileId.optional(),
  readmeLicense: shortText.describe('What its README calls the license, where that is another place than `license`.').optional(),
  modalities: z
    .array(z.string().max(100))
    .max(50)
    .describe('"text", "image", "audio", "video": some clauses speak of multimodal models only.')
    .optional(),
  revisionDate: z
    .string()
    .max(40)
    .refine((text) => isCalendarDay(text.slice(0, 10)), { error: 'Write the day as YYYY-MM-DD; it must exist in the calendar.' })
    .describe('The day of the version, YYYY-MM-DD.')
    .optional(),
});

const ancestor = {
  name,
  relation: z
    .string()
    .max(100)
    .refine((text) => relationIn(text) !== null, { error: `expected one of ${RELATIONS.join(', ')}.` })
    .meta({ enum: [...RELATIONS] })
    .describe('How the entry around it, or the component, was made from it.'),
  kind: z.enum(KINDS),
  license,
  licenseName: licenseName.optional(),
  licenseFileId: licenseFileId.optional(),
  terms: either(
    ['object', 'string', 'null'],
    (value) => value === null || isText(value) || isPlain(value),
    `an object, a text of up to ${MAX_TEXT} characters, or null`,
  )
    .describe('Terms of its own beside the license. They only add: what is not understood has to be read by a person.')
    .optional(),
};

function isPlain(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One entry of a lineage; those below it are looked at one by one, so that depth costs no stack. */
export const ancestorSchema = z.strictObject({ ...ancestor, base: z.array(z.unknown()).optional() });

/** The same as one schema that speaks of itself: for the JSON Schema only. */
const lineageEntry: z.ZodType = z
  .strictObject({
    ...ancestor,
    get base(): z.ZodOptional<z.ZodArray<z.ZodType>> {
      return z.array(lineageEntry).describe('What it was made from itself.').optional();
    },
  })
  .meta({ id: 'ancestor' });

const place = z.string().regex(/^(?:[A-Za-z]{2}|[Ww]orldwide)$/, {
  error: 'expected "EU", the two letters of a country in ISO 3166, or "worldwide".',
});

const product = z.strictObject({
  outboundLicense: shortText.describe('"proprietary", or the SPDX expression under which the product goes out.').optional(),
  context: z.enum(CONTEXTS).describe('How it reaches people.').optional(),
  commercial: z.boolean().optional(),
  linkage: z.enum(LINKAGES).describe('How a library is bound to its code.').optional(),
  modified: z.boolean().describe("Whether the component's own files are changed.").optional(),
  mau: figure.describe('Users in a month.').optional(),
  mauAtReleaseDate: figure.describe('Users in the month in which the version of the component came out.').optional(),
  dau: figure.describe('Users on a day.').optional(),
  annualRevenueUsd: figure.optional(),
  visitsPerMonth: figure.optional(),
  territory: z
    .strictObject({
      licenseeDomicile: place.describe('Where its owner has its principal place of business.').optional(),
      distributedTo: z.array(place).max(300).describe('Where it is used or sold.').optional(),
    })
    .optional(),
});

const fact = either(
  ['boolean', 'string', 'null'],
  (value) => value === null || typeof value === 'boolean' || isText(value),
  `true, false, or a text of up to ${MAX_TEXT} characters`,
).optional();

const facts = z.strictObject({
  noticesShipped: fact.describe('License texts and notices go with the product.'),
  acceptableUseAgreed: fact.describe('Its owner has agreed to the acceptable-use policy.'),
  useRestrictionsInTerms: fact.describe('Its own terms pass the use restrictions on.'),
  namingDisplayed: fact.describe('The words that it shows, "Built with Llama"; true: whatever the license asks for.'),
  modelNameBeginsWith: fact.describe('What the names of its own models begin with: "Llama".'),
  fieldOfUse: fact.describe('What it is for, in a few words: "medical research".'),
  registered: fact.describe('Its owner has registered where the license asks for that.'),
  guardrailsBypassed: fact.describe('It turns off safety measures of a model.'),
  competesWithLicensor: fact.describe('It competes with products of the licensor.'),
  offersComponentFunctionalityAsService: fact.describe('It offers what the component does as a service to others.'),
  redistributesData: fact.describe('It passes the data themselves on.'),
});

const parts = {
  component,
  product: product.describe('A key that is left out is not stated, which is neither yes nor no.').optional(),
  facts: facts.describe('What decides whether a duty is met. A key that is left out is not stated.').optional(),
};

/** The whole, but for what lies in `lineage`. */
export const licenseInputSchema = z.strictObject({ ...parts, lineage: z.array(z.unknown()).optional() });

/** The whole, as people read it. */
export const documentedInputSchema = z.strictObject({
  component,
  lineage: z.array(lineageEntry).describe('What the component was made from. Empty or left out: its lineage is not known.').optional(),
  product: parts.product,
  facts: parts.facts,
});

export type WrittenInput = z.output<typeof licenseInputSchema>;
export type WrittenAncestor = z.output<typeof ancestorSchema>;
