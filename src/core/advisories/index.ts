/** What databases of vulnerabilities and malicious packages say about the packages of a Bom: what to ask, and what the answers mean. Pure. */
import type { AdvisoriesSeen, Bom, BomComponent, Component, Evidence, Question, Topic, Verification } from '../model/index.ts';
import { advisoryAnswers, type AdvisoryAsking, advisoryNeeds } from './asking.ts';
import type { AdvisoryAnswers } from './heard.ts';
import { advisoryPackagesOf, packageKey, type Packages } from './packages.ts';

export { packagesToAsk } from './packages.ts';

/** Records of malicious packages alone are fetched. */
const MALICE: ReadonlySet<Topic> = new Set(['advisories']);

/** What to ask about the packages of a change. Called until nothing is missing. */
export function needsOf({ all, beside }: Packages, evidence: Evidence, asking: AdvisoryAsking): Question[] {
  const { kind, wanted } = asking;
  return [
    ...advisoryNeeds(all, evidence, asking),
    ...(wanted.has('advisories') ? advisoryNeeds(beside, evidence, { kind, wanted: MALICE }) : []),
  ];
}

/**
 * What was heard about them. Of those beside, whether they are malicious, and no other word: nobody is owed one about what the change leaves
 * alone. So an answer that did not come leaves no check incomplete, and none that came calls a package free of vulnerabilities.
 */
export function answersAbout({ all, beside }: Packages, evidence: Evidence, asking: AdvisoryAsking): AdvisoryAnswers {
  const { source, seen } = advisoryAnswers(all, evidence, asking);
  if (!asking.wanted.has('advisories')) return { source, seen };
  const others = [...advisoryAnswers(beside, evidence, { kind: asking.kind, wanted: MALICE }).seen];
  const malicious = others.flatMap(([key, one]): [string, AdvisoriesSeen][] => {
    const advisories = one.advisories.filter((advisory) => advisory.malicious);
    return advisories.length === 0 ? [] : [[key, { ...one, advisories, missing: null }]];
  });
  return { source, seen: new Map([...malicious, ...seen]) };
}

/** What was heard about a component, under all spellings of its name; null: nobody was asked about it. */
export function advisoriesOf(component: Component, answers: AdvisoryAnswers): AdvisoriesSeen | null {
  const heard = advisoryPackagesOf(component).flatMap((pack) => answers.seen.get(packageKey(pack)) ?? []);
  const [first, ...more] = heard;
  if (first === undefined || more.length === 0) return first ?? null;
  const advisories = new Map(heard.flatMap((one) => one.advisories).map((one) => [one.id, one]));
  return { ...first, advisories: [...advisories.values()], missing: heard.find(({ missing }) => missing !== null)?.missing ?? null };
}

/**
 * The Bom with what was heard. What did not come is a verification that is unavailable; what came proves nothing, so it is none. Put on
 * after Boms are compared: what a database learned meanwhile is no change of the tree.
 */
export function withAdvisories(bom: Bom, answers: AdvisoryAnswers): Bom {
  const components = bom.components.map((component): BomComponent => {
    const advisories = advisoriesOf(component, answers);
    if (advisories === null) return component;
    return { ...component, advisories, verifications: [...component.verifications, ...unanswered(advisories)] };
  });
  return { ...bom, components, advisorySource: answers.source };
}

function unanswered({ missing, by, asOf }: AdvisoriesSeen): Verification[] {
  if (missing === null) return [];
  const { topic, reason, detail } = missing;
  return [{ topic, outcome: 'unavailable', reason, detail: `advisories: ${detail}`, by, asOf: asOf === '' ? null : asOf }];
}
