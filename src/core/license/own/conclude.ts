/** What files state of the own license → statements with an expression where one is recognized. */
import type { OwnLicense, OwnLicenseSeen } from '../../model/index.ts';
import { classesOf } from '../classes.ts';
import { concludeLicense } from '../conclude.ts';
import { isRecognized, leavesOf, parseConcluded } from '../expression.ts';

/** How people say that nobody gets a license: npm's word, PyPI's classifier and what Poetry suggests. Whole names. */
const PROPRIETARY = /^(?:unlicensed|proprietary|other\/proprietary license|licenseref-proprietary)$/i;

/** Of the product alone: what lies in tests, docs and examples goes out with nothing. Sorted by place, as `seen` is. */
export function ownLicensesOf(seen: readonly OwnLicenseSeen[]): OwnLicense[] {
  const product = seen.filter(({ scope }) => scope === 'product');
  const texts = new Map(product.flatMap((one) => (one.by === 'text' ? [[one.place.path, one] as const] : [])));
  return product.map((one): OwnLicense => {
    const { by, said, sha256, words, place, file } = one;
    const folder = place.path.slice(0, Math.max(place.path.lastIndexOf('/'), 0));
    // A field that names a file says what that file says; where nobody reads it, or recognizes it, that is nothing known.
    // Some write the name of the file alone, where an expression is expected.
    const text = file === undefined ? (texts.get(within(folder, said ?? '')) ?? one) : texts.get(within(folder, file));
    return {
      folder,
      by,
      said: file ?? said,
      expression: text === undefined ? null : expressionOf(text.said),
      sha256: text?.sha256 ?? sha256,
      words: text?.words ?? words,
      place,
    };
  });
}

/** "MIT", "GPL-3.0-or-later", "proprietary"; null: not stated, or some part of it is not recognized. */
function expressionOf(said: string | null): string | null {
  if (said === null) return null;
  if (PROPRIETARY.test(said.trim())) return 'proprietary';
  const { expression } = concludeLicense([{ from: 'package', text: said, name: null, link: null }]);
  const parsed = expression === null ? null : parseConcluded(expression);
  if (expression === null || parsed === null || !isRecognized(parsed)) return null;
  const leaves = leavesOf(parsed);
  // A name of a family, "BSD", is none of its licenses yet; a branch that nobody knows may be what people take.
  if (leaves.some(({ id, recognized }) => !recognized || id.startsWith('LicenseRef-HF-'))) return null;
  return leaves.every(({ id }) => classesOf(id)?.includes('proprietary') === true) ? 'proprietary' : expression;
}

function within(folder: string, file: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of file.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
