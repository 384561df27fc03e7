/** The nouns, made by hand: whole, with quiet defaults, and what a test is about put over them. One set for all tests. */
import type { BomComponent, HubFacts, License, PackageFact, Sighting } from '../../src/core/model/index.ts';
import type { Ref } from '../../src/core/ref/index.ts';
import { parseRef } from '../../src/core/ref/parse.ts';

export const COMMIT = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';
export const OTHER = 'aaaa2d9e81b7a6c35d20f1e4b8a97c6d5e3f2bbb';
export const AS_OF = '2026-11-24T12:00:00.000Z';
export const NOW = new Date(AS_OF);

/** A load in product code that names its model by a literal, without a revision. */
export function sightingOf(of: string | Ref, input: Partial<Sighting> = {}): Sighting {
  return {
    detector: 'python',
    kind: 'model',
    ref: typeof of === 'string' ? parseRef(of) : of,
    requested: null,
    exact: false,
    how: 'literal',
    revisionHow: 'literal',
    api: 'AutoModel.from_pretrained',
    place: { path: 'app/llm.py', line: 14, column: 9 },
    scope: 'product',
    endpoint: null,
    remoteCode: false,
    pin: null,
    package: null,
    weights: null,
    ...input,
  };
}

/** An answer of the hub about `COMMIT`, of a repository with nothing remarkable in it. */
export function hubFacts(input: Partial<HubFacts> = {}): HubFacts {
  return {
    commit: COMMIT,
    reachable: 'yes',
    reachableDetail: '',
    redirectedTo: null,
    gated: false,
    files: [],
    digestsConsistent: true,
    licenses: [],
    baseModels: [],
    datasets: [],
    pipelineTag: null,
    libraryName: null,
    architecture: null,
    ...input,
  };
}

export function licenseOf(input: Partial<License> = {}): License {
  return { expression: 'Apache-2.0', name: null, classes: ['permissive'], unknown: null, conflicting: false, url: null, ...input };
}

/** What a component has besides its names. */
export function plainComponent(): Pick<BomComponent, 'framework' | 'resolution' | 'hashes' | 'claims' | 'license' | 'verifications'> {
  return { framework: false, resolution: { state: 'resolved' }, hashes: [], claims: [], license: licenseOf(), verifications: [] };
}

/** A package of the registry, as a manifest names it. */
export function packageFactOf(input: Partial<PackageFact> = {}): PackageFact {
  return {
    kind: 'package',
    line: 1,
    column: 1,
    ecosystem: 'pypi',
    name: 'torch',
    version: null,
    range: null,
    integrity: [],
    source: 'registry',
    location: null,
    group: 'runtime',
    license: null,
    from: 'manifest',
    ...input,
  };
}
