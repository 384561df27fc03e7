/** What is named and nothing is known to load, above all data of tests: a line of its own, unless a rule speaks of it. */
import { isMentioned, isOfMentions, withoutMentions } from '../../model/mentioned.ts';
import type { Bom, BomComponent, Place, Verdict } from '../../model/index.ts';
import { partsOfBom, withTouched } from '../../model/parts.ts';
import { count, kindWord } from './words.ts';

const NO_MODEL = '(computed)';

export interface Mentioned {
  /** "2 names that nothing here is known to load" */
  readonly title: string;
  /** The tree's text: unescaped. */
  readonly names: readonly { readonly kind: string; readonly name: string; readonly place: Place }[];
}

export interface Apart {
  readonly verdict: Verdict;
  readonly bom: Bom;
  readonly mentioned: Mentioned | null;
}

/** What a report shows as changed or found, and what it only mentions. */
export function withoutQuietMentions(verdict: Verdict, bom: Bom): Apart {
  const spoken = new Set(
    verdict.findings.flatMap(({ status, finding, blocks }) => (blocks || status !== 'fixed' ? [finding.component] : [])),
  );
  const isQuiet = (component: BomComponent): boolean => isMentioned(component) && !spoken.has(component.identity);
  const changes = verdict.changes.filter((change) => !isOfMentions(change) || spoken.has(change.identity));
  const added =
    verdict.base === null
      ? partsOfBom(bom).touched.components.filter(isQuiet)
      : verdict.changes.filter((one) => one.type === 'added' && !changes.includes(one)).flatMap(({ head }) => head);
  const names = added.flatMap((one) => {
    const place = one.sightings[0]?.place;
    // Of who answers without which model, the load is told that has no name.
    return place === undefined || one.ref.name === NO_MODEL ? [] : [{ kind: kindWord(one), name: one.name, place }];
  });
  // What a rule speaks of is shown with its places, whatever they are.
  const shown = new Map(partsOfBom(withoutMentions(bom)).touched.components.map((one) => [one.key, one]));
  return {
    verdict: { ...verdict, changes },
    bom: withTouched(bom, (all) => all.filter((one) => !isQuiet(one)).map((one) => shown.get(one.key) ?? one)),
    mentioned:
      names.length === 0
        ? null
        : {
            title: `${count(names.length, 'name')} that nothing here is known to load`,
            names,
          },
  };
}
