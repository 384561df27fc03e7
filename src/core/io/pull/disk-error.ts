/** What a disk says, as an error that a person can act on. */
import { EffectError } from '../../base/errors.ts';
import { reason } from '../trees/disk.ts';

const RESUMES = 'What has come stays in .weighbridge-partial, and the next pull continues it.';

const WORDS: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  ENOSPC: ['the disk is full', `Make room and pull again. ${RESUMES}`],
  EDQUOT: ['your quota on this disk is used up', `Make room and pull again. ${RESUMES}`],
  EFBIG: ['the file system holds no file of this size', 'Give a folder on another file system.'],
  EROFS: ['the file system is read-only', 'Give a folder that can be written.'],
  EACCES: ['you may not read or write there', 'Give a folder that can be written, or change its permissions.'],
  EPERM: ['you may not read or write there', 'Give a folder that can be written, or change its permissions.'],
  EXDEV: [
    'the folder lies on another file system than .weighbridge-partial, so that a finished file cannot be put in place at once',
    'Pull into that folder itself.',
  ],
  EMFILE: ['too many open files', 'Lower --concurrency, or raise the limit (ulimit -n).'],
  ENFILE: ['too many open files', 'Lower --concurrency, or raise the limit (ulimit -n).'],
  ENAMETOOLONG: ['the name is too long for this file system', 'Give a folder with a shorter path.'],
  ENOTDIR: ['a part of the path is a file', 'Give another folder.'],
  EIO: ['the disk failed', `Check the disk. ${RESUMES}`],
};

/** `work`; what the file system refuses becomes EffectError DISK with `path`. Other errors pass. */
export async function onDisk<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw diskError(path, error);
  }
}

export function diskError(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  const code = reason(error);
  const [message, hint] = WORDS[code] ?? ['it cannot be written or read', 'Check the folder.'];
  return new EffectError('DISK', `${path}: ${message} (${code})`, hint, { cause: error });
}
