/** pyproject.toml: PEP 621, PEP 735, and the tables of the tools. */
import type { Fact } from '../../../model/index.ts';
import type { Detector, FileInput } from '../../detector.ts';
import { baseName } from '../../../base/base-name.ts';
import { noGrammar } from '../../text-input.ts';
import { pixiDependencies } from '../conda/pixi-tables.ts';
import { tomlPositions } from '../toml/positions.ts';
import { readToml } from '../toml/read-toml.ts';
import { asText, field } from '../toml/table.ts';
import { declaredFacts } from './declared-facts.ts';
import { foldersNamed } from './folders.ts';
import { hatchDependencies } from './hatch.ts';
import { poetryDependencies } from './poetry.ts';
import { standardDependencies } from './standard.ts';
import { applySource, uvSources } from './uv-sources.ts';

export const pyprojectDetector: Detector = {
  id: 'pyproject',
  version: 5,
  about: {
    title: 'Dependencies in pyproject.toml',
    motivation: 'The manifest says which AI frameworks and libraries a Python project asks for, and which versions it accepts.',
    decides:
      'Reads project.dependencies and project.optional-dependencies (PEP 621), dependency-groups (PEP 735), dependencies and groups of poetry, the development lists of uv, pdm, rye and hatch, requirements of flit, overrides of uv, and the tables of pixi. ' +
      'Build requirements are left out, as they do not ship. Ranges are kept as written. tool.uv.sources gives the git, URL, path or index a package comes from, each one of a list; an index of the whole project is that of all others; a source of poetry is the index that a package names; workspace members are left out; which names stand for a folder is kept apart. ' +
      'Markers are kept; what no Python of the project meets is told as one line of the report.',
    remedy: 'Commit the lockfile (uv.lock) beside the manifest, so that exact versions and hashes are known.',
    serves: 'CRA Annex I Part II (1)',
  },
  only: 'packages',
  example: {
    path: 'pyproject.toml',
    source: `[project]
name = "demo"
dependencies = [
    "torch==2.6.0",
    'transformers>=4.40',
]

[dependency-groups]
dev = ["pytest"]

[tool.uv.sources]
pytest = { git = "https://git.example/o/pytest", tag = "v8" }
`,
    gives: [
      { name: 'torch', version: '2.6.0', line: 4, group: 'runtime' },
      { name: 'transformers', version: null, line: 5, range: '>=4.40' },
      { name: 'pytest', version: null, line: 9, source: 'git', group: 'development' },
    ],
  },
  reads: 'text',
  limit: 2 * 1024 * 1024,
  wants: (path) => baseName(path) === 'pyproject.toml',
  grammar: noGrammar,
  facts: readPyproject,
};

function readPyproject(input: FileInput): readonly Fact[] {
  const file = readToml(input.bytes);
  if (!file.ok) return [file.problem];
  const { data } = file;
  const sources = uvSources(data);
  const declared = [
    ...standardDependencies(data),
    ...poetryDependencies(data),
    ...hatchDependencies(data),
    ...pixiDependencies(data, ['tool', 'pixi']),
  ];
  const positions = tomlPositions(file.text, 8);
  const facts = declaredFacts(declared, {
    positions,
    // Poetry says it among its dependencies.
    requires: asText(field(data, 'project', 'requires-python')) ?? asText(field(data, 'tool', 'poetry', 'dependencies', 'python')),
    fromSources: (found) => applySource(found, sources),
  });
  return [...facts, ...foldersNamed(data, positions)];
}
