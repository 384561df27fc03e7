/** What license texts say, and what they settle of the words beside them. */
import type { LicenseClaim, LicenseFile } from '../model/index.ts';
import { entryOf, lookUp } from './catalogue.ts';
import type { SpdxExpression } from './expression.ts';
import { joinedExpressions, leavesOf, parseExpression } from './expression.ts';
import type { Reading } from './read-claim.ts';

/** Those that speak of the weights: what lies in a LICENSE-CODE is the license of another thing. */
export function weightsClaims(claims: readonly LicenseClaim[]): LicenseClaim[] {
  return claims.filter(({ file }) => file?.about !== 'code');
}

/** Ids that the recognized texts of weights may stand for. */
export function idsOfTexts(claims: readonly LicenseClaim[]): ReadonlySet<string> {
  return new Set(claims.flatMap(({ file }) => file?.licenses.flat() ?? []));
}

/**
 * null: it adds nothing. `stated`: the ids that the words beside it name, which choose where one text stands for several ids; `restricts`: some
 * license beside it limits use, so that a use policy is its.
 */
export function readFileClaim(file: LicenseFile, stated: ReadonlySet<string>, restricts: boolean): Reading | null {
  const reading = (expression: SpdxExpression | null, unknown: string | null): Reading => {
    return { expression, conflicting: false, unknown, said: file.path, url: null };
  };
  // Not read is not a statement; it is a reason why the license is not known.
  if (file.unread !== undefined) return { ...reading(null, `${file.path} was not read: ${file.why}`), isUnread: true };
  const parts = file.licenses.flatMap((ids) => parseExpression(ids.find((id) => stated.has(id)) ?? ids[0] ?? '')?.expression ?? []);
  if (parts.length > 0) return reading(joinedExpressions('all', parts), null);
  if (file.about === 'notice' || (file.about === 'use-policy' && restricts)) return null;
  const near = file.near === null ? '' : `, near to ${file.near}`;
  return reading(null, `not recognized: ${file.path}, ${file.why}${near}`);
}

/**
 * Whether a text settles what a claim leaves open: a family ("bsd"), a name that several licenses have, or "other" with a label that nobody
 * knows and no address elsewhere. Beside a text that no tag fits, a label is its title and not another license.
 */
export function isSettledBy(claim: LicenseClaim, reading: Reading, texts: ReadonlySet<string>): boolean {
  if (texts.size === 0) return false;
  const leaves = reading.expression === null ? [] : leavesOf(reading.expression);
  const [only] = leaves;
  if (leaves.length === 1 && only !== undefined && isFamilyOf(only.id, texts)) return true;
  if (reading.expression !== null) return false;
  const words = [claim.text, claim.name ?? ''].map((text) => lookUp(text));
  if (words.some((found) => found.state === 'ambiguous' && found.ids.some((id) => texts.has(id)))) return true;
  // "other" says that the hub has no tag for it: a label beside the text of MIT is another statement.
  const isFitting = (claim.name ?? '') === '' || [...texts].some((id) => id.startsWith('LicenseRef-'));
  return lookUp(claim.text).state === 'unstated' && words.every(({ state }) => state !== 'ambiguous') && isFitting && isHere(claim.link);
}

/** Tags of the hub that name a family, and what belongs to it. */
const FAMILIES: Readonly<Record<string, RegExp>> = {
  'LicenseRef-HF-bsd': /^(?:0?BSD-|LicenseRef-scancode-bsd)/,
  'LicenseRef-HF-gpl': /^GPL-/,
  'LicenseRef-HF-lgpl': /^LGPL-/,
  'LicenseRef-HF-cc': /^CC(?:0|-)/,
  'LicenseRef-HF-openrail': /rail|stable-diffusion|openrail/i,
};

function isFamilyOf(id: string, texts: ReadonlySet<string>): boolean {
  return [...texts].some((text) => isInFamily(id, text));
}

/** Whether a tag of the hub names a family that a license belongs to: "bsd" and BSD-3-Clause. */
export function isInFamily(tag: string, id: string): boolean {
  if (Object.hasOwn(FAMILIES, tag)) return FAMILIES[tag]?.test(id) === true;
  return tag !== id && undated(tag) === undated(id);
}

/** "gemma" names the terms of every day; the text beside it says of which ("LicenseRef-scancode-gemma-tou-2024-04-01"). */
function undated(id: string): string {
  return id.startsWith('LicenseRef-') ? id.replace(/-\d{4}-\d{2}-\d{2}$/, '') : id;
}

/** No address, or one of a file in the same repository: "LICENSE", ".../blob/main/LICENSE". */
function isHere(link: string | null): boolean {
  return link === null || !link.includes(':') || /\/(?:blob|raw|resolve)\/[^/]{1,100}\/[\w.-]{1,60}$/.test(link);
}

/** Whether a license limits how one may use the thing: then a use policy beside it belongs to it. */
export function restrictsUse(ids: Iterable<string>): boolean {
  return [...ids].some((id) => entryOf(id)?.useRestrictions === true);
}
