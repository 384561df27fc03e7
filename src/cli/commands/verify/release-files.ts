/** What `--file` names: a file at hand, or one of the release by its name. */
import { basename } from 'node:path';
import { createHash } from 'node:crypto';
import { InputError, readArtifact } from '../../../core/index.ts';

export interface GivenFile {
  readonly name: string;
  /** Of the bytes at hand, lower-case hex; null: only its name was given. */
  readonly sha256: string | null;
}

/**
 * A path that leads to a file is hashed. A bare name that leads nowhere names a file of the release; a path that leads nowhere is a mistake, and
 * nobody shall take the word of GitHub for his own bytes. Throws InputError FILE_UNREADABLE.
 */
export async function givenFile(cwd: string, text: string): Promise<GivenFile> {
  try {
    const artifact = await readArtifact(cwd, text);
    const sha256 = 'bytes' in artifact ? createHash('sha256').update(artifact.bytes).digest('hex') : artifact.digests.sha256;
    if (sha256 === undefined) throw new InputError('FILE_UNREADABLE', `${text} was not hashed`, 'Check the path.');
    return { name: basename(text), sha256 };
  } catch (error) {
    const isName = error instanceof InputError && error.message.includes('(ENOENT)') && !/[/\\]/.test(text);
    if (isName) return { name: text, sha256: null };
    throw error;
  }
}
