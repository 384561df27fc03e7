/** What one judged change says aloud. */
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
