/** Whether a text is a range of versions: a range that cannot be read takes no version, and that is no reason to refuse all of them. */
import { validRange } from '@renovatebot/pep440';
import semver from 'semver';

const MAX_LENGTH = 200;

/** In the grammar of npm (SemVer), or of Python (PEP 440, version specifiers). */
export function isRange(type: 'npm' | 'pypi', text: string): boolean {
  if (text.length > MAX_LENGTH) return false;
  return type === 'npm' ? semver.validRange(text) !== null : text.trim() !== '' && validRange(text);
}
