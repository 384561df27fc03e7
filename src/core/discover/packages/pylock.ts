/** pylock.toml and pylock.NAME.toml (PEP 751), as pip, uv and pdm write them. */
import { cleanLocation } from '../../base/address.ts';
import { gitLocation } from '../../ecosystems/git.ts';
import { pypi } from '../../ecosystems/pypi/index.ts';
import { canHold } from '../../ecosystems/pypi/marker.ts';
import { ALL_PYTHONS } from '../../ecosystems/pypi/python-releases.ts';
import type { ProblemFact, SteeringFact } from '../../model/index.ts';
import { problemFact } from '../text-input.ts';
import { type Budget, type LockedPackage, lockfile } from './lockfile.ts';
import { folderFacts } from './folder.ts';
import { archivesIn, type LockedArchives } from './python/archives.ts';
import { edgesTo, lockedVersions } from './edges.ts';
import { namesIn } from './python/edges.ts';
import { groupOfNames } from './python/groups.ts';
import { lockAbout } from './python/lock-about.ts';
import { neverHolds, neverInstalled } from './python/never.ts';
import { entryPositions } from './toml/entry-positions.ts';
import { tomlPositions } from './toml/positions.ts';
import { parseToml } from './toml/read-toml.ts';
import { asList, asTable, asText, entries, field, type Table } from './toml/table.ts';

export const pylockDetector = lockfile({
  id: 'pylock',
  version: 3,
  names: [/^pylock(?:\.[^.]{1,100})?\.toml$/],
  about: lockAbout(
    'pylock.toml',
    'Every [[packages]] of a lock of version 1 (PEP 751) with name, version, index, all hashes and servers of its archives, its marker, what it needs where the lock says so, and a commit or an archive as its source. Folders are left out. ' +
      'What the marker asks of extras and groups tells what an installation without them leaves out. A marker that no Python of the project meets is told as one line of the report.',
  ),
  example: {
    path: 'pylock.toml',
    source: `lock-version = "1.0"
created-by = "uv"
dependency-groups = ["default", "dev"]
default-groups = ["default"]

[[packages]]
name = "torch"
version = "2.6.0"
index = "https://index.example/simple"
wheels = [{ url = "https://files.example/torch-2.6.0-cp312.whl", hashes = { sha256 = "${'a'.repeat(64)}" } }]

[[packages]]
name = "pytest"
version = "8.0.0"
marker = "'dev' in dependency_groups"
vcs = { type = "git", url = "https://git.example/o/pytest", commit-id = "${'c'.repeat(40)}" }
`,
    gives: [
      {
        name: 'torch',
        version: '2.6.0',
        line: 7,
        integrity: [`sha256:${'a'.repeat(64)}`],
        location: 'https://index.example/simple',
        servers: ['https://files.example'],
      },
      { name: 'pytest', version: '8.0.0', line: 13, source: 'git', group: 'development', marker: "'dev' in dependency_groups" },
    ],
  },
  read: readPylock,
});

function* readPylock(text: string, budget: Budget): Generator<LockedPackage | SteeringFact | ProblemFact> {
  const file = parseToml(text);
  if (!file.ok) return yield file.problem;
  if (!/^1(?:\.\d{1,3})?$/.test(asText(field(file.data, 'lock-version')) ?? '')) {
    const at = tomlPositions(text, 1).get('lock-version') ?? { line: 1, column: 1 };
    return yield problemFact('unsupported', 'a pylock.toml of a version that is not known; its packages were not read', at);
  }
  const placeOf = entryPositions(text, file.data, 'packages');
  const packages = asList(field(file.data, 'packages')).map(asTable);
  const locked = lockedVersions(pypi, namesIn(packages));
  const isNever = neverHolds(asText(field(file.data, 'requires-python')));
  const groupOf = groupsIn(file.data);
  for (const [index, entry] of packages.entries()) {
    const source = sourceOf(entry);
    const at = placeOf(index);
    if (source === 'skip') {
      yield* folderFacts(pypi, asText(field(entry, 'name')), asText(field(entry, 'directory', 'path')) ?? '', at);
      continue;
    }
    const name = asText(field(entry, 'name'));
    const marker = asText(field(entry, 'marker'));
    if (name !== null && marker !== null && isNever(marker)) {
      yield neverInstalled(name, marker, at);
      continue;
    }
    const needs = field(entry, 'dependencies');
    yield {
      kind: 'locked',
      ecosystem: pypi,
      name,
      version: asText(field(entry, 'version')),
      ...archivesOf(entry),
      source,
      ...(needs === undefined ? {} : { needs: asList(needs).flatMap((one) => (budget.spend() ? edgeTo(asTable(one)) : [])) }),
      ...(marker === null ? {} : { marker }),
      group: marker === null ? 'runtime' : groupOf(marker),
      license: null,
      at,
    };
  }

  function edgeTo(one: Table | null): readonly string[] {
    const name = asText(field(one, 'name'));
    return name === null ? [] : edgesTo(name, asText(field(one, 'version')), locked);
  }
}

/** An installer that is told nothing takes no extras, and the default groups. */
function groupsIn(data: Table): (marker: string) => LockedPackage['group'] {
  const listed = (key: string): string[] =>
    asList(field(data, key))
      .flatMap((one) => asText(one) ?? [])
      .slice(0, 100);
  const defaults = listed('default-groups').map((one) => pypi.normalize(one));
  const others = listed('dependency-groups').filter((one) => !defaults.includes(pypi.normalize(one)));
  const none = new Set<string>();
  const known = new Map<string, LockedPackage['group']>();
  return (marker) => {
    const group = known.get(marker) ?? derived(marker);
    known.set(marker, group);
    return group;
  };

  function derived(marker: string): LockedPackage['group'] {
    const canBe = (groups: readonly string[], extras?: ReadonlySet<string>): boolean =>
      canHold(marker, ALL_PYTHONS, { groups: new Set(groups), ...(extras === undefined ? {} : { extras }) });
    if (canBe(defaults, none)) return 'runtime';
    if (canBe(defaults)) return 'optional';
    const bringing = others.filter((one) => canBe([...defaults, pypi.normalize(one)]));
    return bringing.length === 0 ? 'optional' : groupOfNames(bringing, false);
  }
}

function archivesOf(entry: Table | null): LockedArchives {
  const files = [field(entry, 'archive'), field(entry, 'sdist'), ...asList(field(entry, 'wheels'))]
    .map(asTable)
    .filter((one) => one !== null);
  return archivesIn(
    files.map((one) => {
      const address = asText(field(one, 'url')) ?? asText(field(one, 'path')) ?? asText(field(one, 'name')) ?? '';
      const hashes = entries(field(one, 'hashes')).flatMap(([algorithm, hex]) => {
        const text = asText(hex);
        return text === null ? [] : [`${algorithm}:${text}`];
      });
      return { address, hashes };
    }),
  );
}

/** "skip": a folder, which its own manifest describes. */
function sourceOf(entry: Table | null): LockedPackage['source'] | 'skip' {
  const said = (...path: readonly string[]): string | null => asText(field(entry, ...path));
  if (field(entry, 'vcs') !== undefined) {
    const repository = said('vcs', 'url');
    return repository === null
      ? { source: 'path', location: null }
      : { source: 'git', location: gitLocation(repository, said('vcs', 'commit-id')) };
  }
  if (field(entry, 'directory') !== undefined) return 'skip';
  if (field(entry, 'archive') === undefined) return { source: 'registry', location: cleanLocation(said('index') ?? '') };
  const url = said('archive', 'url');
  return url === null ? { source: 'path', location: null } : { source: 'url', location: cleanLocation(url) };
}
