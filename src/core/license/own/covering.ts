/** Which statements about the own license hold for a path: those of the nearest package upwards. */
import type { OwnLicense } from '../../model/index.ts';
import { leavesOf, parseConcluded } from '../expression.ts';
import { licenseStem } from '../spdx-ids.ts';

/**
 * A package that states its license, in its manifest or by a text beside it, decides for what lies below it. A text in a folder without a manifest
 * ("ee/LICENSE") joins what holds around it and never replaces it, so that nobody frees a folder by putting a text into it.
 * Empty: none is found, which is neither yes nor no.
 */
export function coveringLicenses(path: string, licenses: readonly OwnLicense[]): readonly OwnLicense[] {
  const folders = byFolder(licenses);
  const known = memo.get(folders) ?? new Map<string, readonly OwnLicense[]>();
  memo.set(folders, known);
  const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
  const before = known.get(folder);
  if (before !== undefined) return before;
  const found: OwnLicense[] = [];
  for (let at = folder; ; at = at.slice(0, Math.max(at.lastIndexOf('/'), 0))) {
    const here = folders.get(at) ?? [];
    const counting = withoutDoubles(here.filter(isStatement));
    found.push(...counting);
    if (at === '' || (counting.length > 0 && here.some(({ by }) => by !== 'text' && by !== 'notice'))) break;
  }
  known.set(folder, found);
  return found;
}

/** By folder, the statements of one Bom. */
const grouped = new WeakMap<readonly OwnLicense[], ReadonlyMap<string, readonly OwnLicense[]>>();
const memo = new WeakMap<ReadonlyMap<string, readonly OwnLicense[]>, Map<string, readonly OwnLicense[]>>();

export function byFolder(licenses: readonly OwnLicense[]): ReadonlyMap<string, readonly OwnLicense[]> {
  const known = grouped.get(licenses) ?? Map.groupBy(licenses, ({ folder }) => folder);
  grouped.set(licenses, known);
  return known;
}

/** Whether it is about terms: a NOTICE names people, and a manifest need not say anything. */
export function isStatement({ by }: OwnLicense): boolean {
  return by !== 'package' && by !== 'notice';
}

/** What one folder says twice, or says better elsewhere. What disagrees stays, and all of it counts (T11). */
function withoutDoubles(all: readonly OwnLicense[]): readonly OwnLicense[] {
  // What only running a manifest would tell says nothing against what can be read beside it.
  const readable = all.filter((one) => one.by === 'text' || one.said !== null || one.words !== null);
  const here = readable.length > 0 ? readable : all;
  const declared = here.filter(({ by }) => by === 'declared');
  const texts = here.filter(({ by }) => by === 'text');
  return here.filter((one) => {
    // A classifier speaks where the field does not; where the field is a name that nobody knows, neither is known.
    if (
      one.by === 'classifier' &&
      declared.length > 0 &&
      (one.expression === null || declared.some(({ expression }) => expression !== null))
    )
      return false;
    if (one.by === 'text') return !isSaidBy(one, declared) && !isInside(one, texts);
    // "BSD" beside the text of one of them is that one.
    return one.expression !== null || !texts.some((text) => isOfFamily(one.said, text.expression));
  });
}

/** The text of a license that the manifest names. A text cannot say whether a later version may be chosen; the field can. */
function isSaidBy({ expression }: OwnLicense, declared: readonly OwnLicense[]): boolean {
  const texts = expression === null ? [] : stemsIn(expression);
  return texts.length > 0 && declared.some((one) => one.expression !== null && includesAll(stemsIn(one.expression), texts));
}

/** The LGPL 3 is a set of permissions added to the GPL 3, whose text lies beside it (LGPL-3.0, first paragraph). */
function isInside({ expression }: OwnLicense, texts: readonly OwnLicense[]): boolean {
  const isOf = (text: string | null, stem: string): boolean => text !== null && stemsIn(text).every((one) => one === stem);
  return isOf(expression, 'GPL-3.0') && texts.some((one) => isOf(one.expression, 'LGPL-3.0'));
}

function stemsIn(expression: string): string[] {
  const parsed = parseConcluded(expression);
  return parsed === null ? [expression] : leavesOf(parsed).map(({ id }) => licenseStem(id));
}

function includesAll(all: readonly string[], some: readonly string[]): boolean {
  return some.every((one) => all.includes(one));
}

function isOfFamily(said: string | null, expression: string | null): boolean {
  const family = expression === null || expression.includes(' ') ? '' : (expression.split('-')[0] ?? '').toLowerCase();
  const [word] = /^[a-z]{1,20}/.exec((said ?? '').toLowerCase().replace(/^the /, '')) ?? [];
  return word !== undefined && word === family;
}
