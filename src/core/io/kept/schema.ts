/** The tables of the file in which a tree is kept between runs. */
import type { DatabaseSync } from 'node:sqlite';

/** Raise it with every change of the tables, or of what is in them. */
export const VERSION = 3;

export const TABLES = `
create table meta (name text primary key, value text not null) without rowid;
-- depth: 0 nobody reads it, 1 on the surface, 2 in full. target: where the content lies of a path that is used through a link. link, leads: of a path
-- that is a link itself, its id and what it writes.
create table file (
  id integer primary key, path text not null unique, kind integer not null, blob text not null, target text, link text, leads text,
  depth integer not null, facts text, fold integer not null, needs blob, edges blob, result text
);
create index file_fold on file (fold);
create index file_target on file (id) where target is not null or link is not null;
create index file_result on file (id) where result is not null;
create table folder (path text primary key, name integer not null, fold integer not null) without rowid;
create index folder_name on folder (name);
create index folder_fold on folder (fold);
-- Keys are hashes: what is found by one is looked at again.
create table mark (key integer not null, file integer not null, primary key (key, file)) without rowid;
create table need (key integer not null, file integer not null, primary key (key, file)) without rowid;
create table edge (target integer not null, file integer not null, starts integer not null, primary key (target, file, starts)) without rowid;
`;

const NAMES = ['meta', 'file', 'folder', 'mark', 'need', 'edge'];

/** Empties the file and makes the tables anew. */
export function createTables(db: DatabaseSync): void {
  db.exec(`${NAMES.map((name) => `drop table if exists ${name};`).join('')}${TABLES}`);
}

export const KINDS = ['file', 'executable', 'symlink', 'submodule'] as const;
