/** Writing a tree, or what differs from it, within one transaction: a run that is killed leaves what there was. */
import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { namesOfFile } from '../../discover/entries.ts';
import { languages } from '../../discover/languages/index.ts';
import { marksOf } from '../../discover/link/changed.ts';
import type { KeptChange, KeptFile, KeptTree, WholeTree } from '../../discover/link/kept.ts';
import { crowdedAmong, isCrowded, meantName, manifestHolders, moduleNames, packageHolders } from '../../discover/lookup/listing.ts';
import { writeFacts } from '../extract/fact-codec.ts';
import { createRowKeys, type RowKeys, readFacts } from './keys.ts';
import { readTree } from './read.ts';
import { encodeResult } from './result-codec.ts';
import { createTables, KINDS, VERSION } from './schema.ts';

export function writeTree(db: DatabaseSync, stamp: string, labels: string, tree: WholeTree): void {
  transaction(db, () => {
    createTables(db);
    const meta = db.prepare('insert into meta (name, value) values (?, ?)');
    meta.run('stamp', `${VERSION} ${stamp}`);
    meta.run('labels', labels);
    meta.run('tree', tree.id);
    meta.run('problems', JSON.stringify(tree.problems));
    meta.run('spent', JSON.stringify(tree.spent));
    const salt = randomBytes(16).toString('hex');
    meta.run('salt', salt);
    const writer = createWriter(db, createRowKeys(salt));
    // Edges name files by their number: those come first.
    const [paths, read] = [[] as string[], [] as string[]];
    for (const one of tree.files()) {
      writer.addFile(one);
      paths.push(one.entry.path);
      if (one.file !== null) read.push(one.entry.path);
    }
    for (const one of tree.files()) writer.addTrace(one);
    writer.addFolders(paths);
    meta.run('crowded', JSON.stringify(crowdedAmong(read)));
  });
}

/** Throws where somebody else has moved the tree on meanwhile. */
export function writeChange(db: DatabaseSync, from: KeptTree, change: KeptChange): void {
  transaction(db, () => {
    const meta = (name: string): unknown => db.prepare('select value from meta where name = ?').get(name)?.['value'];
    // Also under other labels it would be another tree.
    if (meta('tree') !== from.id || meta('labels') !== from.labels || meta('salt') !== from.salt)
      throw new Error('another run has moved the kept tree on');
    db.prepare("update meta set value = ? where name = 'spent'").run(JSON.stringify(change.spent));
    db.prepare("update meta set value = ? where name = 'tree'").run(change.id);
    db.prepare("update meta set value = ? where name = 'problems'").run(JSON.stringify(change.problems));
    const writer = createWriter(db, createRowKeys(from.salt));
    for (const path of change.gone) writer.remove(path);
    for (const { entry } of change.files) writer.clear(entry.path);
    for (const one of change.files) writer.addFile(one);
    for (const one of change.files) writer.addTrace(one);
    const paths = change.files.map(({ entry }) => entry.path);
    writer.addFolders(paths);
    const crowded = JSON.stringify(crowdedNow(db, [...paths, ...change.gone]));
    db.prepare("update meta set value = ? where name = 'crowded'").run(crowded);
  });
}

/** Names that too many files have: among those that had them, and those of what changed. */
function crowdedNow(db: DatabaseSync, paths: readonly string[]): readonly string[] {
  const { listing } = readTree(db, '');
  const names = new Set([...listing.crowded(), ...paths.map(meantName)]);
  return [...names].filter((name) => isCrowded(name, listing)).sort();
}

function transaction(db: DatabaseSync, work: () => void): void {
  db.exec('begin immediate');
  try {
    work();
    db.exec('commit');
  } catch (error) {
    db.exec('rollback');
    throw error;
  }
}

interface Writer {
  addFile(one: KeptFile): void;
  /** After every file that it may name was added. */
  addTrace(one: KeptFile): void;
  addFolders(paths: readonly string[]): void;
  remove(path: string): void;
  /** Takes out what is found by it; the file itself stays, with its number. */
  clear(path: string): void;
}

