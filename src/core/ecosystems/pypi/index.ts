/** PyPI: what pip, uv, poetry and their like install. */
import { compare, satisfies, validRange } from '@renovatebot/pep440';
import { normalizePackageName } from '../../ref/package-types.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { isLooseRange, takesVersion } from '../loose-ranges.ts';
import { boundedVersions } from '../versions.ts';
import { pypiFrameworks } from './frameworks.ts';
import { otherPypiArchive } from './other-archive.ts';
import { pypiSourceOf } from './source.ts';
import { versionKey } from './version.ts';

/** "^1.2", "~1.2". */
const POETRY = /\^|~(?!=)/;

/** PEP 508, and what older lockfiles hold. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,213}$/;

export const pypi: Ecosystem = {
  id: 'pypi',
  tellsCaseApart: false,
  archives: 'several',
  frameworks: pypiFrameworks,
  isName: (text) => NAME.test(text),
  normalize: (name) => normalizePackageName('pypi', name),
  ...boundedVersions({
    parse: versionKey,
    compare,
    // Poetry writes ranges of its own beside those of PEP 440.
    satisfies: (version, range) =>
      POETRY.test(range) ? takesVersion(version, range, '=') : satisfies(version, range, { prereleases: true }),
    isRange: (text) => (POETRY.test(text) ? isLooseRange(text) : validRange(text)),
  }),
  otherArchive: otherPypiArchive,
  sourceOf: pypiSourceOf,
};
