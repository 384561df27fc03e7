/** A Bom with one of everything that a document must be able to say, made by hand and built by the real builder. */
import { buildBom } from '../../../src/core/bom/build.ts';
import type { Bom, Component, License, PackageFact, Problem, Unknown, Verification } from '../../../src/core/model/index.ts';
import { displayName, identityOf } from '../../../src/core/ref/format.ts';
import { parseRef } from '../../../src/core/ref/parse.ts';
import {
  anySightingOf,
  AS_OF,
  COMMIT,
  hubFacts,
  licenseOf,
  OTHER,
  packageFactOf,
  packageSightingOf,
  serviceSightingOf,
  unknownOf,
  sightingOf,
} from '../../support/build.ts';

export { AS_OF, COMMIT, hubFacts as hub, licenseOf as license, OTHER, sightingOf as sighting } from '../../support/build.ts';
export const SHA256 = '3594bba73bcbde635e6e4ece56cdeec93319ba7df0e083539e513e6061872ff8';

export function component(reference: string, input: Partial<Component> = {}): Component {
  const ref = parseRef(reference);
  const identity = identityOf({ ...ref, version: null });
  const kind = input.kind ?? 'model';
  const requested = input.requested ?? null;
  return {
    key: requested === null ? identity : `${identity}@${requested}`,
    identity,
    kind,
    ref: { ...ref, version: null },
    name: displayName(ref),
    version: null,
    requested,
    framework: false,
    sightings: [anySightingOf(reference, kind, { requested })],
    resolution: { state: 'resolved' },
    hashes: [],
    claims: [],
    hub: null,
    ...input,
  };
}

/** torch, locked. */
export function packageFact(input: Partial<PackageFact> = {}): PackageFact {
  return packageFactOf({ line: 3, version: '2.6.0', from: 'lock', ...input });
}

const PROBLEM: Problem = { code: 'syntax', message: 'not JSON', path: 'web/package-lock.json', line: 7, column: 1, blob: null };
const PASSED: Verification = { topic: 'digests', outcome: 'passed', reason: null, detail: 'equal', by: 'hub', asOf: AS_OF };

export function richComponents(): Component[] {
  const llama = component('hf:acme/support-llama', {
    requested: COMMIT,
    version: COMMIT,
    hub: hubFacts({
      files: [
        { path: 'model.safetensors', size: 70_000_000_000, hashes: [{ algorithm: 'sha256', value: SHA256 }] },
        { path: 'config.json', size: 512, hashes: [{ algorithm: 'git-sha1', value: OTHER }] },
      ],
      baseModels: [
        { id: 'meta-llama/Llama-3.1-8B-Instruct', relation: 'finetune' },
        { id: 'gpt2', relation: 'merge' },
      ],
      datasets: ['rajpurkar/squad', 'acme/private chats'],
      pipelineTag: 'text-generation',
      architecture: 'LlamaForCausalLM',
      libraryName: 'transformers',
      gated: true,
    }),
    sightings: [
      sightingOf('hf:acme/support-llama', { requested: COMMIT, remoteCode: true }),
      sightingOf('hf:acme/support-llama', {
        requested: COMMIT,
        scope: 'test',
        how: 'imported',
        place: { path: 'tests/test_llm.py', line: 3, column: 5 },
      }),
    ],
  });
  return [
    llama,
    component('hf:gpt2', { version: OTHER, hub: hubFacts({ commit: OTHER, reachable: 'not-asked' }) }),
    component('hf:datasets/rajpurkar/squad', { kind: 'dataset', version: COMMIT, hub: hubFacts() }),
    component('pypi:torch', {
      kind: 'library',
      framework: true,
      requested: '2.6.0',
      version: '2.6.0',
      hashes: [{ algorithm: 'sha256', value: SHA256 }],
      sightings: [
        packageSightingOf('pypi:torch', {
          requested: '2.6.0',
          exact: true,
          api: '',
          place: { path: 'uv.lock', line: 211, column: 1 },
          package: packageFact({ location: 'https://user:secret@files.example.org/torch 2.6|x.whl?token=abc#frag' }),
        }),
      ],
    }),
    component('npm:@huggingface/transformers', {
      kind: 'library',
      requested: '^3',
      hashes: [{ algorithm: 'sha512', value: SHA256 + SHA256 }],
      sightings: [
        packageSightingOf('npm:@huggingface/transformers', {
          requested: '^3',
          package: packageFact({ ecosystem: 'npm', group: 'optional' }),
        }),
      ],
    }),
    component('service:openai/gpt-4o', {
      retirement: { on: '2027-01-14', source: 'https://provider.example/deprecations' },
      kind: 'service',
      sightings: [serviceSightingOf('service:openai/gpt-4o')],
    }),
    component('generic:weights', {
      key: `generic:sha256-${SHA256}`,
      name: 'models/old.pt',
      hashes: [{ algorithm: 'sha256', value: SHA256 }],
      resolution: { state: 'unresolved', reason: 'no-source', detail: 'weights in the tree' },
    }),
    component('hf:acme/later', { resolution: { state: 'unresolved', reason: 'offline', detail: 'nobody was asked' } }),
    component('hf:acme/typo', { resolution: { state: 'unresolved', reason: 'not-found', detail: '404' } }),
    component('gh:pytorch/vision', { kind: 'action', requested: 'v0.10.0' }),
    component('oci:ghcr.io/acme/serve', { kind: 'image', version: `sha256:${SHA256}` }),
  ];
}

export function richLicenses(components: readonly Component[]): Map<string, License> {
  const choices = [
    licenseOf({ expression: 'LicenseRef-llama-3.1', name: 'Llama 3.1 Community License', url: 'https://example.org/llama/license?x=1' }),
    licenseOf({ expression: 'MIT' }),
    licenseOf({ expression: 'CC-BY-SA-4.0 AND MIT', conflicting: true }),
    licenseOf({ expression: 'BSD-3-Clause-OpenWebUI' }),
    licenseOf({ expression: null, unknown: 'not stated' }),
    licenseOf({ expression: null, name: 'Acme Terms', unknown: 'not recognised: other', url: 'javascript:alert(1)' }),
  ];
  return new Map(components.map(({ key }, index) => [key, choices[index % choices.length] ?? licenseOf()]));
}

export function richBom(
  components: readonly Component[] = richComponents(),
  unknowns: readonly Unknown[] = [unknownOf('os.environ["MODEL"]')],
): Bom {
  const licenses = richLicenses(richComponents());
  return buildBom({
    subject: { name: 'acme/app', version: COMMIT },
    components,
    unknowns,
    licenseOf: ({ key }) => licenses.get(key) ?? licenseOf({ expression: null, unknown: 'not stated' }),
    verificationsOf: ({ key }) => (key === `pkg:huggingface/acme/support-llama@${COMMIT}` ? [PASSED] : []),
    problems: [PROBLEM],
    asOf: AS_OF,
  });
}
