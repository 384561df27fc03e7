/** conda-lock.yml: one entry for each package and platform, of conda and of PyPI. */
import { conda } from '../../../ecosystems/conda/index.ts';
import { pypi } from '../../../ecosystems/pypi/index.ts';
import type { ProblemFact, SteeringFact } from '../../../model/index.ts';
import { entryProblem, problemFact } from '../../text-input.ts';
import { edgesTo, lockedVersions } from '../edges.ts';
import { type Budget, type LockedPackage, lockfile } from '../lockfile.ts';
import { condaArchive, heldByMd5 } from './archives.ts';
import { groupOfNames } from '../python/groups.ts';
import { type ListedTable, listedTablesIn } from './listed-tables.ts';

export const condaLockDetector = lockfile({
  id: 'conda-lock',
  version: 4,
  names: [/(?:^|[.-])conda-lock\.ya?ml$/],
  about: {
    title: 'Packages in conda-lock.yml',
    motivation: 'The lock is the exact list of what an environment of conda holds, with the hashes that prove it.',
    decides:
      'Every entry of "package" with its name, version, SHA-256, the channel or server that it is taken from, what it needs, and its category, for each platform. MD5 proves nothing and is left out, but for telling that an archive without another hash is another one. What the machine itself has (__osx, __glibc) is no package.',
    remedy: 'Run "conda-lock lock" and commit the result.',
    serves: 'CRA Annex I Part II (1)',
  },
  example: {
    path: 'conda-lock.yml',
    source: `version: 1
metadata:
  platforms:
  - linux-64
package:
- name: pytorch
  version: 2.5.1
  manager: conda
  platform: linux-64
  dependencies:
    numpy: '>=1.19,<3'
    __glibc: '>=2.17'
  url: https://conda.example/conda-forge/linux-64/pytorch-2.5.1-cpu_0.conda
  hash:
    md5: ${'0'.repeat(32)}
    sha256: ${'a'.repeat(64)}
  category: main
  optional: false
- name: numpy
  version: '2.2'
  manager: conda
  platform: linux-64
  dependencies: {}
  url: https://conda.example/conda-forge/linux-64/numpy-2.2-py312_0.conda
  hash:
    sha256: ${'b'.repeat(64)}
  category: main
- name: pytest
  version: 8.0.0
  manager: pip
  platform: linux-64
  dependencies: {}
  url: https://files.example/packages/pytest-8.0.0-py3-none-any.whl
  hash:
    sha256: ${'c'.repeat(64)}
  category: dev
  optional: true
`,
    gives: [
      {
        ecosystem: 'conda',
        name: 'pytorch',
        version: '2.5.1',
        line: 6,
        integrity: [`sha256:${'a'.repeat(64)}`],
        location: 'https://conda.example/conda-forge',
        servers: ['https://conda.example'],
        needs: ['numpy@2.2'],
      },
      { ecosystem: 'conda', name: 'numpy', version: '2.2', line: 19 },
      { ecosystem: 'pypi', name: 'pytest', version: '8.0.0', line: 28, group: 'development' },
    ],
  },
  read: readCondaLock,
});

function* readCondaLock(text: string, budget: Budget): Generator<LockedPackage | SteeringFact | ProblemFact> {
  if (!/^package:[ \t]*\r?$/m.test(text)) {
    // Other tools have locks of other forms under this name.
    return yield problemFact('unsupported', 'a lock of conda of a form that is not known; its packages were not read', {
      line: 1,
      column: 1,
    });
  }
  const blocks = [...listedTablesIn(text, 'package')];
  const byPlatform = Map.groupBy(blocks, (block) => block.texts.get('platform') ?? '');
  const locked = new Map(
    [...byPlatform].map(([platform, own]) => [
      platform,
      [conda, pypi].map((one) => lockedVersions(one, own.filter((block) => ecosystemOf(block) === one).map(namedIn))),
    ]),
  );
  for (const block of blocks) {
    const said = (key: string): string | null => block.texts.get(key) ?? null;
    const { name, version } = namedIn(block);
    if (block.unread !== null)
      yield entryProblem('unsupported', 'an entry of a form that conda-lock does not write; it was not read whole', block.unread, name);
    if (name?.startsWith('__') === true) continue;
    const ecosystem = ecosystemOf(block);
    const url = said('url') ?? '';
    const hash = said('hash/sha256');
    yield* heldByMd5(url, { md5: said('hash/md5'), sha256: hash }, block.at);
    const platform = locked.get(said('platform') ?? '') ?? [];
    const needs = [...block.texts].flatMap(([key, range]) =>
      key.startsWith('dependencies/') && budget.spend() ? [[key.slice(13), range] as const] : [],
    );
    const category = said('category');
    yield {
      kind: 'locked',
      ecosystem,
      name,
      version,
      ...condaArchive(url, hash),
      source: sourceOf(ecosystem === conda, url),
      needs: needs.flatMap(([need, range]) => platform.flatMap((one) => edgesTo(need, range, one))),
      group: category === null ? groupOfNames([], said('optional') === 'true') : groupOfNames([category], said('optional') === 'true'),
      license: null,
      at: block.at,
    };
  }
}

function namedIn({ texts }: ListedTable): { readonly name: string | null; readonly version: string | null } {
  return { name: texts.get('name') ?? null, version: texts.get('version') ?? null };
}

function ecosystemOf({ texts }: ListedTable): typeof conda {
  return texts.get('manager') === 'pip' ? pypi : conda;
}

/** The address of an archive of PyPI is that of a server which hands out what the index lists: the servers say which. */
function sourceOf(isConda: boolean, url: string): LockedPackage['source'] {
  if (isConda) return conda.sourceOf('', url);
  const found = pypi.sourceOf('', url);
  return found.source === 'url' ? { source: 'registry', location: null } : found;
}
