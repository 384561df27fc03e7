/** A kept tree, read from its file as it is asked. */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { KeptTree, Spent, SymbolicLink } from '../../discover/link/kept.ts';
import { Unbounded } from '../../discover/lookup/unbounded.ts';
import { namesOfFile } from '../../discover/entries.ts';
import type { FileFacts, Problem, TreeEntry } from '../../model/index.ts';
import { compareText } from '../../base/order.ts';
import { foldPath } from '../../base/fold-path.ts';
import { KINDS } from './schema.ts';
import { createRowKeys, readFacts } from './keys.ts';
import { decodeResult } from './result-codec.ts';

type Row = Record<string, SQLOutputValue>;

/** SQLite sorts by bytes, everybody else by UTF-16 units: they differ where a path has characters beyond U+FFFF. */
function inOrder(rows: readonly Row[]): readonly Row[] {
  if (!rows.some((row) => /[\ud800-\udfff]/.test(String(row['path'])))) return rows;
  return rows.toSorted((a, b) => compareText(String(a['path']), String(b['path'])));
}

function paths(rows: readonly Row[]): string[] {
  return inOrder(rows).map((row) => String(row['path']));
}

const COLUMNS = 'path, kind, blob, target, link, leads, depth';

/** `id`: of the tree that the file is known to hold. What the file says is the user's own: it is not checked again. */
export function readTree(db: DatabaseSync, id: string): KeptTree {
  const one = db.prepare(`select ${COLUMNS} from file where path = ?`);
  const facts = db.prepare('select blob, depth, facts from file where path = ? and depth > 0');
  const below = db.prepare(`select ${COLUMNS} from file where path > ? and path < ? order by path`);
  const all = db.prepare(`select ${COLUMNS} from file order by path`);
  const marked = db.prepare('select path from mark join file on file.id = mark.file where mark.key = ? order by path');
  const markedOwn = db.prepare(
    'select path from mark join file on file.id = mark.file where mark.key = ? and (target is null or link is not null) order by path',
  );
  const markedRead = db.prepare('select path from mark join file on file.id = mark.file where mark.key = ? and depth > 0 order by path');
  const anyMark = db.prepare('select 1 from mark where key = ? limit 1');
  const needing = db.prepare('select path from need join file on file.id = need.file where need.key = ?');
  const users = db.prepare(
    'select path, starts from edge join file on file.id = edge.file where edge.target = (select id from file where path = ?) and starts >= ?',
  );
  const folderNamed = db.prepare('select path from folder where name = ?');
  const foldersFolded = db.prepare('select path from folder where fold = ?');
  const filesFolded = db.prepare('select path from file where fold = ?');
  const anyBelow = db.prepare('select 1 from file where path > ? and path < ? and (target is null or link is not null) limit 1');
  const results = db.prepare('select path, result from file where result is not null order by path');
  const rowsOfLinks = db.prepare(`select ${COLUMNS} from file where target is not null or link is not null order by path`).all();
  const known = new Map<string, FileFacts | undefined>();
  const markedOnce = new Map<number, readonly string[]>();

  function meta(name: string): string | null {
    const value = db.prepare('select value from meta where name = ?').get(name)?.['value'];
    return typeof value === 'string' ? value : null;
  }

  const salt = meta('salt') ?? '';
  const keys = createRowKeys(salt);

  function foundBy(key: number): readonly string[] {
    const before = markedOnce.get(key) ?? paths(marked.all(key));
    markedOnce.set(key, before);
    return before;
  }

  function factsOf(path: string): FileFacts | undefined {
    if (known.has(path)) return known.get(path);
    const row = facts.get(path);
    const found: FileFacts | undefined =
      row === undefined
        ? undefined
        : { blob: String(row['blob']), depth: row['depth'] === 2 ? 'full' : 'surface', ...readFacts(row['facts']) };
    known.set(path, found);
    return found;
  }

  function rowsBelow(folder: string): readonly Row[] {
    return inOrder(folder === '' ? all.all() : below.all(`${folder}/`, `${folder}0`));
  }

  /** A folder may have lost its last file since it was written down. */
  function isThere(folder: string): boolean {
    return anyBelow.get(`${folder}/`, `${folder}0`) !== undefined;
  }

  const listing: KeptTree['listing'] = guarded({
    has: (path) => one.get(path) !== undefined,
    isRead: (path) => Number(one.get(path)?.['depth'] ?? 0) > 0,
    mayHaveNamed: (name) => anyMark.get(keys.named(name)) !== undefined || folderNamed.get(keys.folder(name)) !== undefined,
    modulesNamed: (name) => foundBy(keys.module(name)),
    mayHaveModule: (name) => anyMark.get(keys.module(name)) !== undefined,
    packagesIn: (folder) => foundBy(keys.holder(folder)),
    filesNamed: (name) => paths(markedRead.all(keys.named(name))).filter((path) => namesOfFile(path).includes(name)),
    manifestsIn: (folder) => foundBy(keys.manifest(folder)),
    crowded: () => JSON.parse(meta('crowded') ?? '[]') as string[],
    below: (folder) => paths(rowsBelow(folder).filter((row) => row['depth'] !== 0)),
  });

  return guarded({
    id,
    salt,
    labels: meta('labels') ?? '',
    spent: JSON.parse(meta('spent') ?? '{}') as Spent,
    listing,
    stated: guarded({
      facts: factsOf,
      marked: (mark, name) => foundBy(keys.stated(mark, name)),
      files() {
        throw new Unbounded('every file of the tree is asked for');
      },
    }),
    needing: (key) => paths(needing.all(keys.need(key))),
    users: (path, starting) => users.all(path, starting ? 1 : 0).map((row) => ({ path: String(row['path']), starts: row['starts'] === 1 })),
    entry(path) {
      const row = one.get(path);
      return row === undefined ? undefined : ownEntry(row);
    },
    entriesBelow: (folder) => rowsBelow(folder).flatMap((row) => ownEntry(row) ?? []),
    linked: rowsOfLinks.flatMap((row) => usedEntry(row) ?? []),
    links: rowsOfLinks.flatMap((row): SymbolicLink[] =>
      row['link'] === null ? [] : [{ path: String(row['path']), leadsTo: String(row['leads']) }],
    ),
    filesNamed: (name) => paths(markedOwn.all(keys.named(name))).filter((path) => namesOfFile(path).includes(name)),
    hasFolder: isThere,
    foldersNamed: (name) =>
      paths(folderNamed.all(keys.folder(name))).filter((path) => path.slice(path.lastIndexOf('/') + 1) === name && isThere(path)),
    isFolded(path) {
      const same = [...paths(filesFolded.all(keys.fold(path))), ...paths(foldersFolded.all(keys.fold(path))).filter(isThere)];
      return same.some((other) => other !== path && foldPath(other) === foldPath(path));
    },
    results: () =>
      inOrder(results.all()).map((row) => {
        const path = String(row['path']);
        return [path, decodeResult(path, row['result'], () => factsOf(path)?.facts ?? [])] as const;
      }),
    problems: JSON.parse(meta('problems') ?? '[]') as Problem[],
  });
}

