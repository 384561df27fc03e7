/** A command of a comment: who, whether, what; one answer each (T28). */
import { markdownCode } from '../../../src/core/index.ts';
import { EVALUATE } from '../../github/calls.ts';
import type { GitHubClient } from '../../github/client.ts';
import { mayWrite } from '../../github/collaborators.ts';
import { addComment, findComment, readComment } from '../../github/comments.ts';
import { writersOf } from '../../github/approvals.ts';
import { isGitHubError } from '../../github/errors.ts';
import { readPull } from '../../github/pull.ts';
import { readRepository } from '../../github/repository.ts';
import type { Deps, Target } from '../deps.ts';
import type { SaidCommand } from '../ports.ts';
import { approve } from './approve.ts';
import { type CommandAnswer, type CommentContext, refusal } from './context.ts';
import { parseCommand } from './parse.ts';
import { waive } from './waive.ts';

/** So many commands on one pull request are answered within an hour, but for those that decide something: whoever may comment must not use up what the App may write (T32). */
const ANSWERS = 10;

export interface CommandJob {
  readonly comment: number;
  /** Under what name GitHub knows a person now; null: nobody. */
  readonly login: (person: number) => Promise<string | null>;
  /** Puts the pull request into the queue. */
  readonly judge: (number: number) => Promise<void>;
}

/** Does it once, however often it is tried. Throws GitHubError: then nothing was answered, and the job comes again. */
export async function runCommand(deps: Deps, target: Target, { comment, login, judge }: CommandJob, signal: AbortSignal): Promise<void> {
  const { installationId, repositoryId } = target;
  const key = { installationId, repositoryId, comment };
  const said = await deps.stores.commands.get(key);
  if (said === null || said.done) return;
  const client = await deps.clients.open({ installationId, repositoryIds: [repositoryId], permissions: EVALUATE }, signal);
  const repository = await readRepository(client, target);
  const name = await login(said.sender);
  const posted = await readComment(client, target, comment);
  // Taken back before anybody looked at it; or its author is gone.
  if (repository.id !== repositoryId || posted === null || name === null) return deps.stores.commands.finish(key);
  const pull = await readPull(client, repository, said.number);
  const context = { deps, target, client, repository, pull, key, said, sender: { id: said.sender, login: name } };
  const isAsSaid = posted.untouched && posted.body.startsWith(said.line);
  const answer = isAsSaid ? await answerTo(context) : refusal('this comment was edited after it was posted. Write a new one.');
  if (answer.kind !== 'refused') await judge(said.number);
  const isHeard =
    answer.kind === 'decided' || (await deps.stores.commands.recent({ installationId, repositoryId, number: said.number })) < ANSWERS;
  if (isHeard) await reply(deps, client, context, answer);
  await deps.stores.commands.finish(key);
}

async function answerTo(context: CommentContext): Promise<CommandAnswer> {
  const { said, pull } = context;
  if (!pull.open) return refusal('this pull request is closed.');
  const command = parseCommand(said.line);
  switch (command.kind) {
    case 'refused':
      return refusal(command.why);
    case 'waive':
      return waive(context, command);
    case 'approve':
      return approve(context, command);
    case 'recheck':
      return recheck(context);
  }
}

/** Whoever works on it may ask; everybody could use up the quota (T32). */
async function recheck({ deps, client, repository, pull, key, sender }: CommentContext): Promise<CommandAnswer> {
  const wrote = await writersOf(client, repository, pull.number);
  if (wrote?.has(sender.id) !== true && !(await mayWrite(client, repository, sender)))
    return refusal('only who wrote this change, or may write to the repository, can ask for another check.');
  // What was kept of it would say that nothing moved.
  await deps.stores.kept.drop({ ...key, number: pull.number });
  return { kind: 'asked', text: '**Checking again**, with answers of now.' };
}

async function reply(
  { app }: Deps,
  client: GitHubClient,
  { repository, pull, key, said, sender }: CommentContext,
  answer: CommandAnswer,
): Promise<void> {
  // Of two tries the second finds what the first wrote.
  const mark = `<!-- weighbridge answer ${key.comment} -->`;
  const rest = restWords(said);
  const text = [mark, `${markdownCode(`@${sender.login}`)}: ${answer.text}`, ...(rest === null ? [] : [rest])].join('\n\n');
  try {
    const known = await findComment(client, repository, pull.number, { appId: app.id, mark, known: null });
    if (known === 'none' || known === 'unsure') await addComment(client, repository, pull.number, text);
  } catch (error) {
    // Locked: what was decided counts all the same, and the check says so.
    if (!isGitHubError(error, 'forbidden', 'rejected', 'missing')) throw error;
  }
}

function restWords({ more }: SaidCommand): string | null {
  return more ? 'Only the first line of a comment counts: write a comment for each command.' : null;
}
