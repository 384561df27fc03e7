/** Whether a statement speaks of one file of one release. */
import { isSamePypiFile, parsePypiFilename, type PypiFile } from '../../../ecosystems/pypi/filename.ts';
import { versionKey } from '../../../ecosystems/pypi/version.ts';
import { normalizePackageName } from '../../../ref/package-types.ts';
import type { SignedStatement } from '../../sigstore/statement.ts';
import { AttestationRefusal } from '../outcome.ts';

export interface AskedFile {
  readonly project: string;
  readonly version: string;
  /** As the index, or the lockfile, names it. */
  readonly filename: string;
  /** Of the lockfile, hex. */
  readonly sha256: string;
}

const STATEMENT = 'https://in-toto.io/Statement/v1';

/** What is asked for must be one file of one release, before anything is compared with it. Throws AttestationRefusal. */
export function readAskedFile({ project, version, filename, sha256 }: AskedFile): { readonly file: PypiFile; readonly sha256: string } {
  const file = parsePypiFilename(filename);
  if (file === null) throw new AttestationRefusal('subject', `"${filename}" is not the name of a wheel or a source archive`);
  if (file.name !== normalizePackageName('pypi', project) || file.version !== versionKey(version))
    throw new AttestationRefusal('subject', `"${filename}" is not a file of ${project} ${version}`);
  const hex = sha256.toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new AttestationRefusal('no-digest', `there is no sha256 of ${filename} to compare with`);
  return { file, sha256: hex };
}

/**
 * Exactly one subject: this file by the parts of its name (the tags of a wheel may stand in another order), and its bytes. Statement v1 only (PEP 740).
 * Throws AttestationRefusal.
 */
export function checkPypiSubject({ type, subjects }: SignedStatement, asked: { readonly file: PypiFile; readonly sha256: string }): void {
  if (type !== STATEMENT) throw new AttestationRefusal('content', `the signed statement calls itself "${type}"`);
  const [subject] = subjects;
  if (subject === undefined || subjects.length !== 1)
    throw new AttestationRefusal('subject', `the statement speaks of ${subjects.length} things; one file is expected`);
  const name = subject.name ?? '';
  const file = parsePypiFilename(name);
  if (file === null || !isSamePypiFile(file, asked.file))
    throw new AttestationRefusal('subject', `the statement is about "${name}", another file`);
  const signed = Object.hasOwn(subject.digest, 'sha256') ? subject.digest['sha256'] : undefined;
  if (signed !== asked.sha256)
    throw new AttestationRefusal('subject', `the statement is about other bytes of "${name}" than the lockfile pins`);
}
