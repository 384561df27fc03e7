/** pixi.toml. */
import { baseName } from '../../../base/base-name.ts';
import type { Fact } from '../../../model/index.ts';
import type { Detector, FileInput } from '../../detector.ts';
import { noGrammar } from '../../text-input.ts';
import { declaredFacts } from '../pyproject/declared-facts.ts';
import { tomlPositions } from '../toml/positions.ts';
import { readToml } from '../toml/read-toml.ts';
import { pixiDependencies } from './pixi-tables.ts';

export const pixiManifestDetector: Detector = {
  id: 'pixi-manifest',
  version: 2,
  about: {
    title: 'Dependencies in pixi.toml',
    motivation: 'The manifest says which AI frameworks and libraries a product is run with, from conda and from PyPI.',
    decides:
      'Dependencies and pypi-dependencies of the workspace, of its package, features and targets, with ranges, git, addresses and paths as their sources. Features for tests and development, and what builds a package, are marked so.',
    remedy: 'Commit pixi.lock beside it, so that exact versions and hashes are known.',
    serves: 'CRA Annex I Part II (1)',
  },
  only: 'packages',
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
  reads: 'text',
  limit: 2 * 1024 * 1024,
  wants: (path) => baseName(path) === 'pixi.toml',
  grammar: noGrammar,
  facts: readPixi,
};

function readPixi({ bytes }: FileInput): readonly Fact[] {
  const file = readToml(bytes);
  if (!file.ok) return [file.problem];
  return declaredFacts(pixiDependencies(file.data, []), {
    positions: tomlPositions(file.text, 7),
    requires: null,
    fromSources: (found) => [found],
  });
}
