/** PyPI: what pip, uv, poetry and their like install. */
import { compare, satisfies } from '@renovatebot/pep440';
import { normalizePackageName } from '../../ref/package-types.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { boundedVersions } from '../versions.ts';
import { pypiFrameworks } from './frameworks.ts';
import { pypiSourceOf } from './source.ts';
import { versionKey } from './version.ts';

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
    satisfies: (version, range) => satisfies(version, range, { prereleases: true }),
  }),
  sourceOf: pypiSourceOf,
};
