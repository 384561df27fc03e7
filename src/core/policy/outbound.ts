/** The terms that the product goes out under: as the policy says, else as the tree states them. */
import { unrecognized, formatExpression, parseConcluded, leavesOf, parseExpression } from '../license/expression.ts';
import { coveringLicenses } from '../license/own/covering.ts';
import { licenseStem } from '../license/spdx-ids.ts';
import type { Bom, BomComponent, Note, OwnLicense } from '../model/index.ts';
import { compareText } from '../base/order.ts';
import type { Policy } from './policy.ts';

/**
 * Every outbound license that counts for a component, sorted: SPDX expressions, or "proprietary". Each is to be judged, and the worst answer counts.
 * The policy's word wins. Else they are the licenses of the packages where its sightings lie; with `before`, also those that the base has for the
 * same paths, so that a change that frees the product is judged by both. A text that nobody knows is a LicenseRef- that is on no list: it permits
 * nothing. Empty: not stated.
 */
export function outboundLicensesFor(
  { sightings }: Pick<BomComponent, 'sightings'>,
  bom: Pick<Bom, 'ownLicenses'>,
  policy: Policy,
  before: Pick<Bom, 'ownLicenses'> | null = null,
): string[] {
  const { license } = policy.product;
  if (license !== null) return [license];
  const found = new Set<string>();
  for (const { ownLicenses } of before === null ? [bom] : [bom, before])
    for (const { place } of ownLicenses === undefined ? [] : sightings)
      for (const one of coveringLicenses(place.path, ownLicenses ?? [])) found.add(one.expression ?? UNKNOWN);
  return [...found].sort(compareText);
}

const UNKNOWN = formatExpression(unrecognized('own license'));

const SHOWN = 3;

/** The policy wins, and who reads the report sees that the tree says something else. What the policy says is not repeated: not all may read it (T26). */
export function ownLicenseNotes({ product }: Policy, { ownLicenses = [] }: Pick<Bom, 'ownLicenses'>): Note[] {
  const { license } = product;
  if (license === null) return [];
  const others = ownLicenses.filter((one) => one.expression !== null && !isSame(one, license) && counts(one, ownLicenses));
  if (others.length === 0) return [];
  const shown = others.slice(0, SHOWN).map(({ expression, place }) => `${expression ?? ''} (${place.path}, line ${place.line})`);
  const more = others.length > SHOWN ? ` and ${others.length - SHOWN} more` : '';
  return [
    {
      code: 'own-license',
      text: `The policy states another license of the product than the tree, ${shown.join(', ')}${more}; that of the policy counts.`,
    },
  ];
}

/** Whether it is the word for its own folder, and not one that a better one stands beside. */
function counts(one: OwnLicense, all: readonly OwnLicense[]): boolean {
  return coveringLicenses(one.folder === '' ? '' : `${one.folder}/`, all).includes(one);
}

/** A text cannot tell "only" from "or later". */
function isSame({ expression, by }: OwnLicense, license: string): boolean {
  if (expression === license || expression === null) return true;
  if (expression === 'proprietary' || license === 'proprietary') return false;
  const [own, stated] = [parseConcluded(expression), parseExpression(license)?.expression ?? null];
  if (own === null || stated === null) return false;
  if (formatExpression(own) === formatExpression(stated)) return true;
  const stems = (parsed: typeof own): string[] => leavesOf(parsed).map(({ id }) => licenseStem(id));
  const known = new Set(stems(stated));
  return by === 'text' && stems(own).every((id) => known.has(id));
}
