/** What a tree states of its own license. To add a manifest, add a row. */
import type { OwnLicenseFact } from '../../model/index.ts';
import type { Detector } from '../detector.ts';
import { cargoManifestDetector } from '../packages/cargo/manifest.ts';
import { packageJsonDetector } from '../packages/package-json.ts';
import { pyprojectDetector } from '../packages/pyproject/index.ts';
import { setupCfgDetector } from '../packages/stated/setup.ts';
import { noGrammar } from '../text-input.ts';
import { ofCargo, ofPackageJson, ofPyproject, ofSetupCfg } from './manifests.ts';
import { isOthers } from './others.ts';
import { licenseTextDetector } from './texts.ts';

interface ManifestKind {
  /** What follows "own-license-" in the id of its detector. */
  readonly id: string;
  readonly name: string;
  /** Reads its packages; what it does not want, or is too large for it, is no manifest here. */
  readonly beside: Pick<Detector, 'wants' | 'limit'>;
  readonly says: string;
  /** Linear; what is not of its form, the readers of its packages say. */
  read(this: void, bytes: Uint8Array): readonly OwnLicenseFact[];
}

const MANIFESTS: readonly ManifestKind[] = [
  {
    id: 'package-json',
    name: 'package.json',
    beside: packageJsonDetector,
    says: '"license", also as an object or a list; "SEE LICENSE IN file" is what that file is; UNLICENSED is proprietary; "private" says nothing of terms',
    read: ofPackageJson,
  },
  {
    id: 'pyproject',
    name: 'pyproject.toml',
    beside: pyprojectDetector,
    says: 'license of [project] (an SPDX expression, { text } or { file }) and of [tool.poetry], and the classifiers beside it',
    read: ofPyproject,
  },
  { id: 'setup-cfg', name: 'setup.cfg', beside: setupCfgDetector, says: 'license and classifiers of [metadata]', read: ofSetupCfg },
  {
    id: 'cargo',
    name: 'Cargo.toml',
    beside: cargoManifestDetector,
    says: 'license and license-file of [package] and of [workspace.package]; "MIT/Apache-2.0" is a choice',
    read: ofCargo,
  },
];

export const ownLicenseDetectors: readonly Detector[] = [
  licenseTextDetector,
  ...MANIFESTS.map(
    ({ id, name, beside, says, read }): Detector => ({
      id: `own-license-${id}`,
      version: 1,
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
      grammar: noGrammar,
      facts: ({ bytes }) => read(bytes),
    }),
  ),
];
