/** What one judged change says aloud, and how often that is over many. */
import { basename, dirname } from 'node:path';
import type { JudgedFinding } from '../../../src/core/model/index.ts';
import type { JudgedChange } from './judge.ts';

/** One thing that a person is told. */
export interface NoisyLine {
  readonly repository: string;
  readonly commit: string;
  readonly rule: string;
  readonly status: string;
  readonly blocks: boolean;
  /** An older one, which lines of this change may feed. */
  readonly fed: boolean;
  readonly scope: string;
  readonly name: string;
  readonly gap: string;
  readonly places: readonly string[];
  readonly reason: string;
}

export interface NoisyChange {
  readonly repository: string;
  readonly commit: string;
  readonly conclusion: string;
  readonly milliseconds: number;
  /** The content of a file that this is about is not in the clone: what is said of it is the clone's fault. */
  readonly missing: boolean;
  /** How many of the changed files were not read, and the kinds of those. */
  readonly unread: number;
  readonly files: number;
  readonly unreadKinds: readonly string[];
  readonly unreadPaths: readonly string[];
  readonly commented: boolean;
  readonly lines: readonly NoisyLine[];
  /** Models, datasets and services that are new, by name: names that a reader made up stand out here. */
  readonly named: readonly string[];
}

export function noiseOf(repository: string, { commit, comment, verdict, bom, milliseconds }: JudgedChange): NoisyChange {
  const gone = new Set(bom.problems.filter(({ code }) => code === 'missing').map(({ path }) => path));
  const fresh = verdict.findings.filter(({ status }) => status === 'new' || status === 'worse');
  return {
    repository,
    commit,
    conclusion: verdict.conclusion,
    milliseconds: Math.round(milliseconds),
    missing: fresh.some(({ finding }) => finding.places.some(({ path }) => gone.has(path))),
    unread: verdict.coverage?.unread ?? 0,
    files: verdict.coverage?.files ?? 0,
    unreadKinds: [...new Set(verdict.coverage?.names.map(({ reason }) => reason))].sort(),
    unreadPaths: verdict.coverage?.names.map(({ path }) => path) ?? [],
    commented: comment !== '',
    lines: fresh.map((one) => lineOf(repository, commit, one)),
    named: verdict.changes
      .filter(({ type, kind }) => type === 'added' && ['model', 'dataset', 'service'].includes(kind))
      .map(({ identity }) => identity),
  };
}

function lineOf(repository: string, commit: string, { finding, status, blocks }: JudgedFinding): NoisyLine {
  const { rule, scope, name, gap, places, reason, fedAnew: fed = false } = finding;
  const lines = places.map(({ path, line }) => `${path}:${line}`);
  return { repository, commit, rule, status, blocks, fed, scope, name, gap, places: lines, reason };
}

/** The name of a mirror's git directory, "owner+name/repo" included. */
export function repositoryName(folder: string): string {
  const name = basename(folder);
  return name === 'repo' || name === '.git' ? basename(dirname(folder)) : name;
}

/** Figures in sum: how many changes say each thing. Changes whose content is missing are counted apart. */
export function table(all: readonly NoisyChange[]): string {
  const names = [...new Set(all.map(({ repository }) => repository))];
  const rows = [
    ...names.map((name) =>
      rowOf(
        name,
        all.filter(({ repository }) => repository === name),
      ),
    ),
    rowOf('sum', all),
  ];
  const rulesTold = count(
    all.flatMap(({ lines }) => [...new Set(lines.map(({ rule, blocks }) => `${blocks ? 'blocks' : 'warns'} ${rule}`))]),
  );
  const kinds = count(all.flatMap(({ unreadKinds }) => unreadKinds));
  return [HEADINGS, ...rows]
    .map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(44) : cell.padStart(9))).join(' '))
    .join('\n')
    .concat('\n\nchanges by rule\n', listed(rulesTold, all.length), '\n\nchanges by kind that was not read\n', listed(kinds, all.length));
}

const HEADINGS = [
  'repository',
  'changes',
  'apart',
  'line',
  'comment',
  'both',
  'warn',
  'block',
  'wait',
  'unread',
  'model?',
  'dataset?',
  'service?',
];

function rowOf(name: string, all: readonly NoisyChange[]): string[] {
  const kept = all.filter(({ missing }) => !missing);
  const share = (of: (change: NoisyChange) => boolean): string => {
    const number = kept.filter(of).length;
    return kept.length === 0 ? '0' : `${number} ${((100 * number) / kept.length).toFixed(1)}%`;
  };
  const tells =
    (rule: string) =>
    (change: NoisyChange): boolean =>
      change.lines.some((line) => line.rule === rule);
  return [
    name,
    String(kept.length),
    String(all.length - kept.length),
    share(({ unread }) => unread > 0),
    share(({ commented }) => commented),
    share(({ unread, commented }) => unread > 0 && commented),
    ...['warn', 'block', 'wait'].map((conclusion) => share((change) => change.conclusion === conclusion)),
    ...['tree/unread', 'model/unresolved', 'dataset/unresolved', 'service/unresolved'].map((rule) => share(tells(rule))),
  ];
}

function count(words: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

function listed(counts: readonly (readonly [string, number])[], of: number): string {
  return counts
    .map(([word, number]) => `${String(number).padStart(6)} ${((100 * number) / of).toFixed(1).padStart(5)}%  ${word}`)
    .join('\n');
}
