/** A trust root that the operator names (T12). */
import { parseTrustRoot, readOperatorFile, type TrustRoot } from '../core/index.ts';

const LIMIT = 4 * 1024 * 1024;

/** Throws InputError FILE_UNREADABLE, TRUST_ROOT_INVALID. */
export async function trustRootOf(cwd: string, file: string): Promise<TrustRoot> {
  return parseTrustRoot(await readOperatorFile(cwd, file, LIMIT), { label: file, source: 'file', tufVersion: null, expires: null });
}
