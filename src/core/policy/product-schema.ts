/** The schema of `product`. */
import { z } from 'zod';
import { complaintAboutPlace } from '../base/countries.ts';
import { isProductLicense } from './license-terms.ts';

const place = z
  .string()
  .superRefine((text, context) => {
    const message = complaintAboutPlace(text);
    if (message !== null) context.addIssue({ code: 'custom', message });
  })
  .describe('"EU", or a country as ISO 3166 names it: "US", "DE".');

/** A figure that a license may set a limit to. A product without users says 0, not nothing. */
const figure = z.int().min(0).optional();
const fact = z.boolean().optional();
const words = z
  .string()
  .trim()
  .regex(/[\p{L}\p{N}]/u, { error: 'Write it in words, as people see it.' })
  .max(200);

/** YAML 1.2 knows only true and false: "yes" would be words that no license asks for. */
const NAMING = 'expected true, false, or the words that people see: "Built with Llama".';

const facts = z.strictObject({
  'notices-shipped': fact.describe('License texts and notices of what it contains go with it.'),
  'acceptable-use-agreed': fact.describe('Its owner has agreed to the acceptable-use policies of the models in it.'),
  'use-restrictions-in-terms': fact.describe('Its own terms pass on the use restrictions of the models in it.'),
  'naming-displayed': z
    .union([z.boolean(), words.refine((text) => !/^(?:yes|no|on|off)$/i.test(text), { error: NAMING })], {
      error: NAMING,
    })
    .optional()
    .describe('What it shows where a license asks for a name: the words, or true for whatever is asked.'),
  'model-name-begins-with': words.optional().describe('What the names of its own models begin with: "Llama".'),
  'field-of-use': words.optional().describe('What it is for, as licenses that are limited to a field have it: "medical research".'),
  registered: fact.describe('Its owner has registered where a license asks for that.'),
  'guardrails-bypassed': fact.describe('It turns off safety measures of a model.'),
  'competes-with-licensor': fact.describe('It competes with products of those who license models to it.'),
  'offers-as-service': fact.describe('It offers what a component does as a service to others.'),
  'redistributes-data': fact.describe('It passes on datasets themselves.'),
});

export const productSchema = z.strictObject({
  license: z
    .string()
    .refine(isProductLicense, { error: (issue) => `"${String(issue.input)}" is neither an SPDX expression nor "proprietary".` })
    .optional()
    .describe('License of the product: an SPDX expression, or "proprietary".'),
  use: z
    .array(z.enum(['commercial', 'research', 'distributed', 'saas', 'internal', 'device', 'api']))
    .max(7)
    .optional()
    .describe('What the product is used for; license rules need it. Research is not commercial, unless both are said.'),
  markets: z.array(place).max(300).optional().describe('Where it is used or sold.'),
  linkage: z
    .enum(['static', 'dynamic', 'process', 'bundled'])
    .optional()
    .describe('How libraries are bound to its code: into one program, at run time, as programs of their own, or only packed beside it.'),
  modified: z.boolean().optional().describe('Whether files of its components are changed.'),
  seat: place.optional().describe('Where its owner has its principal place of business: "EU", or a country of ISO 3166.'),
  users: z
    .strictObject({
      monthly: figure.describe('Users in a month.'),
      'monthly-at-release': figure.describe('Users in the month before the version of a model came out.'),
      daily: figure.describe('Users on a day.'),
      visits: figure.describe('Visits in a month.'),
    })
    .optional()
    .describe('How many people use it, all products of its owner together: some licenses set a limit.'),
  'revenue-usd': figure.describe('Yearly revenue of its owner in US dollars: some licenses set a limit.'),
  facts: facts.optional().describe('What decides whether a duty of a license is met.'),
});
