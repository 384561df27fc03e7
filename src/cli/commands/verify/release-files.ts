/** What `--file` and `--asset` name: a file at hand, or one of the release by its name. */
import { basename } from 'node:path';
import { createHash } from 'node:crypto';
import { InputError, readArtifact } from '../../../core/index.ts';
import type { Arguments } from '../../args.ts';

export interface GivenFile {
  readonly name: string;
  /** Of the bytes at hand, lower-case hex; null: only its name was given. */
  readonly sha256: string | null;
}

/** Null: neither is given, and all files of the release are meant. Throws InputError FILE_UNREADABLE. */
export async function givenFiles(cwd: string, args: Arguments): Promise<readonly GivenFile[] | null> {
  const named = args.texts('asset').map((name): GivenFile => ({ name, sha256: null }));
  const files = [...(await Promise.all(args.texts('file').map((text) => hashed(cwd, text)))), ...named];
  return files.length === 0 ? null : files;
}

/** A path that leads nowhere is a mistake: nobody shall take the word of GitHub for his own bytes. */
async function hashed(cwd: string, text: string): Promise<GivenFile> {
  const artifact = await readArtifact(cwd, text);
  const sha256 = 'bytes' in artifact ? createHash('sha256').update(artifact.bytes).digest('hex') : artifact.digests.sha256;
  if (sha256 === undefined) throw new InputError('FILE_UNREADABLE', `${text} was not hashed`, 'Check the path.');
  return { name: basename(text), sha256 };
}
