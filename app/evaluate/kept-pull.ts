/** What is kept of the newest evaluation of an open pull request: all that a policy of tomorrow is applied to (T3). */
import type { PackedDossier } from '../../src/core/index.ts';
import type { Gate } from '../github/gate.ts';
import type { PullRequest } from '../github/pull.ts';
import type { RepositoryFacts } from '../github/repository.ts';
import type { OwnLayer } from './own-layer.ts';

/** What judging brings to it. */
export interface KeptFindings {
  /** Of the program that found it: another release looks again. */
  readonly stamp: string;
  readonly dossier: PackedDossier;
  /** The repository's own layer, as its default branch has it. */
  readonly own: OwnLayer;
}

export interface KeptPull extends KeptFindings {
  readonly pull: PullRequest;
  readonly gate: Gate;
  readonly repository: RepositoryFacts;
  readonly policyCommit: string | null;
  /** Names under which this head has a check of ours. Absent: not known, from an older release. */
  readonly names?: readonly string[];
}
