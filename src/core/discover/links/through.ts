/** Files that are used through symbolic links, under the path that is used (T34); and what links say about content that is not in the tree (T15). */
import { createHash } from 'node:crypto';
import type { Problem, ProblemCode, Tree, TreeEntry } from '../../model/index.ts';
import { decodePath } from '../../base/path-bytes.ts';
import { pathLimit } from '../../base/path-limits.ts';
import { detectors } from '../index.ts';
import { isReadAsText } from '../readers.ts';
import { namesWeights } from '../../base/weight-names.ts';
import { createLinkResolver, type LinkTarget } from './resolve.ts';

/** Longest link that systems follow (PATH_MAX). */
const MAX_TARGET = 4096;
/** Links read per tree (T32). */
const MAX_LINKS = 5000;
/** Files and links that are looked at behind links to folders, for all of a tree (T39). */
const MAX_BELOW = 1_000_000;

export interface ThroughLinks {
  /** Files at the paths that are used; `target` says where their content lies. Only what some reader wants there. */
  readonly linked: readonly TreeEntry[];
  readonly problems: readonly Problem[];
  /** The text of each link that was read, by its path. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Reads the text of each link once; what it leads to is looked up in the tree, never followed by a system. */
export async function throughLinks(entries: readonly TreeEntry[], read: Tree['read']): Promise<ThroughLinks> {
  const links = entries.filter((entry) => entry.kind === 'symlink');
  if (links.length === 0) return { linked: [], problems: [], texts: new Map() };
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const problems: Problem[] = [];
  const texts = new Map<string, string>();
  await Promise.all(
    links.slice(0, MAX_LINKS).map(async (link) => {
      const text = await textOf(link, read);
      if (typeof text === 'string') texts.set(link.path, text);
      else problems.push(text);
    }),
  );
  const resolver = createLinkResolver(byPath, texts);
  const linked: TreeEntry[] = [];
  const tooLong = new Set<string>();
  let left = MAX_BELOW;

  for (const link of links.slice(0, MAX_LINKS)) {
    if (!texts.has(link.path)) continue;
    // The shortest ways first; each folder once, as it brings the same files again.
    const open = [{ path: link.path, link }];
    const seen = new Set<string>();
    for (const { path, link: inner } of open) {
      const folder = use(path, inner);
      if (folder === null || seen.has(folder)) continue;
      seen.add(folder);
      open.push(...below(path, folder, link));
    }
  }
  problems.push(...beyond(links.slice(MAX_LINKS)));
  return { linked, problems, texts };

  /** `path`: by which the link is reached. Gives the folder that it leads to, where there is something to see. */
  function use(path: string, link: TreeEntry): string | null {
    const limit = pathLimit(path);
    if (limit !== null) {
      if (!tooLong.has(link.path)) problems.push(problem('hidden-link', `not followed further: it is used at ${limit}`, link));
      tooLong.add(link.path);
      return null;
    }
    const target = resolver.resolve(link.path);
    if (target.kind === 'file') {
      const { entry } = target;
      if (ATTRIBUTES.test(path))
        problems.push(problem('hidden-link', 'git does not follow this link, and older ones do', { ...link, path }));
      else if (wants(path, entry.size)) linked.push({ ...entry, path, target: entry.path });
      return null;
    }
    // A folder that holds the link itself: its files have shorter paths already, and a longer one makes none of them more of a product.
    if (target.kind === 'folder') return target.path === '' || link.path.startsWith(`${target.path}/`) ? null : target.path;
    const found = absent(target, { ...link, path }, path === link.path);
    if (found !== null) problems.push(found);
    return null;
  }

  /** Takes the files of a folder; gives the links in it. */
  function below(path: string, folder: string, link: TreeEntry): { path: string; link: TreeEntry }[] {
    const inner: { path: string; link: TreeEntry }[] = [];
    for (const at of resolver.below(folder)) {
      const entry = byPath.get(at);
      if (entry === undefined) continue;
      if (--left < 0) {
        if (left === -1)
          problems.push(problem('hidden-link', `more than our limit of ${MAX_BELOW} files behind links: the rest was not read`, link));
        break;
      }
      const used = `${path}/${at.slice(folder.length + 1)}`;
      if (entry.kind === 'symlink') inner.push({ path: used, link: entry });
      else if (entry.kind !== 'submodule' && wants(used, entry.size)) linked.push({ ...entry, path: used, target: at });
    }
    return inner;
  }
}

/** Links beyond the limit: one problem for all, with what they are together in the place of the blob. */
function beyond(links: readonly TreeEntry[]): Problem[] {
  const [first] = links;
  if (first === undefined) return [];
  const together = createHash('sha256');
  for (const { path, id } of links) together.update(`${id} ${path}\n`);
  const message = `more than our limit of ${MAX_LINKS} links: this one and those after it were not followed`;
  return [{ ...problem('hidden-link', message, first), blob: together.digest('hex'), subject: 'links' }];
}

const ATTRIBUTES = /(?:^|\/)\.gitattributes$/;

/** Attributes below a link to a folder say nothing about the paths that are used: those of the path count where the content lies. */
function wants(path: string, size: number | null): boolean {
  return !ATTRIBUTES.test(path) && detectors.some((detector) => detector.wants(path, size));
}

/**
 * A link to content that is not in the tree. Where a reader wants the name, what is used under it is hidden; a dangling link that nobody
 * wants brings nothing in. `own`: it stands at its own path, where links out of the tree are told whatever their name.
 */
function absent(target: Exclude<LinkTarget, { kind: 'file' | 'folder' }>, at: TreeEntry, own: boolean): Problem | null {
  // Names that tell nothing are looked into for weights where there is a file; without one there is nothing that they promise.
  const wanted = isReadAsText(at.path) || namesWeights(at.path);
  switch (target.kind) {
    case 'annex':
      return problem(
        isReadAsText(at.path) ? 'hidden-link' : 'annex-key',
        'a link to git-annex content; what it stands for is not in git and was not read',
        at,
      );
    case 'limit':
      return problem('hidden-link', `not followed: ${target.detail}`, at);
    case 'outside':
      if (!wanted && !own) return null;
      return problem(wanted ? 'hidden-link' : 'ambiguous-path', 'a symbolic link that leads out of the tree, or into .git', at);
    case 'nothing':
      return wanted ? problem('hidden-link', 'a symbolic link to nothing that this tree holds', at) : null;
  }
}

async function textOf(entry: TreeEntry, read: Tree['read']): Promise<string | Problem> {
  const result = await read(entry, MAX_TARGET + 1);
  if (result.state !== 'ok') return problem(result.state, `a symbolic link: ${result.detail}`, entry);
  if (result.size > MAX_TARGET) return problem('ambiguous-path', 'a symbolic link longer than any system follows', entry);
  return decodePath(result.bytes);
}

function problem(code: ProblemCode, message: string, entry: TreeEntry): Problem {
  return { code, message, path: entry.path, line: 1, column: 1, blob: entry.id };
}
