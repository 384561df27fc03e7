/** Base against head: whose license, of the product's packages, a change makes another one. */
import type { OwnLicense, OwnLicenseChange, OwnLicenseSeen } from '../../model/index.ts';
import { compareText } from '../../base/order.ts';
import { ownLicensesOf } from './conclude.ts';
import { byFolder, coveringLicenses, isStatement } from './covering.ts';

/** What was found in a tree. */
export interface OwnFound {
  readonly ownLicenses: readonly OwnLicenseSeen[];
  readonly entries: { hasFolder(path: string): boolean };
}

interface Side {
  readonly licenses: readonly OwnLicense[];
  readonly entries: OwnFound['entries'];
}

/**
 * Sorted by folder. A moved or renamed text, other years and another wording of a name are no change; neither are a new NOTICE, a package that goes,
 * one that moves with its license, a new one under the terms around it, and a folder that comes as a whole with the text of who wrote it, as what
 * holds around it goes on to count there.
 */
export function ownLicenseChanges(before: OwnFound | null, after: OwnFound): OwnLicenseChange[] {
  return before === null ? [] : between(sideOf(before), sideOf(after));
}

function sideOf({ ownLicenses, entries }: OwnFound): Side {
  return { licenses: ownLicensesOf(ownLicenses), entries };
}

function between(base: Side, head: Side): OwnLicenseChange[] {
  const [before, after] = [byFolder(base.licenses), byFolder(head.licenses)];
  const folders = [...new Set([...before.keys(), ...after.keys()])].sort(compareText);
  const isThere = ({ entries }: Side, folder: string): boolean => folder === '' || entries.hasFolder(folder);
  const gone = new Set(folders.flatMap((folder) => (isThere(head, folder) ? [] : [termsOf(coveringIn(folder, base))])));
  return folders.flatMap((folder): OwnLicenseChange[] => {
    if (!isThere(head, folder)) return [];
    const [old, now] = [before.get(folder) ?? [], after.get(folder) ?? []];
    const isNew = !isThere(base, folder);
    if (termsOf(old.filter(isStatement)) === termsOf(now.filter(isStatement))) return isNew ? [] : noticeGone(folder, old, now);
    const [was, is] = [coveringIn(folder, base), coveringIn(folder, head)];
    const terms = termsOf(is);
    if (termsOf(was) === terms) return noticeGone(folder, old, now);
    const isCopied = !now.some(({ by }) => by === 'package');
    const told = new Set(was.map(identity));
    // What nobody knows may lie beside the known license around it; a new package takes over the one that is known.
    const isAsAround = is.length > 0 && is.every((one) => one.expression !== null && told.has(identity(one)));
    if (isNew && (isCopied || isAsAround || gone.has(terms))) return [];
    const place = (is.find((one) => !told.has(identity(one))) ?? old.find(isStatement) ?? is[0])?.place;
    return place === undefined ? [] : [{ folder, was, now: is, type: 'license', place }];
  });
}

/** Apache-2.0, section 4(d): who passes the work on keeps its NOTICE. */
function noticeGone(folder: string, old: readonly OwnLicense[], now: readonly OwnLicense[]): OwnLicenseChange[] {
  const notice = old.find(({ by }) => by === 'notice');
  if (notice === undefined || now.some(({ by }) => by === 'notice')) return [];
  return [{ folder, was: [notice], now: [], type: 'notice-removed', place: notice.place }];
}

function coveringIn(folder: string, { licenses }: Side): readonly OwnLicense[] {
  return coveringLicenses(folder === '' ? '' : `${folder}/`, licenses);
}

function termsOf(licenses: readonly OwnLicense[]): string {
  return JSON.stringify([...new Set(licenses.map(identity))].sort(compareText));
}

/** A known license is what it is; one with blanks to fill in, and one that nobody knows, are their words. */
function identity({ expression, words, said }: OwnLicense): string {
  if (expression !== null && !/\bBUSL-/.test(expression)) return `is ${expression}`;
  return `${expression ?? 'unknown'} ${words ?? said ?? ''}`;
}
