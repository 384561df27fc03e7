/** poetry.lock: lock versions 1.0 to 2.1. */
import { cleanLocation } from '../../base/address.ts';
import { gitLocation } from '../../ecosystems/git.ts';
import type { Ecosystem } from '../../ecosystems/ecosystem.ts';
import { takesVersion } from '../../ecosystems/loose-ranges.ts';
import { pypi } from '../../ecosystems/pypi/index.ts';
import type { ProblemFact, SteeringFact } from '../../model/index.ts';
import { type Budget, type LockedPackage, lockfile } from './lockfile.ts';
import { folderFacts } from './folder.ts';
import { archiveEntry, archivesIn, isArchivePath } from './python/archives.ts';
import { edgesTo, lockedVersions, type LockedVersions } from './edges.ts';
import { namesIn } from './python/edges.ts';
import { groupOfNames } from './python/groups.ts';
import { lockAbout } from './python/lock-about.ts';
import { markersAsOne, neverHolds, neverInstalled } from './python/never.ts';
import { entryPositions } from './toml/entry-positions.ts';
import { parseToml } from './toml/read-toml.ts';
import { asList, asTable, asText, entries, field, type Table } from './toml/table.ts';

const HASH = `sha256:${'a'.repeat(64)}`;

export const poetryLockDetector = lockfile({
  id: 'poetry-lock',
  version: 5,
  names: ['poetry.lock'],
  about: lockAbout(
    'poetry.lock',
    'Every [[package]] with name, version, all hashes of its files, its marker, what it needs, and its source: an index that the project names, git with the commit, a URL, or an archive of the tree. Folders are left out. ' +
      'Groups are taken where the lock says them (category before 1.5, groups since 2.0); between the two it only says what is optional. A marker that no Python of the project meets is told as one line of the report.',
  ),
  example: {
    path: 'poetry.lock',
    source: `[[package]]
name = "torch"
version = "2.6.0"
groups = ["main"]
markers = "sys_platform == 'linux'"
files = [
    {file = "torch-2.6.0-cp312.whl", hash = "${HASH}"},
]

[package.dependencies]
numpy = ">=1.26"

[package.source]
type = "legacy"
url = "https://index.example/simple"
reference = "house"

[[package]]
name = "numpy"
version = "2.2.0"
groups = ["main"]
files = []

[[package]]
name = "pytest"
version = "8.0.0"
groups = ["dev"]
files = []

[package.source]
type = "git"
url = "https://git.example/o/pytest"
resolved_reference = "${'c'.repeat(40)}"
`,
    gives: [
      {
        name: 'torch',
        version: '2.6.0',
        line: 2,
        integrity: [HASH],
        location: 'https://index.example/simple',
        needs: ['numpy@2.2.0'],
        marker: "sys_platform == 'linux'",
      },
      { name: 'numpy', version: '2.2.0', line: 19 },
      { name: 'pytest', version: '8.0.0', line: 25, group: 'development', source: 'git' },
    ],
  },
  read: readPoetryLock,
});

function* readPoetryLock(text: string, budget: Budget): Generator<LockedPackage | SteeringFact | ProblemFact> {
  const file = parseToml(text);
  if (!file.ok) return yield file.problem;
  const placeOf = entryPositions(text, file.data, 'package');
  const packages = asList(field(file.data, 'package')).map(asTable);
  const locked = lockedVersions(ASKED_BY_POETRY, namesIn(packages));
  const extras = askedExtras(packages);
  const isNever = neverHolds(asText(field(file.data, 'metadata', 'python-versions')));
  for (const [index, entry] of packages.entries()) {
    const source = sourceOf(entry);
    const at = placeOf(index);
    if (source === 'skip') {
      yield* folderFacts(pypi, asText(field(entry, 'name')), asText(field(entry, 'source', 'url')) ?? '', at);
      continue;
    }
    const name = asText(field(entry, 'name'));
    const markers = markersOf(entry);
    if (name !== null && markers.length > 0 && markers.every(isNever)) {
      yield neverInstalled(name, markers.join(' or '), at);
      continue;
    }
    const old = asList(field(file.data, 'metadata', 'files', name ?? '')).map(asTable);
    yield {
      kind: 'locked',
      ecosystem: pypi,
      name,
      version: asText(field(entry, 'version')),
      ...archivesIn([...asList(field(entry, 'files')).map(asTable), ...old].map(archiveEntry)),
      source,
      needs: needsOf(entry, locked, extras, budget),
      marker: markersAsOne(markers),
      group: groupOf(entry),
      license: null,
      at,
    };
  }
}

