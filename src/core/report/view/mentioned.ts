/** What tests alone name and nothing is known to load: a line of its own, unless a rule speaks of it. */
import { isMentioned, isOfMentions, withoutMentions } from '../../bom/mentioned.ts';
import type { Bom, BomComponent, Place, Verdict } from '../../model/index.ts';
import { count, kindWord } from './words.ts';

export interface Mentioned {
  /** "Only tests name 2 more, as data" */
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
  const kept = bom.components.filter((one) => !isQuiet(one));
  const added =
    verdict.base === null
      ? bom.components.filter(isQuiet)
      : verdict.changes.filter((one) => one.type === 'added' && !changes.includes(one)).flatMap(({ head }) => head);
  const names = added.flatMap((one) => {
    const place = one.sightings[0]?.place;
    return place === undefined ? [] : [{ kind: kindWord(one), name: one.name, place }];
  });
  // What a rule speaks of is shown with its places, whatever they are.
  const shown = new Map(withoutMentions(bom).components.map((one) => [one.key, one]));
  return {
    verdict: { ...verdict, changes },
    bom: { ...bom, components: kept.map((one) => shown.get(one.key) ?? one) },
    mentioned:
      names.length === 0
        ? null
        : {
            title: `Only tests name ${count(names.length, 'thing')} as data; nothing is known to load ${names.length === 1 ? 'it' : 'them'}`,
            names,
          },
  };
}
