/** Linking what a change reaches, against linking everything: over small trees that are kept in memory. */
import { languages } from '../../../../src/core/discover/languages/index.ts';
import { type FileChange, type LinkedChange, linkChange } from '../../../../src/core/discover/link/changed.ts';
import type { LinkedFile } from '../../../../src/core/discover/link/file.ts';
import type { KeptLinks, Trace } from '../../../../src/core/discover/link/kept.ts';
import { createLinkSide, type LinkSide } from '../../../../src/core/discover/link/side.ts';
import type { User } from '../../../../src/core/discover/lookup/backward.ts';
import { createListing } from '../../../../src/core/discover/lookup/listing.ts';
import type { LookupKind } from '../../../../src/core/discover/lookup/question.ts';
import { createFactIndex } from '../../../../src/core/discover/lookup/fact-index.ts';
import { Unbounded } from '../../../../src/core/discover/lookup/unbounded.ts';
import { scopeOf } from '../../../../src/core/discover/scope.ts';
import type { SmallTree } from './trees.ts';

export interface LinkedTree {
  readonly tree: SmallTree;
  readonly results: ReadonlyMap<string, LinkedFile>;
  readonly traces: ReadonlyMap<string, Trace>;
  readonly side: LinkSide;
}

/** `without`: a kind of questions of which nothing is recorded. */
export function linkTree(tree: SmallTree, without: LookupKind | null = null): LinkedTree {
  const { files, paths, targets } = tree;
  const listing = createListing(paths, new Set(files.keys()), languages.modules);
  const stated = createFactIndex(files);
  const side = createLinkSide({ listing, stated, targets, label: scopeOf, languages, users: null, without });
  const results = new Map([...files].map(([path, file]) => [path, side.link(path, file)]));
  return { tree, results, side, traces: new Map([...files].map(([path, file]) => [path, side.traceOf(path, file)])) };
}

function keep({ tree, traces }: LinkedTree): KeptLinks {
  const needing = new Map<string, string[]>();
  const users = new Map<string, User[]>();
  const add = <T>(to: Map<string, T[]>, key: string, one: T): void => void to.set(key, [...(to.get(key) ?? []), one]);
  for (const [path, { needs, imports, starts }] of traces) {
    for (const key of needs) add(needing, key, path);
    for (const target of imports) add(users, target, { path, starts: false });
    for (const target of starts) add(users, target, { path, starts: true });
  }
  return {
    listing: createListing(tree.paths, new Set(tree.files.keys()), languages.modules),
    stated: createFactIndex(tree.files),
    needing: (key) => needing.get(key) ?? [],
    users: (path, starting) => (users.get(path) ?? []).filter(({ starts }) => starts || !starting),
  };
}

function changesBetween(base: SmallTree, head: SmallTree): ReadonlyMap<string, FileChange> {
  const all = [...new Set([...base.paths, ...head.paths])];
  const changes = all.map((path): readonly [string, FileChange] => [
    path,
    {
      before: base.files.get(path) ?? null,
      after: head.files.get(path) ?? null,
      was: base.paths.has(path),
      is: head.paths.has(path),
    },
  ]);
  return new Map(changes.filter(([, one]) => one.was !== one.is || JSON.stringify(one.before) !== JSON.stringify(one.after)));
}

/** null: it reaches too far to be followed. */
export function changeOf(base: LinkedTree, head: SmallTree, without: LookupKind | null = null): LinkedChange | null {
  if (JSON.stringify([...base.tree.targets]) !== JSON.stringify([...head.targets])) return null;
  try {
    const files = changesBetween(base.tree, head);
    return linkChange({ kept: keep(base), files, targets: head.targets, label: scopeOf, languages, without });
  } catch (error) {
    if (error instanceof Unbounded) return null;
    throw error;
  }
}

/** Files of which the change says another result than linking everything does. */
export function missedBy(base: LinkedTree, head: LinkedTree, without: LookupKind | null = null): string[] {
  const change = changeOf(base, head.tree, without);
  if (change === null) return [];
  const paths = new Set([...base.results.keys(), ...head.results.keys()]);
  return [...paths].filter((path) => {
    const now = change.linked.has(path) ? change.linked.get(path) : base.results.get(path);
    return JSON.stringify(now ?? null) !== JSON.stringify(head.results.get(path) ?? null);
  });
}

/** Pairs of files, and files, of which the change says otherwise than linking everything who runs together. */
export function apartIn(base: LinkedTree, head: LinkedTree): string[] {
  const change = changeOf(base, head.tree);
  if (change === null) return [];
  const [ours, theirs] = [change.after.lookup.together, head.side.lookup.together];
  const paths = [...head.tree.files.keys()];
  const shown = (files: ReadonlySet<string> | null): string => JSON.stringify(files === null ? null : [...files].sort());
  const alone = paths.filter(
    (path) => shown(ours.startersOf(path)) !== shown(theirs.startersOf(path)) || shown(ours.around(path)) !== shown(theirs.around(path)),
  );
  const pairs = paths.flatMap((one) =>
    paths.filter((other) => ours.mayMeet(one, other) !== theirs.mayMeet(one, other)).map((other) => `${one} ${other}`),
  );
  return [...alone, ...pairs];
}
