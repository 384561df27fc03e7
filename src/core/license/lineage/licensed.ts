/** Ancestors with the license that counts for each: what is concluded from its claims, or what the owner of the policy says of it. */
import type { Ancestor, Component, License } from '../../model/index.ts';
import type { Ref } from '../../ref/index.ts';
import { refOfStated } from '../../ref/stated-name.ts';
import { concludeLicense } from '../conclude.ts';

/** Who has a word beside the claims: of a component and of an ancestor alike, or the way out that reports name would be none. */
export type SaysOfLicense = (of: { readonly ref: Ref; readonly version: string | null }, concluded: License) => License;

export function withAncestorLicenses<T extends Pick<Component, 'lineage'>>(component: T, says: SaysOfLicense): T {
  const { lineage } = component;
  if (lineage === undefined) return component;
  return { ...component, lineage: { ...lineage, ancestors: lineage.ancestors.map((one) => ({ ...one, license: licenseOf(one, says) })) } };
}

function licenseOf({ ref, claims, commit }: Ancestor, says: SaysOfLicense): License {
  const concluded = concludeLicense(claims);
  const named = refOfStated(ref);
  return named === null ? concluded : says({ ref: named, version: commit }, concluded);
}
