/** uv.lock, version 1, and the locks of scripts (NAME.py.lock). */
import { pypi } from '../../../ecosystems/pypi/index.ts';
import type { ProblemFact, SteeringFact } from '../../../model/index.ts';
import { problemFact } from '../../text-input.ts';
import { folderFacts } from '../folder.ts';
import { type Budget, type LockedPackage, lockfile } from '../lockfile.ts';
import { entryPositions } from '../toml/entry-positions.ts';
import { tomlPositions } from '../toml/positions.ts';
import { parseToml } from '../toml/read-toml.ts';
import { asList, asTable, asText, field } from '../toml/table.ts';
import { archiveEntry, archivesIn } from '../python/archives.ts';
import { markersAsOne, neverHolds, neverInstalled } from '../python/never.ts';
import { edgesIn } from './edges.ts';
import { groupsOf } from './groups.ts';
import { lockSource } from './source.ts';

export const uvLockDetector = lockfile({
  id: 'uv-lock',
  version: 7,
  names: ['uv.lock', /^.{1,200}\.pyw?\.lock$/],
  about: {
    title: 'Packages in uv.lock',
    motivation: 'The lock is the exact list of what a Python product installs, with the hashes that prove it.',
    decides:
      'Every [[package]] with name, version, source (registry, git, URL or path) all sdist and wheel hashes with the servers that they are taken from, what it needs, and the marker of a fork or of all that needs it, at the line of its name. The project itself, workspace members and editable folders are no packages; which names stand for a folder is kept apart. ' +
      'A package that only development groups reach is marked development; one that only extras reach, optional. What no Python of the project meets is told as one line of the report. A lock of another version than 1 is reported as unread.',
    remedy: 'Run "uv lock" and commit the result.',
    serves: 'CRA Annex I Part II (1)',
  },
  example: {
    path: 'uv.lock',
    source: `version = 1
requires-python = ">=3.12"

[[package]]
name = "demo"
version = "0.1.0"
source = { editable = "." }
dependencies = [{ name = "torch" }]

[package.dev-dependencies]
dev = [{ name = "pytest" }]

[[package]]
name = "torch"
version = "2.6.0"
source = { registry = "https://index.example/simple" }
sdist = { url = "https://files.example/torch.tar.gz", hash = "sha256:${'a'.repeat(64)}" }
wheels = [
    { url = "https://files.example/torch.whl", hash = "sha256:${'b'.repeat(64)}" },
]

[[package]]
name = "pytest"
version = "8.0.0"
source = { git = "https://git.example/o/pytest?rev=v8#${'c'.repeat(40)}" }
`,
    gives: [
      {
        name: 'torch',
        version: '2.6.0',
        line: 14,
        group: 'runtime',
        integrity: [`sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`],
        servers: ['https://files.example'],
      },
      { name: 'pytest', version: '8.0.0', line: 23, group: 'development', source: 'git' },
    ],
  },
  read: readUvLock,
});

function* readUvLock(text: string, budget: Budget): Generator<LockedPackage | SteeringFact | ProblemFact> {
  const file = parseToml(text);
  if (!file.ok) return yield file.problem;
  const version = field(file.data, 'version');
  if (version !== 1) {
    const at = tomlPositions(text, 1).get('version') ?? { line: 1, column: 1 };
    return yield problemFact('unsupported', 'a uv.lock of a version that is not known; its packages were not read', at);
  }
  const placeOf = entryPositions(text, file.data, 'package');
  const packages = asList(field(file.data, 'package')).map(asTable);
  const groups = groupsOf(file.data, packages, budget);
  const edges = edgesIn(file.data, packages, budget);
  const isNever = neverHolds(asText(field(file.data, 'requires-python')));
  for (const [index, entry] of packages.entries()) {
    const source = lockSource(asTable(field(entry, 'source')));
    const at = placeOf(index);
    const name = asText(field(entry, 'name'));
    if ('folder' in source) {
      yield* folderFacts(pypi, name, source.folder, at);
      continue;
    }
    const markers = edges.markersOf(entry);
    if (name !== null && markers.length > 0 && markers.every(isNever)) {
      yield neverInstalled(name, markers.join(' or '), at);
      continue;
    }
    yield {
      kind: 'locked',
      ecosystem: pypi,
      name,
      version: asText(field(entry, 'version')),
      ...archivesIn(
        [field(entry, 'sdist'), ...asList(field(entry, 'wheels'))]
          .map(asTable)
          .filter((one) => one !== null)
          .map(archiveEntry),
      ),
      source,
      needs: edges.needsOf(entry),
      marker: markersAsOne(markers),
      group: groups.get(pypi.normalize(name ?? '')) ?? 'runtime',
      license: null,
      at,
    };
  }
}
