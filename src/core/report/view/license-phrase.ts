/** The license of a component, in words: what counts, and beside it what its publisher says where that is another thing (T11). */
import type { BomComponent, License, UseAnswer, Verdict } from '../../model/index.ts';
import { compareText } from '../../base/order.ts';
import { lookUp } from '../../license/catalogue.ts';
import { licenseName } from '../../license/license-name.ts';
import { isGuessed, type LineageSteps } from './lineage-path.ts';
import { joined, type Phrase, plain, strong } from './phrase.ts';

const SHOWN = 3;

/**
 * The concluded license; strong where it is `refused`, where claims disagree, and where the terms of an ancestor decide: the publisher does not
 * get to choose the nicer one (T11). Empty where nobody asked for one.
 */
export function licensePhrase(
  components: readonly BomComponent[],
  refused = false,
  uses: Verdict['uses'] = {},
  relations: LineageSteps = new Map(),
): Phrase {
  const phrases = components.map((one): Phrase => {
    const { kind, license, key } = one;
    const inherited = inheritedNames(Object.hasOwn(uses, key) ? uses[key] : undefined, license, relations);
    if (inherited.length > 0)
      return [
        ...joined(
          inherited.slice(0, SHOWN).map((name) => [strong(name)]),
          ', ',
        ),
        ...stated(one),
      ];
    const name = shortLicenseName(license);
    // Of what is no model and no dataset nobody asked it: it is not missing.
    if (name === null && kind !== 'model' && kind !== 'dataset') return [];
    if (name === null) return [plain('unknown'), ...(license.unknown === null ? [] : [plain(`: ${license.unknown}`)])];
    if (license.stated !== undefined) return [strong(name), plain(` (the policy says so; claimed: ${license.stated.claimed})`)];
    if (license.conflicting) return disagreeing(one) ?? [strong(name), plain(' (claims disagree)')];
    return [refused ? strong(name) : plain(name)];
  });
  const unique = new Map(phrases.flatMap((phrase) => (phrase.length === 0 ? [] : [[JSON.stringify(phrase), phrase] as const])));
  const sorted = [...unique].sort(([a], [b]) => compareText(a, b)).map(([, phrase]) => phrase);
  return sorted.length > SHOWN
    ? [...joined(sorted.slice(0, SHOWN), ' / '), plain(` +${sorted.length - SHOWN} more`)]
    : joined(sorted, ' / ');
}

/** SPDX ids are what people know; for what SPDX has no id, the name says more. */
export function shortLicenseName({ name, expression }: License): string | null {
  return expression === null || expression.includes('LicenseRef-') ? (name ?? expression) : expression;
}

/** Licenses of ancestors that decide about it, and that it does not itself name. What is only guessed is none. */
function inheritedNames(answer: UseAnswer | undefined, { expression }: License, relations: LineageSteps): string[] {
  const carried = (answer?.reasons ?? []).flatMap(({ path, license }) =>
    path.length > 1 && license !== null && !isGuessed(path, relations) ? [license] : [],
  );
  const own = new Set(partsOf(expression ?? ''));
  return [...new Set(carried.filter((id) => !own.has(id)))].map(licenseName);
}

/** "(card says Apache-2.0)": what its publisher wrote, as SPDX spells it. */
function stated(one: BomComponent): Phrase {
  const says = cardIds(one);
  return [plain(says.length === 0 ? ' (its own license is not known)' : ` (card says ${says.map(licenseName).join(', ')})`)];
}

/** What else is claimed than what the card says. Null: nobody can tell them apart. */
function disagreeing(one: BomComponent): Phrase | null {
  const says = cardIds(one);
  const others = partsOf(one.license.expression ?? '').filter((id) => !says.includes(id));
  if (says.length !== 1 || others.length === 0) return null;
  return [
    ...joined(
      others.slice(0, SHOWN).map((id) => [strong(licenseName(id))]),
      ' and ',
    ),
    ...stated(one),
  ];
}

/** Of a conjunction, which is what is concluded where claims disagree. Any other expression is one part. */
function partsOf(expression: string): string[] {
  return /[()]| OR /.test(expression) ? [expression] : expression.split(' AND ');
}

function cardIds({ claims, hub }: BomComponent): string[] {
  const texts = [...claims, ...(hub?.licenses ?? [])].flatMap(({ from, text }) => (from === 'card' ? [text] : []));
  const ids = texts.map((text) => {
    const found = lookUp(text);
    return found.state === 'known' ? found.id : text;
  });
  return [...new Set(ids)].slice(0, SHOWN);
}
