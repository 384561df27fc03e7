/** Where a symbolic link of a tree leads, as a system follows it, by what the tree says alone: nothing on disk is followed (T15). */
import type { TreeEntry } from '../../model/index.ts';
import { compareText } from '../../base/order.ts';
import { pathLimit } from '../../base/path-limits.ts';
import { pathsBelow } from '../../base/paths-below.ts';

export type LinkTarget =
  | { readonly kind: 'file'; readonly entry: TreeEntry }
  /** "" is the top of the tree. */
  | { readonly kind: 'folder'; readonly path: string }
  /** Above the top of the tree, an absolute path, or .git: what lies there is the machine's. */
  | { readonly kind: 'outside' }
  /** Not in the tree: absent, in a submodule, below a file, or a link that leads to itself. */
  | { readonly kind: 'nothing' }
  /** Content that git-annex keeps elsewhere. */
  | { readonly kind: 'annex' }
  | { readonly kind: 'limit'; readonly detail: string };

/** Links on the way of one link (Linux, MAXSYMLINKS). */
const MAX_HOPS = 40;
/** Parts of paths that are walked, for all links of a tree (T39). */
const MAX_STEPS = 200_000;

export interface Resolver {
  /** `path`: of a link. */
  resolve(path: string): LinkTarget;
  /** What lies below a folder, sorted. */
  below(folder: string): readonly string[];
}

/** `texts`: of every link that was read, by its path; bytes as characters are enough, as long as paths have the same. */
export function createLinkResolver(byPath: ReadonlyMap<string, TreeEntry>, texts: ReadonlyMap<string, string>): Resolver {
  const sorted = [...byPath.keys()].sort(compareText);
  const known = new Map<string, LinkTarget>();
  let steps = MAX_STEPS;

  function walk(start: string): LinkTarget {
    const todo = [baseOf(start)];
    let at = folderOf(start);
    let hops = 0;
    for (let part = todo.pop(); part !== undefined; part = todo.pop()) {
      if (--steps < 0) return { kind: 'limit', detail: `our limit of ${MAX_STEPS} steps for all links of a tree` };
      if (part === '' || part === '.') continue;
      if (part.toLowerCase() === '.git') return { kind: 'outside' };
      if (part === '..') {
        if (at === '') return { kind: 'outside' };
        at = folderOf(at);
        continue;
      }
      const path = at === '' ? part : `${at}/${part}`;
      if (pathLimit(path) !== null) return { kind: 'limit', detail: pathLimit(path) ?? '' };
      const entry = byPath.get(path);
      if (entry?.kind === 'symlink') {
        const text = texts.get(path);
        if (text === undefined) return { kind: 'limit', detail: 'a link on the way that was not read' };
        if (isAnnexTarget(text)) return { kind: 'annex' };
        if (++hops > MAX_HOPS) return { kind: 'nothing' };
        if (leavesTree(path, text)) return { kind: 'outside' };
        for (const one of text.split('/').toReversed()) todo.push(one);
      } else if (entry !== undefined) {
        if (entry.kind === 'submodule' || todo.some((rest) => rest !== '' && rest !== '.')) return { kind: 'nothing' };
        return { kind: 'file', entry };
      } else if (pathsBelow(path, sorted).length > 0) at = path;
      else return { kind: 'nothing' };
    }
    return { kind: 'folder', path: at };
  }

  return {
    resolve(path) {
      const target = known.get(path) ?? walk(path);
      known.set(path, target);
      return target;
    },
    below: (folder) => pathsBelow(folder, sorted),
  };
}

/** A git-annex key: the link text of content that lives elsewhere (git-annex, "internals"). */
function isAnnexTarget(text: string): boolean {
  return /(?:^|\/)\.git\/annex\/objects\//.test(text.replaceAll('\\', '/'));
}

/** By text alone, also as Windows reads it: what a link on the way does is judged at that link. */
function leavesTree(path: string, text: string): boolean {
  const plain = text.replaceAll('\\', '/');
  if (plain.startsWith('/') || /^[A-Za-z]:/.test(plain) || plain.includes('\0')) return true;
  let depth = path.split('/').length - 1;
  for (const part of plain.split('/')) {
    // Nothing in .git is content of the tree.
    if (part.toLowerCase() === '.git') return true;
    if (part === '..') depth -= 1;
    else if (part !== '' && part !== '.') depth += 1;
    if (depth < 0) return true;
  }
  return false;
}

/** The path of the tree that the text of a link writes; "" for its top, for what is outside, and where another link may stand before a "..". */
export function writtenTarget(path: string, text: string): string {
  if (/(?:^|\/)(?!\.{1,2}(?:\/|$))[^/]+\/(?:.*\/)?\.\.(?:\/|$)/.test(text)) return '';
  const parts = text.startsWith('/') ? [] : folderOf(path).split('/');
  for (const part of text.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.filter((part) => part !== '').join('/');
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