/** A file that breaks while it is read is as if there were none. */
function guarded<T extends object>(tree: T): T {
  const entries = Object.entries(tree).map(([name, value]) => [name, typeof value === 'function' ? orUnbounded(value as Answer) : value]);
  return Object.fromEntries(entries) as T;
}

type Answer = (...asked: readonly unknown[]) => unknown;

function orUnbounded(answer: Answer): Answer {
  return (...asked) => {
    try {
      return answer(...asked);
    } catch (error) {
      throw error instanceof Unbounded ? error : new Unbounded('the kept tree cannot be read', { cause: error });
    }
  };
}

/** The path as the tree has it; undefined: it is there through a link to a folder only. */
function ownEntry(row: Row): TreeEntry | undefined {
  const path = String(row['path']);
  if (row['link'] !== null) return { path, kind: 'symlink', id: String(row['link']), size: null };
  if (row['target'] !== null) return undefined;
  return { path, kind: KINDS[Number(row['kind'])] ?? 'file', id: String(row['blob']), size: null };
}

/** The path as it is used through a link. */
function usedEntry(row: Row): TreeEntry | undefined {
  if (row['target'] === null) return undefined;
  return {
    path: String(row['path']),
    kind: KINDS[Number(row['kind'])] ?? 'file',
    id: String(row['blob']),
    size: null,
    target: String(row['target']),
  };
}
