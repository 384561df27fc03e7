/** Evidence on disk: answers.json and blobs/<sha256>. The offline mode, the audit record, the test fixture. */
import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { join } from 'node:path';
import { EffectError, InputError, type Mistake } from '../../base/errors.ts';
import type { Evidence } from '../../model/index.ts';
import { writeReport } from '../write-file.ts';
import { createEvidence, questionDigestOf, type GrowingEvidence } from './evidence.ts';
import { evidenceFile, type StoredAnswer } from './schema.ts';

const ANSWERS = 'answers.json';
const MAX_FILE = 64 * 1024 * 1024;
const MAX_MISTAKES = 20;

/** Whether the folder holds answers: then they are replayed, and nobody is asked. */
export async function hasEvidence(folder: string): Promise<boolean> {
  return lstat(join(folder, ANSWERS)).then(
    () => true,
    () => false,
  );
}

/** Throws EffectError DISK, InputError PATH_OUTSIDE for links that lead away. Keys are sorted: the same answers give the same bytes. answers.json comes last, so that a run cut short leaves none. */
export async function saveEvidence(folder: string, evidence: Evidence): Promise<void> {
  const answers = [...evidence.answers.values()].sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ from: _, ...rest }) => rest);
  try {
    for (const digest of new Set(answers.map((answer) => answer.digest))) {
      const body = digest === null ? undefined : evidence.body(digest);
      if (digest !== null && body !== undefined) await writeReport(folder, blobPath(folder, digest), body);
    }
    await writeReport(folder, join(folder, ANSWERS), `${JSON.stringify({ version: 1, answers }, null, 1)}\n`);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new EffectError('DISK', `The evidence could not be saved in ${folder}`, 'Check the folder and the space on the disk.', {
      cause: error,
    });
  }
}

/**
 * Every answer with `from: "replay"`. Throws InputError EVIDENCE_INVALID, with all that is wrong as mistakes, when anything is
 * not as it was saved: changed evidence is no evidence. The digests find damage and careless edits; who can write the folder
 * can write a consistent lie, so that replayed evidence is named in every report (T6).
 */
export async function loadEvidence(folder: string): Promise<GrowingEvidence> {
  const parsed = evidenceFile.safeParse(await readAnswers(folder));
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map(({ path, message }) => ({
      message,
      where: path.length === 0 ? ANSWERS : `${ANSWERS}: ${path.map(String).join('.')}`,
    }));
    throw invalid(folder, `${ANSWERS} is not as it was saved`, mistakes);
  }
  const evidence = createEvidence();
  const mistakes: Mistake[] = [];
  for (const answer of parsed.data.answers) {
    const body = await bodyOf(folder, answer, mistakes);
    evidence.add({ ...answer, from: 'replay' }, body);
  }
  if (mistakes.length > 0) throw invalid(folder, mistakes[0]?.message ?? 'a body was changed', mistakes);
  return evidence;
}

async function bodyOf(folder: string, answer: StoredAnswer, mistakes: Mistake[]): Promise<Uint8Array | null> {
  if (answer.digest === null) return null;
  const where = `blobs/${answer.digest.slice('sha256:'.length)}`;
  const body = await readPlain(blobPath(folder, answer.digest)).catch(() => null);
  if (body === null) mistakes.push({ message: `the body of ${answer.key} is missing or unreadable`, where });
  else if (questionDigestOf(body) !== answer.digest) mistakes.push({ message: `the body of ${answer.key} was changed`, where });
  else return body;
  return null;
}

async function readAnswers(folder: string): Promise<unknown> {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await readPlain(join(folder, ANSWERS))));
  } catch {
    throw invalid(folder, `${ANSWERS} is not readable JSON`, []);
  }
}

/** A regular file of bounded size. Links are not followed: the folder may lie in the tree under test (T15). */
async function readPlain(path: string): Promise<Uint8Array> {
  // Non-blocking, because opening a named pipe would wait for its writer for ever.
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stat = await file.stat();
    if (!stat.isFile() || stat.size > MAX_FILE) throw new Error('not a plain file of usual size');
    return Uint8Array.from(await file.readFile());
  } finally {
    await file.close();
  }
}

/** `digest` has passed the schema or comes from `digestOf`: it is hex, and no path. */
function blobPath(folder: string, digest: string): string {
  return join(folder, 'blobs', digest.slice('sha256:'.length));
}

function invalid(folder: string, why: string, mistakes: readonly Mistake[]): InputError {
  return new InputError(
    'EVIDENCE_INVALID',
    `The evidence in ${folder} cannot be used: ${why}`,
    'Name an empty folder to record anew.',
    mistakes.slice(0, MAX_MISTAKES),
  );
}
