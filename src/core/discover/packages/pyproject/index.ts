/** pyproject.toml: PEP 621, PEP 735, poetry and uv. */
import type { Fact, PackageFact } from '../../../model/index.ts';
import type { Detector, FileInput } from '../../detector.ts';
import { pypi } from '../../../ecosystems/pypi/index.ts';
import { withoutSecrets } from '../package-fact.ts';
import { baseName } from '../../../base/base-name.ts';
import { noGrammar, problemFact } from '../../text-input.ts';
import { type Path, pathKey, tomlPositions } from '../toml/positions.ts';
import { readToml } from '../toml/read-toml.ts';
import type { Declared, DeclaredPackage } from './declared.ts';
import { poetryDependencies } from './poetry.ts';
import { standardDependencies } from './standard.ts';
import { applySource, uvSources } from './uv-sources.ts';

export const pyprojectDetector: Detector = {
  id: 'pyproject',
  version: 3,
  about: {
    title: 'Dependencies in pyproject.toml',
    motivation: 'The manifest says which AI frameworks and libraries a Python project asks for, and which versions it accepts.',
    decides:
      'Reads project.dependencies and project.optional-dependencies (PEP 621), dependency-groups (PEP 735), poetry dependencies and groups, and the development lists of uv and pdm. ' +
      'Build requirements are left out, as they do not ship. Ranges are kept as written. tool.uv.sources gives the git, URL, path or index a package comes from, each one of a list; an index of the whole project is that of all others; workspace members are left out.',
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
  const positions = tomlPositions(file.text, 8);
  const sources = uvSources(file.data);
  const facts: Fact[] = [];
  for (const declared of [...standardDependencies(file.data), ...poetryDependencies(file.data)]) {
    const at = nearest(positions, declared.path);
    if (declared.package === null) {
      facts.push(problemFact('syntax', 'not a dependency specifier (PEP 508)', at));
      continue;
    }
    for (const found of applySource(declared.package, sources)) facts.push(toFact(found, declared, at));
  }
  return facts;
}

function toFact(found: DeclaredPackage, declared: Declared, at: { line: number; column: number }): PackageFact {
  return withoutSecrets({ kind: 'package', ecosystem: pypi.id, ...found, group: declared.group, license: null, from: 'manifest', ...at });
}

/** The position of the path, or of the table around it. */
function nearest(positions: ReadonlyMap<string, { line: number; column: number }>, path: Path): { line: number; column: number } {
  for (let length = path.length; length > 0; length--) {
    const at = positions.get(pathKey(path.slice(0, length)));
    if (at !== undefined) return at;
  }
  return { line: 1, column: 1 };
}
