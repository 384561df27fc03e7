/** The lock's text: equal locks give equal bytes, and one line per file lets git merge what two branches added. */
import { type Declaration, LOCK_FILE, type Lock, type LockEntry, type LockedFile } from './lock.ts';
import { compareCodePoints } from '../base/order.ts';
import { parseLock } from './parse.ts';
import { jsonText } from './json-text.ts';

/**
 * Sorted by code point, two spaces, one newline at the end. What could not be read back is not written: names come from a hub.
 * Throws InputError LOCK_INVALID as `parseLock` does; its places are those of the text that would have been written.
 */
export function writeLock(lock: Lock): string {
  const entries = block(sorted(lock.entries), 1, (entry) => entryText(entry));
  const declarations = block(sorted(lock.declarations), 1, declarationText);
  // Before the entries: what one branch declares and another locks stays apart for git.
  const declared = lock.declarations.size === 0 ? '' : `  "declarations": ${declarations},\n`;
  const text = `{\n  "formatVersion": ${lock.formatVersion},\n${declared}  "entries": ${entries}\n}\n`;
  parseLock(text, LOCK_FILE);
  return text;
}

function entryText(entry: LockEntry): string {
  const rows: [string, string][] = [
    ['requested', value(entry.requested)],
    ['commit', jsonText(entry.commit)],
    ['hubId', value(entry.hubId)],
    ['license', value(entry.license)],
    ['licenseText', value(entry.licenseText)],
    ['baseModels', listText(entry.baseModels)],
    ['signer', signerText(entry.signer)],
    ['files', block(sorted(entry.files), 3, fileText)],
  ];
  return block(rows, 2, (text) => text);
}

function declarationText(declaration: Declaration): string {
  if (declaration.kind === 'load') return block([['may', listText(declaration.may)]], 2, (text) => text);
  const { sha256, license, supplier, base, signer } = declaration;
  const rows: [string, string][] = [
    ['sha256', jsonText(sha256)],
    ['license', value(license)],
    ['supplier', value(supplier)],
    ['base', listText(base)],
    ['signer', value(signer)],
  ];
  return block(rows, 2, (text) => text);
}

/** A list of an entry or a declaration, one line per element. */
function listText(texts: readonly string[]): string {
  const lines = texts.toSorted(compareCodePoints).map((one) => `\n        ${jsonText(one)}`);
  return lines.length === 0 ? '[]' : `[${lines.join(',')}\n      ]`;
}

function signerText(locked: LockEntry['signer']): string {
  if (locked === null) return 'null';
  const { signer, bundle } = locked;
  const who =
    signer.kind === 'key'
      ? `"key": ${jsonText(signer.hint)}`
      : `"identity": ${jsonText(signer.identity)}, "issuer": ${jsonText(signer.issuer)}`;
  return `{ ${who}, "bundle": ${jsonText(bundle)} }`;
}

function fileText({ sha256, size }: LockedFile): string {
  return `{ "sha256": ${jsonText(sha256)}, "size": ${size} }`;
}

/** An object, one line per key; `level` is the number of indents of its closing brace. */
function block<T>(rows: readonly (readonly [string, T])[], level: number, print: (value: T) => string): string {
  if (rows.length === 0) return '{}';
  const indent = '  '.repeat(level);
  return `{\n${rows.map(([key, one]) => `${indent}  ${jsonText(key)}: ${print(one)}`).join(',\n')}\n${indent}}`;
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => compareCodePoints(a, b));
}

function value(text: string | null): string {
  return text === null ? 'null' : jsonText(text);
}
