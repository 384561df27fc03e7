/**
 * What an answer rests on, as keys that a change can touch (design, section 2): a later run looks up who asked for what changed, and links
 * those files anew. A key may be touched although the answer stays: that costs a file, and is never wrong. One that is missing would be.
 */
import type { FileFacts, ImportFact, Stamped } from '../../model/index.ts';
import type { ModuleRules, Modules } from '../languages/language.ts';
import { isWhole } from './copied.ts';
import { moduleNames } from './listing.ts';
import type { LookupAnswers, LookupQuestion } from './question.ts';
import { type Mark, MARK_KINDS, type FactIndex, lastOf, markedNames } from './fact-index.ts';
import { folderOf, writtenPlaces } from './tree-paths.ts';

export const basisKey = {
  /** A path of this name, or a module, comes or goes. */
  name: (name: string): string => `n ${name}`,
  /** Something comes or goes below the folder. */
  folder: (folder: string): string => `d ${folder}`,
  /** What the file states. */
  facts: (path: string): string => `f ${path}`,
  /** What the file defines: it was read whole for it. */
  whole: (path: string): string => `w ${path}`,
  /** What linking made of the file for others. */
  rows: (path: string): string => `r ${path}`,
  use: (path: string): string => `u ${path}`,
  mark: (mark: Mark, name: string): string => `m ${mark} ${name}`,
  /** What processes are told. */
  told: (): string => 'v',
} as const;

export interface BasisContext {
  readonly stated: FactIndex;
  readonly modules: Modules;
  readonly rules: readonly ModuleRules[];
  /** Files through which what may replace the name leads. */
  readonly writeChain: (name: string) => readonly string[];
}

/** The keys of one question with its answer. */
export function basisOf<Q extends LookupQuestion>(question: Q, given: LookupAnswers[Q['kind']], around: BasisContext): readonly string[] {
  switch (question.kind) {
    case 'module':
      return moduleKeys(question.from, question.level, question.name, given as LookupAnswers['module']);
    // The import itself was asked for, too: it rests on the same names.
    case 'another':
      return [];
    // Asked of what a path was found to mean, which rests on the facts of that file.
    case 'lists':
      return [];
    case 'definitions':
      return [basisKey.facts(question.path), basisKey.whole(question.path)];
    case 'exports':
    case 'names':
      return [basisKey.facts(question.path)];
    case 'path':
      return pathKeys(question, given as LookupAnswers['path']);
    case 'copied':
      return copiedKeys(question.from, question.source);
    case 'command':
      return [basisKey.mark('command', question.name), ...around.stated.marked('command', question.name).map(basisKey.rows)];
    case 'image':
      return [basisKey.rows(question.path)];
    // Both hold for a whole tree: where they changed, no record serves.
    case 'link':
    case 'attributes':
      return [];
    case 'written':
      return writtenKeys(question.name, around);
    case 'use':
      return [basisKey.use(question.path)];
    case 'variables':
      return [basisKey.told()];
    case 'importers':
      return importersKeys(question.path, question.name, (given as LookupAnswers['importers']).files, around);
  }
}

/** An import is found by its last name; the packages around what it finds run with it, and the first folder above that is none may become one. */
function moduleKeys(from: string, level: number, name: string, [file]: LookupAnswers['module']): string[] {
  const last = name === '' ? (folderOf(from).split('/').at(-level) ?? '') : lastOf(name);
  return [basisKey.name(last), ...(file === undefined ? [] : folderOf(file).split('/').map(basisKey.name))];
}

/** What the imports of a file rest on: they are worked out for every file, so that nobody records them. */
export function importKeys(path: string, { facts }: FileFacts, modules: Modules): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const fact of facts) {
    if (fact.kind !== 'import') continue;
    for (const name of importedModules(fact)) {
      const file = modules.find(path, fact.level, name);
      for (const key of moduleKeys(path, fact.level, name, file === null ? [] : [file])) keys.add(key);
    }
  }
  return keys;
}

/** The module, and each name as a module in it. */
export function importedModules({ module, names, exact }: ImportFact): string[] {
  if (exact === true) return [module];
  return [module, ...names.map(({ name }) => (module === '' ? name : `${module}.${name}`))];
}

