/** What the clauses of a license say to people: who carries them, what decides, and what else one may do. */
import type { Finding, UseReason } from '../../model/index.ts';
import { licenseName } from '../../license/license-name.ts';
import { pathPhrase, type Relations } from './lineage-path.ts';
import { code, joined, type Phrase, plain, strong } from './phrase.ts';
import { ordinal } from './words.ts';

export interface ClausesView {
  /** Paths and clause in one line each, the deciding ones first; then the fact that decides it. */
  readonly lines: readonly Phrase[];
  /** Numbered, most useful first; null: no license has anything to say. */
  readonly ways: Phrase | null;
  /** Ids of the licenses whose clauses these are, each once. */
  readonly licenses: readonly string[];
}

const CLAUSES = 4;
const PATHS = 3;
const WAYS = 5;

/** Of findings of one cause. Equal clauses of several components are one line with several paths. */
export function clausesOf(findings: readonly Pick<Finding, 'clauses'>[], relations: Relations): ClausesView {
  const all = findings.flatMap(({ clauses = [] }) => clauses);
  const sorted = [...all.filter(({ verdict }) => verdict === 'deny'), ...all.filter(({ verdict }) => verdict === 'review')];
  const groups = [
    ...Map.groupBy(sorted, ({ clause, license, text, fact, set }) => JSON.stringify([clause, license, text, fact, set])).values(),
  ];
  const more = groups.length - CLAUSES;
  const ways = [...new Set(sorted.flatMap((one) => one.ways))].slice(0, WAYS);
  return {
    lines: [
      ...groups.slice(0, CLAUSES).flatMap((group) => clauseLines(group, relations)),
      ...(more > 0 ? [[plain(`+${more} more ${more === 1 ? 'clause' : 'clauses'}`)]] : []),
    ],
    ways: ways.length === 0 ? null : [plain('To go on: '), ...enumerated(ways.map((way) => [plain(way)]))],
    licenses: [...new Set(sorted.flatMap(({ license }) => license ?? []))],
  };
}

/** "① one ② two". */
export function enumerated(items: readonly Phrase[]): Phrase {
  return joined(
    items.map((item, index) => [plain(`${ordinal(index + 1)} `), ...item]),
    ' ',
  );
}

function clauseLines(group: readonly UseReason[], relations: Relations): Phrase[] {
  const [first] = group;
  if (first === undefined) return [];
  const { license, clause, text, fact, set } = first;
  const paths = [...new Map(group.map(({ path }) => [JSON.stringify(path), pathPhrase(path, relations)])).values()];
  const more = paths.length - PATHS;
  const carriers: Phrase = [...joined(paths.slice(0, PATHS), ', '), ...(more > 0 ? [plain(` +${more} more`)] : [])];
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
