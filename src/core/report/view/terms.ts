/** What licenses say to each thing to do: clauses, duties and ways out, nothing twice. */
import type { Bom, UseAnswer, UseReason, Verdict } from '../../model/index.ts';
import { partsOfBom } from '../../model/parts.ts';
import type { Block } from './blocks.ts';
import { clausePhrases, shortPhrase, waysPhrase, worstReasonsFirst } from './clauses.ts';
import { type DutiesView, dutiesByLicense, dutiesView, dutyAskedBy } from './duties.ts';
import type { LineageSteps } from './lineage-path.ts';
import type { Phrase } from './phrase.ts';

export interface TermsView {
  /** Each begins with a name in code, or with words of ours. */
  readonly lines: readonly Phrase[];
  readonly duties: readonly DutiesView[];
  /** null: no license has anything to say. */
  readonly ways: Phrase | null;
  /** The one clause that matters most, where there is no room for the rest. null: there is none. */
  readonly short: Phrase | null;
}

export interface BlockWithTerms extends Block {
  readonly terms: TermsView;
}

/** A license stands in the first block that one of its clauses is about; `others` are those that nothing speaks against. */
export function withTerms(
  blocks: readonly Block[],
  { uses = {} }: Verdict,
  bom: Bom,
  relations: LineageSteps,
): { readonly blocks: readonly BlockWithTerms[]; readonly others: readonly DutiesView[] } {
  const left = dutiesByLicense(Object.values(uses));
  const answers = Map.groupBy(
    // Of what the change leaves alone nothing is told.
    partsOfBom(bom).touched.components.flatMap(({ key, identity }) => (Object.hasOwn(uses, key) ? [{ identity, answer: uses[key] }] : [])),
    ({ identity }) => identity,
  );
  const placed = blocks.map((block): BlockWithTerms => {
    const judged = block.components.flatMap((identity) => answers.get(identity) ?? []).flatMap(({ answer }) => answer ?? []);
    const reasons = worstReasonsFirst(block.clauses);
    const own = [...new Set(reasons.flatMap(({ license }) => license ?? []))].flatMap((license) => {
      const found = left.get(license);
      left.delete(license);
      return found ?? [];
    });
    const told = new Set(own.map(({ license }) => license));
    // All paths of an answer begin at its component. By it, because a block may be about thousands of libraries, each with reasons of its own.
    const byComponent = Map.groupBy(judged, ({ duties }) => duties[0]?.path[0]);
    const isTold = (reason: UseReason): boolean =>
      reason.license !== null &&
      told.has(reason.license) &&
      (byComponent.get(reason.path[0]) ?? []).some(({ duties }) => dutyAskedBy(reason, duties) !== null);
    const settles = own.length === 1 && judged.length > 0 && judged.every(isSettledByDuties);
    return {
      ...block,
      terms: {
        lines: clausePhrases(
          reasons.filter((reason) => !isTold(reason)),
          relations,
        ),
        duties: own.map((one) => dutiesView(one, settles, relations)),
        ways: waysPhrase(reasons.map((reason) => (isTold(reason) ? { ...reason, ways: waysBeside(reason) } : reason))),
        short: shortPhrase(reasons, relations),
      },
    };
  });
  return { blocks: placed, others: [...left.values()].map((one) => dutiesView(one, false, relations)) };
}

/** That one may do it, and say so, stands with the duty. */
export function waysBeside({ ways, set }: UseReason): readonly string[] {
  return set === null ? ways : ways.filter((way) => !way.includes(set));
}

/** "Unknown" is never permission: only where each reason is answered by a duty, one may say that doing them is enough. */
function isSettledByDuties({ reasons, duties }: UseAnswer): boolean {
  return reasons.every((reason) => dutyAskedBy(reason, duties) !== null);
}
