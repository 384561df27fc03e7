/** What a layer says about licenses beside the lists that may be used and may not. */
import type { PolicyFile } from './load.ts';
import type { LicensePolicy } from './policy.ts';

type Beside = Pick<LicensePolicy, 'review' | 'unknown' | 'override'>;

/** The owner's layer: each key that it says replaces. */
export function ownerLicenses(before: LicensePolicy, file: PolicyFile, origins: Map<string, string>): Beside {
  const written = file.values.licenses ?? {};
  if (written.review !== undefined) origins.set('licenses.review', file.origin('licenses', 'review'));
  for (const key of ['unknown', 'override'] as const)
    (written[key] ?? []).forEach((_, index) => void origins.set(`licenses.${key}.${index}`, file.origin('licenses', key, index)));
  return {
    review: written.review ?? before.review,
    unknown: written.unknown ?? before.unknown,
    override: written.override?.map(({ approver = null, expires = null, ...rest }) => ({ ...rest, approver, expires })) ?? before.override,
  };
}

/** T24: a layer below may ask for more reviews; what a component comes under it does not say, which could turn unknown into allowed. */
export function tightenedLicenses(
  above: LicensePolicy,
  file: PolicyFile,
  refuse: (message: string, ...key: string[]) => void,
  say: (...key: string[]) => void,
): Beside {
  const written = file.values.licenses ?? {};
  for (const key of ['unknown', 'override'] as const)
    if ((written[key] ?? []).length > 0)
      refuse(`licenses.${key}: only the layer above says what a component comes under.`, 'licenses', key);
  const more = (written.review ?? []).filter((term) => !above.review.includes(term));
  if (more.length > 0) say('licenses', 'review');
  return { review: [...above.review, ...more], unknown: above.unknown, override: above.override };
}
