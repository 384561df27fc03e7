/** Helpers for tests of detectors: text in, facts out. */
import type { Detector } from '../../../src/core/discover/detector.ts';
import type { Fact, PackageFact, ProblemFact } from '../../../src/core/model/index.ts';

export function factsOf(detector: Detector, content: string | Uint8Array): readonly Fact[] {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return detector.facts({ bytes, size: bytes.length, depth: 'full' }, {});
}

/** Without names that stand for folders of the tree. */
export function listedOf(detector: Detector, content: string | Uint8Array): readonly Fact[] {
  return factsOf(detector, content).filter((fact) => fact.kind !== 'steering');
}

export function packagesOf(detector: Detector, content: string | Uint8Array): readonly PackageFact[] {
  return factsOf(detector, content).filter((fact) => fact.kind === 'package');
}

export function problemsOf(detector: Detector, content: string | Uint8Array): readonly ProblemFact[] {
  return factsOf(detector, content).filter((fact) => fact.kind === 'problem');
}

/** Exactly one package is expected. */
export function onePackage(detector: Detector, content: string | Uint8Array): PackageFact {
  const found = packagesOf(detector, content);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`expected one package, got ${JSON.stringify(found)}`);
  return found[0];
}
