/** Cargo: what Cargo.toml and Cargo.lock speak of. */
import semver from 'semver';
import { normalizePackageName } from '../../ref/package-types.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { isLooseRange, takesVersion } from '../loose-ranges.ts';
import { boundedVersions } from '../versions.ts';
import { cargoFrameworks } from './frameworks.ts';
import { cargoSourceOf } from './source.ts';

/** The rule of the registry; a package of another one may begin with a digit. */
const NAME = /^[A-Za-z0-9_][\w-]{0,127}$/;

export const cargo: Ecosystem = {
  id: 'cargo',
  tellsCaseApart: true,
  archives: 'one',
  frameworks: cargoFrameworks,
  isName: (text) => NAME.test(text),
  normalize: (name) => normalizePackageName('cargo', name),
  ...boundedVersions({
    // "1.0.0+build" is 1.0.0 (SemVer 10).
    parse: (version) => semver.parse(version)?.version ?? null,
    compare: (a, b) => semver.compare(a, b),
    // A version without a sign takes what does not break it.
    satisfies: (version, range) => takesVersion(version, range, '^'),
    isRange: isLooseRange,
  }),
  sourceOf: cargoSourceOf,
};
