/** The pages where a license stands: its address names it, also where it is all that somebody wrote. */
import { SPDX_BY_LOWER } from './spdx-ids.ts';

/** The id of a license by an address without scheme, "www.", query and fragment, in lower case; null: no page of a license that is known. */
export function licenseOfPage(address: string): string | null {
  const listed = /^(?:spdx\.org\/licenses|opensource\.org\/licenses?)\/([a-z0-9.+-]{1,60}?)(?:\.html|\.php|\.txt)?$/.exec(address);
  if (listed !== null) return SPDX_BY_LOWER.get(listed[1] ?? '') ?? null;
  const shared = /^creativecommons\.org\/licenses\/(by(?:-nc)?(?:-nd|-sa)?)\/(\d\.\d)(?:\/(?:deed|legalcode)(?:\.[a-z-]{2,7})?)?$/.exec(
    address,
  );
  if (shared !== null) return SPDX_BY_LOWER.get(`cc-${shared[1]}-${shared[2]}`) ?? null;
  if (/^creativecommons\.org\/publicdomain\/zero\/1\.0(?:\/(?:deed|legalcode)(?:\.[a-z-]{2,7})?)?$/.test(address)) return 'CC0-1.0';
  if (/^apache\.org\/licenses\/license-2\.0(?:\.txt|\.html)?$/.test(address)) return 'Apache-2.0';
  if (/^mozilla\.org\/(?:[a-z]{2}-[a-z]{2}\/)?mpl\/2\.0$/.test(address)) return 'MPL-2.0';
  return null;
}
