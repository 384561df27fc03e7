/** The lock's text: equal locks give equal bytes, and one line per file lets git merge what two branches added. */
import { LOCK_FILE, type Lock, type LockEntry, type LockedFile } from './lock.ts';
import { compareCodePoints } from '../base/order.ts';
import { parseLock } from './parse.ts';

/**
 * Sorted by code point, two spaces, one newline at the end. What could not be read back is not written: names come from a hub.
 * Throws InputError LOCK_INVALID as `parseLock` does; its places are those of the text that would have been written.
 */
export function writeLock(lock: Lock): string {
  const entries = block(sorted(lock.entries), 1, (entry) => entryText(entry));
  const text = `{\n  "formatVersion": ${lock.formatVersion},\n  "entries": ${entries}\n}\n`;
  parseLock(text, LOCK_FILE);
  return text;
}

function entryText(entry: LockEntry): string {
  const bases = entry.baseModels.toSorted(compareCodePoints).map((base) => `\n        ${quoted(base)}`);
  const rows: [string, string][] = [
    ['requested', value(entry.requested)],
    ['commit', quoted(entry.commit)],
    ['hubId', value(entry.hubId)],
    ['license', value(entry.license)],
    ['licenseText', value(entry.licenseText)],
    ['baseModels', bases.length === 0 ? '[]' : `[${bases.join(',')}\n      ]`],
    ['signer', signerText(entry.signer)],
    ['files', block(sorted(entry.files), 3, fileText)],
  ];
  return block(rows, 2, (text) => text);
}

function signerText(locked: LockEntry['signer']): string {
  if (locked === null) return 'null';
  const { signer, bundle } = locked;
  const who =
    signer.kind === 'key' ? `"key": ${quoted(signer.hint)}` : `"identity": ${quoted(signer.identity)}, "issuer": ${quoted(signer.issuer)}`;
  return `{ ${who}, "bundle": ${quoted(bundle)} }`;
}

function fileText({ sha256, size }: LockedFile): string {
  return `{ "sha256": ${quoted(sha256)}, "size": ${size} }`;
}

/** An object, one line per key; `level` is the number of indents of its closing brace. */
function block<T>(rows: readonly (readonly [string, T])[], level: number, print: (value: T) => string): string {
  if (rows.length === 0) return '{}';
  const indent = '  '.repeat(level);
  return `{\n${rows.map(([key, one]) => `${indent}  ${quoted(key)}: ${print(one)}`).join(',\n')}\n${indent}}`;
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => compareCodePoints(a, b));
}

function value(text: string | null): string {
  return text === null ? 'null' : quoted(text);
}

/** Characters that a reviewer cannot see, or that turn a line around, are written as escapes (T22). */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}
