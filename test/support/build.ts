/** The nouns, made by hand: whole, with quiet defaults, and what a test is about put over them. One set for all tests. */
import type {
  Ancestor,
  BomComponent,
  CopySighting,
  HubFacts,
  Kind,
  License,
  LoadSighting,
  PackageFact,
  PackageSighting,
  RunSighting,
  ServiceSighting,
  Sighting,
  Unknown,
  UseDuty,
  UseReason,
  WeightsFact,
  WeightsSighting,
} from '../../src/core/model/index.ts';
import { languages } from '../../src/core/discover/languages/index.ts';
import { createListing, type Listing } from '../../src/core/discover/lookup/listing.ts';
import { feedsOf } from '../../src/core/discover/link/feeds.ts';
import type { Ref } from '../../src/core/ref/index.ts';
import { parseRef } from '../../src/core/ref/parse.ts';

export const COMMIT = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';
export const OTHER = 'aaaa2d9e81b7a6c35d20f1e4b8a97c6d5e3f2bbb';
export const AS_OF = '2026-11-24T12:00:00.000Z';
export const NOW = new Date(AS_OF);

function seen(of: string | Ref): Pick<Sighting, 'ref' | 'requested' | 'place' | 'scope'> {
  const ref = typeof of === 'string' ? parseRef(of) : of;
  return { ref, requested: null, place: { path: 'app/llm.py', line: 14, column: 9 }, scope: 'product' };
}

/** A load in product code that names its model by a literal, without a revision. */
export function sightingOf(of: string | Ref, input: Partial<LoadSighting> = {}): LoadSighting {
  return {
    type: 'load',
    detector: 'python',
    kind: 'model',
    ...seen(of),
    how: 'literal',
    revisionHow: 'literal',
    api: 'AutoModel.from_pretrained',
    endpoint: null,
    remoteCode: false,
    pin: null,
    ...input,
  };
}

/** A load from a folder that holds nothing. */
export function copySightingOf(of: string | Ref, input: Partial<CopySighting> = {}): CopySighting {
  const copy = { folder: 'models', files: [], complete: true, seen: 'tree' } as const;
  return { ...sightingOf(of), copy, ...input, type: 'copy' };
}

/** A call of a hosted model. */
export function serviceSightingOf(of: string | Ref, input: Partial<ServiceSighting> = {}): ServiceSighting {
  return { type: 'service', detector: 'python', kind: 'service', ...seen(of), how: 'literal', api: 'responses.create', ...input };
}

/** An action of a workflow, or what else a file says to run. */
export function runSightingOf(of: string | Ref, input: Partial<RunSighting> = {}): RunSighting {
  return { type: 'run', detector: 'actions', kind: 'action', ...seen(of), how: 'literal', api: 'uses', ...input };
}

/** A requirement of a manifest. */
export function packageSightingOf(of: string | Ref, input: Partial<PackageSighting> = {}): PackageSighting {
  return {
    type: 'package',
    detector: 'manifest',
    kind: 'library',
    ...seen(of),
    exact: false,
    api: 'requirement',
    package: packageFactOf(),
    ...input,
  };
}

/** Weights in the tree, as safetensors. */
export function weightsSightingOf(of: string | Ref, input: Partial<WeightsSighting> = {}): WeightsSighting {
  return { type: 'weights', detector: 'weights', kind: 'model', ...seen(of), api: 'safetensors file', weights: weightsFactOf(), ...input };
}

/** Any sighting with the quiet values of a load where it has none of its own. */
export type Loose = Omit<LoadSighting, 'type' | 'kind'> &
  Pick<Sighting, 'kind'> &
  Partial<Pick<WeightsSighting, 'origin' | 'bytes'>> &
  Partial<Pick<CopySighting, 'copy'>>;

export function loose(one: Sighting): Loose {
  return { how: 'literal', revisionHow: 'literal', endpoint: null, remoteCode: false, pin: null, ...one };
}

/** The sighting that names a component of this kind. */
export function anySightingOf(
  of: string | Ref,
  kind: Kind,
  input: Partial<Pick<Sighting, 'requested' | 'place' | 'scope'>> = {},
): Sighting {
  if (kind === 'library') return packageSightingOf(of, input);
  if (kind === 'service') return serviceSightingOf(of, input);
  return sightingOf(of, { ...input, kind: kind === 'dataset' ? 'dataset' : 'model' });
}

/** A load without a name. `text`: what stands in its place. */
export function unknownOf(text: string, input: Partial<Unknown> = {}): Unknown {
  return {
    type: 'unknown',
    detector: 'python',
    kind: 'model',
    why: 'computed',
    text,
    feeds: input.why === 'impossible' ? [`text ${text}`] : feedsOf(text),
    api: 'AutoModel.from_pretrained',
    place: { path: 'app/llm.py', line: 14, column: 9 },
    scope: 'product',
    endpoint: null,
    remoteCode: false,
    ...input,
  };
}

export function weightsFactOf(input: Partial<WeightsFact> = {}): WeightsFact {
  return {
    kind: 'weights',
    line: 1,
    column: 1,
    format: 'safetensors',
    pointer: false,
    sha256: 'ab'.repeat(32),
    size: 100,
    runsCode: false,
    metadata: {},
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

/** Of a tree of which every file is read. */
export function listingOf(paths: Iterable<string>): Listing {
  const all = new Set(paths);
  return createListing(all, all, languages.modules);
}

/** A step of a lineage whose source answered. */
export function ancestorOf(ref: string, of: string, input: Partial<Ancestor> = {}): Ancestor {
  return {
    ref,
    kind: 'model',
    of,
    relation: 'finetune',
    by: 'card',
    claims: [],
    commit: COMMIT,
    pipelineTag: null,
    unresolved: null,
    ...input,
  };
}

/** Why a model is not simply allowed: its own terms forbid what a commercial product does. */
export function useReasonOf(input: Partial<UseReason> = {}): UseReason {
  return {
    verdict: 'deny',
    clause: 'commercial-use',
    path: ['acme/ner'],
    license: 'CC-BY-NC-4.0',
    text: 'commercial use is forbidden',
    fact: 'the product is commercial',
    set: 'product.use',
    ways: ['use a model under a license that allows commercial use', 'ask its owner for a commercial license'],
    ...input,
  };
}

/** What one has to do, of which the product's owner said nothing. */
export function useDutyOf(input: Partial<UseDuty> = {}): UseDuty {
  return {
    clause: 'naming',
    path: ['acme/ner'],
    license: 'LicenseRef-scancode-llama-3.1-license-2024',
    text: 'Show “Built with Llama” where people see the product',
    copy: 'Built with Llama',
    state: 'unstated',
    ...input,
  };
}
