/**
 * Is a model free and open-source in the sense of Article 53(2) of the AI Act (Regulation (EU) 2024/1689)? Its providers are then spared part of
 * the documentation. Recital 102: released under a license that lets people access, use, modify and distribute it, with public parameters.
 * Support for that question, and no legal advice: whether a model has systemic risk, which ends the exemption, no license says.
 */
import type { HubFacts, OpenSourceAnswer } from '../model/index.ts';
import { namesWeights } from '../base/weight-names.ts';
import { entryOf } from './catalogue.ts';
import { classesOf } from './classes.ts';
import { type Leaf, parseConcluded, type SpdxExpression } from './expression.ts';
import { termsOf } from './use/index.ts';

export interface OpenSourceQuestion {
  /** All that holds, ancestors counted; null: not known. */
  readonly expression: string | null;
  /** Why it is not known, in whole or in part; null: it is. */
  readonly unknown: string | null;
  /** Whether anybody may download it without asking; null: not known. */
  readonly gated: boolean | null;
  /** Whether its weights are published; null: not known. */
  readonly parametersPublic: boolean | null;
}

/** What forbids comes before what is not known: a model under two licenses of which one forbids commercial use is not free, whatever the other says. */
export function isOpenSource({ expression, unknown, gated, parametersPublic }: OpenSourceQuestion): OpenSourceAnswer {
  const parsed = expression === null ? null : parseConcluded(expression);
  const license = parsed === null ? { answer: 'unknown' as const, reason: 'its license is not known' } : ofExpression(parsed);
  if (license.answer === 'no') return said(license);
  if (gated === true) return said({ answer: 'no', reason: 'nobody gets it without asking first' });
  if (parametersPublic === false) return said({ answer: 'no', reason: 'its parameters are not public' });
  if (unknown !== null) return said({ answer: 'unknown', reason: 'its license is not known, in whole or in part' });
  if (license.answer === 'unknown') return said(license);
  if (gated === null || parametersPublic === null)
    return said({ answer: 'unknown', reason: 'its license is free; whether its parameters are public is not known' });
  return said({ answer: 'yes', reason: 'its license lets anybody use, change and pass it on, and its parameters are public' });
}

function said({ answer, reason }: OpenSourceAnswer): OpenSourceAnswer {
  return { answer, reason: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.` };
}

/** Of an OR the freest branch, of an AND the strictest part. */
function ofExpression(expression: SpdxExpression): OpenSourceAnswer {
  if (expression.kind === 'license') return ofLicense(expression);
  const order = expression.kind === 'any' ? (['yes', 'unknown', 'no'] as const) : (['no', 'unknown', 'yes'] as const);
  const parts = expression.parts.map(ofExpression);
  return order.map((answer) => parts.find((part) => part.answer === answer)).find((part) => part !== undefined) ?? UNKNOWN;
}

const UNKNOWN: OpenSourceAnswer = { answer: 'unknown', reason: 'the terms of its license are not known' };

function ofLicense({ id, exception, recognized }: Leaf): OpenSourceAnswer {
  const terms = recognized ? termsOf(id, exception) : null;
  if (terms === null) return { answer: 'unknown', reason: `what ${id} allows is not known` };
  const name = entryOf(id)?.name ?? id;
  const restricts = (what: string): OpenSourceAnswer => ({ answer: 'no', reason: `${name} ${what}` });
  if (terms.researchOnly === true) return restricts('allows research only');
  if (terms.commercialUse === 'forbidden') return restricts('forbids commercial use');
  if (terms.derivatives === 'forbidden') return restricts('forbids to share changed forms');
  if (terms.redistribution === 'forbidden') return restricts('forbids to pass it on');
  if (terms.useRestrictions === true) return restricts('restricts what it may be used for');
  if (terms.excludedTerritories.length > 0) return restricts(`grants nothing in ${terms.excludedTerritories.join(', ')}`);
  if (terms.mauThreshold !== null || terms.revenueThresholdUsd !== null || terms.limits.length > 0)
    return terms.thresholdEffect === 'naming-duty'
      ? { answer: 'unknown', reason: `${name} asks those with many users to show a name, and whether that is more than a credit is open` }
      : restricts('ends for those with many users, or much revenue');
  if (terms.service !== null || terms.nonCompete) return restricts('keeps some services or competitors out');
  if (terms.registration) return restricts('asks for a registration first');
  const isFree = terms.commercialUse === 'allowed' && terms.derivatives !== null && terms.redistribution !== null;
  const isListed = classesOf(id, exception)?.some((one) => FREE.has(one)) === true;
  return isFree && isListed
    ? { answer: 'yes', reason: `${name} is a free license` }
    : { ...UNKNOWN, reason: `what ${name} allows is not established` };
}

/** Share-alike and credit are no restriction of the freedoms: they keep them. */
const FREE: ReadonlySet<string> = new Set(['permissive', 'weak-copyleft', 'strong-copyleft', 'network-copyleft']);

/** Null: nobody listed its files. */
export function publishesParameters(hub: HubFacts | null): boolean | null {
  if (hub === null || hub.files.length === 0) return hub?.gated === true ? false : null;
  return !hub.gated && hub.files.some(({ path }) => namesWeights(path));
}
