/** What `weighbridge license` prints for people. Names and licenses are written by others: all of it goes through `shown` (T22). */
import {
  type LicenseOutput,
  licenseNameAndId,
  namesInExpression,
  type ProductUse,
  visibleUpTo,
  waysByClause,
} from '../../../core/index.ts';
import { inWordsOf, keyWord, type StatedBy } from './key-words.ts';
import { productWords } from './product-words.ts';

export interface AnsweredLicense {
  readonly named: string;
  readonly output: LicenseOutput;
  readonly product: ProductUse;
  readonly by: StatedBy;
  /** "acme/base: HTTP 503": who had to be asked and did not answer. */
  readonly unheard: readonly string[];
}

const WORDS: Readonly<Record<LicenseOutput['verdict'], string>> = {
  allow: 'allowed',
  review: 'a person has to decide',
  deny: 'not allowed',
};

/** Nobody answered, and nothing that was heard forbids it: there is no answer yet. */
export function isUnanswered({ output, unheard }: Pick<AnsweredLicense, 'output' | 'unheard'>): boolean {
  return unheard.length > 0 && output.verdict !== 'deny';
}

export function licenseText(answered: AnsweredLicense): string {
  const { named, output, product, by } = answered;
  const { verdict, effective, confidence, reasons, duties, openSource } = output;
  const stated = productWords(product);
  const headline = `${isUnanswered(answered) ? 'no answer yet' : WORDS[verdict]}${stated === null ? ', and nothing is stated about the product' : ''}`;
  const lines = [
    `${headline}: ${shown(named)}`,
    `  license   ${effective === null ? 'not known' : licenseShown(effective)}, confidence ${confidence}`,
    ...(effective === null
      ? []
      : namesInExpression(effective)
          .slice(0, MAX_NAMES)
          .map((name) => `            ${shown(name)}`)),
    `  product   ${stated === null ? HOW_TO_STATE[by] : shown(stated)}`,
  ];
  // What nobody answered is said as such; that its license is not known would be a word about it.
  const told = isUnanswered(answered) ? reasons.filter(({ clause }) => clause !== 'unknown-license' && clause !== 'lineage') : reasons;
  for (const reason of told) lines.push(...reasonLines(reason, by));
  lines.push(...wayLines(told, by));
  for (const duty of duties) lines.push(...dutyLines(duty));
  if (openSource !== null)
    lines.push('', `  free and open-source as Article 53(2) of the AI Act asks: ${openSource.answer}. ${shown(openSource.reason)}`);
  return `${lines.join('\n')}\n`;
}

const MAX_NAMES = 20;
const HOW_TO_STATE: Readonly<Record<StatedBy, string>> = {
  flags: 'nothing is stated: say how it is used with --use commercial,saas and the other flags of --help',
  question: 'nothing is stated: "product" and "facts" of the question say how it is used',
};

function reasonLines({ verdict, clause, path, license, text, fact, set }: LicenseOutput['reasons'][number], by: StatedBy): string[] {
  const whose = [path.length > 1 ? path.map(shown).join(' ← ') : null, license === null ? null : `under ${licenseShown(license)}`];
  const told = whose.filter((one) => one !== null).join(', ');
  return [
    '',
    `  ${verdict.padEnd(8)}  ${clause}: ${shown(inWordsOf(text, by))}`,
    ...(told === '' ? [] : [`            ${told}`]),
    ...(fact === null ? [] : [`            because ${shown(fact)}`]),
    ...(set === null ? [] : [`            to decide: ${keyWord(set, by)}, in a policy ${set}`]),
  ];
}

/** Of all clauses together, each way once, with the clauses that it settles. */
function wayLines(reasons: LicenseOutput['reasons'], by: StatedBy): string[] {
  const lines = [...waysByClause(reasons)].map(
    ([way, clauses], index) => `  ${index === 0 ? 'ways out ' : '         '} ${shown(inWordsOf(way, by))} (${[...clauses].join(', ')})`,
  );
  return lines.length === 0 ? [] : ['', ...lines];
}

const STATES: Readonly<Record<LicenseOutput['duties'][number]['state'], string>> = {
  met: 'stated as met',
  open: 'stated as open',
  unstated: 'nothing is stated about it',
};

function dutyLines({ clause, path, license, text, copy, state }: LicenseOutput['duties'][number]): string[] {
  return [
    '',
    `  duty      ${clause}: ${shown(text)}`,
    `            ${path.length > 1 ? `${path.map(shown).join(' ← ')}, ` : ''}under ${licenseShown(license)}; ${STATES[state]}`,
    ...(copy === null ? [] : [`            to copy: ${shown(copy)}`]),
  ];
}

function licenseShown(license: string): string {
  return shown(licenseNameAndId(license));
}

function shown(text: string): string {
  return visibleUpTo(text, 1000);
}
