/** Cargo.toml and Cargo.lock. */
import { gitLocation } from '../../../ecosystems/git.ts';
import type { ProblemFact } from '../../../model/index.ts';
import { pathKey, type Path, tomlPositions } from '../toml/positions.ts';
import { parseToml } from '../toml/read-toml.ts';
import { asList, asTable, asText, entries, field } from '../toml/table.ts';
import { type ListedPackage, statedPackages } from './stated.ts';

export const cargoManifestDetector = statedPackages({
  id: 'cargo-manifest',
  version: 1,
  names: ['Cargo.toml'],
  title: 'AI frameworks in Cargo.toml',
  decides:
    'The dependencies of the package, of its targets and of the workspace, with renamed ones by their own name, and git as their source.',
  example: {
    path: 'Cargo.toml',
    source: `[package]
name = "app"

[dependencies]
async-openai = "0.28"
candle-core = { version = "=0.8.1", features = ["cuda"] }
hub = { package = "hf-hub", version = "0.4" }
serde = "1"

[dev-dependencies]
tokenizers = { git = "https://github.com/huggingface/tokenizers", rev = "0123456789abcdef0123456789abcdef01234567" }
`,
    gives: [
      { name: 'async-openai', version: null, range: '0.28', line: 5 },
      { name: 'candle-core', version: '0.8.1', line: 6 },
      { name: 'hf-hub', version: null, range: '0.4', line: 7 },
      { name: 'tokenizers', version: null, line: 11, source: 'git', group: 'development' },
    ],
  },
  read: readManifest,
});

const TABLES = ['dependencies', 'dev-dependencies', 'build-dependencies'] as const;

function* readManifest(text: string): Generator<ListedPackage | ProblemFact> {
  const file = parseToml(text);
  if (!file.ok) return yield file.problem;
  const positions = tomlPositions(text, 5);
  const places: Path[] = [
    ...TABLES.map((table): Path => [table]),
    ['workspace', 'dependencies'],
    ...entries(field(file.data, 'target')).flatMap(([target]) => TABLES.map((table): Path => ['target', target, table])),
  ];
  for (const path of places)
    for (const [key, value] of entries(field(file.data, ...path.map(String)))) {
      const table = asTable(value);
      const git = asText(field(table, 'git'));
      const rev = asText(field(table, 'rev'));
      yield {
        ecosystem: 'cargo',
        name: asText(field(table, 'package')) ?? key,
        version: asText(value) ?? asText(field(table, 'version')),
        exact: false,
        group: path.includes('dev-dependencies') ? 'development' : 'runtime',
        ...(git === null ? {} : { source: { source: 'git', location: gitLocation(git, rev) } as const }),
        at: positions.get(pathKey([...path, key])) ?? positions.get(pathKey(path)) ?? { line: 1, column: 1 },
      };
    }
}

export const cargoLockDetector = statedPackages({
  id: 'cargo-lock',
  version: 1,
  names: ['Cargo.lock'],
  title: 'AI frameworks in Cargo.lock',
  decides: 'Every [[package]] with its version, and git as its source.',
  example: {
    path: 'Cargo.lock',
    source: `version = 4

[[package]]
name = "async-openai"
version = "0.28.3"
source = "registry+https://index.example/cargo"

[[package]]
name = "serde"
version = "1.0.219"
`,
    gives: [{ name: 'async-openai', version: '0.28.3', line: 4 }],
  },
  read: readLock,
});

function* readLock(text: string): Generator<ListedPackage | ProblemFact> {
  const file = parseToml(text);
  if (!file.ok) return yield file.problem;
  const positions = tomlPositions(text, 3, (key) => key === 'name');
  for (const [index, one] of asList(field(file.data, 'package')).entries()) {
    const entry = asTable(one);
    const source = asText(field(entry, 'source'));
    // A member of the workspace has none.
    const git = source?.startsWith('git+') === true ? gitLocation(source.replace(/[?#].*$/s, ''), source.split('#')[1] ?? null) : null;
    yield {
      ecosystem: 'cargo',
      name: asText(field(entry, 'name')) ?? '',
      version: asText(field(entry, 'version')),
      exact: true,
      ...(git === null ? {} : { source: { source: 'git', location: git } as const }),
      at: positions.get(pathKey(['package', index, 'name'])) ?? { line: 1, column: 1 },
    };
  }
}
