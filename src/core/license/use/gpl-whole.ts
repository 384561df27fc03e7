/** What a product under the GNU GPL may contain besides other GPL code: gnu.org's license list, and section 10 of GPL-3.0 (6 of GPL-2.0). */
import type { SpdxExpression } from '../expression.ts';
import { leavesOf } from '../expression.ts';
import { versionsFrom } from '../spdx-ids.ts';
import type { Terms } from './terms.ts';

/** unsure: it depends on what its name does not tell. */
export type TakenByGpl = 'yes' | 'unsure' | 'no';

const BEST_FIRST: readonly TakenByGpl[] = ['yes', 'unsure', 'no'];

/** Licenses with conditions that the GPL in no version takes (gnu.org license list, "GPL-incompatible"). */
const BESIDES_ANY_GPL =
  /^(?:BSD-4-Clause|JSON|OpenSSL|CDDL-1\.[01]|EPL-1\.0|CPL-1\.0|IPL-1\.0|MPL-1\.[01]|MPL-2\.0-no-copyleft-exception|Artistic-1\.0|MS-PL|MS-RL|AFL-[123]\.[0-2]|OSL-[123]\.[0-1]|CPAL-1\.0|PHP-3\.0|PHP-3\.01|Apache-1\.[01]|QPL-1\.0|SISSL|NPL-1\.[01]|APSL-[12]\.[012]|LPPL-1\.(?:[0-2]|3[ac])|LPL-1\.02|RPSL-1\.0|XFree86-1\.1|YPL-1\.1|Zend-2\.0|ZPL-1\.1|BitTorrent-1\.[01]|gnuplot|NOSL)$/;

/** Version 2 alone: later licenses with conditions on patents, and the LGPL that is version 3 with more permissions. */
const BESIDES_GPL_2 = /^(?:Apache-2\.0|ECL-2\.0|LGPL-3\.0-(?:only|or-later))$/;

/** EPL-2.0 fits where its owner named the GPL as a secondary license (section 1); "BSD" may be the one with the advertising clause. */
const UNSURE = new Set(['EPL-2.0', 'LicenseRef-HF-bsd']);

/** Some license of the GPL family, or an LGPL of version 2, is among them. */
export function isGplWhole(outbound: SpdxExpression): boolean {
  return leavesOf(outbound).some(({ id }) => isOfGpl(id));
}

function isOfGpl(id: string): boolean {
  return /^(?:A?GPL|LGPL-2\.[01])-/.test(id) || /^LGPL-2\.[01]$/.test(id);
}

/**
 * May a whole under this outbound license contain a part under these terms, which ask for no share-alike of the whole? Who offers several
 * licenses may keep the one that fits. `linked`: it is stated that the part is bound to the code; an LGPL library asks for nothing else.
 */
export function takenByGpl(terms: Terms, outbound: SpdxExpression, linked: boolean): TakenByGpl {
  if (outbound.kind !== 'license') {
    const found = outbound.parts.map((part) => takenByGpl(terms, part, linked));
    const order = outbound.kind === 'any' ? BEST_FIRST : BEST_FIRST.toReversed();
    return order.find((one) => found.includes(one)) ?? 'unsure';
  }
  if (!isOfGpl(outbound.id) || (outbound.id.startsWith('LGPL-') && !linked)) return 'yes';
  const offered = outbound.orLater || outbound.id.endsWith('-or-later') ? versionsFrom(outbound.id) : [outbound.id];
  const found = offered.map((version) => ofVersion(terms, version));
  return BEST_FIRST.find((one) => found.includes(one)) ?? 'unsure';
}

function ofVersion(terms: Terms, outbound: string): TakenByGpl {
  // That its owner grants nothing is a reason of its own.
  if (terms.category === 'proprietary') return 'yes';
  const isLibrary = outbound.startsWith('LGPL-');
  if (addsLimits(terms)) return isLibrary ? 'unsure' : 'no';
  if (!isLibrary && BESIDES_ANY_GPL.test(terms.id)) return 'no';
  if (!isLibrary && UNSURE.has(terms.id)) return 'unsure';
  // Its exception waives the terms on patents for combinations with GPL-2.0 (LLVM Exceptions to the Apache 2.0 License).
  if (!BESIDES_GPL_2.test(terms.id) || terms.exception?.toLowerCase() === 'llvm-exception') return 'yes';
  if (/^GPL-2\.0-only$/.test(outbound)) return 'no';
  // OSADL's matrix says no; a program that only links with such a library need not hold it to be a part.
  return /^LGPL-2\.[01]-only$/.test(outbound) ? 'unsure' : 'yes';
}

/** Limits of use, of trade or of altered forms are "further restrictions", whatever the license is called. */
function addsLimits(terms: Terms): boolean {
  return (
    terms.useRestrictions === true ||
    terms.commercialUse === 'forbidden' ||
    terms.researchOnly === true ||
    terms.derivatives === 'forbidden' ||
    terms.service !== null ||
    terms.nonCompete ||
    terms.category === 'source-available'
  );
}
