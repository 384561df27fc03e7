/** Pipfile: what a project of pipenv asks for, in one table for each category. */
import { baseName } from '../../base/base-name.ts';
import { cleanLocation } from '../../base/address.ts';
import { pypi } from '../../ecosystems/pypi/index.ts';
import type { Fact } from '../../model/index.ts';
import type { Detector, FileInput } from '../detector.ts';
import { noGrammar } from '../text-input.ts';
import { type Declared, type DeclaredPackage, markerOf } from './pyproject/declared.ts';
import { declaredFacts } from './pyproject/declared-facts.ts';
import { readSourceTable } from './pyproject/source-table.ts';
import { groupOfNames } from './python/groups.ts';
import { exactVersion } from './requirements/pep508.ts';
import { tomlPositions } from './toml/positions.ts';
import { readToml } from './toml/read-toml.ts';
import { asList, asTable, asText, entries, field, type Table } from './toml/table.ts';

export const pipfileDetector: Detector = {
  id: 'pipfile',
  version: 1,
  about: {
    title: 'Dependencies in Pipfile',
    motivation: 'The manifest says which AI frameworks and libraries a Python project asks for, and which versions it accepts.',
    decides:
      'Every package of packages, dev-packages and further categories, with its range and marker, and its source: the index that it names, git, a URL or a path. Folders are no packages of the registry.',
    remedy: 'Run "pipenv lock" and commit Pipfile.lock beside it, so that exact versions and hashes are known.',
    serves: 'CRA Annex I Part II (1)',
  },
  only: 'packages',
  example: {
    path: 'Pipfile',
    source: `[[source]]
url = "https://index.example/simple"
name = "house"

[packages]
torch = "==2.6.0"
transformers = {version = ">=4.40", index = "house", markers = "sys_platform == 'linux'"}

[dev-packages]
pytest = "*"
peft = {git = "https://git.example/o/peft", ref = "main"}
`,
    gives: [
      { name: 'torch', version: '2.6.0', line: 6, location: 'https://index.example/simple' },
      {
        name: 'transformers',
        version: null,
        line: 7,
        range: '>=4.40',
        location: 'https://index.example/simple',
        marker: "sys_platform == 'linux'",
      },
      { name: 'pytest', version: null, line: 10, group: 'development' },
      { name: 'peft', version: null, line: 11, source: 'git', range: 'main' },
    ],
  },
  reads: 'text',
  limit: 2 * 1024 * 1024,
  wants: (path) => baseName(path) === 'Pipfile',
  grammar: noGrammar,
  facts: readPipfile,
};

/** Tables that list no packages. */
const OTHERS: ReadonlySet<string> = new Set(['source', 'requires', 'scripts', 'pipenv']);

function readPipfile(input: FileInput): readonly Fact[] {
  const file = readToml(input.bytes);
  if (!file.ok) return [file.problem];
  const indexes = indexesIn(file.data);
  const declared = entries(file.data).flatMap(([table, packages]) =>
    OTHERS.has(table)
      ? []
      : entries(packages).map(
          ([name, asked]): Declared => ({
            path: [table, name],
            group: table === 'packages' ? 'runtime' : table === 'dev-packages' ? 'development' : groupOfNames([table], false),
            package: packageOf(name, asked, indexes),
          }),
        ),
  );
  return declaredFacts(declared, { positions: tomlPositions(file.text, 2), requires: null, fromSources: (found) => [found] });
}

interface Indexes {
  readonly named: ReadonlyMap<string, string>;
  /** pipenv asks the first one for what names none. */
  readonly first: string | null;
}

function indexesIn(data: Table): Indexes {
  const named = new Map<string, string>();
  for (const source of asList(field(data, 'source')).map(asTable)) {
    const [name, url] = [asText(field(source, 'name')), asText(field(source, 'url'))];
    if (name !== null && url !== null) named.set(name, url);
  }
  return { named, first: [...named.values()][0] ?? null };
}

function packageOf(name: string, asked: unknown, { named, first }: Indexes): DeclaredPackage | null {
  const table = asTable(asked);
  const text = asText(asked) ?? asText(field(table, 'version')) ?? (table === null ? null : '*');
  if (!pypi.isName(name) || text === null || !/^[\w.*+!<>=~,\s-]{0,200}$/.test(text)) return null;
  const marker = markerOf(asText(field(table, 'markers')));
  const direct = table === null ? null : directOf(table);
  if (direct !== null) return { name: pypi.normalize(name), version: null, integrity: [], ...direct, ...marker };
  const range = text.trim() === '*' || text.trim() === '' ? null : text.replaceAll(/\s/g, '');
  const index = asText(field(table, 'index'));
  const address = index === null ? first : named.get(index);
  return {
    name: pypi.normalize(name),
    version: exactVersion(range),
    range,
    integrity: [],
    // An index that is named and not there is not the public one.
    source: index !== null && address === undefined && !/^https?:/.test(index) ? 'url' : 'registry',
    location: cleanLocation(address ?? index ?? ''),
    ...marker,
  };
}

/** Null: of an index. */
function directOf(table: Table): Pick<DeclaredPackage, 'source' | 'location' | 'range'> | null {
  const reference = asText(field(table, 'ref'));
  const file = asText(field(table, 'file'));
  const asPoetry: Table = {
    ...table,
    ...(reference === null ? {} : { rev: reference }),
    ...(file === null ? {} : /^https?:/i.test(file) ? { url: file } : { path: file }),
  };
  const found = readSourceTable(asPoetry);
  return found === null ? null : { source: found.source, location: found.location, range: found.reference };
}
