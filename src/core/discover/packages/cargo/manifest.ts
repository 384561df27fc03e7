/** Cargo.toml: dependencies, and what [patch] and [replace] put in their place. */
import { baseName } from '../../../base/base-name.ts';
import { cleanLocation } from '../../../base/address.ts';
import { cargo } from '../../../ecosystems/cargo/index.ts';
import type { Fact, PackageFact, SteeringFact } from '../../../model/index.ts';
import type { Detector, FileInput } from '../../detector.ts';
import { noGrammar } from '../../text-input.ts';
import { folderFacts } from '../folder.ts';
import type { Declared, DeclaredPackage } from '../pyproject/declared.ts';
import { declaredFacts } from '../pyproject/declared-facts.ts';
import { readSourceTable } from '../pyproject/source-table.ts';
import { type Path, pathKey, type Positions, tomlPositions } from '../toml/positions.ts';
import { readToml } from '../toml/read-toml.ts';
import { asTable, asText, entries, field, type Table } from '../toml/table.ts';

export const cargoManifestDetector: Detector = {
  id: 'cargo-manifest',
  version: 3,
  about: {
    title: 'Dependencies in Cargo.toml',
    motivation: 'The manifest says which AI frameworks and libraries a Rust product asks for, and which versions it accepts.',
    decides:
      'The dependencies of the package, of its targets and of the workspace, with renamed ones by their own name, and git or another registry as their source; what [patch] and [replace] put in the place of others. "1.2" takes all that does not break it, "=1.2.3" that version. Crates of the tree, and those that the workspace states, are left out.',
    remedy: 'Commit Cargo.lock beside it, so that exact versions and checksums are known.',
    serves: 'CRA Annex I Part II (1)',
  },
  only: 'packages',
  example: {
    path: 'Cargo.toml',
    source: `[package]
name = "app"

[dependencies]
async-openai = "0.28"
candle-core = { version = "=0.8.1", features = ["cuda"] }
hub = { package = "hf-hub", version = "0.4" }
local = { path = "../local" }

[dev-dependencies]
tokenizers = { git = "https://git.example/o/tokenizers", rev = "0123456789abcdef0123456789abcdef01234567" }
`,
    gives: [
      { name: 'async-openai', version: null, range: '0.28', line: 5 },
      { name: 'candle-core', version: '0.8.1', line: 6 },
      { name: 'hf-hub', version: null, range: '0.4', line: 7, as: 'hub' },
      { name: 'tokenizers', version: null, line: 11, source: 'git', group: 'development' },
    ],
  },
  reads: 'text',
  limit: 4 * 1024 * 1024,
  wants: (path) => baseName(path) === 'Cargo.toml',
  grammar: noGrammar,
  facts: readManifest,
};

const TABLES: readonly (readonly [table: string, group: PackageFact['group']])[] = [
  ['dependencies', 'runtime'],
  ['dev-dependencies', 'development'],
  ['dev_dependencies', 'development'],
  ['build-dependencies', 'runtime'],
  ['build_dependencies', 'runtime'],
];

function readManifest(input: FileInput): readonly Fact[] {
  const file = readToml(input.bytes);
  if (!file.ok) return [file.problem];
  const { data } = file;
  const below = (table: string): readonly (readonly [string, unknown])[] => entries(field(data, table));
  const positions = tomlPositions(file.text, 5);
  const declared = [
    ...TABLES.flatMap(([table, group]) => listed(data, [table], group)),
    ...listed(data, ['workspace', 'dependencies'], 'runtime'),
    ...below('target').flatMap(([target]) => TABLES.flatMap(([table, group]) => listed(data, ['target', target, table], group))),
    ...below('patch').flatMap(([registry]) => listed(data, ['patch', registry], 'runtime')),
    ...listed(data, ['replace'], 'runtime'),
  ];
  const targets = below('target').flatMap(([target]) => TABLES.map(([table]) => ['target', target, table]));
  const tables = [...TABLES.map(([table]) => [table]), ['workspace', 'dependencies'], ...targets];
  return [
    ...declaredFacts(declared, { positions, requires: null, fromSources: (found) => [found] }),
    ...tables.flatMap((path) => foldersIn(data, path, positions)),
  ];
}

/** Crates of the tree, under the names that a registry may have for others. */
function foldersIn(data: Table, path: readonly string[], positions: Positions): readonly SteeringFact[] {
  return entries(field(data, ...path)).flatMap(([key, asked]) => {
    const folder = asText(field(asTable(asked), 'path'));
    const at = positions.get(pathKey([...path, key])) ?? positions.get(pathKey(path)) ?? { line: 1, column: 1 };
    return folder === null ? [] : folderFacts(cargo, asText(field(asTable(asked), 'package')) ?? key, folder, at);
  });
}

function listed(data: Table, path: readonly string[], group: PackageFact['group']): readonly Declared[] {
  return entries(field(data, ...path)).flatMap(([key, asked]): readonly Declared[] => {
    const table = asTable(asked);
    // The workspace states it, or the tree has it.
    if (field(table, 'workspace') === true || (field(table, 'path') !== undefined && field(table, 'git') === undefined)) return [];
    const isOptional = group === 'runtime' && field(table, 'optional') === true;
    return [
      { path: [...path, key] satisfies Path, group: isOptional ? 'optional' : group, ecosystem: 'cargo', package: packageOf(key, asked) },
    ];
  });
}

function packageOf(key: string, asked: unknown): DeclaredPackage | null {
  const table = asTable(asked);
  // [replace] names the version as well: "name:1.2.3".
  const name = asText(field(table, 'package')) ?? key.replace(/:\d.{0,100}$/, '');
  const range = (asText(asked) ?? asText(field(table, 'version')) ?? (table === null ? '!' : '*')).trim();
  if (!cargo.isName(name) || !/^[\w.*+<>=~^,\s-]{0,200}$/.test(range)) return null;
  const renamed = name === key || key.includes(':') ? {} : { as: key.slice(0, 200) };
  const found = table === null ? null : readSourceTable(table);
  if (found !== null)
    return { name, version: null, range: found.reference, integrity: [], source: found.source, location: found.location, ...renamed };
  const index = asText(field(table, 'registry-index'));
  const registry = asText(field(table, 'registry'));
  return {
    name,
    version: /^=\s{0,5}(\d{1,9}(?:\.\d{1,9}){2}[\w.+-]{0,60})$/.exec(range)?.[1] ?? null,
    range: range === '*' || range === '' ? null : range,
    integrity: [],
    // A registry by its name stands in the settings of cargo, and is not the public one.
    source: registry === null || registry === 'crates-io' || index !== null ? 'registry' : 'url',
    location: index === null ? null : cleanLocation(index.replace(/^(?:sparse|registry)\+/, '')),
    ...renamed,
  };
}
