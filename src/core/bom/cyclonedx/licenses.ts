/** A concluded license as a CycloneDX license choice: one SPDX id, or one expression, or one name; never a mix, which 1.6 forbids. */
import current from 'spdx-license-ids/index.json' with { type: 'json' };
import deprecated from 'spdx-license-ids/deprecated.json' with { type: 'json' };
import type { BomComponent, License, LicenseClaim } from '../../model/index.ts';
import { visible } from '../../base/visible-text.ts';
import { safeAddress } from './address.ts';
import type { Acknowledgement, ExternalReference, LicenseEntry } from './document.ts';

/** Ids that SPDX added after the list which the CycloneDX schemas enumerate: valid in an expression, not as `license.id`. */
const YOUNGER: readonly string[] = [
  'atc-game',
  'Brian-Gladman-3-Clause-no-conversion',
  'BSD-2-Clause-pos-unchanged',
  'BSD-3-Clause-OpenWebUI',
  'BSD-ask-to-endorse',
  'BSD-Source-alt-GPL',
  'BSD-Source-Code-no-disclaimer',
  'Bugroff',
  'CC-BY-NC-3.0-IGO',
  'FDK-MPEG-H',
  'Hippocratic-3.0-core',
  'Informatica',
  'MVT-1.1',
];
const IDS: ReadonlySet<string> = new Set([...current, ...deprecated].filter((id) => !YOUNGER.includes(id)));

/** Longer than any license: what is longer is kept as a name, unparsed. */
const MAX_EXPRESSION = 4096;

/** Empty when nothing is known: then the property "license-unknown" says why. */
export function licensesOf(license: License): LicenseEntry[] {
  // What the publisher states is "declared". A conjunction of claims that disagree is our own conclusion (T11).
  const acknowledgement: Acknowledgement = license.conflicting ? 'concluded' : 'declared';
  const { expression } = license;
  if (expression !== null && IDS.has(expression)) return [{ license: { id: expression, acknowledgement } }];
  if (expression !== null && isExpression(expression)) return [{ expression, acknowledgement }];
  const name = license.name ?? expression;
  if (name === null) return [];
  const url = safeAddress(license.url);
  return [{ license: { name: visible(name), acknowledgement, ...(url === null ? {} : { url }) } }];
}

/**
 * What a package calls its license where that is none that SPDX or the catalogue knows: the name as it is stated, and never an id. Of models
 * "other" stands there, which is no name.
 */
export function statedLicenses({ kind, claims, license }: Pick<BomComponent, 'kind' | 'claims' | 'license'>): LicenseEntry[] {
  if (kind !== 'library' || license.unknown === null || !/^(?:not recognized|ambiguous):/.test(license.unknown)) return [];
  const names = [...new Set(claims.map(({ text }) => visible(text)))].sort();
  return names.map((name) => ({ license: { name, acknowledgement: 'declared' } }));
}

/** What the source of an ancestor states, entry by entry and by name: nothing is concluded of what is no component of the document. */
export function declaredLicenses(claims: readonly LicenseClaim[]): LicenseEntry[] {
  const named = claims.map(({ text, name }): LicenseEntry => {
    const id = BY_LOWER_CASE.get(text.toLowerCase());
    if (id !== undefined) return { license: { id, acknowledgement: 'declared' } };
    return { license: { name: visible(name ?? text), acknowledgement: 'declared' } };
  });
  return [...new Map(named.map((entry) => [JSON.stringify(entry), entry])).values()];
}

const BY_LOWER_CASE: ReadonlyMap<string, string> = new Map([...IDS].map((id) => [id.toLowerCase(), id]));

/** Where the text can be read; an expression has no place for it in 1.6. */
export function licenseReferences(license: License): ExternalReference[] {
  const url = safeAddress(license.url);
  return url === null ? [] : [{ type: 'license', url }];
}

/**
 * Whether the text is an expression of ids that the SPDX list knows and of LicenseRefs (SPDX 2.3 annex D). Strict, because readers of the
 * document are; without recursion and in one pass, because the text may be anybody's.
 */
function isExpression(text: string): boolean {
  if (text.length > MAX_EXPRESSION) return false;
  let depth = 0;
  let expected: 'license' | 'operator' | 'exception' = 'license';
  let bare = false; // an exception belongs to one license, not to a group and not to another exception
  for (const token of text.match(/[()]|[^\s()]+/g) ?? []) {
    const license = expected === 'license' && isLicense(token);
    if (license) expected = 'operator';
    else if (token === '(' && expected === 'license') depth++;
    else if (token === ')' && expected === 'operator' && depth > 0) depth--;
    else if ((token === 'AND' || token === 'OR') && expected === 'operator') expected = 'license';
    else if (token === 'WITH' && expected === 'operator' && bare) expected = 'exception';
    else if (expected === 'exception' && isException(token)) expected = 'operator';
    else return false;
    bare = license;
  }
  return depth === 0 && expected === 'operator';
}

function isLicense(token: string): boolean {
  const id = token.endsWith('+') ? token.slice(0, -1) : token;
  return IDS.has(id) || YOUNGER.includes(id) || /^(?:DocumentRef-[A-Za-z\d.-]+:)?LicenseRef-[A-Za-z\d.-]+$/.test(token);
}

/** By shape: the list of exceptions grows faster than any copy of it, and no reader of the document checks it. */
function isException(token: string): boolean {
  return /^[A-Za-z\d.-]{4,80}$/.test(token) && token !== 'WITH' && !isLicense(token);
}
