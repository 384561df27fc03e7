/** license/changed: the terms of something that stays are others than before. */
import { z } from 'zod';
import type { BomComponent, LicenseFile } from '../../model/index.ts';
import { spokenNames } from '../../license/spoken.ts';
import { licenseTextDigest } from '../../license/text-digest.ts';
import { termsDifference } from '../../license/terms-difference.ts';
import type { Draft, Rule } from '../rule.ts';
import { byScope, draftOf, type Says, short } from './support/draft.ts';

const RULE = 'license/changed';
/** In one line; the rest is counted. */
const MAX_SAID = 4;

export const licenseChanged: Rule<Record<string, never>> = {
  id: RULE,
  about: {
    title: 'A component has another license than before',
    motivation:
      'A license belongs to one revision. Publishers change it between two versions, to freer terms and to stricter ones, and an update takes the new terms without a word.',
    decides:
      'A component that the change moves to another version, and whose concluded license differs from that of the version before; or whose license text has other bytes where one of the two texts is none that is known. The difference in terms is said in words, from the license data of this program. What nobody told of either version is no change.',
    remedy:
      'Read the new terms. Stay on the version before, or have the new license approved:\nlicenses: { review: ["class:use-restricted"] }',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  options: z.object({}),
  level: 'warn',
  everywhere: false,
  drifts: true,
  topics: ['existence', 'license'],
  libraries: 'none',
  judge({ bom, changes }) {
    const present = new Map(bom.components.map((component) => [component.key, component]));
    return changes.flatMap(({ type, base, head }) => {
      if (type !== 'changed') return [];
      return head.flatMap((one) => {
        const component = present.get(one.key);
        const says = component === undefined || base.some(({ key }) => key === one.key) ? null : saysOf(base, component);
        return component === undefined || says === null ? [] : draftsOf(component, says);
      });
    });
  },
};

function draftsOf(component: BomComponent, says: Says): Draft[] {
  return byScope(component.sightings).map(([scope, sightings]) => draftOf(RULE, component, scope, sightings, says));
}

/** Held against every version that the base has: where one of them had these very terms, they are no news. */
function saysOf(base: readonly BomComponent[], now: BomComponent): Says | null {
  const before = base.filter(isTold);
  const [first] = before;
  if (first === undefined || !isTold(now) || before.some((one) => hasSameTerms(one, now))) return null;
  const was = first.license.expression;
  const is = now.license.expression;
  const title = `Look at the new license of ${short(now.name)}`;
  const cause = `license ${now.identity}`;
  if (was === is && !hasSameNames(first, now)) return { gap: 'name-changed', reason: nameWords(first, now), title, cause };
  return {
    gap: was === is ? 'text-changed' : `changed:${was}>${is}`,
    reason: was === is ? textWords(first, now) : `${licenseWords(first)} before, ${licenseWords(now)} now${difference(was, is)}`,
    title,
    cause,
  };
}

function isTold({ license, claims }: BomComponent): boolean {
  return license.expression !== null || spokenNames(claims).length > 0;
}

function hasSameTerms(before: BomComponent, now: BomComponent): boolean {
  if (before.license.expression !== now.license.expression || !hasSameNames(before, now)) return false;
  const [a, b] = [before, now].map(({ claims }) => licenseTextDigest(claims));
  return a === b || (textsOf(before).every(isKnown) && textsOf(now).every(isKnown));
}

/** Where nothing is recognized the names are all that is known of the terms; an expression has what counts of them in it. */
function hasSameNames(before: BomComponent, now: BomComponent): boolean {
  if (before.license.expression !== null || now.license.expression !== null) return true;
  const [a, b] = [before, now].map(({ claims }) => spokenNames(claims));
  return JSON.stringify(a) === JSON.stringify(b);
}

function nameWords(before: BomComponent, now: BomComponent): string {
  const [was, is] = [before, now].map(({ claims }) => short(spokenNames(claims).join(', ')));
  return `"${was}" before, "${is}" now, and neither is a license that is known`;
}

/** Those that were read. */
function textsOf({ claims }: BomComponent): LicenseFile[] {
  return claims.flatMap(({ from, file }) =>
    from === 'text' && file !== undefined && file.unread === undefined && file.about !== 'code' ? [file] : [],
  );
}

function isKnown({ licenses }: LicenseFile): boolean {
  return licenses.length > 0;
}

function textWords(before: BomComponent, now: BomComponent): string {
  const file = [...textsOf(now), ...textsOf(before)].find((one) => !isKnown(one));
  return `${file?.path ?? 'the license text'} has other words than before, and they are those of no license that is known`;
}

function licenseWords({ license }: BomComponent): string {
  return short(license.expression ?? 'terms that are not recognized');
}

function difference(was: string | null, is: string | null): string {
  const terms = termsDifference(was, is);
  if (terms === null) return ': the terms cannot be compared';
  if (terms.length === 0) return '';
  const more = terms.length > MAX_SAID ? `, and ${terms.length - MAX_SAID} more` : '';
  return `: it ${terms.slice(0, MAX_SAID).join(', ')}${more}`;
}
