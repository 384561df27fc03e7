/** The list of detectors; those of languages come with their language. A new one is a new file and one line here; the order is the order of facts within a file. */
import { modelfileDetector } from './configs/modelfile.ts';
import { actionsDetector } from './runs/actions/index.ts';
import { elsewhereDetector } from './runs/elsewhere.ts';
import { imagesDetector } from './runs/images.ts';
import { literalDetectors } from './literals/index.ts';
import { pageDetector } from './markup/index.ts';
import { codeServerDetectors } from './mcp/code.ts';
import { mcpDetector } from './mcp/index.ts';
import { attributesDetector } from './attributes/index.ts';
import type { Detector } from './detector.ts';
import { dockerfileDetector } from './configs/dockerfile/index.ts';
import { modelConfigDetector } from './configs/model-config.ts';
import { addressListDetector } from './configs/address-list.ts';
import { ownLicenseDetectors } from './own-license/index.ts';
import { dvcDetector } from './configs/dvc.ts';
import { languages } from './languages/index.ts';
import { pageScriptDetector } from './languages/javascript/detector.ts';
import { goModDetector } from './packages/golang/mod.ts';
import { goSumDetector } from './packages/golang/sum.ts';
import { packageJsonDetector } from './packages/package-json.ts';
import { packageLockDetector } from './packages/package-lock.ts';
import { bunLockDetector } from './packages/bun-lock/index.ts';
import { denoLockDetector } from './packages/deno-lock.ts';
import { pnpmLockDetector } from './packages/pnpm-lock/index.ts';
import { cargoLockDetector } from './packages/cargo/lock.ts';
import { cargoManifestDetector } from './packages/cargo/manifest.ts';
import { condaLockDetector } from './packages/conda/conda-lock.ts';
import { condaEnvironmentDetector } from './packages/conda/environment.ts';
import { pixiLockDetector } from './packages/conda/pixi-lock.ts';
import { pixiManifestDetector } from './packages/conda/pixi-manifest.ts';
import { pdmLockDetector } from './packages/pdm-lock.ts';
import { pipfileDetector } from './packages/pipfile.ts';
import { pipfileLockDetector } from './packages/pipfile-lock.ts';
import { poetryLockDetector } from './packages/poetry-lock.ts';
import { pylockDetector } from './packages/pylock.ts';
import { yarnLockDetector } from './packages/yarn-lock/index.ts';
import { pyprojectDetector } from './packages/pyproject/index.ts';
import { scriptMetadataDetector } from './packages/script-metadata.ts';
import { statedDetectors } from './packages/stated/index.ts';
import { pinnedListDetector, requirementsDetector } from './packages/requirements/index.ts';
import { steeringDetectors } from './steering/index.ts';
import { dockerfileStartsDetector } from './starts/dockerfile.ts';
import { envFileDetector } from './starts/env-file.ts';
import { packageScriptsDetector, pyprojectStartsDetector } from './starts/manifests.ts';
import { setupDetector } from './starts/setup.ts';
import { javascriptStartsDetector } from './starts/javascript.ts';
import { lineDetectors } from './starts/lines.ts';
import { makeDetector } from './starts/make.ts';
import { procfileDetector } from './starts/shell.ts';
import { yamlStartsDetector } from './starts/yaml.ts';
import { tellingDetectors } from './telling/index.ts';
import { unreadLock } from './packages/unread-lock.ts';
import { uvLockDetector } from './packages/uv-lock/index.ts';
import { browserWeightsDetector } from './weights/browser.ts';
import { unnamedWeightsDetector, weightsDetector } from './weights/index.ts';
import { yamlDetector } from './configs/yaml/index.ts';
import { settingsDetectors } from './configs/settings/index.ts';
import { assistantFilesDetector } from './configs/assistant-files.ts';
import { modelCardDetector } from './configs/model-card.ts';

/** Manifests and lockfiles. */
const packages: readonly Detector[] = [
  requirementsDetector,
  pinnedListDetector,
  pyprojectDetector,
  scriptMetadataDetector,
  // One a line, so that two who add one at the same time do not meet.
  uvLockDetector,
  packageJsonDetector,
  packageLockDetector,
  pnpmLockDetector,
  yarnLockDetector,
  bunLockDetector,
  denoLockDetector,
  poetryLockDetector,
  pdmLockDetector,
  pipfileDetector,
  pipfileLockDetector,
  pylockDetector,
  goModDetector,
  goSumDetector,
  cargoManifestDetector,
  cargoLockDetector,
  condaEnvironmentDetector,
  condaLockDetector,
  pixiManifestDetector,
  pixiLockDetector,
  ...statedDetectors,
];

export const detectors: readonly Detector[] = [
  ...languages.readers.flatMap((reader) => reader.detectors),
  pageScriptDetector,
  dockerfileDetector,
  yamlDetector,
  modelConfigDetector,
  modelCardDetector,
  assistantFilesDetector,
  ...settingsDetectors,
  attributesDetector,
  ...packages,
  unreadLock(packages),
  ...steeringDetectors,
  ...ownLicenseDetectors,
  dvcDetector,
  addressListDetector,
  weightsDetector,
  unnamedWeightsDetector,
  browserWeightsDetector,
  dockerfileStartsDetector,
  yamlStartsDetector,
  packageScriptsDetector,
  pyprojectStartsDetector,
  setupDetector,
  makeDetector,
  procfileDetector,
  ...lineDetectors,
  javascriptStartsDetector,
  envFileDetector,
  mcpDetector,
  ...codeServerDetectors,
  imagesDetector,
  actionsDetector,
  elsewhereDetector,
  modelfileDetector,
  ...literalDetectors,
  pageDetector,
  ...tellingDetectors,
];
