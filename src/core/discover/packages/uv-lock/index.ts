/** uv.lock, version 1. */
import { pypi } from '../../../ecosystems/pypi/index.ts';
import type { ProblemFact } from '../../../model/index.ts';
import { problemFact } from '../../text-input.ts';
import { type Budget, type LockedPackage, lockfile } from '../lockfile.ts';
import { pathKey, tomlPositions } from '../toml/positions.ts';
import { parseToml } from '../toml/read-toml.ts';
import { asList, asTable, asText, field, type Table } from '../toml/table.ts';
import { groupsOf } from './groups.ts';
import { lockSource } from './source.ts';

export const uvLockDetector = lockfile({
  id: 'uv-lock',
  version: 4,
  names: ['uv.lock'],
  about: {
    title: 'Packages in uv.lock',
    motivation: 'The lock is the exact list of what a Python product installs, with the hashes that prove it.',
    decides:
      'Every [[package]] with name, version, source (registry, git, URL or path) and all sdist and wheel hashes, at the line of its name. The project itself, workspace members and editable folders are left out. ' +
      'A package that only development groups reach is marked development; one that only extras reach, optional. A lock of another version than 1 is reported as unread.',
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

function* readUvLock(text: string, budget: Budget): Generator<LockedPackage | ProblemFact> {
  const file = parseToml(text);
  if (!file.ok) return yield file.problem;
  const positions = tomlPositions(text, 3, (key) => key === 'name');
  const version = field(file.data, 'version');
  if (version !== 1) {
    const at = positions.get('version') ?? { line: 1, column: 1 };
    return yield problemFact('unsupported', 'a uv.lock of a version that is not known; its packages were not read', at);
  }
  const packages = asList(field(file.data, 'package')).map(asTable);
  const groups = groupsOf(packages, budget);
  for (const [index, entry] of packages.entries()) {
    const at = positions.get(pathKey(['package', index, 'name'])) ?? positions.get(pathKey(['package', index])) ?? { line: 1, column: 1 };
    const name = asText(field(entry, 'name'));
    const source = lockSource(asTable(field(entry, 'source')));
    if (source === 'skip') continue;
    yield {
      kind: 'locked',
      ecosystem: pypi,
      name,
      version: asText(field(entry, 'version')),
      ...archivesOf(entry),
      source,
      group: groups.get(pypi.normalize(name ?? '')) ?? 'runtime',
      license: null,
      at,
    };
  }
}

function archivesOf(entry: Table | null): Pick<LockedPackage, 'integrity' | 'archives' | 'servers'> {
  const files = [field(entry, 'sdist'), ...asList(field(entry, 'wheels'))].map((one) => ({
    hash: asText(field(asTable(one), 'hash')),
    address: asText(field(asTable(one), 'url')) ?? asText(field(asTable(one), 'path')) ?? '',
  }));
  const archives = files.flatMap(({ hash, address }): (readonly [string, string])[] =>
    hash === null ? [] : [[fileNameOf(address), hash]],
  );
  const isNamed = archives.every(([name]) => name !== '');
  // The index that an entry names may hand out archives of any other server: each of them is where bytes come from.
  return {
    integrity: archives.map(([, hash]) => hash),
    servers: files.map(({ address }) => address),
    ...(isNamed ? { archives } : {}),
  };
}

/** Of an address or a path, without what may be a secret (T21). */
function fileNameOf(address: string): string {
  const name = /[^/\\?#]*(?=$|[?#])/.exec(address.slice(0, 2_000))?.[0] ?? '';
  return /^[\w.+!-]{1,200}$/.test(name) ? name : '';
}
