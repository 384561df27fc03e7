/** What was waived by a comment is for one pull request; a pull request on the policy asks to keep it. Where the App may not write, the reply has it to copy. */
import { z } from 'zod';
import {
  addWaivers,
  type BoundWaiver,
  type HostedRepository,
  markdownCode,
  ORGANIZATION_FILE,
  POLICY_PATHS,
  rules,
  type Waiver,
  waiverEntry,
} from '../../../src/core/index.ts';
import { WRITE_POLICY } from '../../github/calls.ts';
import type { GitHubClient } from '../../github/client.ts';
import { commitFilesAside } from '../../github/commit-files.ts';
import { isGitHubError } from '../../github/errors.ts';
import { at, type RepositoryName } from '../../github/name.ts';
import { readPolicyText } from '../../github/policy-host.ts';
import { readApiCommit, readTip } from '../../github/repository.ts';
import type { PolicyInForce } from '../policy-in-force.ts';
import type { CommentContext } from './context.ts';

type Given = Pick<Waiver, 'reason' | 'approver' | 'expires'>;

/** Markdown: where it was written, or the entry and why it was not. Throws GitHubError only where trying again helps. */
export async function writeIntoPolicy(
  context: CommentContext,
  { organization }: PolicyInForce,
  bound: readonly BoundWaiver[],
  given: Given,
): Promise<string> {
  const { repository } = context;
  const home = organization?.repository ?? repository;
  const entries = bound.map((one) => waiverEntry(one, given, organization === null ? null : `${repository.owner}/${repository.repo}`));
  // T26: where everybody reads, a private policy repository has no name.
  const isHidden = repository.isPublic && !home.isPublic;
  const place = isHidden ? 'the policy of the organization' : `the policy in ${markdownCode(`${home.owner}/${home.repo}`)}`;
  const opened = await openPull(context, home, organization === null ? POLICY_PATHS : [ORGANIZATION_FILE], entries, given);
  if ('url' in opened)
    return isHidden ? `A pull request asks to write it into ${place}.` : `[A pull request](${opened.url}) asks to write it into ${place}.`;
  const longest = Math.max(2, ...(entries.join('').match(/`{1,1000}/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`To keep it after the merge, add this to \`waivers:\` of ${place}; ${opened.why}:`, `${fence}yaml`, ...entries, fence].join('\n');
}

async function openPull(
  { deps, target, client, repository, pull, key }: CommentContext,
  home: HostedRepository,
  paths: readonly string[],
  entries: readonly string[],
  { approver, expires }: Given,
): Promise<{ readonly url: string } | { readonly why: string }> {
  try {
    const scope = { installationId: target.installationId, repositoryIds: [home.id], permissions: WRITE_POLICY };
    const writer = await deps.clients.open(scope, client.signal);
    const tip = await readTip(writer, home, home.defaultBranch);
    if (tip === null) return { why: 'its default branch could not be read' };
    const { tree } = await readApiCommit(writer, home, tip);
    const edited = await editedPolicy(writer, home, tree, paths, entries);
    if (edited === null) return { why: 'the file is not of a form that a program can safely edit' };
    const where = `${repository.owner}/${repository.repo}#${pull.number}`;
    const branch = `weighbridge/waiver-${target.repositoryId}-${key.comment}`;
    const message = `Waive what ${where} asks for until ${expires}\n\nGiven by ${approver} in a comment there.`;
    const parent = { commit: tip, tree };
    const made = await isNew(() => commitFilesAside(writer, home, branch, parent, message, [{ ...edited, executable: false }]));
    const body = [
      `${markdownCode(approver)} waived this in ${markdownCode(where)}, where it holds until ${expires} whatever becomes of this pull request.`,
      'Merged, it holds for the whole repository until then.',
    ];
    const wanted = { title: `Waiver for ${where}`, head: branch, base: home.defaultBranch, body: body.join('\n\n') };
    const isOpened = await isNew(
      async () => (await writer.call('POST /repos/{owner}/{repo}/pulls', { ...at(home), ...wanted }, opened)).html_url,
    );
    const url = isOpened ?? (made === null ? await knownPull(writer, home, branch) : null);
    return url === null ? { why: 'GitHub took no pull request for it' } : { url };
  } catch (error) {
    if (isGitHubError(error, 'forbidden', 'rejected', 'missing', 'conflict')) return { why: 'this App may not write there' };
    throw error;
  }
}

const opened = z.object({ html_url: z.url().max(500) });

/** The first of the files that is there, with the entries; null: it cannot be edited. */
async function editedPolicy(
  client: GitHubClient,
  name: RepositoryName,
  tree: string,
  paths: readonly string[],
  entries: readonly string[],
): Promise<{ readonly path: string; readonly text: string } | null> {
  for (const path of paths) {
    const before = await readPolicyText(client, name, tree, path);
    if (before === null) continue;
    const text = addWaivers(before, entries, path, rules);
    return text === null ? null : { path, text };
  }
  return null;
}

/** Null: GitHub says that it is there already, as an earlier try of this job made it. */
async function isNew<T>(make: () => Promise<T>): Promise<T | null> {
  try {
    return await make();
  } catch (error) {
    if (isGitHubError(error, 'rejected')) return null;
    throw error;
  }
}

async function knownPull(client: GitHubClient, name: RepositoryName, branch: string): Promise<string | null> {
  const query = { ...at(name), state: 'all', head: `${name.owner}:${branch}` };
  const { items } = await client.list('GET /repos/{owner}/{repo}/pulls', query, opened, { pages: 1 });
  return items[0]?.html_url ?? null;
}
