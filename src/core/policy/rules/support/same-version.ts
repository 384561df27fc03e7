/** One spelling for every version that installers take for the same one. */
import { parse as parsePep440 } from '@renovatebot/pep440';
import { parse as parseSemver } from 'semver';

/** Longer texts are no versions; it also bounds the work of the parsers. */
const MAX_VERSION = 256;

/** npm: "v1.0.0" and "1.0.0+build" are 1.0.0 (SemVer 10). PyPI: "1.0" and "1.0.0" are equal (PEP 440, release segment). Else as written. */
export function canonicalVersion(ecosystem: 'pypi' | 'npm', version: string): string {
  if (version.length > MAX_VERSION) return version;
  if (ecosystem === 'npm') return parseSemver(version, { loose: true })?.version ?? version;
  const parsed = parsePep440(version);
  if (parsed === null) return version;
  const release = [...parsed.release];
  while (release.length > 1 && release.at(-1) === 0) release.pop();
  return JSON.stringify([parsed.epoch, release, parsed.pre, parsed.post, parsed.dev, parsed.local]);
}
