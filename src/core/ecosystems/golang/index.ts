/** Go: what go.mod and go.sum speak of. A module is known by its path, in small letters, as its purl is. */
import semver from 'semver';
import { cleanLocation } from '../../base/address.ts';
import { normalizePackageName } from '../../ref/package-types.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { gitLocation } from '../git.ts';
import { isLooseRange, takesVersion } from '../loose-ranges.ts';
import { boundedVersions } from '../versions.ts';
import { golangFrameworks } from './frameworks.ts';

/** Go, "Module paths": parts of letters, digits and "-._~", of which none begins with a dot. */
const NAME = /^[A-Za-z0-9_~-][\w.~-]{0,100}(?:\/[\w~-][\w.~-]{0,100}){0,30}$/;
const MAX_LENGTH = 300;

export const golang: Ecosystem = {
  id: 'golang',
  tellsCaseApart: false,
  writtenNames: true,
  // The files of a module and its go.mod have a hash each.
  archives: 'several',
  frameworks: golangFrameworks,
  isName: (text) => text.length <= MAX_LENGTH && NAME.test(text),
  normalize: (name) => normalizePackageName('golang', name),
  ...boundedVersions({
    // "v2.0.0+incompatible" is v2.0.0 of a module without the suffix.
    parse: (version) => semver.parse(version)?.version ?? null,
    compare: (a, b) => semver.compare(a, b),
    // What is required is the least version that will do.
    satisfies: (version, range) => takesVersion(version, range, '>='),
    isRange: isLooseRange,
  }),
  sourceOf: (_name, address) =>
    /^git(?:\+[a-z]{2,5})?:|^ssh:/.test(address)
      ? { source: 'git', location: gitLocation(address.replace(/[?#].*$/s, ''), address.split('#')[1] ?? null) }
      : { source: 'url', location: cleanLocation(address) },
};
