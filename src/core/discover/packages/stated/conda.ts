/** Conda and Pixi: environment.yml, pixi.toml and pixi.lock. What they take from PyPI is of PyPI. */
import type { ProblemFact } from '../../../model/index.ts';
import { type Path, pathKey, tomlPositions } from '../toml/positions.ts';
import { parseToml } from '../toml/read-toml.ts';
import { asTable, asText, entries, field } from '../toml/table.ts';
import { numberedLines, type ListedPackage, statedPackages } from './stated.ts';

export const condaEnvironmentDetector = statedPackages({
  id: 'conda-environment',
  version: 1,
  names: [/^(?:[\w.-]{1,60}[-_.])?(?:environment|conda|env)(?:[-_.][\w.-]{1,60})?\.ya?ml$/],
  title: 'AI frameworks in conda environments',
  decides: 'The dependencies of an environment, and those below pip, which come from PyPI.',
  example: {
    path: 'environment.yml',
    source: `name: app
channels:
  - conda-forge
dependencies:
  - python=3.12
  - pytorch=2.5.1
  - conda-forge::scikit-learn>=1.5
  - pip:
      - transformers==4.48.0
`,
    gives: [
      { ecosystem: 'conda', name: 'pytorch', version: '2.5.1', line: 6 },
      { ecosystem: 'conda', name: 'scikit-learn', version: null, range: '>=1.5', line: 7 },
      { ecosystem: 'pypi', name: 'transformers', version: '4.48.0', line: 9 },
    ],
  },
  read: readEnvironment,
});

const ITEM =
  /^(\s{0,20})-\s{1,10}["']?(?:[\w./-]{1,60}::)?([A-Za-z][\w.-]{0,100})(?:\[[\w,\s-]{0,60}\])?\s{0,5}([=<>!~][^"'#\n]{0,60})?["']?\s{0,10}(?:#.*)?$/;

function* readEnvironment(text: string): Generator<ListedPackage> {
  let isInside = false;
  let pip = -1;
  for (const [line, number] of numberedLines(text)) {
    if (/^[a-z]\w{0,40}:/.test(line)) isInside = line.startsWith('dependencies:');
    if (!isInside) continue;
    const below = /^(\s{0,20})-\s{1,10}pip:\s{0,10}$/.exec(line);
    if (below !== null) pip = below[1]?.length ?? 0;
    const [, indent = '', name, stated = ''] = ITEM.exec(line) ?? [];
    if (name === undefined) continue;
    if (indent.length <= pip) pip = -1;
    // "pytorch=2.5.1=cuda_0" is a build of 2.5.1, "=2.5" all that begin so.
    const exact = /^={1,2}\s{0,3}(\d[\w.+!-]{0,40})(?:=[\w.*-]{0,60})?$/.exec(stated)?.[1];
    yield {
      ecosystem: pip >= 0 ? 'pypi' : 'conda',
      name,
      version: exact ?? stated,
      exact: exact !== undefined,
      at: { line: number, column: 1 },
    };
  }
}

export const pixiManifestDetector = statedPackages({
  id: 'pixi-manifest',
  version: 1,
  names: ['pixi.toml'],
  title: 'AI frameworks in pixi.toml',
  decides: 'Dependencies and pypi-dependencies of the workspace, of its features and of their targets.',
  example: {
    path: 'pixi.toml',
    source: `[workspace]
name = "app"

[dependencies]
pytorch = "==2.5.1"

[feature.train.pypi-dependencies]
transformers = { version = ">=5.2,<6", extras = ["torch"] }
`,
    gives: [
      { ecosystem: 'conda', name: 'pytorch', version: '2.5.1', line: 5 },
      { ecosystem: 'pypi', name: 'transformers', version: null, range: '>=5.2,<6', line: 8 },
    ],
  },
  read: readPixi,
});

const TABLES = [
  ['dependencies', 'conda'],
  ['host-dependencies', 'conda'],
  ['build-dependencies', 'conda'],
  ['pypi-dependencies', 'pypi'],
] as const;

function* readPixi(text: string): Generator<ListedPackage | ProblemFact> {
  const file = parseToml(text);
  if (!file.ok) return yield file.problem;
  const positions = tomlPositions(text, 6);
  const below = (path: readonly string[]): string[][] => [
    path.slice(),
    ...entries(field(file.data, ...path, 'target')).map(([name]) => [...path, 'target', name]),
  ];
  const tables = [...below([]), ...entries(field(file.data, 'feature')).flatMap(([name]) => below(['feature', name]))];
  for (const table of tables)
    for (const [key, ecosystem] of TABLES)
      for (const [name, value] of entries(field(file.data, ...table, key))) {
        const path: Path = [...table, key, name];
        const stated = asText(value) ?? asText(field(asTable(value), 'version')) ?? '';
        const exact = /^={2}\s{0,3}(\d[\w.+!-]{0,40})$/.exec(stated)?.[1];
        yield {
          ecosystem,
          name,
          version: exact ?? (stated === '*' ? null : stated),
          exact: exact !== undefined,
          at: positions.get(pathKey(path)) ?? positions.get(pathKey(path.slice(0, -1))) ?? { line: 1, column: 1 },
        };
      }
}

export const pixiLockDetector = statedPackages({
  id: 'pixi-lock',
  version: 1,
  names: ['pixi.lock'],
  title: 'AI frameworks in pixi.lock',
  decides: 'The packages of the lock with their versions: of conda by the names of their archives, of PyPI by their entries.',
  example: {
    path: 'pixi.lock',
    source: `version: 6
packages:
- conda: https://conda.example/conda-forge/linux-64/pytorch-2.5.1-cuda126_py312_0.conda
  sha256: 00
- pypi: https://files.example/transformers-5.2.0-py3-none-any.whl
  name: transformers
  version: 5.2.0
`,
    gives: [
      { ecosystem: 'conda', name: 'pytorch', version: '2.5.1', line: 3 },
      { ecosystem: 'pypi', name: 'transformers', version: '5.2.0', line: 5 },
    ],
  },
  read: readPixiLock,
});

const ARCHIVE = /^- conda: \S{1,500}\/([a-z0-9_][\w.-]{0,100}?)-(\d[\w.!+]{0,60})-[\w.]{1,100}\.(?:conda|tar\.bz2)$/;

function* readPixiLock(text: string): Generator<ListedPackage> {
  let open: { name: string | null; readonly number: number } | null = null;
  for (const [line, number] of numberedLines(text)) {
    const [, archive, built] = ARCHIVE.exec(line) ?? [];
    if (archive !== undefined && built !== undefined)
      yield { ecosystem: 'conda', name: archive, version: built, exact: true, at: { line: number, column: 1 } };
    if (line.startsWith('- ')) open = line.startsWith('- pypi:') ? { name: null, number } : null;
    if (open === null) continue;
    open.name ??= /^ {2}name: ([\w.-]{1,100})$/.exec(line)?.[1] ?? null;
    const version = /^ {2}version: '?([\w.+!-]{1,60})'?$/.exec(line)?.[1];
    if (version === undefined || open.name === null) continue;
    yield { ecosystem: 'pypi', name: open.name, version, exact: true, at: { line: open.number, column: 1 } };
    open = null;
  }
}
