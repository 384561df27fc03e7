/** One row of the table: a component in a product, and what must come out. */
import type { LicenseClause, UseVerdict } from '../../../src/core/model/index.ts';
import type { Asked, Stated } from '../support.ts';

export interface UseRow {
  readonly asked: Asked;
  readonly stated: Stated;
  readonly verdict: UseVerdict;
  /** The clause that decides; null: none does. */
  readonly clause: LicenseClause | null;
  /** A section of the license, a row of the catalogue or a page that says so. */
  readonly source: string;
}

export const SOLD: Stated = { outboundLicense: 'proprietary', contexts: ['distributed'], commercial: true };
export const SERVED: Stated = { outboundLicense: 'proprietary', contexts: ['saas'], commercial: true };
export const IN_HOUSE: Stated = { outboundLicense: 'proprietary', contexts: ['internal'], commercial: true };
export const IN_A_LAB: Stated = { contexts: ['research'], commercial: false };
export const FREE: Stated = { outboundLicense: 'MIT', contexts: ['distributed'], commercial: false };
export const NOTHING_STATED: Stated = {};

export function row(
  kind: Asked['kind'],
  license: string,
  stated: Stated,
  verdict: UseVerdict,
  clause: LicenseClause | null,
  source: string,
  more: Partial<Asked> = {},
): UseRow {
  return { asked: { kind, license, ...more }, stated, verdict, clause, source };
}

/** The same product with more stated about it. */
export function and(stated: Stated, more: Stated): Stated {
  return { ...stated, ...more, facts: { ...stated.facts, ...more.facts } };
}
