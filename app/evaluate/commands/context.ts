/** What the answer to a command is made from, and what it is. */
import type { GitHubClient } from '../../github/client.ts';
import type { Person } from '../../github/collaborators.ts';
import type { PullRequest } from '../../github/pull.ts';
import type { RepositoryFacts } from '../../github/repository.ts';
import type { Deps, Target } from '../deps.ts';
import type { CommandKey, SaidCommand } from '../ports.ts';

export interface CommentContext {
  readonly deps: Deps;
  readonly target: Target;
  readonly client: GitHubClient;
  readonly repository: RepositoryFacts;
  readonly pull: PullRequest;
  readonly key: CommandKey;
  readonly said: SaidCommand;
  /** Whoever wrote it, under the name that they have now. */
  readonly sender: Person;
}

export interface CommandAnswer {
  /** decided: somebody who may has waived or approved something. asked: only another look. */
  readonly kind: 'refused' | 'asked' | 'decided';
  /** Markdown of ours; what others wrote is escaped in it. */
  readonly text: string;
}

/** `why`: a sentence that goes on after "Refused:". */
export function refusal(why: string): CommandAnswer {
  return { kind: 'refused', text: `**Refused:** ${why}` };
}
