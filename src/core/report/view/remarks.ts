/** What the reader must know about how this was judged, above all what was not checked (T4, T6). Never folded away. */
import type { Bom, Note, Verdict } from '../../model/index.ts';
import { componentCount, partsOfBom } from '../../model/parts.ts';
import { advisoriesAsked } from './advisories-asked.ts';
import { notLookedUp } from './reasons.ts';
import { count } from './words.ts';

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
  const remarks = [...notes, ...unanswered(bom), ...evaluating(verdict), ...advised(bom), ...stated(verdict), ...signed(verdict)];
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

function evaluating(verdict: Verdict): Remark[] {
  if (verdict.mode !== 'evaluate') return [];
  const but = verdict.conclusion === 'block' ? ', except for mistakes in a policy file' : '';
  return [{ unchecked: false, text: `The policy is in evaluate mode: nothing is refused${but}.` }];
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
