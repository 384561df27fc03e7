/** The payload of version 0.2 (T12): each subject is a file; there is no root digest, and nothing says how files were read. */
import { isRecord } from './bounded-json.ts';
import type { Manifest, SignedFile } from './manifest.ts';
import { checkName } from './names.ts';
import { quoted, OmsRefusal } from './refusal.ts';
import { isDigest, MAX_RESOURCES } from './resources.ts';

/** Throws Refusal. */
export function legacyManifest(subjects: readonly unknown[]): Manifest {
  if (subjects.length === 0) throw new OmsRefusal('resource', 'The signed statement names no file.');
  if (subjects.length > MAX_RESOURCES) throw new OmsRefusal('resource', `The signed statement names more than ${MAX_RESOURCES} files.`);
  const files = new Map<string, SignedFile>();
  for (const subject of subjects) {
    const name = isRecord(subject) ? subject['name'] : undefined;
    const digest = isRecord(subject) && isRecord(subject['digest']) ? subject['digest']['sha256'] : undefined;
    if (typeof name !== 'string' || !isDigest(digest, 'sha256'))
      throw new OmsRefusal('resource', `The file ${quoted(name)} has no sha256 digest.`);
    checkName(name);
    if (files.has(name)) throw new OmsRefusal('resource', `The signed statement names ${quoted(name)} twice.`);
    files.set(name, { kind: 'whole', digest });
  }
  return { name: '', hash: 'sha256', shardSize: null, allowSymlinks: false, ignorePaths: [], files, rootDigest: null };
}
