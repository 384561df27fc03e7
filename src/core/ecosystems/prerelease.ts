/** Versions before a release. */
import { parse } from '@renovatebot/pep440';
import semver from 'semver';

const MAX_LENGTH = 128;

/** Go writes a commit without a version as one before a release: v0.0.0-20240102030405-0123456789ab. */
const OF_COMMIT = /[-.]\d{14}-[0-9a-f]{12}$/;

/** What is no version of its ecosystem, and what has no such order, is none. */
export function isPrerelease(type: string, version: string): boolean {
  if (version.length > MAX_LENGTH) return false;
  if (type === 'pypi') {
    const parsed = parse(version);
    return parsed !== null && (parsed.pre !== null || parsed.dev !== null);
  }
  if (type !== 'npm' && type !== 'cargo' && type !== 'golang') return false;
  return !OF_COMMIT.test(version) && semver.prerelease(version, { loose: true }) !== null;
}
