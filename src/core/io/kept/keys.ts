/** How rows of a kept tree are found, and how facts stand in them. */
import { foldPath } from '../../base/fold-path.ts';
import type { Stamped } from '../../model/index.ts';
import { decodeFacts } from '../extract/fact-codec.ts';
import { textHash } from './schema.ts';

/** What `mark` finds a file by. */
export const markKey = {
  named: (name: string): number => textHash(`b ${name}`),
  module: (name: string): number => textHash(`n ${name}`),
  holder: (folder: string): number => textHash(`h ${folder}`),
  manifest: (folder: string): number => textHash(`p ${folder}`),
  stated: (mark: string, name: string): number => textHash(`s ${mark} ${name}`),
} as const;

export const needKey = (key: string): number => textHash(key);
export const nameHash = (name: string): number => textHash(name);
export const foldHash = (path: string): number => textHash(foldPath(path));

/** As `addFile` wrote them. */
export function readFacts(text: unknown): { readonly facts: readonly Stamped[] } {
  return { facts: typeof text === 'string' ? decodeFacts(JSON.parse(text) as unknown[]) : [] };
}
