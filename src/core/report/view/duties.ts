/** What licenses ask of whoever ships the product: once for each license, however many components come under it (design section 6). */
import type { UseAnswer, UseDuty, UseReason } from '../../model/index.ts';
import { compareText } from '../../base/order.ts';
import { licenseName } from '../../license/license-name.ts';
import { enumerated, pathPhrases } from './clauses.ts';
import type { LineageSteps } from './lineage-path.ts';
import { code, type Phrase, plain, strong } from './phrase.ts';

export interface DutiesView {
  /** Who comes under the license, and what to do, numbered: what is open first, what is done last. */
  readonly line: Phrase;
  /** Words to copy, in the order of the duties; somebody else's, and each is one line once it is escaped. */
  readonly copies: readonly string[];
}

/** A duty, and the policy key that says whether it is done. */
interface Asked extends UseDuty {
  readonly key: string | null;
}

export interface LicenseDuties {
  readonly license: string;
  readonly paths: readonly (readonly string[])[];
  readonly duties: readonly Asked[];
}

const ORDER: readonly UseDuty['state'][] = ['open', 'unstated', 'met'];
const STATES: Readonly<Record<UseDuty['state'], string>> = { open: ' (not done yet)', unstated: '', met: ' (done)' };
const MOST = 20;

/** By license, in the order of what a reader calls it. */
export function dutiesByLicense(answers: readonly UseAnswer[]): Map<string, LicenseDuties> {
  const all = answers.flatMap(({ duties, reasons }): Asked[] => {
    const keys = new Map(reasons.map((reason) => [dutyAskedBy(reason, duties), reason.set]));
    return duties.map((duty) => ({ ...duty, key: keys.get(duty) ?? null }));
  });
  const sorted = [...Map.groupBy(all, ({ license }) => license)].sort(
    ([a], [b]) => compareText(licenseName(a), licenseName(b)) || compareText(a, b),
  );
  const paths = (duties: readonly Asked[]): (readonly string[])[] =>
    duties.map(({ path }) => path).sort((a, b) => compareText(JSON.stringify(a), JSON.stringify(b)));
  return new Map(sorted.map(([license, duties]) => [license, { license, paths: paths(duties), duties: once(duties) }]));
}

/** The duty of which a reason only asks whether it is done; null: it says more. A license may ask for two things by one clause: then the sentence tells which. */
export function dutyAskedBy({ verdict, clause, license, path, text }: UseReason, duties: readonly UseDuty[]): UseDuty | null {
  if (verdict === 'deny') return null;
  const alike = duties.filter(
    (duty) =>
      duty.clause === clause &&
      duty.license === license &&
      duty.path.length === path.length &&
      duty.path.every((name, index) => name === path[index]),
  );
  const [first, ...others] = alike;
  return others.length === 0 ? (first ?? null) : (alike.find((duty) => text.includes(lowered(duty.text))) ?? null);
}

/** Equal duties of several components are one, which is done where all of them are. What is open comes first. */
function once(duties: readonly Asked[]): Asked[] {
  const merged = [...Map.groupBy(duties, ({ text, copy }) => JSON.stringify([text, copy])).values()].flatMap((equal) => {
    const state = ORDER.find((one) => equal.some((duty) => duty.state === one));
    const key = equal.find((duty) => duty.key !== null)?.key ?? null;
    return equal.slice(0, 1).map((duty) => ({ ...duty, key, state: state ?? duty.state }));
  });
  return ORDER.flatMap((state) => merged.filter((duty) => duty.state === state));
}

/** `settles`: nothing but the duties stands between it and the product. */
export function dutiesView({ license, paths, duties }: LicenseDuties, settles: boolean, relations: LineageSteps): DutiesView {
  const left = duties.length - MOST;
  const shown = duties.slice(0, MOST);
  const asks = enumerated(
    shown.map(({ text, state, key }) => [
      plain(`${lowered(text)}${STATES[state]}`),
      ...(key === null ? [] : [plain(' ('), code(key), plain(')')]),
    ]),
  );
  return {
    line: [
      ...pathPhrases(paths, relations),
      plain(' · '),
      strong(licenseName(license)),
      plain(settles ? '. You may ship it if you: ' : ' asks you to: '),
      ...asks,
      ...(left > 0 ? [plain(` +${left} more`)] : []),
      ...(shown.some(({ key }) => key !== null) ? [plain('. State what is done in the policy, by these keys')] : []),
    ],
    copies: [...new Set(duties.flatMap(({ copy }) => copy ?? []))].slice(0, MOST),
  };
}

/** In the middle of a sentence. A word of capitals stays. */
function lowered(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? `${text.slice(0, 1).toLowerCase()}${text.slice(1)}` : text;
}
