/** How rows of a kept tree are found, and how facts stand in them. */
import { hash } from 'node:crypto';
import { foldPath } from '../../base/fold-path.ts';
import type { Stamped } from '../../model/index.ts';
import { parseFacts } from '../extract/fact-codec.ts';

/** What rows are found by: 52 bits of a digest. Equality never rests on them where somebody could choose the texts: the salt is this file's own. */
export interface RowKeys {
  /** Files by their name, or what stands before its first dot. */
  named(this: void, name: string): number;
  module(this: void, name: string): number;
  /** Packages by the folder that holds them. */
  holder(this: void, folder: string): number;
  manifest(this: void, folder: string): number;
  stated(this: void, mark: string, name: string): number;
  need(this: void, key: string): number;
  folder(this: void, name: string): number;
  fold(this: void, path: string): number;
}

export function createRowKeys(salt: string): RowKeys {
  const known = new Map<string, number>();
  const key = (kind: string, text: string): number => {
    const whole = `${kind} ${text}`;
    const before = known.get(whole);
    if (before !== undefined) return before;
    const made = Number.parseInt(hash('sha256', `${salt} ${whole}`, 'hex').slice(0, 13), 16);
    known.set(whole, made);
    return made;
  };
  return {
    named: (name) => key('b', name),
    module: (name) => key('n', name),
    holder: (folder) => key('h', folder),
    manifest: (folder) => key('p', folder),
    stated: (mark, name) => key(`s ${mark}`, name),
    need: (text) => key('r', text),
    folder: (name) => key('d', name),
    fold: (path) => key('f', foldPath(path)),
  };
}

/** As `addFile` wrote them. */
export function readFacts(text: unknown): { readonly facts: readonly Stamped[] } {
  return { facts: typeof text === 'string' ? parseFacts(text) : [] };
}
