/** The list of detectors. A new one is a new file and one line here; the order is the order of facts within a file. */
import { attributesDetector } from './attributes.ts';
import type { Detector } from './detector.ts';
import { dockerfileDetector } from './dockerfile.ts';
import { modelConfigDetector } from './model-config.ts';
import { mislabeledWeightsDetector } from './mislabeled-weights.ts';
import { dvcDetector } from './dvc.ts';
import { notebookDetector } from './notebook.ts';
import { packageJsonDetector } from './package-json.ts';
import { packageLockDetector } from './package-lock.ts';
import { pyprojectDetector } from './pyproject.ts';
import { pythonDetector, pythonScriptDetector } from './python/detector.ts';
import { requirementsDetector } from './requirements.ts';
import { dockerfileStartsDetector } from './starts/dockerfile.ts';
import { envFileDetector } from './starts/env-file.ts';
import { packageScriptsDetector, pyprojectStartsDetector } from './starts/manifests.ts';
import { setupDetector } from './starts/setup.ts';
import { procfileDetector, shellDetector } from './starts/shell.ts';
import { yamlStartsDetector } from './starts/yaml.ts';
import { unreadLockDetector } from './unread-lock.ts';
import { uvLockDetector } from './uv-lock.ts';
import { unnamedWeightsDetector, weightsDetector } from './weights.ts';
import { yamlDetector } from './yaml.ts';

export const detectors: readonly Detector[] = [
  pythonDetector,
  pythonScriptDetector,
  notebookDetector,
  dockerfileDetector,
  yamlDetector,
  modelConfigDetector,
  attributesDetector,
  requirementsDetector,
  pyprojectDetector,
  uvLockDetector,
  packageJsonDetector,
  packageLockDetector,
  unreadLockDetector,
  dvcDetector,
  weightsDetector,
  unnamedWeightsDetector,
  mislabeledWeightsDetector,
  dockerfileStartsDetector,
  yamlStartsDetector,
  packageScriptsDetector,
  pyprojectStartsDetector,
  setupDetector,
  procfileDetector,
  shellDetector,
  envFileDetector,
];
