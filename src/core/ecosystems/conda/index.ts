/** conda: what environment.yml, conda-lock.yml and pixi.lock speak of. */
import { normalizePackageName } from '../../ref/package-types.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { boundedVersions } from '../versions.ts';
import { condaFrameworks } from './frameworks.ts';
import { otherCondaArchive } from './other-archive.ts';
import { condaTakes, isCondaRange } from './ranges.ts';
import { condaSourceOf } from './source.ts';
import { compareCondaVersions, condaVersionKey } from './version.ts';

/** "_libgcc_mutex", and "__glibc" of the machine itself. */
const NAME = /^[A-Za-z0-9_][\w.-]{0,127}$/;

export const conda: Ecosystem = {
  id: 'conda',
  tellsCaseApart: true,
  archives: 'several',
  frameworks: condaFrameworks,
  isName: (text) => NAME.test(text),
  normalize: (name) => normalizePackageName('conda', name),
  ...boundedVersions({ parse: condaVersionKey, compare: compareCondaVersions, satisfies: condaTakes, isRange: isCondaRange }),
  otherArchive: otherCondaArchive,
  sourceOf: condaSourceOf,
};
