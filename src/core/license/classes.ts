/** Classes of licenses: what a policy can name with "class:…". Derived from the catalogue, and from closed families of the SPDX list. */
import type { CatalogueEntry } from './catalogue.ts';
import { entryOf } from './catalogue.ts';
import { PERMISSIVE_IDS } from './permissive-ids.ts';
import { SPDX_BY_LOWER } from './spdx-ids.ts';

export type LicenseClass =
  | 'permissive'
  | 'weak-copyleft'
  | 'strong-copyleft'
  | 'network-copyleft'
  | 'non-commercial'
  | 'research-only'
  | 'no-derivatives'
  | 'use-restricted'
  | 'source-available'
  | 'community'
  | 'proprietary';

/**
 * Exceptions that let any product link without passing the copyleft on, or only grant patents: the rest of the license is weak copyleft at most.
 * Not those that free only open-source products (Universal-FOSS) or only what a tool writes (Qt-GPL).
 */
const LINKING =
  /^(?:GCC-exception|Classpath-exception|Autoconf-exception|Bison-exception|Font-exception|LLVM-exception|Linux-syscall-note|OpenJDK-assembly-exception|GPL-3\.0-linking-exception|LGPL-3\.0-linking-exception|Libtool-exception|WxWindows-exception|fmt-exception|FLTK-exception|GNAT-exception|GNU-compiler-exception|gnu-javamail-exception|i2p-gpl-java-exception|mif-exception|eCos-exception|Swift-exception|OCaml-LGPL-linking-exception|Fawkes-Runtime-exception|SANE-exception|SWI-exception|freertos-exception)(?:-[A-Za-z0-9.-]{1,20})?$/;

/** Whether the exception is known to add permissions. An unknown one may say anything, so it adds nothing. */
export function isGrantingException(exception: string | null): boolean {
  return exception !== null && LINKING.test(exception);
}

/** Sorted classes of one license; null = not established, which is neither yes nor no. */
export function classesOf(id: string, exception: string | null = null): readonly LicenseClass[] | null {
  const entry = entryOf(id);
  const classes = entry === null ? ofFamily(id) : ofEntry(entry);
  if (classes === null) return null;
  const eased = isGrantingException(exception) ? classes.map((one) => (one === 'strong-copyleft' ? 'weak-copyleft' : one)) : classes;
  return [...new Set(eased)].sort();
}

function ofEntry(entry: CatalogueEntry): LicenseClass[] | null {
  // An unlicensed package is usually one's own: it is proprietary, not "non-commercial", and is denied by that name only.
  if (entry.category === 'proprietary') return ['proprietary'];
  const found: LicenseClass[] = [];
  if (entry.commercialUse === 'forbidden') found.push('non-commercial');
  if (entry.researchOnly === true || entry.category === 'research-only') found.push('research-only');
  if (entry.derivatives === 'forbidden') found.push('no-derivatives');
  if (entry.useRestrictions === true) found.push('use-restricted');
  if (entry.category === 'source-available') found.push('source-available');
  if (entry.category === 'community-model') found.push('community');
  if (entry.shareAlike !== null && entry.shareAlike !== 'none') found.push(`${entry.shareAlike}-copyleft`);
  const free = entry.commercialUse === 'allowed' && entry.derivatives === 'allowed';
  if (found.length === 0 && free && entry.shareAlike === 'none') found.push('permissive');
  return found.length === 0 ? null : found;
}

/** Only ids of the SPDX list come here, so a prefix cannot be made up. First fit. */
const FAMILIES: readonly (readonly [RegExp, readonly LicenseClass[]])[] = [
  [/^AGPL-/, ['network-copyleft']],
  [/^LGPL-/, ['weak-copyleft']],
  [/^(?:GPL|GFDL)-/, ['strong-copyleft']],
  [/^(?:EUPL|OSL|RPL|CPAL|CAL)-/, ['network-copyleft']],
  [/^NPOSL-/, ['network-copyleft']],
  [/^(?:MPL|EPL|CPL|CDDL|APSL|IPL|NPL|SPL|LPL|OFL|ErlPL|CERN-OHL-W)-/, ['weak-copyleft']],
  [/^CECILL-C$/, ['weak-copyleft']],
  [/^CECILL-B$/, ['permissive']],
  [/^(?:CECILL|CERN-OHL-S|Parity|copyleft-next)-|^(?:Sleepycat|QPL-1\.0|BSD-Protection)$/, ['strong-copyleft']],
  [/^(?:Aladdin|NCGL-UK-2\.0|PolyForm-Noncommercial-.{1,10})$/, ['non-commercial']],
  [/^(?:BUSL|FSL|SUL|SSPL|Elastic)-/, ['source-available']],
  [/^Hippocratic-|No-Military|No-Nuclear/, ['use-restricted']],
  [
    /^(?:MIT-|BSD-[1-4]-Clause(?!-(?:OpenWebUI|Modification))|HPND|X11|AFL-|PHP-|ZPL-|OLDAP-|W3C|NIST-|ECL-|ISC-|Unlicense-)/,
    ['permissive'],
  ],
  [
    /^(?:Apache-1\.[01]|Artistic-1\.0(?:-.{1,8})?|curl|ICU|Intel|Libpng|libpng-2\.0|libtiff|NTP|OpenSSL|Ruby|Unicode-DFS-201[56]|Vim|FTL|IJG|TCL)$/,
    ['permissive'],
  ],
];

function ofFamily(id: string): LicenseClass[] | null {
  const listed = SPDX_BY_LOWER.get(id.toLowerCase());
  if (listed === undefined) return null;
  if (/^CC-(?:BY|SA)-/.test(listed)) return ofCreativeCommons(listed.split('-'));
  if (listed.startsWith('CC-PD') || PERMISSIVE_IDS.has(listed)) return ['permissive'];
  const classes = FAMILIES.find(([pattern]) => pattern.test(listed))?.[1];
  return classes === undefined ? null : [...classes];
}

/** "CC-BY-NC-SA-3.0-DE": the parts say it all. */
function ofCreativeCommons(parts: readonly string[]): LicenseClass[] {
  const found: LicenseClass[] = [];
  if (parts.includes('NC')) found.push('non-commercial');
  if (parts.includes('ND')) found.push('no-derivatives');
  if (parts.includes('SA')) found.push('strong-copyleft');
  return found.length === 0 ? ['permissive'] : found;
}
