/** What `weighbridge license --format json` prints. The source of the JSON Schema too. */
import { z } from 'zod';
import type { LicenseClause } from '../../model/index.ts';

/** Every clause that may decide, with what it means. As a record, so that a clause added elsewhere and forgotten here does not compile. */
const CLAUSES: Readonly<Record<LicenseClause | 'text-mismatch', string>> = {
  'commercial-use': 'commercial use is forbidden, or comes under conditions',
  'research-only': 'only research is allowed',
  redistribution: 'passing copies on is forbidden, or not established',
  derivatives: 'sharing altered forms is forbidden, or not established',
  'share-alike': 'what is combined with it, or made from it, goes out under its license',
  'network-use': 'the same where people use it over a network',
  'use-restrictions': 'what it may be used for is limited',
  'flow-down': 'its restrictions must be passed on to others',
  naming: 'a name has to be shown, or names of models have to begin with one',
  attribution: 'notices have to go with it',
  threshold: 'the license ends, or changes, above a number of users or an amount of revenue',
  territory: 'the license grants nothing in some places',
  outputs: 'its outputs may not train other models, or come under terms',
  training: 'whether or how one may train on the data',
  competition: 'competitors of the licensor are kept out',
  service: 'offering it as a service is forbidden, or comes under conditions',
  gating: 'its owner gives access on request',
  revocation: 'its owner may end the license',
  patents: 'the license ends with a claim about patents, or grants none',
  compatibility: 'terms that cannot hold together',
  laundering: 'it claims freer terms than what it was made from leaves',
  lineage: 'what it was made from is not known, or nobody knows its terms',
  'unknown-license': 'no license is known',
  'unknown-terms': 'the license is known by name, and not what it says',
  'unstated-use': 'what the product does is not stated',
  'text-mismatch': 'the places that state its license disagree',
};

export type OutputClause = keyof typeof CLAUSES;

const clause = z.enum(Object.keys(CLAUSES) as [OutputClause, ...OutputClause[]]);

/** The closed list of `reasonCode`: how it is allowed, or the clause that decides first. */
const reasonCode = z.enum(['allowed', 'allowed-with-duties', ...(Object.keys(CLAUSES) as OutputClause[])]).describe(
  `Why: "allowed" (nothing is owed), "allowed-with-duties", or the clause of the first reason. ${Object.entries(CLAUSES)
    .map(([name, means]) => `${name}: ${means}`)
    .join('; ')}.`,
);

const path = z.array(z.string()).min(1).describe('From the component to who carries the clause.');

const reason = z.strictObject({
  verdict: z.enum(['review', 'deny']),
  path,
  clause,
  license: z.string().nullable().describe('Whose clause it is; null: none is known.'),
  text: z.string(),
  fact: z.string().nullable().describe('What is stated of the product and decides; null: nothing is.'),
  set: z.string().nullable().describe('The key of a policy whose value would decide; null: none would.'),
  ways: z.array(z.string()).min(1).describe('What else one may do, the most useful first.'),
});

const duty = z.strictObject({
  clause,
  path,
  license: z.string(),
  text: z.string(),
  copy: z.string().nullable().describe('Words to copy; null: there are none.'),
  state: z.enum(['met', 'open', 'unstated']),
});

export const licenseOutputSchema = z.strictObject({
  verdict: z.enum(['allow', 'review', 'deny']),
  reasonCode,
  reasons: z.array(reason).describe('Those that decide first; empty for allow.'),
  duties: z.array(duty),
  effective: z.string().nullable().describe('The SPDX expression of all that holds, ancestors counted; null: not known.'),
  confidence: z
    .enum(['high', 'medium', 'low'])
    .describe(
      'high: texts were recognized and the lineage is stated; medium: what somebody states; low: something is not known, or only guessed.',
    ),
  openSource: z
    .strictObject({ answer: z.enum(['yes', 'no', 'unknown']), reason: z.string() })
    .nullable()
    .describe('Of a model: whether it is free and open-source as Article 53(2) of the AI Act asks; null: it is no model.'),
});

export type LicenseOutput = z.output<typeof licenseOutputSchema>;