function createWriter(db: DatabaseSync, keys: RowKeys): Writer {
  const file = db.prepare(
    'insert into file (path, kind, blob, target, link, leads, depth, facts, fold, result) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (path) do update set kind = excluded.kind, blob = excluded.blob, target = excluded.target, depth = excluded.depth, facts = excluded.facts, result = excluded.result returning id',
  );
  const traced = db.prepare('update file set needs = ?, edges = ? where id = ?');
  const numberOf = db.prepare('select id, facts, depth, needs, edges from file where path = ?');
  const mark = db.prepare('insert or ignore into mark (key, file) values (?, ?)');
  const need = db.prepare('insert or ignore into need (key, file) values (?, ?)');
  const edge = db.prepare('insert or ignore into edge (target, file, starts) values (?, ?, ?)');
  const folder = db.prepare('insert or ignore into folder (path, name, fold) values (?, ?, ?)');
  const noMark = db.prepare('delete from mark where key = ? and file = ?');
  const noNeed = db.prepare('delete from need where key = ? and file = ?');
  const noEdge = db.prepare('delete from edge where target = ? and file = ? and starts = ?');
  const noFile = db.prepare('delete from file where id = ?');
  const numbers = new Map<string, number>();

  function idOf(path: string): number | null {
    const known = numbers.get(path) ?? numberOf.get(path)?.['id'];
    if (known === undefined) return null;
    numbers.set(path, Number(known));
    return Number(known);
  }

  function clear(path: string): number | null {
    const row = numberOf.get(path);
    if (row === undefined) return null;
    const id = Number(row['id']);
    for (const key of pathMarks(path, row['depth'] !== 0, keys)) noMark.run(key, id);
    for (const [one, name] of marksOf(readFacts(row['facts']))) noMark.run(keys.stated(one, name), id);
    for (const key of numbersIn(row['needs'])) noNeed.run(key, id);
    const edges = numbersIn(row['edges']);
    for (let index = 0; index < edges.length; index += 2) noEdge.run(edges[index] ?? 0, id, edges[index + 1] ?? 0);
    return id;
  }

  return {
    addFile({ entry, link, file: read, result }) {
      const facts = read === null || read.facts.length === 0 ? null : writeFacts(read.facts);
      const depth = read === null ? 0 : read.depth === 'full' ? 2 : 1;
      const said = result === null || isNothing(result) ? null : encodeResult(result, read);
      const row = file.get(
        entry.path,
        KINDS.indexOf(entry.kind),
        entry.id,
        entry.target ?? null,
        link?.id ?? null,
        link?.leadsTo ?? null,
        depth,
        facts,
        keys.fold(entry.path),
        said,
      );
      const id = Number(row?.['id']);
      numbers.set(entry.path, id);
      for (const key of pathMarks(entry.path, read !== null, keys)) mark.run(key, id);
      if (read !== null) for (const [one, name] of marksOf(read)) mark.run(keys.stated(one, name), id);
    },
    addTrace({ entry, trace }) {
      const { needs, imports, starts } = trace();
      const id = idOf(entry.path);
      if (id === null) return;
      const needed = [...new Set(needs.map(keys.need))];
      for (const key of needed) need.run(key, id);
      const edges = [...imports.map((path) => [path, 0] as const), ...starts.map((path) => [path, 1] as const)].flatMap(
        ([path, isStart]): number[] => {
          const target = idOf(path);
          if (target === null) return [];
          edge.run(target, id, isStart);
          return [target, isStart];
        },
      );
      if (needed.length > 0 || edges.length > 0) traced.run(bytesOf(needed), bytesOf(edges), id);
    },
    addFolders(paths) {
      const seen = new Set<string>();
      for (const path of paths)
        for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
          const name = path.slice(0, end);
          if (seen.has(name)) break;
          seen.add(name);
          folder.run(name, keys.folder(name.slice(name.lastIndexOf('/') + 1)), keys.fold(name));
        }
    },
    remove(path) {
      const id = clear(path);
      if (id !== null) noFile.run(id);
    },
    clear: (path) => void clear(path),
  };
}

function isNothing(result: NonNullable<KeptFile['result']>): boolean {
  return Object.values(result).every((list) => (list as readonly unknown[]).length === 0);
}

function pathMarks(path: string, isRead: boolean, keys: RowKeys): number[] {
  const named = [...namesOfFile(path).map(keys.named), ...manifestHolders(path).map(keys.manifest)];
  if (!isRead) return named;
  return [...named, ...moduleNames(path, languages.modules).map(keys.module), ...packageHolders(path, languages.modules).map(keys.holder)];
}

function bytesOf(numbers: readonly number[]): Uint8Array {
  return new Uint8Array(Float64Array.from(numbers).buffer);
}

function numbersIn(bytes: unknown): Float64Array {
  return bytes instanceof Uint8Array ? new Float64Array(Uint8Array.from(bytes).buffer) : new Float64Array();
}
