/** What licenses ask of whoever ships the product: once for each license, however many components come under it (design section 6). */
import type { Bom, UseAnswer, UseDuty, Verdict } from '../../model/index.ts';
import { compareText } from '../../base/order.ts';
import { licenseName } from '../../license/license-name.ts';
import type { Block } from './blocks.ts';
import { enumerated } from './clauses.ts';
import { code, joined, type Phrase, plain, strong } from './phrase.ts';

export interface DutiesView {
  /** What to do, numbered: what is open first, what is done last. */
  readonly line: Phrase;
  /** Words to copy, in the order of the duties; somebody else's, and each is one line once it is escaped. */
  readonly copies: readonly string[];
}

export interface BlockWithDuties extends Block {
  readonly duties: readonly DutiesView[];
}

interface LicenseDuties {
  readonly license: string;
  /** Components under it, sorted by name. */
  readonly carriers: readonly string[];
  readonly duties: readonly UseDuty[];
}

const ORDER: readonly UseDuty['state'][] = ['open', 'unstated', 'met'];
const STATES: Readonly<Record<UseDuty['state'], string>> = { open: ' (not done yet)', unstated: '', met: ' (done)' };
const CARRIERS = 3;
const MOST = 20;

/** A license stands in the first block that one of its clauses is about; `others` are those that nothing speaks against. */
export function withDuties(
  blocks: readonly Block[],
  { uses = {} }: Verdict,
  bom: Bom,
): { readonly blocks: readonly BlockWithDuties[]; readonly others: readonly DutiesView[] } {
  const left = dutiesByLicense(Object.values(uses));
  const answers = Map.groupBy(
    bom.components.flatMap(({ key, identity }) => (Object.hasOwn(uses, key) ? [{ identity, answer: uses[key] }] : [])),
    ({ identity }) => identity,
  );
  const placed = blocks.map((block): BlockWithDuties => {
    const own = block.terms.licenses.flatMap((license) => {
      const found = left.get(license);
      left.delete(license);
      return found ?? [];
    });
    const judged = block.components.flatMap((identity) => answers.get(identity) ?? []).flatMap(({ answer }) => answer ?? []);
    const settles = own.length === 1 && judged.length > 0 && judged.every(isSettledByDuties);
    return { ...block, duties: own.map((one) => viewOf(one, settles)) };
  });
  return { blocks: placed, others: [...left.values()].map((one) => viewOf(one, false)) };
}

/** By license, in the order of what a reader calls it. */
function dutiesByLicense(answers: readonly UseAnswer[]): Map<string, LicenseDuties> {
  const all = answers.flatMap(({ duties }) => duties);
  const sorted = [...Map.groupBy(all, ({ license }) => license)].sort(
    ([a], [b]) => compareText(licenseName(a), licenseName(b)) || compareText(a, b),
  );
  return new Map(
    sorted.map(([license, duties]) => {
      const carriers = [...new Set(duties.flatMap(({ path }) => path.slice(0, 1)))].sort(compareText);
      return [license, { license, carriers, duties: once(duties) }];
    }),
  );
}

/** Equal duties of several components are one, which is done where all of them are. What is open comes first. */
function once(duties: readonly UseDuty[]): UseDuty[] {
  const merged = [...Map.groupBy(duties, ({ text, copy }) => JSON.stringify([text, copy])).values()].flatMap((equal) => {
    const state = ORDER.find((one) => equal.some((duty) => duty.state === one));
    return equal.slice(0, 1).map((duty) => ({ ...duty, state: state ?? duty.state }));
  });
  return ORDER.flatMap((state) => merged.filter((duty) => duty.state === state));
}

/** "Unknown" is never permission: only where each reason is answered by a duty, one may say that doing them is enough. */
function isSettledByDuties({ verdict, reasons, duties }: UseAnswer): boolean {
  return (
    verdict !== 'deny' &&
    reasons.every((reason) => duties.some(({ clause, license }) => clause === reason.clause && license === reason.license))
  );
}

function viewOf({ license, carriers, duties }: LicenseDuties, settles: boolean): DutiesView {
  const more = carriers.length - CARRIERS;
  const names: Phrase = [
    ...joined(
      carriers.slice(0, CARRIERS).map((name) => [code(name)]),
      ', ',
    ),
    ...(more > 0 ? [plain(` +${more} more`)] : []),
  ];
  const left = duties.length - MOST;
  const asks = enumerated(duties.slice(0, MOST).map(({ text, state }) => [plain(`${lowered(text)}${STATES[state]}`)]));
  return {
    line: [
      ...(settles ? [plain('You may ship it if you: ')] : [strong(licenseName(license)), plain(' ('), ...names, plain(') asks you to: ')]),
      ...asks,
      ...(left > 0 ? [plain(` +${left} more`)] : []),
    ],
    copies: [...new Set(duties.flatMap(({ copy }) => copy ?? []))].slice(0, MOST),
  };
}

/** In the middle of a sentence. A word of capitals stays. */
function lowered(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? `${text.slice(0, 1).toLowerCase()}${text.slice(1)}` : text;
}
