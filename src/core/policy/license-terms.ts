/** What may stand in license lists. A name that no license ever has would be a rule that silently never fires, so names are checked. */
import type { LicenseClass } from '../license/classes.ts';
import { entryOf, lookUp } from '../license/catalogue.ts';
import { EXCEPTIONS, isListedException } from '../license/exceptions.ts';
import { leavesOf, parseExpression } from '../license/expression.ts';
import { modernId, SPDX_BY_LOWER } from '../license/spdx-ids.ts';
import { nearest } from './suggest.ts';

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

/** What a message repeats of an entry: no id is longer. Characters. */
const SHOWN = 80;
/** Two characters at least: "*" and "G*" are no family. Only the last sign may be "*", so that it is matched by its beginning (T18). */
const FAMILY = /^[A-Za-z0-9][A-Za-z0-9.+-]{1,100}\*$/;

/**
 * What is wrong with an entry of a license list; null: it is a class ("class:NAME"), an id of the SPDX list (in any case, as SPDX 2.3 annex D.2 reads
 * them; deprecated ones too) or a LicenseRef- id, a family of ids ("AGPL-3.0*"), or an id with its exception ("GPL-2.0-only WITH Classpath-exception-2.0").
 */
export function complaintAboutTerm(text: string): string | null {
  const shown = text.slice(0, SHOWN);
  if (text.startsWith('class:')) {
    const name = text.slice('class:'.length);
    return LICENSE_CLASSES.includes(name)
      ? null
      : `"${shown}" is no class of licenses. ${didYouMean(nearest(name, LICENSE_CLASSES), 'class:') ?? CLASSES_ARE}`;
  }
  // Each license of an expression is held against the list by itself: one entry names one license.
  if (/\s(?:AND|OR)\s|[()]/i.test(text))
    return `"${shown}" is more than one license: write each as an entry of its own. Of "A OR B" the better one counts, of "A AND B" the worse.`;
  const [id = '', exception, ...more] = text.split(/ WITH /i);
  if (exception !== undefined) {
    if (more.length > 0) return `"${shown}" names more than one exception.`;
    if (!isListedException(exception) && !/^AdditionRef-[A-Za-z0-9.-]{1,100}$/.test(exception))
      return `"${exception.slice(0, SHOWN)}" is not an exception of the SPDX list. ${didYouMean(nearest(exception, EXCEPTIONS)) ?? 'One of your own is AdditionRef-NAME.'}`;
    return isLicenseId(id) ? null : complaintAboutId(id);
  }
  if (text.includes('*')) {
    if (!FAMILY.test(text))
      return `"${shown}" is no family of licenses. Write the beginning of their ids and one "*" at the end: "AGPL-3.0*".`;
    return hasMembers(text.slice(0, -1)) ? null : `"${shown}" is the beginning of no license id.`;
  }
  return isLicenseId(text) ? null : complaintAboutId(text);
}

const CLASSES_ARE = `Write one of ${LICENSE_CLASSES.map((name) => `class:${name}`).join(', ')}.`;

function isLicenseId(text: string): boolean {
  return SPDX_BY_LOWER.has(text.toLowerCase()) || isOwnId(text);
}

/** LicenseRef- ids are the publisher's own: no list can hold them all. Those that parsing makes up for unreadable names are nobody's. */
function isOwnId(text: string): boolean {
  return /^LicenseRef-(?!unrecognized-)[A-Za-z0-9.-]{1,100}$/.test(text);
}

/** The first id of the list that begins so. */
function spdxWith(lower: string): string | undefined {
  for (const [key, id] of SPDX_BY_LOWER) if (key.startsWith(lower)) return id;
  return undefined;
}

function hasMembers(beginning: string): boolean {
  const lower = beginning.toLowerCase();
  return lower.startsWith('licenseref-') || spdxWith(lower) !== undefined;
}

/** A name that people use for a license is not its id: which one is meant is asked, never guessed. */
function complaintAboutId(text: string): string {
  const shown = text.slice(0, SHOWN);
  const near = text.length > SHOWN ? null : meantBy(text);
  const hint = didYouMean(near) ?? 'What the SPDX list does not have is written as LicenseRef-NAME.';
  return `"${shown}" is not an SPDX license id, a LicenseRef- id or a known "class:…". ${hint}`;
}

function meantBy(text: string): string | null {
  const found = lookUp(text);
  const known = found.state === 'known' ? found.id : undefined;
  const isFamily = spdxWith(`${text.toLowerCase()}-`) !== undefined;
  // "bsd" is a tag for licenses of which no two say the same.
  const id =
    known !== undefined && entryOf(known)?.category !== 'ambiguous-family'
      ? known
      : isFamily
        ? null
        : nearest(text, SPDX_BY_LOWER.values());
  if (id !== null) return modernId(id, false).id;
  return isFamily || spdxWith(`${text.toLowerCase()}.`) !== undefined ? `the family ${text}*` : null;
}

function didYouMean(near: string | null, before = ''): string | null {
  return near === null ? null : `Did you mean ${before}${near}?`;
}

/** "proprietary", or an expression (SPDX 2.3 annex D), at most 500 characters. */
export function isProductLicense(text: string): boolean {
  return text === 'proprietary' || isLicenseExpression(text);
}

/** Ids of the SPDX list and LicenseRef- ids, joined by AND, OR and WITH; nothing in it is doubtful or made up. */
export function isLicenseExpression(text: string): boolean {
  const parsed = text.length > 500 ? null : parseExpression(text);
  return (
    parsed !== null &&
    parsed.doubt === null &&
    leavesOf(parsed.expression).every(({ id, recognized }) => recognized || (isOwnId(id) && entryOf(id) === null))
  );
}
