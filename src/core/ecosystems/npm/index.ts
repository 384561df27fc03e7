/** npm: what package.json, package-lock.json and their like speak of. */
import semver from 'semver';
import { normalizePackageName } from '../../ref/package-types.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { boundedVersions } from '../versions.ts';
import { npmFrameworks } from './frameworks.ts';
import { npmSourceOf } from './source.ts';

/** npm's rule for names, without the historical exceptions that cannot be published any more. */
const NAME = /^(?:@[\w.~-]{1,100}\/)?[\w.~-]{1,214}$/;

export const npm: Ecosystem = {
  id: 'npm',
  tellsCaseApart: true,
  archives: 'one',
  frameworks: npmFrameworks,
  isName: (text) => NAME.test(text),
  normalize: (name) => normalizePackageName('npm', name),
  ...boundedVersions({
    // "v1.0.0" and "1.0.0+build" are 1.0.0 (SemVer 10).
    parse: (version) => semver.parse(version, { loose: true })?.version ?? null,
    compare: (a, b) => semver.compare(a, b, { loose: true }),
    satisfies: (version, range) => semver.satisfies(version, range, { includePrerelease: true }),
    isRange: (text) => semver.validRange(text) !== null,
  }),
  sourceOf: npmSourceOf,
};
