/** Countries for which a license grants nothing: by where the licensee sits, or by where it is used. */
import { isExcluded } from '../places.ts';
import type { Findings, JudgeClause, UseCase } from '../say.ts';
import { ASK_LICENSOR, NOTHING, anotherOne, asks, forbids } from '../say.ts';

export const judgeTerritory: JudgeClause = (at) => {
  const { terms } = at;
  if (terms.excludedTerritories.length === 0) return NOTHING;
  const reached = isReached(at);
  if (reached === false) return NOTHING;
  return terms.territoryTest === 'licensee-domicile' ? judgeSeat(at, reached) : judgePlaces(at);
};

/** Whether the exclusion speaks of this model; null: which forms of input it takes is not known. */
function isReached({ use, terms }: UseCase): boolean | null {
  if (terms.territoryScope !== 'multimodal-models' || terms.alwaysMultimodal) return true;
  if (use.modalities.length === 0) return null;
  return use.modalities.some((one) => one !== 'text');
}

function named(places: readonly string[]): string {
  return places.map((place) => (place === 'EU' ? 'the EU' : place)).join(', ');
}

function judgeSeat(at: UseCase, reached: boolean | null): Findings {
  const { terms, product } = at;
  const text = `The license grants nothing to anyone with a seat in ${named(terms.excludedTerritories)}.`;
  const ways = [
    anotherOne(at),
    ASK_LICENSOR,
    ...(terms.integratedProductExemption === true ? ['use it as an end user of a product that contains it'] : []),
  ];
  const excluded = product.seat === null ? null : isExcluded(product.seat, terms.excludedTerritories);
  if (excluded === false) return NOTHING;
  if (excluded === null) return asks(at, { clause: 'territory', text, set: 'product.seat', ways: ['state product.seat', ...ways] });
  const fact = `the product’s owner has its seat in ${named([product.seat ?? ''])}`;
  if (reached === null)
    return asks(at, {
      clause: 'territory',
      text: `${text} This holds for models that take more than text, which is not known of this one.`,
      fact,
      ways,
    });
  return forbids(at, { clause: 'territory', text, fact, ways });
}

/** Use, distribution, even showing its results there (Tencent Hunyuan community licenses). */
function judgePlaces(at: UseCase): Findings {
  const { terms, product, reach } = at;
  const text = `The license grants nothing for use in ${named(terms.excludedTerritories)}.`;
  const ways = [anotherOne(at), 'do not offer the product there', ASK_LICENSOR];
  const places = product.markets.map((place) => ({ place, excluded: isExcluded(place, terms.excludedTerritories) }));
  const barred = places.filter(({ excluded }) => excluded === true).map(({ place }) => place);
  if (barred.length > 0)
    return forbids(at, { clause: 'territory', text, fact: `the product is used in ${named(barred)}`, set: 'product.markets', ways });
  const seat = product.seat === null ? null : isExcluded(product.seat, terms.excludedTerritories);
  if (seat === true) {
    const fact = `the product’s owner has its seat in ${named([product.seat ?? ''])}`;
    if (reach.inside === true) return forbids(at, { clause: 'territory', text, fact, ways });
    return asks(at, { clause: 'territory', text: `${text} Who builds the product there uses it there.`, fact, ways });
  }
  if (reach.offers === false && seat === false) return NOTHING;
  if (places.length > 0 && places.every(({ excluded }) => excluded === false)) return NOTHING;
  return asks(at, { clause: 'territory', text, set: 'product.markets', ways: ['state product.markets', ...ways] });
}
