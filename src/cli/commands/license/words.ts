/** What `weighbridge license` prints for people. Names and licenses are written by others: all of it goes through `shown` (T22). */
import { type LicenseOutput, visibleUpTo } from '../../../core/index.ts';
import { flagOf } from './product-flags.ts';

const WORDS: Readonly<Record<LicenseOutput['verdict'], string>> = {
  allow: 'allowed',
  review: 'a person has to decide',
  deny: 'not allowed',
};

export function licenseText(named: string, output: LicenseOutput): string {
  const { verdict, effective, confidence, reasons, duties, openSource } = output;
  const lines = [`${WORDS[verdict]}: ${shown(named)}`, `  license   ${shown(effective ?? 'not known')}, confidence ${confidence}`];
  for (const reason of reasons) lines.push(...reasonLines(reason));
  for (const duty of duties) lines.push(...dutyLines(duty));
  if (openSource !== null)
    lines.push('', `  free and open-source as Article 53(2) of the AI Act asks: ${openSource.answer}. ${shown(openSource.reason)}`);
  return `${lines.join('\n')}\n`;
}

function reasonLines({ verdict, clause, path, license, text, fact, set, ways }: LicenseOutput['reasons'][number]): string[] {
  const whose = [path.length > 1 ? path.map(shown).join(' ← ') : null, license === null ? null : `under ${shown(license)}`];
  const told = whose.filter((one) => one !== null).join(', ');
  return [
    '',
    `  ${verdict.padEnd(8)}  ${clause}: ${shown(text)}`,
    ...(told === '' ? [] : [`            ${told}`]),
    ...(fact === null ? [] : [`            because ${shown(fact)}`]),
    ...(set === null ? [] : [`            to decide: ${flagOf(set)}, in a policy ${set}`]),
    ...ways.map((way, index) => `            ${index === 0 ? 'ways out: ' : '          '}${shown(way)}`),
  ];
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
    `            ${path.length > 1 ? `${path.map(shown).join(' ← ')}, ` : ''}under ${shown(license)}; ${STATES[state]}`,
    ...(copy === null ? [] : [`            to copy: ${shown(copy)}`]),
  ];
}

function shown(text: string): string {
  return visibleUpTo(text, 1000);
}
