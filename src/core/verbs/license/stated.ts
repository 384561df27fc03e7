/** What an input states about one license, in several places → one conclusion, and where the places disagree. */
import { lookUp } from '../../license/catalogue.ts';
import { concludeLicense } from '../../license/conclude.ts';
import { leavesOf, parseConcluded } from '../../license/expression.ts';
import type { Relicensed } from '../../license/relicensed.ts';
import { licenseStem, modernId } from '../../license/spdx-ids.ts';
import { isInFamily } from '../../license/text-claims.ts';
import { visibleUpTo } from '../../base/visible-text.ts';
import type { LicenseClaim } from '../../model/index.ts';

export interface GivenLicense {
  /** License field of a card or package; a list has several. null: nothing is stated. */
  readonly license: unknown;
  readonly licenseName?: string | undefined;
  readonly licenseLink?: string | undefined;
  /** Recognized from the text itself. */
  readonly licenseFileId?: string | undefined;
  readonly readmeLicense?: string | undefined;
  /** The publisher gave this version out under another license than the newer ones. */
  readonly older?: Relicensed | null;
}

export interface ConcludedLicense {
  readonly expression: string | null;
  readonly unknown: string | null;
  readonly evidence: 'text' | 'stated';
  /** "the license text is Apache-2.0, and the card says cc-by-nc-4.0"; null: they agree. */
  readonly disagreement: string | null;
}

/**
 * The text in the repository is the evidence, and everything else a claim. Where both say something that is understood, and not the same, both
 * hold (T11). A claim that says nothing ("other"), or names a family of which the text is one, is settled by the text.
 */
export function concludeStated(stated: GivenLicense): ConcludedLicense {
  const file = lookedUp(stated.licenseFileId);
  const claims = claimsOf(stated).filter((claim) => file === null || !isSettledBy(file, claim));
  const text: LicenseClaim[] = stated.licenseFileId === undefined ? [] : [claimOf(stated.licenseFileId)];
  const said = concludeLicense([...text, ...claims]);
  const older = stated.older == null || isNamed(said.expression, stated.older.license) ? null : stated.older;
  const { expression, unknown } = older === null ? said : concludeLicense([...text, ...claims, claimOf(older.license)]);
  return {
    expression,
    unknown,
    evidence: file === null ? 'stated' : 'text',
    disagreement:
      older === null
        ? disagreement(stated.licenseFileId ?? null, claims)
        : `this version is older than ${older.until}, until when its publisher gave it out under ${older.license}`,
  };
}

function isNamed(expression: string | null, id: string): boolean {
  const parsed = expression === null ? null : parseConcluded(expression);
  return parsed !== null && leavesOf(parsed).some((leaf) => leaf.id === id);
}

function claimOf(text: string): LicenseClaim {
  return { from: 'card', text, name: null, link: null };
}

/** Several values in one card come as several claims: no operator is defined for them. */
function claimsOf({ license, readmeLicense, ...stated }: GivenLicense): LicenseClaim[] {
  const [name, link] = [stated.licenseName ?? null, stated.licenseLink ?? null];
  // An element that is no text says something that nobody understands; the others still count (T35).
  const texts = Array.isArray(license)
    ? license.map((one) => (typeof one === 'string' ? one : NO_TEXT))
    : typeof license === 'string'
      ? [license]
      : [];
  const card = texts.length === 0 && (name ?? link) !== null ? [''] : texts;
  const readme = readmeLicense === undefined || lookUp(readmeLicense).state === 'unstated' ? [] : [claimOf(readmeLicense)];
  return [...card.map((text): LicenseClaim => ({ from: 'card', text, name, link })), ...readme];
}

const NO_TEXT = 'an element that is no text';

function lookedUp(id: string | undefined): string | null {
  const found = id === undefined ? null : lookUp(id);
  return found?.state === 'known' ? found.id : null;
}

function isSettledBy(file: string, { text, name }: LicenseClaim): boolean {
  const tag = lookUp(text);
  const own = name === null || name.trim() === '' ? null : lookUp(name);
  const isQuiet = text.trim() === '' || tag.state === 'unstated';
  if (isQuiet && (own === null || own.state === 'unstated')) return true;
  const said = isQuiet && own !== null ? own : tag;
  // What a vendor calls a license of its own is on no list; its text tells. A name of one's own for MIT is another matter.
  if (isQuiet && said.state === 'none') return file.startsWith('LicenseRef-');
  if (!isQuiet && own !== null && own.state !== 'unstated') return false;
  if (said.state === 'ambiguous') return said.ids.includes(file);
  return said.state === 'known' && isFamilyOf(said.id, file);
}

/** Also "gpl-3.0", which says neither "only" nor "or later". */
function isFamilyOf(said: string, file: string): boolean {
  if (isInFamily(said, file)) return true;
  const bare = (id: string): string => licenseStem(modernId(id, false).id);
  return said !== file && bare(said) === bare(file);
}

/** Between places, or within one: a list of licenses, a tag and a name. */
function disagreement(text: string | null, claims: readonly LicenseClaim[]): string | null {
  const all = [...(text === null ? [] : [claimOf(text)]), ...claims];
  const spoken = all.map((claim) => ({ claim, said: concludeLicense([claim]) })).filter(({ said }) => said.unknown !== 'not stated');
  const [first, ...others] = spoken;
  const other = others.find(({ said }) => plain(said.expression) !== plain(first?.said.expression ?? null));
  if (first !== undefined && other !== undefined)
    return `${text === null ? `one place says ${shown(first.claim)}` : `the license text is ${text}`}, and another place says ${shown(other.claim)}`;
  const own = spoken.find(({ said }) => said.conflicting)?.claim;
  return own === undefined ? null : `its license is ${own.text}, and its name or address says ${own.name ?? own.link ?? 'another one'}`;
}

/** Most places cannot say "only" or "or later". */
function plain(expression: string | null): string | null {
  return expression?.replaceAll(/-(?:only|or-later)\b/g, '') ?? null;
}

function shown({ text, name }: LicenseClaim): string {
  return visibleUpTo(name !== null && lookUp(text).state === 'unstated' ? name : text, 100);
}
