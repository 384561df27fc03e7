/** How much lock is read. Past that it is refused: somebody wrote it to hurt, or one lock is the wrong tool. */

/** UTF-8 bytes of the file: twice what `MAX_LOCK_FILES` usual entries take. */
export const MAX_LOCK_BYTES = 64 * 1024 * 1024;
/** Files of all entries together. */
export const MAX_LOCK_FILES = 200_000;
export const MAX_LOCK_ENTRIES = 10_000;
export const MAX_DECLARATIONS = 1000;
/** References of one declaration: more is no statement about what is loaded. */
export const MAX_MAY = 50;
/** UTF-16 units of one path. */
export const MAX_PATH = 1024;
/** The format nests five levels: lock, entries, entry, files, file. A list holds the base models of one entry. */
export const LOCK_SHAPE = {
  depth: 5,
  list: 1000,
  // Ten times what the files of the largest lock have.
  values: 10 * MAX_LOCK_FILES,
  keys: { 2: { most: MAX_LOCK_ENTRIES, what: 'entries' }, 4: { most: MAX_LOCK_FILES, what: 'files' } },
} as const;
/** Garbage can hold a mistake per byte; nobody reads more than this. */
export const MAX_TOLD = 100;

/** A key in a message: a hostile one can be as long as the file. */
export function shownKey(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
