/** What is wrong with a lock: counted all, told the first, each with the key it is about. */
import type { z } from 'zod';
import type { Keys } from '../base/json/places.ts';
import { MAX_TOLD, shownKey } from './limits.ts';

export interface LockMistake {
  readonly message: string;
  readonly keys: Keys;
}

export interface Mistakes {
  add(message: string, keys: Keys): void;
  /** What a schema objects to in `value`, which stands under `keys`. */
  addIssues(issues: readonly z.core.$ZodIssue[], value: unknown, keys: Keys): void;
  /** The first `MAX_TOLD`. */
  readonly told: readonly LockMistake[];
  count(): number;
}

export function collectMistakes(): Mistakes {
  const told: LockMistake[] = [];
  let count = 0;
  function add(message: string, keys: Keys): void {
    count++;
    if (told.length < MAX_TOLD) told.push({ message, keys });
  }
  function addIssues(issues: readonly z.core.$ZodIssue[], value: unknown, keys: Keys): void {
    for (const issue of issues) {
      const path = [...keys, ...issue.path];
      if (issue.code === 'unrecognized_keys')
        for (const key of issue.keys) add(`"${shownKey(key)}" is not a key of a lock`, [...path, key]);
      else add(sentence(issue, value, path), path);
    }
  }
  return { add, addIssues, told, count: () => count };
}

function sentence(issue: z.core.$ZodIssue, value: unknown, path: Keys): string {
  const name = path.findLast((key) => typeof key === 'string');
  const what = name === undefined ? 'the file' : `"${shownKey(name)}"`;
  const missing = issue.path.length > 0 && valueAt(value, issue.path) === undefined;
  return missing ? `${what} is missing` : `${what}: ${issue.message}`;
}

const KINDS: Readonly<Record<string, string>> = {
  object: 'an object',
  record: 'an object',
  array: 'a list',
  string: 'a text',
  null: 'null',
};

/** What is said where the schema has no words of its own, which say most: zod asks for it while it parses (`error` of the parse). */
export function lockWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') return `expected ${KINDS[issue.expected] ?? issue.expected}`;
  if (issue.code === 'too_small') return 'is empty';
  if (issue.code === 'too_big') return `is longer than ${issue.maximum}`;
  return undefined;
}

function valueAt(value: unknown, keys: Keys): unknown {
  let here = value;
  for (const key of keys) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Record<PropertyKey, unknown>)[key];
  }
  return here;
}
