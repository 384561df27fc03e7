/** poetry.lock and pdm.lock: one [[package]] each; Pipfile.lock: one key each. */
import { pypi } from '../../ecosystems/pypi/index.ts';
import { gitLocation } from '../../ecosystems/git.ts';
import type { About, ProblemFact } from '../../model/index.ts';
import { parseJsonText } from '../json-file.ts';
import { type LockedPackage, lockfile } from './lockfile.ts';
import { pathKey, tomlPositions } from './toml/positions.ts';
import { parseToml } from './toml/read-toml.ts';
import { asList, asTable, asText, entries, field, type Table } from './toml/table.ts';

const about = (name: string, decides: string): About => ({
  title: `Packages in ${name}`,
  motivation: 'The lock is the exact list of what a Python product installs, with the hashes that prove it.',
  decides,
  remedy: 'Run the lock command of the tool and commit the result.',
  serves: 'CRA Annex I Part II (1)',
});

const HASH = `sha256:${'a'.repeat(64)}`;
const DECIDES =
  'Every [[package]] with name, version, all hashes of its files, and git or a URL as its source. Folders are left out. Groups are taken where the lock says them.';

export const poetryLockDetector = lockfile({
  id: 'poetry-lock',
  version: 1,
  names: ['poetry.lock'],
  about: about('poetry.lock', DECIDES),
  example: {
    path: 'poetry.lock',
    source: `[[package]]
name = "torch"
version = "2.6.0"
groups = ["main"]
files = [
    {file = "torch-2.6.0-cp312.whl", hash = "${HASH}"},
]

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
      { name: 'torch', version: '2.6.0', line: 2, integrity: [HASH] },
      { name: 'pytest', version: '8.0.0', line: 10, group: 'development', source: 'git' },
    ],
  },
  read: readPackages,
});

export const pdmLockDetector = lockfile({
  id: 'pdm-lock',
  version: 1,
  names: ['pdm.lock'],
  about: about('pdm.lock', DECIDES),
  example: {
    path: 'pdm.lock',
    source: `[metadata]
groups = ["default"]

[[package]]
name = "transformers"
version = "4.48.0"
groups = ["default"]
files = [
    {file = "transformers-4.48.0.whl", hash = "${HASH}"},
]
`,
    gives: [{ name: 'transformers', version: '4.48.0', line: 5, integrity: [HASH], group: 'runtime' }],
  },
  read: readPackages,
});

function* readPackages(text: string): Generator<LockedPackage | ProblemFact> {
  const file = parseToml(text);
  if (!file.ok) return yield file.problem;
  const positions = tomlPositions(text, 3, (key) => key === 'name');
  for (const [index, one] of asList(field(file.data, 'package')).entries()) {
    const entry = asTable(one);
    const source = sourceOf(entry);
    if (source === null) continue;
    const name = asText(field(entry, 'name'));
    const files = asList(field(entry, 'files')).map(asTable);
    // Before Poetry 1.3 the hashes stand at the end of the file.
    const old = asList(field(file.data, 'metadata', 'files', name ?? '')).map(asTable);
    yield {
      kind: 'locked',
      ecosystem: pypi,
      name,
      version: asText(field(entry, 'version')),
      ...hashesOf([...files, ...old]),
      source,
      group: groupOf(entry),
      license: null,
      at: positions.get(pathKey(['package', index, 'name'])) ?? { line: 1, column: 1 },
    };
  }
}

function hashesOf(files: readonly (Table | null)[]): Pick<LockedPackage, 'integrity' | 'archives'> {
  const archives = files.flatMap((one): (readonly [string, string])[] => {
    const [file, hash] = [asText(field(one, 'file')) ?? '', asText(field(one, 'hash'))];
    return hash === null ? [] : [[/^[\w.+!-]{1,200}$/.test(file) ? file : '', hash]];
  });
  const isNamed = archives.every(([file]) => file !== '');
  return { integrity: archives.map(([, hash]) => hash), ...(isNamed ? { archives } : {}) };
}

/** Null: a folder of the tree. */
function sourceOf(entry: Table | null): LockedPackage['source'] | null {
  const [type, url] = [asText(field(entry, 'source', 'type')), asText(field(entry, 'source', 'url'))];
  const git = asText(field(entry, 'git')) ?? (type === 'git' ? url : null);
  if (git !== null) {
    const commit = asText(field(entry, 'revision')) ?? asText(field(entry, 'source', 'resolved_reference'));
    return { source: 'git', location: gitLocation(git, commit) };
  }
  if (type === 'directory' || type === 'file' || asText(field(entry, 'path')) !== null) return null;
  const address = asText(field(entry, 'url')) ?? (type === 'url' ? url : null);
  return address === null ? { source: 'registry', location: null } : pypi.sourceOf(asText(field(entry, 'name')) ?? '', address);
}

const MAIN: ReadonlySet<string> = new Set(['main', 'default']);

function groupOf(entry: Table | null): LockedPackage['group'] {
  if (asText(field(entry, 'category')) === 'dev') return 'development';
  const groups = asList(field(entry, 'groups')).flatMap((group) => asText(group) ?? []);
  if (groups.length > 0 && !groups.some((group) => MAIN.has(group)))
    return groups.every((group) => /dev|test|lint|doc/i.test(group)) ? 'development' : 'optional';
  return field(entry, 'optional') === true ? 'optional' : 'runtime';
}

export const pipfileLockDetector = lockfile({
  id: 'pipfile-lock',
  version: 1,
  names: ['Pipfile.lock'],
  about: about('Pipfile.lock', 'Every package of "default" and "develop" with its version and hashes; folders are left out.'),
  example: {
    path: 'Pipfile.lock',
    source: `{
  "default": {
    "openai": { "hashes": ["${HASH}"], "version": "==1.60.0" }
  },
  "develop": {
    "pytest": { "hashes": ["${HASH}"], "version": "==8.0.0" }
  }
}
`,
    gives: [
      { name: 'openai', version: '1.60.0', line: 3, integrity: [HASH] },
      { name: 'pytest', version: '8.0.0', line: 6, group: 'development' },
    ],
  },
  *read(text) {
    const file = parseJsonText(text, 2);
    if (!file.ok) return yield file.problem;
    for (const [list, group] of [
      ['default', 'runtime'],
      ['develop', 'development'],
    ] as const)
      for (const [name, value] of entries(field(file.data, list))) {
        const entry = asTable(value);
        if (asText(field(entry, 'path')) !== null) continue;
        const git = asText(field(entry, 'git'));
        yield {
          kind: 'locked',
          ecosystem: pypi,
          name,
          version: asText(field(entry, 'version'))?.replace(/^==/, '') ?? null,
          integrity: asList(field(entry, 'hashes')).flatMap((hash) => asText(hash) ?? []),
          source:
            git === null
              ? { source: 'registry', location: null }
              : { source: 'git', location: gitLocation(git, asText(field(entry, 'ref'))) },
          group,
          license: null,
          at: file.places.at([list, name]) ?? { line: 1, column: 1 },
        };
      }
  },
});
