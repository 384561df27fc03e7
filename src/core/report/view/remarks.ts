/** What the reader must know about how this was judged, above all what was not checked (T4, T6). Never folded away. */
import type { Bom, Note, Verdict } from '../../model/index.ts';
import { compareText } from '../../base/order.ts';
import { componentCount, partsOfBom } from '../../model/parts.ts';
import { advisoriesAsked } from './advisories-asked.ts';
import { notLookedUp } from './reasons.ts';
import { count, listed } from './words.ts';

export interface Remark {
  readonly unchecked: boolean;
  /** May contain paths and other text from the tree: unescaped. */
  readonly text: string;
}

const UNCHECKED: ReadonlySet<Note['code']> = new Set([
  'offline',
  'merge-conflict',
  'no-merge-base',
  'no-test-merge',
  'limit',
  'working-tree',
  'base-moved',
  'policy-of-base',
]);

/** What was not checked first. */
export function remarksOf(verdict: Verdict, bom: Bom): Remark[] {
  const notes = verdict.notes.map((note): Remark => ({ unchecked: UNCHECKED.has(note.code), text: note.text }));
  const remarks = [
    ...notes,
    ...unanswered(bom),
    ...evaluating(verdict),
    ...advised(bom),
    ...contested(verdict),
    ...stated(verdict),
    ...signed(verdict),
  ];
  return [...remarks.filter((one) => one.unchecked), ...remarks.filter((one) => !one.unchecked)];
}

function unanswered(bom: Bom): Remark[] {
  const reasons = partsOfBom(bom).touched.components.flatMap((component) => notLookedUp(component) ?? []);
  if (reasons.length === 0) return [];
  const counted = [...Map.groupBy(reasons, (reason) => reason)].map(([reason, all]) => `${all.length} ${reason}`).sort();
  return [
    {
      unchecked: true,
      text: `No full answer about ${reasons.length} of ${count(componentCount(bom), 'component')} (${counted.join('; ')}).`,
    },
  ];
}

function advised(bom: Bom): Remark[] {
  const text = advisoriesAsked(bom);
  return text === null ? [] : [{ unchecked: false, text }];
}

/** What is only tried out is counted, so that somebody can tell when to enforce it. */
function evaluating({ mode, conclusion, findings }: Verdict): Remark[] {
  const held = findings.filter(({ blocks, wouldBlock = false }) => wouldBlock || (mode === 'evaluate' && blocks));
  const problems = new Set(held.map(({ finding }) => finding.cause)).size;
  const would = problems === 0 ? '' : `${count(problems, 'problem')} would have blocked`;
  if (mode === 'evaluate') {
    const but = conclusion === 'block' ? ', except for mistakes in a policy file' : would === '' ? '' : `; ${would}`;
    return [{ unchecked: false, text: `The policy is in evaluate mode: nothing is refused${but}.` }];
  }
  if (would === '') return [];
  const rules = [...new Set(held.map(({ finding }) => finding.rule))].sort(compareText);
  return [{ unchecked: false, text: `${would}: the policy only evaluates ${listed(rules)}.` }];
}

/** What is no finding while nobody says what the product is for, is said once for all models. */
function contested({ uses = {}, findings }: Verdict): Remark[] {
  const told = new Set(findings.filter(({ finding }) => finding.rule === 'license/lineage').map(({ finding }) => finding.name));
  const reasons = Object.values(uses).flatMap((use) => use.reasons.filter((one) => one.throughData === true && one.verdict === 'review'));
  const names = [...new Set(reasons.flatMap(({ path: [model] }) => (model === undefined || told.has(model) ? [] : [model])))].sort();
  const [first] = names;
  if (first === undefined) return [];
  const which = names.length === 1 ? first : `${first} and ${count(names.length - 1, 'more model')}`;
  return [
    {
      unchecked: false,
      text: `${which}: trained on data whose terms are unknown, or may reach the model. Whether they do is contested; set product.use in a policy to have it judged.`,
    },
  ];
}

/** Never silence: what a person's word settles is counted. Of what, the policy and OpenVEX say (T26). */
function stated({ stated: all = [] }: Verdict): Remark[] {
  if (all.length === 0) return [];
  const many = all.length === 1 ? '1 vulnerability' : `${all.length} vulnerabilities`;
  return [{ unchecked: false, text: `Of ${many} the policy states that the product is not affected.` }];
}

/** Design section 4: what a signature was held against. */
function signed(verdict: Verdict): Remark[] {
  if (Object.keys(verdict.signed).length === 0) return [];
  return [{ unchecked: false, text: '¹ Checked against digests that the hub reports for that commit; no weight byte was hashed here.' }];
}
