/** What an input states about one license, in several places → the claims from which a check concludes, and what it concludes. */
import { lookUp } from '../../license/catalogue.ts';
import { concludeLicense } from '../../license/conclude.ts';
import { formatExpression, isRecognized, leavesOf, parseConcluded, parseExpression } from '../../license/expression.ts';
import { disagreeingSources } from '../../license/sources.ts';
import { idsOfText } from '../../license/text/known-texts.ts';
import type { Relicensed } from '../../license/relicensed.ts';
import { visibleUpTo } from '../../base/visible-text.ts';
import type { LicenseClaim, LicenseFile } from '../../model/index.ts';

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
  /** "the license text says Apache-2.0, the card says CC-BY-NC-4.0"; null: they agree. */
  readonly disagreement: string | null;
}

/** The text in the repository is the evidence, and everything else a claim; what that comes to is decided where a check decides it (T11). */
export function concludeStated(stated: GivenLicense): ConcludedLicense {
  const text = stated.licenseFileId === undefined ? null : textOf(stated.licenseFileId);
  const claims = [...(text === null ? [] : [text]), ...claimsOf(stated)];
  const said = concludeLicense(claims);
  const older = stated.older == null || isNamed(said.expression, stated.older.license) ? null : stated.older;
  const { expression, unknown } = older === null ? said : concludeLicense([...claims, claimOf(older.license)]);
  return {
    expression,
    unknown,
    evidence: text === null || text.file.licenses.length === 0 ? 'stated' : 'text',
    disagreement:
      older === null
        ? disagreementIn(claims)
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

/** "LICENSE says CC-BY-NC-4.0, the card says Apache-2.0"; null: there is none. */
export function disagreementIn(claims: readonly LicenseClaim[]): string | null {
  const { conflicting, expression } = concludeLicense(claims);
  if (!conflicting) return null;
  const sources = disagreeingSources(claims).map(({ words }) => words);
  // Of a registry's own word a check tells nobody; who asks by hand is told.
  return visibleUpTo(sources.length === 0 ? `one place says several at once, ${expression}` : sources.join(', '), MAX_WORDS);
}

const MAX_WORDS = 600;

/** As if the text lay there. A text says neither "only" nor "or later": like a file that was read, it stands for all that have it. */
function textOf(id: string): LicenseClaim & { readonly file: LicenseFile } {
  const found = lookUp(id);
  const named = found.state === 'known' ? found.id : found.state === 'none' ? (parseExpression(id)?.expression ?? null) : null;
  const known = typeof named === 'string' || named === null ? named : isRecognized(named) ? formatExpression(named) : null;
  return {
    from: 'text',
    text: known ?? '',
    name: null,
    link: null,
    file: {
      path: 'the license text',
      sha256: null,
      about: 'weights',
      licenses: known === null ? [] : [idsOfText(known)],
      confidence: known === null ? null : 1,
      why: known === null ? `"${visibleUpTo(id, 100)}", which names no license that is known` : null,
      near: null,
    },
  };
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
