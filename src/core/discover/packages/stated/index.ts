/** Manifests and locks of which the AI frameworks are taken. One a line. */
import type { Detector } from '../../detector.ts';
import { composerDetector } from './composer.ts';
import { pubspecDetector } from './dart.ts';
import { mixDetector } from './elixir.ts';
import { gradleBuildDetector, gradleCatalogDetector } from './gradle.ts';
import { mavenDetector } from './maven.ts';
import { nugetLockDetector, nugetProjectDetector } from './nuget.ts';
import { gemfileDetector, gemfileLockDetector } from './ruby.ts';
import { setupCfgDetector, setupPyDetector } from './setup.ts';
import { podsDetector, swiftPackageDetector, swiftResolvedDetector } from './swift.ts';

export const statedDetectors: readonly Detector[] = [
  mavenDetector,
  gradleBuildDetector,
  gradleCatalogDetector,
  nugetProjectDetector,
  nugetLockDetector,
  swiftPackageDetector,
  swiftResolvedDetector,
  podsDetector,
  gemfileDetector,
  gemfileLockDetector,
  mixDetector,
  pubspecDetector,
  composerDetector,
  setupCfgDetector,
  setupPyDetector,
];
