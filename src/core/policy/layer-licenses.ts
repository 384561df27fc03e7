/** What the owner's layer says about licenses beside the lists that may be used and may not. */
import type { PolicyFile } from './load.ts';
import type { LicensePolicy } from './policy.ts';

type Beside = Pick<LicensePolicy, 'narrows' | 'review' | 'alsoReview' | 'unknown' | 'override'>;

/** The owner's layer: each key that it says replaces. */
export function ownerLicenses(before: LicensePolicy, file: PolicyFile, origins: Map<string, string>): Beside {
  const written = file.values.licenses ?? {};
  if (written.review !== undefined) origins.set('licenses.review', file.origin('licenses', 'review'));
  for (const key of ['unknown', 'override'] as const)
    (written[key] ?? []).forEach((_, index) => void origins.set(`licenses.${key}.${index}`, file.origin('licenses', key, index)));
  return {
    narrows: written.allow === undefined && before.narrows,
    review: unitedTerms(before.review, written.review),
    alsoReview: before.alsoReview,
    unknown: written.unknown ?? before.unknown,
    override: written.override?.map(({ approver = null, expires = null, ...rest }) => ({ ...rest, approver, expires })) ?? before.override,
  };
}

/** What a layer that this one rests on denies stays denied. */
export function unitedTerms(before: readonly string[], more: readonly string[] = []): string[] {
  return [...new Set([...before, ...more])];
}
