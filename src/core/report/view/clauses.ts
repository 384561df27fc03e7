/** What the clauses of a license say to people: who carries them, what decides, and what else one may do. */
import type { UseReason } from '../../model/index.ts';
import { waysByClause } from '../../license/use/ways.ts';
import { licenseName } from '../../license/license-name.ts';
import { pathPhrase, type LineageSteps } from './lineage-path.ts';
import { code, joined, type Phrase, plain, strong } from './phrase.ts';
import { ordinal } from './words.ts';

const CLAUSES = 4;
const PATHS = 3;
const WAYS = 6;

/** What denies before what a person decides. */
export function worstReasonsFirst(reasons: readonly UseReason[]): UseReason[] {
  return [...reasons.filter(({ verdict }) => verdict === 'deny'), ...reasons.filter(({ verdict }) => verdict === 'review')];
}

/** Paths and clause in one line each, then the fact that decides it. Equal clauses of several components are one line with several paths. */
export function clausePhrases(reasons: readonly UseReason[], relations: LineageSteps, most = CLAUSES): Phrase[] {
  const equal = ({ clause, license, text, fact, set }: UseReason): string => JSON.stringify([clause, license, text, fact, set]);
  const groups = [...Map.groupBy(reasons, equal).values()];
  const more = groups.length - most;
  return [
    ...groups.slice(0, most).flatMap((group) => clauseLines(group, relations)),
    ...(more > 0 ? [[plain(`+${more} more ${more === 1 ? 'clause' : 'clauses'}`)]] : []),
  ];
}

/** Numbered, most useful first; null: there are none. */
export function waysPhrase(reasons: readonly Pick<UseReason, 'clause' | 'ways'>[], most = WAYS): Phrase | null {
  const all = [...waysByClause(reasons).keys()];
  if (all.length === 0) return null;
  const more = all.length - most;
  return [
    plain('To go on: '),
    ...enumerated(all.slice(0, most).map((way) => [plain(way)])),
    ...(more > 0 ? [plain(` +${more} more`)] : []),
  ];
}

/** Of the first reason alone, where there is no room for all: who carries it, what decides, and what one may do. null: there is none. */
export function shortPhrase(reasons: readonly UseReason[], relations: LineageSteps): Phrase | null {
  const [first] = reasons;
  if (first === undefined) return null;
  const { path, license, clause, fact, set, ways } = first;
  const decides = fact ?? (set === null ? null : `${set} is not stated`);
  return [
    ...endsOfPath(path, relations),
    plain(` · ${license === null ? '' : `${licenseName(license)}, `}${WORDS[clause]}`),
    ...(decides === null ? [] : [plain(` · What decides: ${decides}`)]),
    ...(ways[0] === undefined ? [] : [plain(` · To go on: ${ways[0]}`)]),
  ];
}

/** A short way as it is; of a long one where it begins and where it ends. */
function endsOfPath(path: readonly string[], relations: LineageSteps): Phrase {
  const [first = '', last = ''] = [path[0], path.at(-1)];
  return path.length <= MAX_SHORT_PATH ? pathPhrase(path, relations) : [code(first), plain(' ← … ← '), code(last)];
}

const MAX_SHORT_PATH = 3;

/** "① one ② two". */
export function enumerated(items: readonly Phrase[]): Phrase {
  return joined(
    items.map((item, index) => [plain(`${ordinal(index + 1)} `), ...item]),
    ' ',
  );
}

/** The first ways from components to whose terms they are. */
export function pathPhrases(paths: readonly (readonly string[])[], relations: LineageSteps): Phrase {
  const all = [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()];
  const more = all.length - PATHS;
  const shown = all.slice(0, PATHS).map((path) => pathPhrase(path, relations));
  return [...joined(shown, ', '), ...(more > 0 ? [plain(` +${more} more`)] : [])];
}

function clauseLines(group: readonly UseReason[], relations: LineageSteps): Phrase[] {
  const [first] = group;
  if (first === undefined) return [];
  const { license, clause, text, fact, set } = first;
  const carriers = pathPhrases(
    group.map(({ path }) => path),
    relations,
  );
  const whose: Phrase = license === null ? [] : [strong(licenseName(license)), plain(', ')];
  const decides: Phrase = [
    ...(fact === null ? [] : [plain(`What decides: ${fact}`)]),
    ...(fact === null || set === null ? [] : [plain(' · ')]),
    ...(set === null ? [] : [plain('Say it in the policy: '), code(set)]),
  ];
  return [[...carriers, plain(' · '), ...whose, plain(`${WORDS[clause]}: ${text}`)], ...(decides.length === 0 ? [] : [decides])];
}

/** What a clause is about, in the words of people. */
const WORDS: Readonly<Record<UseReason['clause'], string>> = {
  'commercial-use': 'commercial use',
  'research-only': 'research only',
  redistribution: 'redistribution',
  derivatives: 'derivatives',
  'share-alike': 'share-alike',
  'network-use': 'use over a network',
  'use-restrictions': 'use restrictions',
  'flow-down': 'terms to pass on',
  naming: 'naming',
  attribution: 'attribution',
  threshold: 'threshold',
  territory: 'territory',
  outputs: 'outputs',
  training: 'training of other models',
  competition: 'competition',
  service: 'offer as a service',
  gating: 'access on request',
  revocation: 'revocation',
  patents: 'patents',
  compatibility: 'compatibility',
  laundering: 'terms of an ancestor',
  lineage: 'lineage',
  'unknown-license': 'license not known',
  'unknown-terms': 'terms not known',
  'unstated-use': 'use not stated',
};
