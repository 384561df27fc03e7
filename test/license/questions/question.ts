/** One row of the table of whole questions, as `weighbridge license --input` takes them, and what must come out. */
import type { LicenseOutput } from '../../../src/core/verbs/license/output-schema.ts';

export interface QuestionRow {
  readonly question: {
    readonly component: object;
    readonly lineage: readonly object[];
    readonly product: object;
    readonly facts: object;
  };
  readonly verdict: LicenseOutput['verdict'];
  /** null: which of several clauses comes first is not the point. */
  readonly reasonCode: LicenseOutput['reasonCode'] | null;
  /** A section of the license, a row of the catalogue or a page that says so. */
  readonly source: string;
  readonly more: RowMore;
}

interface RowMore {
  /** Clauses of which a duty must be told. */
  readonly duties?: readonly string[];
  /** Of the first reason. */
  readonly path?: readonly string[];
  readonly effective?: string;
  /** Words that a duty must have. */
  readonly says?: string;
}

export const SOLD = { outboundLicense: 'proprietary', context: 'distributed', commercial: true };
/** Few users, a seat and a market that no license excludes, and nothing changed. */
export const SMALL = {
  ...SOLD,
  mau: 1000,
  mauAtReleaseDate: 1000,
  territory: { licenseeDomicile: 'US', distributedTo: ['US'] },
  modified: false,
};
export const NOTICES = { noticesShipped: true };
/** All that licenses ask for is stated as done, and nothing of what they mind. */
export const DONE = {
  ...NOTICES,
  acceptableUseAgreed: true,
  useRestrictionsInTerms: true,
  namingDisplayed: true,
  registered: true,
  guardrailsBypassed: false,
  competesWithLicensor: false,
  offersComponentFunctionalityAsService: false,
  redistributesData: false,
};

type Stated = string | readonly unknown[] | null;

export function library(license: Stated, more: object = {}): object {
  return { name: 'acme-lib', kind: 'library', license, ...more };
}

export function model(license: Stated, more: object = {}): object {
  return { name: 'acme/model', kind: 'model', license, ...more };
}

export function dataset(license: Stated, more: object = {}): object {
  return { name: 'acme/data', kind: 'dataset', license, ...more };
}

/** An ancestor. */
export function from(name: string, relation: string, license: Stated, more: object = {}): object {
  return { name, relation, kind: relation === 'trained-on' ? 'dataset' : 'model', license, ...more };
}

export function row(
  component: object,
  product: object,
  facts: object,
  verdict: QuestionRow['verdict'],
  reasonCode: QuestionRow['reasonCode'],
  source: string,
  lineage: readonly object[] = [],
  more: RowMore = {},
): QuestionRow {
  return { question: { component, lineage, product, facts }, verdict, reasonCode, source, more };
}
