/** What the statements about each package of the product come to, for documents that state it: declared and concluded side by side. */
import { compareText } from '../../base/order.ts';
import type { Bom, OwnLicense, OwnLicenseSeen, PackageTerms } from '../../model/index.ts';
import { formatExpression, joinedExpressions, parseConcluded, unrecognized } from '../expression.ts';
import { ownLicensesOf } from './conclude.ts';
import { byFolder, coveringLicenses, isStatement } from './covering.ts';

/** What a tree states of its own license, for its Bom. */
export function ownLicensed(seen: readonly OwnLicenseSeen[]): Required<Pick<Bom, 'ownLicenses' | 'packageTerms'>> {
  const ownLicenses = ownLicensesOf(seen);
  return { ownLicenses, packageTerms: packageTermsOf(ownLicenses) };
}

/**
 * One for each folder that states a license, sorted by folder. A package that takes over what holds around it states nothing. What disagrees holds
 * together (T11), and what nobody recognizes stays a part of the whole.
 */
function packageTermsOf(licenses: readonly OwnLicense[]): PackageTerms[] {
  const folders = [...byFolder(licenses)].filter(([, here]) => here.some(isStatement)).sort(([a], [b]) => compareText(a, b));
  return folders.map(([folder, here]) => termsOf(folder, here, licenses));
}

function termsOf(folder: string, here: readonly OwnLicense[], all: readonly OwnLicense[]): PackageTerms {
  const counting = coveringLicenses(folder === '' ? '' : `${folder}/`, all);
  const own = counting.filter((one) => one.folder === folder && (one.by === 'declared' || one.by === 'classifier'));
  const texts = here.filter(({ by }) => by === 'text');
  const isConcluded = texts.length > 0 || counting.length > own.length;
  return {
    folder,
    declared: together(own.filter(({ expression }) => expression !== null)),
    concluded: isConcluded ? together(counting) : null,
    unknown: counting.flatMap((one) =>
      one.expression === null
        ? [`${one.place.path}: ${one.said ?? (one.words === null ? 'computed' : 'a text that is not recognized')}`]
        : [],
    ),
    texts: texts.flatMap(({ expression, sha256, place }) => (sha256 === null ? [] : [{ path: place.path, sha256, expression }])),
  };
}

/** "proprietary" is no SPDX id: beside another license it is a LicenseRef. null: nothing of it is known. */
function together(statements: readonly OwnLicense[]): string | null {
  const said = [...new Set(statements.map(({ expression }) => expression))];
  if (said.every((one) => one === null)) return null;
  const [only] = said;
  if (said.length === 1 && only != null) return only;
  const parts = said.map((one) => {
    const parsed = one === null ? null : parseConcluded(one === 'proprietary' ? 'LicenseRef-proprietary' : one);
    return parsed ?? unrecognized('own license');
  });
  return formatExpression(joinedExpressions('all', parts));
}
