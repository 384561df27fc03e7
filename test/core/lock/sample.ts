/** Locks for tests, as text and as values. */
import type { Declaration, Lock, LockEntry } from '../../../src/core/lock/lock.ts';

export const COMMIT = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';
export const SHA256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

export function entry(changes: Partial<LockEntry> = {}): LockEntry {
  return {
    requested: 'main',
    commit: COMMIT,
    hubId: null,
    license: 'Apache-2.0',
    licenseText: null,
    baseModels: [],
    signer: null,
    files: new Map([['model.safetensors', { sha256: SHA256, size: 4 }]]),
    ...changes,
  };
}

export function lock(entries: Readonly<Record<string, LockEntry>>, declarations: Readonly<Record<string, Declaration>> = {}): Lock {
  return { formatVersion: 1, declarations: new Map(Object.entries(declarations)), entries: new Map(Object.entries(entries)) };
}

/** A lock's text with one entry; `files` is the text between the braces of "files". */
export function withFiles(files: string): string {
  return withEntry(`"requested": null, "commit": "${COMMIT}", "license": null, "licenseText": null, "baseModels": [], "signer": null,
      "files": {
${files}
      }`);
}

/** The text between the braces of the entry "hf:org/name" begins on line 5. */
export function withEntry(inner: string, reference = 'hf:org/name'): string {
  return `{\n  "formatVersion": 1,\n  "entries": {\n    ${JSON.stringify(reference)}: {\n      ${inner}\n    }\n  }\n}\n`;
}

export const FILE = `{ "sha256": "${SHA256}", "size": 4 }`;

/** Behind "requested" and "commit". */
export const REST = `"license": null, "licenseText": null, "baseModels": [], "signer": null, "files": {}`;
