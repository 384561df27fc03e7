/** Numbers of users, visits or revenue above which a license ends, or asks for more. */
import type { ProductUse } from '../../../model/index.ts';
import type { ThresholdUnit } from '../more-terms.ts';
import type { Findings, JudgeClause, UseCase } from '../say.ts';
import { ASK_LICENSOR, NOTHING, anotherOne, asks, forbids, owes, together } from '../say.ts';
import { owesDisplay } from './naming.ts';

interface Limit {
  readonly unit: ThresholdUnit;
  readonly number: number;
}

/**
 * A figure that is stated always counts. One that is not stated is asked for only where it could matter: the product is not stated to be
 * non-commercial, and reaches people outside. A naming duty above a number is a duty, whatever is stated.
 */
export const judgeThreshold: JudgeClause = (at) => {
  const { terms } = at;
  const limits: Limit[] = [...terms.limits];
  if (terms.mauThreshold !== null) limits.push({ unit: 'monthly-users', number: terms.mauThreshold });
  if (terms.revenueThresholdUsd !== null) limits.push({ unit: 'revenue-usd', number: terms.revenueThresholdUsd });
  if (limits.length === 0) return terms.thresholdEffect === 'license-required' ? judgeUnnumbered(at) : NOTHING;
  if (terms.thresholdEffect === 'naming-duty') return judgeNamingAbove(at, limits);
  if (terms.bindsCommerceOnly && at.reach.commercial === false) return NOTHING;
  return together(limits.map((limit) => judgeLimit(at, limit)));
};

function judgeLimit(at: UseCase, limit: Limit): Findings {
  const { terms, reach, product } = at;
  const { figure, set } = figureOf(product, limit, terms.thresholdAsOf === 'release-date');
  const text = `Above ${sayLimit(limit, terms.thresholdAsOf === 'release-date')} the license ends, and one of its own is needed.`;
  const ways = [ASK_LICENSOR, anotherOne(at), ...exempt(at)];
  if (figure === null) {
    if (reach.commercial === false || reach.offers === false)
      return owes(at, 'threshold', `Stay below ${sayLimit(limit, false)}`, null, 'unstated');
    return together([
      owes(at, 'threshold', `Stay below ${sayLimit(limit, false)}`, null, 'unstated'),
      asks(at, { clause: 'threshold', text, set, ways: [`state ${set}`, ...ways] }),
    ]);
  }
  if (isOver(at, limit, figure)) return forbids(at, { clause: 'threshold', text, fact: sayFigure(limit, figure), set, ways });
  return owes(at, 'threshold', `Stay below ${sayLimit(limit, false)}`, null, 'met');
}

function isOver({ terms }: UseCase, { number }: Limit, figure: number): boolean {
  return terms.reachedIsOver ? figure >= number : figure > number;
}

/** Of users on the day of the release, today's number tells enough where it is a tenth of the limit: nobody loses nine of ten unnoticed. */
function figureOf(
  product: ProductUse,
  { unit, number }: Limit,
  atRelease: boolean,
): { readonly figure: number | null; readonly set: string } {
  switch (unit) {
    case 'monthly-users': {
      if (!atRelease) return { figure: product.monthlyUsers, set: 'product.users.monthly' };
      const { monthlyUsers: now, monthlyUsersAtRelease: then } = product;
      return { figure: then ?? (now !== null && now * 10 <= number ? now : null), set: 'product.users.monthly-at-release' };
    }
    case 'daily-users':
      // Who has few users in a month has no more on one day of it.
      return { figure: product.dailyUsers ?? below(product.monthlyUsers, number), set: 'product.users.daily' };
    case 'monthly-visits':
      return { figure: product.monthlyVisits, set: 'product.users.visits' };
    case 'revenue-usd':
      return { figure: product.yearlyRevenueUsd, set: 'product.revenue-usd' };
  }
}

function below(figure: number | null, limit: number): number | null {
  return figure !== null && figure < limit ? figure : null;
}

/** Known to be above one of them: the name is owed. Not known: it may be, which is a duty to keep an eye on. */
function judgeNamingAbove(at: UseCase, limits: readonly Limit[]): Findings {
  const { terms, reach, product } = at;
  if (reach.offers === false || terms.display === null) return NOTHING;
  const figures = limits.map((limit) => ({ limit, figure: figureOf(product, limit, false).figure }));
  if (figures.some(({ limit, figure }) => figure !== null && isOver(at, limit, figure))) return owesDisplay(at, terms.display.copy);
  if (figures.every(({ figure }) => figure !== null)) return NOTHING;
  const above = limits.map((limit) => sayLimit(limit, false)).join(' or ');
  return owes(
    at,
    'naming',
    `Show “${terms.display.copy}” where people see the product, once it is above ${above}`,
    terms.display.copy,
    'unstated',
  );
}

/** A size test that counts people as well, whose number nobody states: only who is surely too big is known. */
function judgeUnnumbered(at: UseCase): Findings {
  const { terms, product } = at;
  if (at.reach.commercial === false) return NOTHING;
  if (terms.tooBigUsd !== null && product.yearlyRevenueUsd !== null && product.yearlyRevenueUsd > terms.tooBigUsd)
    return forbids(at, {
      clause: 'threshold',
      text: 'The license is for small businesses only.',
      fact: sayFigure({ unit: 'revenue-usd', number: terms.tooBigUsd }, product.yearlyRevenueUsd),
      set: 'product.revenue-usd',
      ways: [ASK_LICENSOR, anotherOne(at)],
    });
  return asks(at, {
    clause: 'threshold',
    text: 'The license is for those below a size that its text gives, and that is not compared here.',
    ways: ['read the license, and waive this with what you found', ASK_LICENSOR, anotherOne(at)],
  });
}

function exempt({ terms }: UseCase): string[] {
  return terms.integratedProductExemption === true
    ? ['show that you received it inside an integrated product for end users, who are exempt']
    : [];
}

const WORDS: Readonly<Record<ThresholdUnit, string>> = {
  'monthly-users': 'users in a month',
  'daily-users': 'users in a day',
  'monthly-visits': 'visits in a month',
  'revenue-usd': 'US dollars of revenue in a year',
};

function sayLimit({ unit, number }: Limit, atRelease: boolean): string {
  return `${grouped(number)} ${WORDS[unit]}${atRelease ? ', counted on the day of its release,' : ''}`;
}

function sayFigure({ unit }: Limit, figure: number): string {
  return `the product has ${grouped(figure)} ${WORDS[unit]}`;
}

/** 700000000 → "700,000,000", on every machine. */
function grouped(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
