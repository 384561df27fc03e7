/** Brings the comment of one pull request in line with its result: at most one, and written only when its text changes. */
import type { Links } from '../../src/core/index.ts';
import type { GitHubClient } from '../github/client.ts';
import { addComment, type CommentList, commentIn, findComment, minimizeComment, updateComment } from '../github/comments.ts';
import { isGitHubError } from '../github/errors.ts';
import type { RepositoryName } from '../github/name.ts';
import { COMMENT_MARK } from '../../src/core/index.ts';
import { commentText, sameText } from '../present/comment.ts';
import type { Deps } from './deps.ts';
import type { EvaluationResult } from './outcome.ts';
import type { ShownDryRun } from './dry-run-result.ts';

/** `seen`: the comments as they are; null: ours is asked for. Answers with the id to remember. A pull request that takes no comments (locked, no permission) is still judged. */
export async function reportComment(
  deps: Deps,
  client: GitHubClient,
  name: RepositoryName,
  number: number,
  known: number | null,
  result: EvaluationResult,
  links: Links,
  { dryRun = null, seen = null }: { readonly dryRun?: ShownDryRun | null; readonly seen?: CommentList | null } = {},
): Promise<number | null> {
  const text = commentText(result, links, dryRun);
  try {
    const listed = seen === null ? 'unsure' : commentIn(seen, { mark: COMMENT_MARK, known });
    const found = listed === 'unsure' ? await findComment(client, name, number, { appId: deps.app.id, mark: COMMENT_MARK, known }) : listed;
    if (found === 'unsure') return known;
    if (found === 'none') return text.fresh === null ? null : (await addComment(client, name, number, text.fresh)).id;
    if (!sameText(found.body, text.update)) {
      // Nothing is left to say, or there is something again. How it is folded changes only with its text, and before it: if this breaks
      // off between the two, the text still differs, and both are done again.
      if (found.minimized !== text.resolved) await minimizeComment(client, found.nodeId, text.resolved);
      await updateComment(client, name, found.id, text.update);
    }
    return found.id;
  } catch (error) {
    // The check says the same, and it is what gates.
    if (isGitHubError(error, 'forbidden', 'rejected', 'missing')) return known;
    throw error;
  }
}
