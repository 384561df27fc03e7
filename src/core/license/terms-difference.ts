/** What another license changes in what one may do, in words. */
import { type CatalogueEntry, entryOf, type Permission } from './catalogue.ts';
import { classesOf } from './classes.ts';
import type { SpdxExpression } from './expression.ts';
import { isRecognized, parseConcluded } from './expression.ts';

/** Terms that a row of the catalogue may hold or not; what is not there is not established. */
type TermsOfEntry = Pick<CatalogueEntry, 'commercialUse' | 'derivatives' | 'shareAlike' | 'useRestrictions' | 'researchOnly'> & {
  readonly redistribution?: Permission | null;
  readonly trainingOtherModels?: Permission | null;
  readonly outputsRestricted?: boolean | null;
  readonly namingRequirement?: string | null;
  readonly mauThreshold?: number | null;
  readonly revenueThresholdUsd?: number | null;
  readonly excludedTerritories?: readonly string[];
  readonly revocable?: boolean | null;
};

/** Whether a license binds one in this way; null: not established. */
type Answer = boolean | null;

interface Term {
  readonly verb: string;
  /** Behind "no longer": "forbids" is already a refusal. */
  readonly rest: string;
  readonly ofEntry: (entry: TermsOfEntry) => Answer;
  /** The class that says so of a license without a row. */
  readonly ofClass?: string;
}

const isForbidden = (permission: Permission | null | undefined): Answer => (permission == null ? null : permission === 'forbidden');
const isThere = (value: unknown): Answer => value !== undefined && value !== null;

/** Worst first. Where the catalogue finds no number and no name, there is none; what it does not know is null. */
const TERMS: readonly Term[] = [
  { verb: 'forbids', rest: 'commercial use', ofEntry: (one) => isForbidden(one.commercialUse), ofClass: 'non-commercial' },
  { verb: 'is limited', rest: 'to research', ofEntry: (one) => one.researchOnly, ofClass: 'research-only' },
  { verb: 'forbids', rest: 'sharing what is made from it', ofEntry: (one) => isForbidden(one.derivatives), ofClass: 'no-derivatives' },
  { verb: 'forbids', rest: 'passing it on', ofEntry: (one) => isForbidden(one.redistribution) },
  { verb: 'limits', rest: 'what it may be used for', ofEntry: (one) => one.useRestrictions, ofClass: 'use-restricted' },
  {
    verb: 'extends',
    rest: 'its terms to what is offered over a network',
    ofEntry: (one) => isShareAlike(one, ['network']),
    ofClass: 'network-copyleft',
  },
  {
    verb: 'extends',
    rest: 'its terms to what is made from it and shared',
    ofEntry: (one) => isShareAlike(one, ['strong', 'network']),
    ofClass: 'strong-copyleft',
  },
  { verb: 'extends', rest: 'its terms to its own changed files', ofEntry: (one) => isShareAlike(one, ['weak']), ofClass: 'weak-copyleft' },
  { verb: 'forbids', rest: 'training other models with it', ofEntry: (one) => isForbidden(one.trainingOtherModels) },
  { verb: 'limits', rest: 'what its outputs may be used for', ofEntry: (one) => one.outputsRestricted ?? null },
  { verb: 'asks', rest: 'for a license above a number of users', ofEntry: (one) => isThere(one.mauThreshold) },
  { verb: 'asks', rest: 'for a license above a revenue', ofEntry: (one) => isThere(one.revenueThresholdUsd) },
  { verb: 'asks', rest: 'to show its name', ofEntry: (one) => isThere(one.namingRequirement) },
  { verb: 'excludes', rest: 'places', ofEntry: (one) => (one.excludedTerritories ?? []).length > 0 },
  { verb: 'can be', rest: 'withdrawn', ofEntry: (one) => one.revocable ?? null },
];

function isShareAlike({ shareAlike }: TermsOfEntry, kinds: readonly string[]): Answer {
  return shareAlike === null ? null : kinds.includes(shareAlike);
}

/**
 * "now forbids commercial use", "no longer asks to show its name"; worst first. Of an AND the worst part counts, of an OR the best. What was known
 * and is not any more is said, too. null, where one of the two is no expression at all: nobody can compare.
 */
export function termsDifference(before: string | null, after: string | null): readonly string[] | null {
  const [from, to] = [before, after].map((text) => (text === null ? null : parseConcluded(text)));
  if (from == null || to == null) return null;
  return TERMS.flatMap((term) => {
    const was = answerOf(from, term);
    const is = answerOf(to, term);
    if (was === is) return [];
    if (is === true) return [`now ${term.verb} ${term.rest}`];
    if (is === null) return was === true || isRecognized(to) ? [] : [`may now ${bare(term.verb)} ${term.rest}: its terms are not known`];
    return was === true ? [`no longer ${term.verb} ${term.rest}`] : [];
  });
}

function bare(verb: string): string {
  return verb.replace(/^(?:is|can be)\b/, 'be').replace(/s$/, '');
}

function answerOf(expression: SpdxExpression, term: Term): Answer {
  if (expression.kind === 'license') return ofLicense(expression.id, expression.exception, term);
  const answers = expression.parts.map((part) => answerOf(part, term));
  const decides = expression.kind === 'all';
  if (answers.includes(decides)) return decides;
  return answers.includes(null) ? null : !decides;
}

function ofLicense(id: string, exception: string | null, { ofEntry, ofClass }: Term): Answer {
  const entry = entryOf(id);
  if (entry !== null) return ofEntry(entry);
  const classes: readonly string[] | null = classesOf(id, exception);
  return classes === null ? null : ofClass !== undefined && classes.includes(ofClass);
}