function pathKeys({ as, from, text, folders }: Extract<LookupQuestion, { kind: 'path' }>, found: readonly string[]): string[] {
  switch (as) {
    case 'code':
      return [basisKey.folder(folderOf(from))];
    case 'here': {
      const place = [folderOf(from), text].filter((part) => part !== '').join('/');
      return [basisKey.folder(place), basisKey.name(lastPart(place))];
    }
    case 'saved':
      return [basisKey.folder(text)];
    case 'module':
      return [
        basisKey.name(lastOf(text.replaceAll('/', '.'))),
        ...folders.flatMap((folder) => placeNames(from, folder)),
        ...found.flatMap((file) => folderOf(file).split('/').map(basisKey.name)),
      ];
    case 'file':
    case 'unread':
      // Which language reads it is a fact.
      return [...placeNames(from, text), ...(as === 'unread' ? found.map(basisKey.facts) : [])];
  }
}

/** A path that ends with ".." or with nothing is a folder whose name is not written. */
function placeNames(from: string, text: string): string[] {
  const last = text
    .replaceAll('\\', '/')
    .split('/')
    .findLast((part) => part !== '' && part !== '.');
  if (last !== undefined && last !== '..') return [basisKey.name(last)];
  return writtenPlaces(from, text).map((place) => basisKey.name(lastPart(place)));
}

function copiedKeys(from: string, source: string): string[] {
  if (isWhole(source)) return [basisKey.folder(folderOf(from))];
  if (/[*?[]/.test(source)) return [basisKey.folder('')];
  return [...placeNames(from, source), ...writtenPlaces(from, source).map(basisKey.folder)];
}

function writtenKeys(name: string, { writeChain }: BasisContext): string[] {
  const marks = [lastOf(name), name.split('.', 1)[0] ?? name, '*'].map((one) => basisKey.mark('write', one));
  return [...marks, ...writeChain(name).flatMap((at) => [basisKey.facts(at), basisKey.rows(at), basisKey.use(at)])];
}

/** Who imports the name, the modules through which it may come, and whether those who were found are read whole. */
function importersKeys(path: string, name: string, found: readonly string[], { stated, modules, rules }: BasisContext): string[] {
  const through = stated
    .marked('import', name)
    .flatMap((by) =>
      (stated.facts(by)?.facts ?? []).flatMap((fact) => (fact.kind === 'import' ? (modules.find(by, fact.level, fact.module) ?? []) : [])),
    );
  return [
    ...[name, ...moduleNames(path, rules)].map((one) => basisKey.mark('import', one)),
    ...[...new Set(through)].map(basisKey.rows),
    ...found.map(basisKey.facts),
  ];
}

/** What a path touches that comes or goes. */
export function keysOfPath(path: string, rules: readonly ModuleRules[]): string[] {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  const isProgram = rules.some(({ program }) => program === name);
  const names = [name, ...moduleNames(path, rules), ...(isProgram ? [parts.at(-2) ?? ''] : [])];
  const folders = parts.map((_, index) => parts.slice(0, index).join('/'));
  return [
    ...new Set([
      ...names.map(basisKey.name),
      ...folders.map(basisKey.folder),
      basisKey.facts(path),
      basisKey.rows(path),
      basisKey.use(path),
    ]),
  ];
}

/** What a file touches that states something else now; null: it is not there on that side. */
export function keysOfFacts(path: string, before: FileFacts | null, after: FileFacts | null): string[] {
  // No mark is a package's, and a lock has very many.
  const [old, now] = [before, after].map((file) => file?.facts.filter(({ kind }) => kind !== 'package') ?? []) as [Stamped[], Stamped[]];
  const keys = MARK_KINDS.flatMap((mark) =>
    isSaidAlike(mark, old, now)
      ? []
      : [...markedNames(mark, { facts: old }), ...markedNames(mark, { facts: now })].map((name) => basisKey.mark(mark, name)),
  );
  return [basisKey.facts(path), ...new Set(keys)];
}

const KIND: Readonly<Record<Mark, string>> = {
  import: 'import',
  write: 'write',
  command: 'start',
  telling: 'endpoint',
  attributes: 'attributes',
  load: 'load',
  opens: 'start',
  problem: 'problem',
};

function isSaidAlike(mark: Mark, before: readonly Stamped[], after: readonly Stamped[]): boolean {
  const [old, now] = [before, after].map((facts) => JSON.stringify(facts.filter(({ kind }) => kind === KIND[mark])));
  return old === now;
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
