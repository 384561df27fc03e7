/** What the readers of own licenses share: one fact a statement, without secrets and not without end. */
import { createHash } from 'node:crypto';
import { redact } from '../../base/redact.ts';
import type { At, OwnLicenseFact } from '../../model/index.ts';

/** Longer values of a field are a text, and no name. Characters. */
const MAX_SAID = 300;
const MAX_FILE = 240;
/** A manifest that states more licenses has none that anybody could name. */
export const MAX_OWN_STATED = 20;

/** A field that names a license, or holds its text. */
export function declaredFact(text: string, { line, column }: At, by: 'declared' | 'classifier' = 'declared'): OwnLicenseFact[] {
  const said = text.trim();
  if (said === '') return [];
  const isText = said.length > MAX_SAID || said.includes('\n');
  const digests = isText ? { sha256: sha256Of(said), words: sha256Of(statedWords(said)) } : { sha256: null, words: null };
  return [{ kind: 'own-license', by, said: isText ? null : redact(said), ...digests, line, column }];
}

/** A field that names a file of the tree instead of a license. */
export function inFileFact(file: string, { line, column }: At): OwnLicenseFact[] {
  const path = file.trim().replace(/^\.\//, '');
  if (path === '') return [];
  return [
    { kind: 'own-license', by: 'declared', said: null, file: redact(path.slice(0, MAX_FILE)), sha256: null, words: null, line, column },
  ];
}

/** A field whose value only running the file would tell: what it says is not known. */
export function computedFact({ line, column }: At, by: 'declared' | 'classifier' = 'declared'): OwnLicenseFact[] {
  return [{ kind: 'own-license', by, said: null, sha256: null, words: null, line, column }];
}

/** "License :: OSI Approved" and "License :: DFSG approved" name no license. */
export function classifierFacts(text: string, at: At): OwnLicenseFact[] {
  const name = /^license\s*::\s*(?:osi approved\s*::\s*)?(.{1,200})$/i.exec(text.trim())?.[1]?.trim();
  return name === undefined || /^(?:osi|dfsg) approved$/i.test(name) ? [] : declaredFact(name, at, 'classifier');
}

/** A manifest makes its folder a package, also where it states no license. */
export function manifestFact(): OwnLicenseFact {
  return { kind: 'own-license', by: 'package', said: null, sha256: null, words: null, line: 1, column: 1 };
}

export function sha256Of(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

const COPYRIGHT = /^[^\p{L}\p{N}\n]{0,20}(?:copyright|\(c\)|©)/iu;
const YEARS = /\b(?:(?:19|20)\d\d|present)\b/gi;

/**
 * Letters and digits, in lower case, without how they are laid out. Of lines that begin with a copyright the years are left out: other dates decide,
 * as the change date of the Business Source License does. Linear.
 */
export function statedWords(text: string): string {
  const lines = text.split(/\r\n|\n|\r/).map((line) => (COPYRIGHT.test(line) ? line.replaceAll(YEARS, ' ') : line));
  return lines
    .join(' ')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
