/** license/own-changed: the product goes out under other terms than before. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { OwnLicense, OwnLicenseChange } from '../../model/index.ts';
import type { Draft, Rule } from '../rule.ts';
import { short, titled } from './support/draft.ts';

const RULE = 'license/own-changed';

export const licenseOwnChanged: Rule<Record<string, never>> = {
  id: RULE,
  about: {
    title: 'The change gives the product another license',
    motivation:
      'What may be used in a product depends on the terms under which the product itself goes out. A change of them touches every model, dataset and library in it, and whoever has the product.',
    decides:
      'The texts (LICENSE, LICENCE, COPYING, UNLICENSE) and the field of the manifest (package.json, pyproject.toml, setup.cfg, Cargo.toml) of each package are compared between base and head, by the license that they are. Told is another license, one that is stated for the first time or no longer, a text that is not recognized any more, a package that comes under other terms than those around it, and a NOTICE that goes. ' +
      'A moved or renamed text, another year, another spelling of the same license, and a new NOTICE are no change. Where the policy does not say product.license, everything in the product is judged under the old and the new license, and the worse answer counts.',
    remedy:
      'Let somebody decide on it who may. Keep the unchanged text of a known license, and its SPDX expression in the manifest:\n"license": "Apache-2.0"',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  options: z.object({}),
  level: 'warn',
  everywhere: true,
  topics: [],
  libraries: 'none',
  judge: ({ ownLicenseChanges = [] }) => ownLicenseChanges.map((change) => draft(change)),
};

function draft(change: OwnLicenseChange): Draft {
  const { folder, type, place } = change;
  const who = folder === '' ? 'the product' : short(folder);
  const [was, now] = [termsIn(change.was), termsIn(change.now)];
  // Gaps hold no names of files: the folder and what it comes to, as a digest (T38).
  const digest = createHash('sha256')
    .update(
      JSON.stringify([folder, change.now.map(({ expression, words, said }) => [expression, expression === null ? (words ?? said) : null])]),
    )
    .digest('hex');
  return {
    rule: RULE,
    component: 'tree',
    version: null,
    kind: 'tree',
    name: place.path,
    scope: 'product',
    gap: `own-${type}:${digest}`,
    places: [place],
    reason: type === 'notice-removed' ? `the NOTICE of ${who} is gone, and who passes the work on must keep it` : reasonOf(change, who),
    fix: {
      title: titled(type === 'notice-removed' ? `Keep the NOTICE of ${who}` : `Decide on the license of ${who}: ${was} → ${now}`),
      edits: [],
      command: null,
    },
    cause: 'own license',
    weight: type === 'notice-removed' ? 1 : 2,
  };
}

function reasonOf({ was, now }: OwnLicenseChange, who: string): string {
  const [old, is] = [termsIn(was), termsIn(now)];
  if (was.length === 0) return `no license of ${who} was found before; it states ${is} now`;
  if (now.length === 0) return `${who} was under ${old}, and no license of it is found any more`;
  const isLost = was.every(({ expression }) => expression !== null) && now.some(({ expression }) => expression === null);
  return isLost
    ? `${who} was under ${old}; what it states now is no longer recognized (${is})`
    : `${who} was under ${old}, and is under ${is}`;
}

/** "MIT", "MIT and a text that is not recognized". */
function termsIn(licenses: readonly OwnLicense[]): string {
  const all = [...new Set(licenses.map(termsOf))];
  if (all.length === 0) return 'nothing';
  return all.length > 3 ? `${all.slice(0, 3).join(' and ')} and ${all.length - 3} more` : all.join(' and ');
}

function termsOf({ expression, said, words, by }: OwnLicense): string {
  if (expression !== null) return short(expression);
  if (by === 'text' || said === null)
    return words === null ? 'something that is not known' : `a text that is not recognized (${words.slice(0, 7)})`;
  return `“${short(said)}”, which is not recognized`;
}
