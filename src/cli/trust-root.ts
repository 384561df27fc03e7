/** Trust roots that the operator names (T12). */
import { InputError, parseTrustRoot, readOperatorFile, type TrustRoot } from '../core/index.ts';

const LIMIT = 4 * 1024 * 1024;

/** Throws InputError FILE_UNREADABLE, TRUST_ROOT_INVALID. */
export async function trustRootOf(cwd: string, file: string): Promise<TrustRoot> {
  return rootIn(await readOperatorFile(cwd, file, LIMIT), file);
}

/**
 * GitHub's own: a trust root, or what `gh attestation trusted-root` writes, which has one on each line, the public good instance's among them.
 * Throws InputError FILE_UNREADABLE, TRUST_ROOT_INVALID.
 */
export async function gitHubRootOf(cwd: string, file: string): Promise<TrustRoot> {
  const content = await readOperatorFile(cwd, file, LIMIT);
  const lines = Buffer.from(content)
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const roots = lines.flatMap((line) => jsonIn(line) ?? []);
  // Anything but a list of roots is one, on however many lines.
  if (roots.length < 2 || roots.length !== lines.length) return rootIn(content, file);
  const own = lines.filter((_, index) => isOfGitHub(roots[index]));
  const [line] = own;
  if (line === undefined || own.length > 1)
    throw new InputError(
      'TRUST_ROOT_INVALID',
      `${file} holds ${own.length === 0 ? 'no trust root' : 'several trust roots'} of GitHub`,
      'Write it anew: gh attestation trusted-root > FILE',
    );
  return rootIn(Buffer.from(line), file);
}

function rootIn(content: Uint8Array, file: string): TrustRoot {
  return parseTrustRoot(content, { label: file, source: 'file', tufVersion: null, expires: null });
}

function jsonIn(line: string): object | null {
  try {
    const data: unknown = JSON.parse(line);
    return typeof data === 'object' ? data : null;
  } catch {
    return null;
  }
}

/** Which line is meant: nothing is trusted for its name, the file is the operator's. */
function isOfGitHub(root: object | undefined): boolean {
  const authorities: unknown = root !== undefined && 'certificateAuthorities' in root ? root.certificateAuthorities : null;
  return (
    Array.isArray(authorities) &&
    authorities.length > 0 &&
    authorities.every((one: unknown) => JSON.stringify(one).includes('"organization":"GitHub, Inc."'))
  );
}
