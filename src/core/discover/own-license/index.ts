/** What a tree states of its own license. To add a manifest, add a row. */
import type { OwnLicenseFact } from '../../model/index.ts';
import type { Detector, FileInput, Grammars } from '../detector.ts';
import { cargoManifestDetector } from '../packages/cargo/manifest.ts';
import { packageJsonDetector } from '../packages/package-json.ts';
import { pyprojectDetector } from '../packages/pyproject/index.ts';
import { setupCfgDetector, setupPyDetector } from '../packages/stated/setup.ts';
import { noGrammar } from '../text-input.ts';
import { ofCargo, ofComposer, ofGemspec, ofPackageJson, ofPyproject, ofSetupCfg } from './manifests.ts';
import { isOthers } from './others.ts';
import { grammarOfSetupPy, ofSetupPy } from './setup-py.ts';
import { licenseTextDetector } from './texts.ts';

interface ManifestKind {
  /** What follows "own-license-" in the id of its detector. */
  readonly id: string;
  readonly name: string;
  /** Reads its packages; what it does not want, or is too large for it, is no manifest here. */
  readonly beside: Pick<Detector, 'wants' | 'limit'>;
  readonly says: string;
  /** Raised when the same bytes give other facts. */
  readonly version: number;
  /** Absent: none is needed. */
  readonly grammar?: Detector['grammar'];
  /** Linear; what is not of its form, the readers of its packages say. */
  read(this: void, input: FileInput, grammars: Grammars): readonly OwnLicenseFact[];
}

/** Of files that no other reader takes. */
function named(name: RegExp): ManifestKind['beside'] {
  return { wants: (path) => name.test(path), limit: 1024 * 1024 };
}

const MANIFESTS: readonly ManifestKind[] = [
  {
    id: 'package-json',
    name: 'package.json',
    beside: packageJsonDetector,
    says: '"license", also as an object or a list; "SEE LICENSE IN file" is what that file is; UNLICENSED is proprietary; "private" says nothing of terms',
    version: 1,
    read: ({ bytes }) => ofPackageJson(bytes),
  },
  {
    id: 'pyproject',
    name: 'pyproject.toml',
    beside: pyprojectDetector,
    says: 'license of [project] (an SPDX expression, { text } or { file }), of [tool.poetry] and of [tool.flit.metadata], and the classifiers beside it',
    version: 2,
    read: ({ bytes }) => ofPyproject(bytes),
  },
  {
    id: 'setup-cfg',
    name: 'setup.cfg',
    beside: setupCfgDetector,
    says: 'license, license_expression and classifiers of [metadata]',
    version: 2,
    read: ({ bytes }) => ofSetupCfg(bytes),
  },
  {
    id: 'setup-py',
    name: 'setup.py',
    beside: setupPyDetector,
    says: 'license, license_expression and classifiers of setup(), without running anything; what is computed is not known, and a text beside it counts',
    version: 1,
    grammar: grammarOfSetupPy,
    read: ofSetupPy,
  },
  {
    id: 'cargo',
    name: 'Cargo.toml',
    beside: cargoManifestDetector,
    says: 'license and license-file of [package] and of [workspace.package]; "MIT/Apache-2.0" is a choice',
    version: 1,
    read: ({ bytes }) => ofCargo(bytes),
  },
  {
    id: 'composer',
    name: 'composer.json',
    beside: named(/(?:^|\/)composer\.json$/),
    says: 'license; of a list one may be chosen; "proprietary" is what it says',
    version: 1,
    read: ({ bytes }) => ofComposer(bytes),
  },
  {
    id: 'gemspec',
    name: '*.gemspec',
    beside: named(/\.gemspec$/),
    says: 'license and licenses, where they are texts on one line',
    version: 1,
    read: ({ bytes }) => ofGemspec(bytes),
  },
];

export const ownLicenseDetectors: readonly Detector[] = [
  licenseTextDetector,
  ...MANIFESTS.map(
    ({ id, name, beside, says, version, grammar = noGrammar, read }): Detector => ({
      id: `own-license-${id}`,
      version,
      about: {
        title: `The own license in ${name}`,
        motivation: 'Whether a model or library may be used depends on the terms under which the product itself goes out.',
        decides: `Reads ${says}. What stands there is the license of the package in that folder, and of the folders below that have none.`,
        remedy: 'State an SPDX expression, and keep its text beside it.',
        serves: 'CRA Article 13(5) (due diligence on third-party components)',
      },
      reads: 'text',
      limit: beside.limit,
      wants: (path, size) => beside.wants(path, size) && !isOthers(path),
      grammar,
      facts: read,
    }),
  ),
];
