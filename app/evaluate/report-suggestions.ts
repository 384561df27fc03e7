/** Proposes fixes of one line where the diff shows that line, once each; what is fixed is resolved. Never the reason that a check fails. */
import { lineFixesOf } from '../../src/core/index.ts';
import type { GitHubClient } from '../github/client.ts';
import { isGitHubError } from '../github/errors.ts';
import type { RepositoryName } from '../github/name.ts';
import { addReview, ownThreads, readDiff, readThreads, resolveThread, type ThreadList } from '../github/reviews.ts';
import { keyIn, MAX_SUGGESTIONS, suggestionBody, suggestionKey } from '../present/suggestion.ts';
import type { Deps } from './deps.ts';
import type { PullPart } from './pull-part.ts';

/** `seen`: the threads as they are; null: they are asked for. */
export async function reportSuggestions(
  deps: Deps,
  client: GitHubClient,
  name: RepositoryName,
  { pull, result }: PullPart,
  seen: ThreadList | null,
): Promise<void> {
  const fixes = result.kind === 'judged' ? lineFixesOf(result.verdict, result.bom) : [];
  try {
    const found = ownThreads(seen ?? (await readThreads(client, name, pull.number)), await deps.app.slug());
    const threads = found.threads.flatMap((thread) => {
      const key = keyIn(thread.body);
      return key === null ? [] : [{ ...thread, key }];
    });
    // Nothing was judged: nothing is known to be fixed.
    const open = new Set(fixes.map(suggestionKey));
    if (result.kind === 'judged')
      for (const { id, key, resolved } of threads) if (!resolved && !open.has(key)) await resolveThread(client, id);
    // A thread that a person resolved is an answer: it is not asked again.
    const known = new Set(threads.map(({ key }) => key));
    const fresh = new Map(fixes.filter((fix) => !known.has(suggestionKey(fix))).map((fix) => [suggestionKey(fix), fix]));
    // Among threads that were not seen may be the same suggestion: none is better than one with each push.
    if (fresh.size === 0 || !found.all) return;
    const diff = await readDiff(client, name, pull.number);
    const room = MAX_SUGGESTIONS - threads.filter(({ resolved }) => !resolved).length;
    // The merge result was judged: the line must be the same in the branch, or the suggestion would replace another one.
    const placed = [...fresh.values()].filter(({ path, line, before }) => diff.get(path)?.get(line) === before).slice(0, Math.max(room, 0));
    if (placed.length === 0) return;
    const comments = placed.map((fix) => ({ path: fix.path, line: fix.line, body: suggestionBody(fix) }));
    await addReview(client, name, pull.number, pull.head.id, comments);
  } catch (error) {
    // Locked, a line that is not in the diff after all, a permission that was not granted: the comment has the same fixes.
    if (!isGitHubError(error, 'forbidden', 'rejected', 'missing', 'invalid')) throw error;
  }
}