/** Poetry has carets, tildes and alternatives besides what PEP 440 has. */
const ASKED_BY_POETRY: Ecosystem = {
  ...pypi,
  satisfies: (version, range) => pypi.satisfies(version, range) || takesVersion(version, range, '='),
};

/** One text, or one for each group that needs it. */
function markersOf(entry: Table | null): readonly string[] {
  const markers = field(entry, 'markers') ?? field(entry, 'marker');
  const texts = asText(markers) === null ? entries(markers).map(([, one]) => one) : [markers];
  return [...new Set(texts.flatMap((one) => asText(one) ?? []))].slice(0, 20);
}

/** "skip": a folder, which its own manifest describes. */
function sourceOf(entry: Table | null): LockedPackage['source'] | 'skip' {
  const said = (key: string): string | null => asText(field(entry, 'source', key));
  const [type, url] = [said('type'), said('url') ?? ''];
  switch (type) {
    case 'git':
    case 'hg':
      return { source: 'git', location: gitLocation(url, said('resolved_reference')) };
    case 'url':
      return { source: 'url', location: cleanLocation(url) };
    case 'directory':
      return 'skip';
    case 'file':
      return isArchivePath(url) ? { source: 'path', location: null } : 'skip';
    case 'legacy':
    case null:
      // An index with pages of links, and any other index but the public one.
      return { source: 'registry', location: url === '' ? null : cleanLocation(url) };
    default:
      // Of a sort that nobody here knows: no registry vouches for it (T35).
      return { source: 'url', location: cleanLocation(url) };
  }
}

function groupOf(entry: Table | null): LockedPackage['group'] {
  if (asText(field(entry, 'category')) === 'dev') return 'development';
  const groups = asList(field(entry, 'groups')).flatMap((group) => asText(group) ?? []);
  return groupOfNames(groups, field(entry, 'optional') === true);
}

/** Name in normal form → the extras of it that entries ask for. What the project itself asks for, the lock does not say. */
function askedExtras(packages: readonly (Table | null)[]): ReadonlyMap<string, ReadonlySet<string>> {
  const asked = new Map<string, Set<string>>();
  for (const [name, one] of packages.flatMap(dependenciesOf))
    for (const extra of asList(field(asTable(one), 'extras')).flatMap((text) => asText(text) ?? [])) {
      const known = asked.get(pypi.normalize(name)) ?? new Set();
      asked.set(pypi.normalize(name), known.add(pypi.normalize(extra)));
    }
  return asked;
}

/** A list holds alternatives by marker. */
function dependenciesOf(entry: Table | null): readonly (readonly [name: string, asked: unknown])[] {
  return entries(field(entry, 'dependencies')).flatMap(([name, asked]) =>
    Array.isArray(asked) ? asked.map((one: unknown) => [name, one] as const) : [[name, asked] as const],
  );
}

function needsOf(
  entry: Table | null,
  locked: LockedVersions,
  extras: ReadonlyMap<string, ReadonlySet<string>>,
  budget: Budget,
): readonly string[] {
  const wanted = extras.get(pypi.normalize(asText(field(entry, 'name')) ?? '')) ?? new Set();
  // "extra = ["name (>=1)"]": of an optional dependency, which extra brings it.
  const brought = new Set(
    entries(field(entry, 'extras')).flatMap(([extra, list]) =>
      wanted.has(pypi.normalize(extra)) ? asList(list).map((text) => pypi.normalize(/^[\w.-]+/.exec(asText(text) ?? '')?.[0] ?? '')) : [],
    ),
  );
  return dependenciesOf(entry).flatMap(([name, asked]) => {
    const isLeftOut = field(asTable(asked), 'optional') === true && !brought.has(pypi.normalize(name));
    if (isLeftOut || !budget.spend()) return [];
    return edgesTo(name, asText(asked) ?? asText(field(asTable(asked), 'version')), locked);
  });
}
