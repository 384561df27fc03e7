/** The line below the title: how much changed, and how much of it is no reason to worry. `open`: rows of that state, of which no rule speaks. */
import type { Bom, JudgedFinding, Verdict } from '../../model/index.ts';
import { isAi } from '../../model/inventory.ts';
import { isAiChange, isKnown } from './rows.ts';
import { nothingWords, readWords, unreadLocks } from './not-read.ts';
import { registriesWords } from './registry-words.ts';
import { count, kindWord } from './words.ts';

export function overviewOf(
  verdict: Verdict,
  bom: Bom,
  counted: { readonly older: number; readonly fixed: number; readonly open: number },
): string[] {
  const read = readWords(verdict) ?? [];
  if (verdict.base === null) return [contents(bom), read].flat();
  const ai = verdict.changes.filter(isAiChange);
  const unnamed = verdict.unnamed.length;
  const having = (test: (judged: JudgedFinding) => boolean): ReadonlySet<string> =>
    new Set(verdict.findings.filter(test).map(({ finding }) => finding.component));
  const speaking = having(({ status }) => status === 'new' || status === 'worse');
  const refused = having(({ blocks }) => blocks);
  const known = having(isKnown);
  const removed = ai.filter(({ type }) => type === 'removed').length;
  const unread = ai.filter(({ type }) => type === 'unread').length;
  const here = ai.filter(({ type }) => type !== 'removed' && type !== 'unread');
  const warned = here.filter(({ identity }) => speaking.has(identity) && !refused.has(identity)).length;
  const quiet = here.filter((change) => !speaking.has(change.identity));
  const knownOnes = quiet.filter((change) => known.has(change.identity)).length;
  const fine = quiet.length - knownOnes - counted.open;
  const others = verdict.changes.filter((change) => !isAiChange(change));
  const locks = unreadLocks(verdict);
  const counts = OTHERS.flatMap(([kind, word]) => {
    const all = others.filter((change) => change.kind === kind);
    const away = all.filter(({ type }) => type === 'unread').length;
    return [
      ...(all.length === away
        ? []
        : [
            `${count(all.length - away, word)} changed${kind === 'library' ? `${locks === 0 ? '' : ' in what was read'}${registriesWords(all)}` : ''}`,
          ]),
      ...(away === 0 ? [] : [`${count(away, word)} not read`]),
    ];
  });
  return [
    ai.length === 0
      ? nothingWords(verdict)
      : `${count(ai.length, 'AI component')} ${removed === ai.length ? 'removed' : unread === ai.length ? 'not read' : 'changed'}`,
    // What is refused stands in the title: with it, all that changed is counted once.
    ...(warned === 0 ? [] : [`${warned} with ${warned === 1 ? 'a warning' : 'warnings'}`]),
    ...(fine === 0
      ? []
      : [fine === ai.length ? (fine === 1 ? 'it is fine' : 'all are fine') : `${fine} ${fine === 1 ? 'is' : 'are'} fine`]),
    ...(counted.open === 0 ? [] : [`${counted.open} left open`]),
    ...(knownOnes > 0 ? [`${knownOnes} with known problems`] : []),
    ...(removed === 0 || removed === ai.length ? [] : [`${removed} removed`]),
    ...(unread === 0 || unread === ai.length ? [] : [`${unread} not read`]),
    ...(ai.length === 0 ? [] : [read].flat()),
    ...(unnamed > 0 ? [unnamedLoads(unnamed)] : []),
    // Before what other files say of libraries: that is not all that may have changed (T33).
    ...(locks === 0 ? [] : [`${count(locks, 'lockfile')} not read: what ${locks === 1 ? 'it changes' : 'they change'} is unknown`]),
    ...counts,
    ...(counted.fixed > 0 ? [`${count(counted.fixed, 'older problem')} fixed`] : []),
    ...(counted.older > 0 ? [`${count(counted.older, 'older problem')} ${counted.older === 1 ? 'does' : 'do'} not block`] : []),
  ];
}

/** "30 models, 2 datasets, 5 frameworks and 214 other libraries". */
export function contents(bom: Bom): string {
  const kinds = countedByKind(bom);
  const unnamed = bom.unknowns.length;
  const parts = [...kinds].map(([word, number]) => count(number, word === 'library' ? 'other library' : word));
  return [...(parts.length === 0 ? ['No AI component was found'] : parts), ...(unnamed > 0 ? [unnamedLoads(unnamed)] : [])].join(', ');
}

function unnamedLoads(number: number): string {
  return number === 1 ? '1 load that could not be named' : `${number} loads that could not be named`;
}

/** What is counted, and not listed. */
const OTHERS = [
  ['library', 'other library'],
  ['action', 'action'],
  ['image', 'base image'],
] as const;

const ORDER = ['model', 'dataset', 'service', 'framework', 'action', 'image', 'MCP server', 'library'];

/** Distinct components (not versions) by the word for their kind, in reading order; words without any are left out. */
export function countedByKind(bom: Bom): ReadonlyMap<string, number> {
  const words = new Map<string, string>();
  for (const component of bom.components) {
    if (!words.has(component.identity) || isAi(component)) words.set(component.identity, kindWord(component));
  }
  const all = [...words.values()];
  return new Map(ORDER.map((word) => [word, all.filter((one) => one === word).length] as const).filter(([, number]) => number > 0));
}
