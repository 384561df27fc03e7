/** The AI SBOM as a list for people: AI first, then the other libraries. */
import type { Bom, BomComponent, Change, Verdict } from '../../model/index.ts';
import { componentCount } from '../../model/parts.ts';
import { compareText } from '../../base/order.ts';
import type { Phrase } from './phrase.ts';
import { isAi } from '../../model/inventory.ts';
import { licensePhrase } from './license-phrase.ts';
import { nowOnly } from './versions.ts';
import { count, kindWord } from './words.ts';

export interface Item {
  /** "+" new, "~" changed, "−" removed, "?" in a file that was not read, "" as before. */
  readonly mark: '+' | '~' | '−' | '?' | '';
  readonly kind: string;
  readonly name: string;
  readonly version: Phrase;
  readonly license: Phrase;
}

export function inventoryOf(verdict: Verdict, bom: Bom): { readonly inventoryTitle: string; readonly inventory: () => readonly Item[] } {
  const of = (type: Change['type']): number => verdict.changes.filter((change) => change.type === type).length;
  const unread = of('unread') === 0 ? '' : ` ?${of('unread')}`;
  const delta = verdict.base === null ? '' : ` (+${of('added')} ~${of('changed')} −${of('removed')}${unread})`;
  return {
    inventoryTitle: `AI SBOM: ${count(componentCount(bom), 'component')}${delta}`,
    inventory: () => itemsOf(verdict, bom),
  };
}

function itemsOf(verdict: Verdict, bom: Bom): Item[] {
  const marks = new Map(
    verdict.changes.map((change) => [change.identity, ({ added: '+', changed: '~', removed: '−', unread: '?' } as const)[change.type]]),
  );
  const item = (component: BomComponent): Item => ({
    mark: verdict.base === null ? '' : (marks.get(component.identity) ?? ''),
    kind: kindWord(component),
    name: component.name,
    version: nowOnly([component]),
    license: licensePhrase([component]),
  });
  const gone = verdict.base === null ? [] : verdict.changes.filter(({ head }) => head.length === 0).flatMap((change) => change.base);
  const all = [...bom.components, ...gone];
  const order = (component: BomComponent): number =>
    (marks.has(component.identity) && verdict.base !== null ? 0 : 2) + (isAi(component) ? 0 : 1);
  return all.sort((a, b) => order(a) - order(b) || compareText(a.key, b.key)).map(item);
}
