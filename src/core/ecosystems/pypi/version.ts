/** Versions of Python packages (PEP 440). */
import { parse } from '@renovatebot/pep440';

/** "1.0" and "1.0.0" are equal (PEP 440, release segment), and so are all spellings of a suffix. */
export function versionKey(version: string): string | null {
  const parsed = parse(version);
  if (parsed === null) return null;
  const release = [...parsed.release];
  while (release.length > 1 && release.at(-1) === 0) release.pop();
  return JSON.stringify([parsed.epoch, release, parsed.pre, parsed.post, parsed.dev, parsed.local]);
}
