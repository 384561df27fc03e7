/** What may stand in license lists. A name that no license ever has would be a rule that silently never fires, so names are checked. */
import type { LicenseClass } from '../license/classes.ts';
import { SPDX_BY_LOWER } from '../license/spdx-ids.ts';

/** Every class that a concluded license may carry. As a record, so that a class added there and forgotten here does not compile. */
const CLASSES: Readonly<Record<LicenseClass, true>> = {
  permissive: true,
  'weak-copyleft': true,
  'strong-copyleft': true,
  'network-copyleft': true,
  'non-commercial': true,
  'research-only': true,
  'no-derivatives': true,
  'use-restricted': true,
  'source-available': true,
  community: true,
  proprietary: true,
};

/** The class names, as "class:NAME" has them. */
export const LICENSE_CLASSES: readonly string[] = Object.keys(CLASSES);

/** An SPDX id (in any case, as SPDX 2.3 annex D.2 reads them; deprecated ones too), a LicenseRef- id, or "class:NAME" with a known class. */
export function isLicenseTerm(text: string): boolean {
  if (text.startsWith('class:')) return LICENSE_CLASSES.includes(text.slice('class:'.length));
  return SPDX_BY_LOWER.has(text.toLowerCase()) || /^LicenseRef-[A-Za-z0-9.-]{1,100}$/.test(text);
}

/** "proprietary", or an expression of SPDX and LicenseRef- ids joined by AND, OR and WITH (SPDX 2.3 annex D), at most 500 characters. */
export function isProductLicense(text: string): boolean {
  if (text === 'proprietary') return true;
  if (text.length > 500) return false;
  let wantsId = true;
  let open = 0;
  for (const token of text.match(/[()]|[^\s()]+/g) ?? []) {
    if (token === '(' ? !wantsId : token === ')' ? wantsId || open === 0 : !fits(token, wantsId)) return false;
    if (token === '(') open++;
    else if (token === ')') open--;
    else wantsId = !wantsId;
  }
  return !wantsId && open === 0;
}

function fits(token: string, wantsId: boolean): boolean {
  if (!wantsId) return token === 'AND' || token === 'OR' || token === 'WITH';
  // Exceptions ("Classpath-exception-2.0") are not on the license list; their names all say what they are.
  return isLicenseTerm(token.replace(/\+$/, '')) || /^[A-Za-z0-9.-]{1,80}-exception(?:-[0-9.]{1,10})?$/.test(token);
}
