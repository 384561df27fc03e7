/** A lock's text → the lock, or everything that is wrong with it, each with its place. Nothing in it is trusted: a pull request may have written it. */
import { InputError, type Mistake } from '../base/errors.ts';
import { keepPlaces } from '../base/json/places.ts';
import { readJson } from '../base/json/read.ts';
import { type JsonFault, scanJson } from '../base/json/scan.ts';
import { checkLock } from './check.ts';
import { LOCK_SHAPE, MAX_LOCK_BYTES, MAX_TOLD, shownKey } from './limits.ts';
import type { Lock } from './lock.ts';
import { collectMistakes, type LockMistake } from './mistakes.ts';

const HINT = 'Do not edit it by hand: `weighbridge lock` and `weighbridge declare` write it.';
const CONFLICT =
  'Take one side of the conflict as it is, but keep the declarations of both. Then run `weighbridge lock` to add what the other side had.';

/**
 * Reads a lock. `where` is what messages name: "weighbridge.lock", "weighbridge.lock at HEAD". Linear in the text but for the sorting of
 * names; at most `MAX_LOCK_BYTES`, `MAX_LOCK_ENTRIES` and `MAX_LOCK_FILES`.
 * Throws InputError LOCK_INVALID with every mistake, each with "where:line:column".
 */
export function parseLock(source: string | Uint8Array, where: string): Lock {
  const text = decode(source, where);
  const conflict = /^(?:<{7}|>{7}|\|{7})(?: |\r?$)/m.exec(text);
  // First, because it says more than a parser's message.
  if (conflict !== null)
    throw invalid(where, [{ message: 'an unresolved merge conflict', line: lineOf(text, conflict.index), column: 1 }], CONFLICT);
  if (text.trim() === '') throw invalid(where, [{ message: 'the file is empty', line: 1, column: 1 }]);
  const odd: JsonFault[] = [];
  const json = readJson(text, LOCK_SHAPE, {
    deepest: LOCK_SHAPE.depth,
    onKey(path, place) {
      // Writing to it would change an object instead of filling it.
      if (path.at(-1) === '__proto__' && odd.length < MAX_TOLD)
        odd.push({ message: '"__proto__" is a name that JSON readers mistake', ...place });
    },
  });
  if (!json.ok) throw invalid(where, [json.fault]);
  if (odd.length > 0) throw invalid(where, odd);
  const twice = json.twice.told.map(({ name, ...place }) => ({ message: `"${shownKey(name)}" stands here twice`, ...place }));
  const mistakes = collectMistakes();
  const lock = checkLock(json.data, mistakes);
  const count = json.twice.count + mistakes.count();
  if (count > 0) throw invalid(where, [...twice, ...placed(text, mistakes.told)], HINT, count);
  return lock;
}

function decode(source: string | Uint8Array, where: string): string {
  // A string has at most as many units as bytes, so neither is ever counted.
  if (source.length > MAX_LOCK_BYTES)
    throw invalid(where, [{ message: `larger than ${MAX_LOCK_BYTES / 1024 / 1024} MB`, line: 1, column: 1 }]);
  if (typeof source === 'string') return source.replace(/^\uFEFF/, '');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(source);
  } catch {
    throw invalid(where, [{ message: 'not UTF-8 text', line: 1, column: 1 }]);
  }
}

/** A second pass, made only when there is something to complain about: locks are large, mistakes few. */
function placed(text: string, mistakes: readonly LockMistake[]): JsonFault[] {
  const places = keepPlaces(
    LOCK_SHAPE.depth,
    mistakes.map(({ keys }) => keys),
  );
  scanJson(text, LOCK_SHAPE, places);
  return mistakes.map(({ message, keys }) => ({ message, ...places.nearest(keys) }));
}

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let next = text.indexOf('\n'); next !== -1 && next < offset; next = text.indexOf('\n', next + 1)) line++;
  return line;
}

function invalid(where: string, found: readonly JsonFault[], hint: string = HINT, count: number = found.length): InputError {
  const sorted = found.toSorted((a, b) => a.line - b.line || a.column - b.column || (a.message < b.message ? -1 : 1));
  const mistakes = sorted
    .slice(0, MAX_TOLD)
    .map(({ message, line, column }): Mistake => ({ message, where: `${where}:${line}:${column}` }));
  if (count > mistakes.length) mistakes.push({ message: `and ${count - mistakes.length} more`, where: null });
  return new InputError('LOCK_INVALID', `The lock ${where} has ${count === 1 ? 'a mistake' : `${count} mistakes`}.`, hint, mistakes);
}
