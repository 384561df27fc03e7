/** pdm.lock: lock versions 4.0 to 4.5. */
import { gitLocation } from '../../ecosystems/git.ts';
import { cleanLocation } from '../../base/address.ts';
import { pypi } from '../../ecosystems/pypi/index.ts';
import type { ProblemFact, SteeringFact } from '../../model/index.ts';
import { type Budget, type LockedPackage, lockfile } from './lockfile.ts';
import { folderFacts } from './folder.ts';
import { archiveEntry, archivesIn, isArchivePath } from './python/archives.ts';
import { lockedVersions } from './edges.ts';
import { edgesOfSpecifiers, namesIn } from './python/edges.ts';
import { groupOfNames } from './python/groups.ts';
import { lockAbout } from './python/lock-about.ts';
import { neverHolds, neverInstalled } from './python/never.ts';
import { entryPositions } from './toml/entry-positions.ts';
import { parseToml } from './toml/read-toml.ts';
import { asList, asTable, asText, field, type Table } from './toml/table.ts';

const HASH = `sha256:${'a'.repeat(64)}`;

export const pdmLockDetector = lockfile({
  id: 'pdm-lock',
  version: 4,
  names: [/^pdm(?:\.[\w-]{1,60})?\.lock$/],
  about: lockAbout(
    'pdm.lock',
    'Every [[package]] with name, version, all hashes of its files and the servers that they are taken from, its marker, what it needs, and git, a URL or an archive of the tree as its source. Folders are left out. ' +
      'A package with extras has an entry of its own. Groups are taken where the lock says them. A marker that no Python of the project meets is told as one line of the report.',
  ),
  example: {
    path: 'pdm.lock',
    source: `[metadata]
groups = ["default", "dev"]
lock_version = "4.5.0"

[[package]]
name = "transformers"
version = "4.48.0"
groups = ["default"]
dependencies = [
    "numpy>=1.26; python_version >= \\"3.10\\"",
]
files = [
    {url = "https://files.example/transformers-4.48.0.whl", hash = "${HASH}"},
]

[[package]]
name = "numpy"
version = "2.2.0"
groups = ["default"]
marker = "platform_system == \\"Linux\\""
files = [
    {file = "numpy-2.2.0.whl", hash = "${HASH}"},
]
`,
    gives: [
      {
        name: 'transformers',
        version: '4.48.0',
        line: 6,
        integrity: [HASH],
        group: 'runtime',
        needs: ['numpy@2.2.0'],
        servers: ['https://files.example'],
      },
      { name: 'numpy', version: '2.2.0', line: 17, integrity: [HASH], marker: 'platform_system == "Linux"' },
    ],
  },
  read: readPdmLock,
});

function* readPdmLock(text: string, budget: Budget): Generator<LockedPackage | SteeringFact | ProblemFact> {
  const file = parseToml(text);
  if (!file.ok) return yield file.problem;
  const placeOf = entryPositions(text, file.data, 'package');
  const packages = asList(field(file.data, 'package')).map(asTable);
  const locked = lockedVersions(pypi, namesIn(packages));
  const isNever = neverHolds(requiresIn(file.data));
  for (const [index, entry] of packages.entries()) {
    const source = sourceOf(entry);
    const at = placeOf(index);
    if (source === 'skip') {
      yield* folderFacts(pypi, asText(field(entry, 'name')), asText(field(entry, 'path')) ?? '', at);
      continue;
    }
    const [name, version] = [asText(field(entry, 'name')), asText(field(entry, 'version'))];
    const marker = asText(field(entry, 'marker'));
    if (name !== null && marker !== null && isNever(marker)) {
      yield neverInstalled(name, marker, at);
      continue;
    }
    const needs = asList(field(entry, 'dependencies')).flatMap((one) => (budget.spend() ? (asText(one) ?? []) : []));
    // Until 4.2 the files stand at the end, under "name version".
    const old = asList(field(file.data, 'metadata', 'files', `${name} ${version}`)).map(asTable);
    yield {
      kind: 'locked',
      ecosystem: pypi,
      name,
      version,
      ...archivesIn([...asList(field(entry, 'files')).map(asTable), ...old].map(archiveEntry)),
      source,
      needs: edgesOfSpecifiers(needs, name ?? '', locked),
      ...(marker === null ? {} : { marker }),
      group: groupOfNames(
        asList(field(entry, 'groups')).flatMap((group) => asText(group) ?? []),
        false,
      ),
      license: null,
      at,
    };
  }
}

/** What the project allows: of one target, as several are several answers. */
function requiresIn(data: Table): string | null {
  const targets = asList(field(data, 'metadata', 'targets')).map(asTable);
  return targets.length === 1 ? asText(field(targets[0] ?? null, 'requires_python')) : null;
}

/** "skip": a folder, which its own manifest describes. */
function sourceOf(entry: Table | null): LockedPackage['source'] | 'skip' {
  const said = (key: string): string | null => asText(field(entry, key));
  const git = said('git') ?? said('hg');
  if (git !== null) return { source: 'git', location: gitLocation(git, said('revision')) };
  const path = said('path');
  if (path !== null) return isArchivePath(path) ? { source: 'path', location: null } : 'skip';
  const url = said('url');
  return url === null ? { source: 'registry', location: null } : { source: 'url', location: cleanLocation(url) };
}
