/** What symbolic links say about content that is not in the tree (T15). Links are read as data, never followed. */
import type { Problem, Tree, TreeEntry } from '../../model.ts';

/** Longest link that systems follow (PATH_MAX). */
const MAX_TARGET = 4096;
/** Links read per tree (T32). */
const MAX_LINKS = 5000;

/** One problem for each link to git-annex content, and for each that leads out of the tree or into .git. */
export async function linkProblems(entries: readonly TreeEntry[], read: Tree['read']): Promise<Problem[]> {
  const links = entries.filter((entry) => entry.kind === 'symlink');
  const problems = (await Promise.all(links.slice(0, MAX_LINKS).map((link) => linkProblem(link, read)))).filter((one) => one !== null);
  const unread = links[MAX_LINKS];
  if (unread !== undefined)
    problems.push(problem('limit', `more than ${MAX_LINKS} symbolic links: this one and those after it were not read`, unread));
  return problems;
}

async function linkProblem(entry: TreeEntry, read: Tree['read']): Promise<Problem | null> {
  const result = await read(entry, MAX_TARGET + 1);
  if (result.state !== 'ok') return problem(result.state, `a symbolic link: ${result.detail}`, entry);
  if (result.size > MAX_TARGET) return problem('ambiguous-path', 'a symbolic link longer than any system follows', entry);
  // Bytes as characters: only "/", "." and ASCII names matter here.
  const target = Buffer.from(result.bytes).toString('latin1');
  if (isAnnexTarget(target))
    return problem('annex-key', 'a link to git-annex content; what it stands for is not in git and was not read', entry);
  if (leavesTree(entry.path, target)) return problem('ambiguous-path', 'a symbolic link that leads out of the tree, or into .git', entry);
  return null;
}

/** A git-annex key: the link text of content that lives elsewhere (git-annex, "internals"). */
function isAnnexTarget(target: string): boolean {
  return /(?:^|\/)\.git\/annex\/objects\//.test(target.replaceAll('\\', '/'));
}

/** By text alone: what a link on the way does is judged at that link. */
function leavesTree(path: string, target: string): boolean {
  const text = target.replaceAll('\\', '/');
  if (text.startsWith('/') || /^[A-Za-z]:/.test(text) || target.includes('\0')) return true;
  let depth = path.split('/').length - 1;
  for (const part of text.split('/')) {
    // Nothing in .git is content of the tree.
    if (part.toLowerCase() === '.git') return true;
    if (part === '..') depth -= 1;
    else if (part !== '' && part !== '.') depth += 1;
    if (depth < 0) return true;
  }
  return false;
}

function problem(code: Problem['code'], message: string, entry: TreeEntry): Problem {
  return { code, message, path: entry.path, line: 1, column: 1, blob: entry.id };
}
