import { expect, it } from 'vitest';
import { cyclonedxDocument } from '../../../src/core/bom/cyclonedx/index.ts';
import type { Component, PackageFact } from '../../../src/core/model/index.ts';
import { packageSightingOf, unknownOf } from '../../support/build.ts';
import { COMMIT, component, hub, license, packageFact, richBom, sighting } from './support.ts';

it('lists apart what cannot be named, with its place: the text of an expression is no name', () => {
  const document = cyclonedxDocument(richBom(), '1.7');
  expect(JSON.stringify(document)).not.toContain('os.environ');
  expect(document.annotations).toEqual([
    {
      subjects: ['weighbridge:subject'],
      annotator: { component: expect.objectContaining({ type: 'application', name: 'weighbridge' }) },
      timestamp: '2026-11-24T12:00:00.000Z',
      text: 'app/llm.py:14: AutoModel.from_pretrained loads a model that is not listed: its name is computed, so which one it is could not be read',
    },
  ]);
  const others = [unknownOf('a b', { kind: 'dataset', why: 'impossible' }), unknownOf('pick()', { kind: 'service' })];
  const alone = cyclonedxDocument({ ...richBom([], others), problems: [] }, '1.7');
  expect([alone.components, alone.services, alone.compositions[0]?.aggregate]).toEqual([[], undefined, 'incomplete']);
  expect(alone.annotations?.map(({ text }) => text)).toEqual([
    'app/llm.py:14: AutoModel.from_pretrained loads a dataset that is not listed: what stands there is no possible name of one',
    'app/llm.py:14: AutoModel.from_pretrained loads a hosted model that is not listed: its name is computed, so which one it is could not be read',
  ]);
});

it.each<[string, Partial<Component>, string | undefined, string | undefined]>([
  ['a tag', { requested: 'v1.0' }, 'v1.0', 'pkg:huggingface/acme/m@v1.0'],
  ['a branch that the hub answers for', { requested: 'main', version: COMMIT, hub: hub() }, 'main', 'pkg:huggingface/acme/m@main'],
  ['a commit that nobody was asked about', { requested: COMMIT }, COMMIT, `pkg:huggingface/acme/m@${COMMIT}`],
  ['nothing, and the hub answers', { version: COMMIT, hub: hub() }, COMMIT, `pkg:huggingface/acme/m@${COMMIT}`],
  ['nothing', {}, undefined, 'pkg:huggingface/acme/m'],
  [
    'a revision that the code computes',
    { requested: 'v1', sightings: [sighting('hf:acme/m', { requested: 'v1', revisionHow: 'unresolved' })] },
    undefined,
    'pkg:huggingface/acme/m',
  ],
])('version and purl are what the code states: %s', (_, input, version, purl) => {
  const [written] = cyclonedxDocument(richBom([component('hf:acme/m', input)]), '1.7').components;
  expect([written?.version, written?.purl]).toEqual([version, purl]);
});

it.each<[string, Partial<PackageFact>, string | null, string | undefined]>([
  [
    'git, with a commit',
    { source: 'git', location: `git+https://git.example/o/peft.git@${COMMIT}` },
    COMMIT,
    `pkg:pypi/peft?vcs_url=git%2Bhttps%3A%2F%2Fgit.example%2Fo%2Fpeft.git%40${COMMIT}`,
  ],
  [
    'git, without one',
    { source: 'git', location: 'https://git.example/o/peft' },
    'main',
    'pkg:pypi/peft?vcs_url=git%2Bhttps%3A%2F%2Fgit.example%2Fo%2Fpeft',
  ],
  [
    'git, at a branch',
    { source: 'git', location: 'https://git.example/o/peft', range: 'release/1.x' },
    'release/1.x',
    'pkg:pypi/peft?vcs_url=git%2Bhttps%3A%2F%2Fgit.example%2Fo%2Fpeft%40release%2F1.x',
  ],
  [
    'mercurial',
    { source: 'git', location: 'hg+https://hg.example/o/peft' },
    null,
    'pkg:pypi/peft?vcs_url=hg%2Bhttps%3A%2F%2Fhg.example%2Fo%2Fpeft',
  ],
  [
    'an address',
    { source: 'url', location: 'https://files.example/peft-1.0.whl', version: '1.0' },
    null,
    'pkg:pypi/peft@1.0?download_url=https%3A%2F%2Ffiles.example%2Fpeft-1.0.whl',
  ],
  ['git, whose address was not readable', { source: 'git', location: null }, null, undefined],
  ['a folder', { source: 'path', location: null }, null, undefined],
])('a package from elsewhere is not the one of the registry: %s', (_, input, requested, purl) => {
  const fact = packageFact({ name: 'peft', version: null, from: 'manifest', ...input });
  const found = packageSightingOf('pypi:peft', { requested, package: fact });
  const version = fact.version;
  const [written] = cyclonedxDocument(
    richBom([component('pypi:peft', { kind: 'library', version, requested, sightings: [found] })]),
    '1.7',
  ).components;
  expect(written?.purl).toBe(purl);
});

it.each<[string, Partial<Component>, unknown]>([
  [
    'a name and a revision as text',
    { requested: 'v1' },
    [
      {
        field: 'name',
        confidence: 0.9,
        concludedValue: 'm',
        methods: [{ technique: 'source-code-analysis', confidence: 0.9, value: 'm' }],
      },
      {
        field: 'version',
        confidence: 0.9,
        concludedValue: 'v1',
        methods: [{ technique: 'source-code-analysis', confidence: 0.9, value: 'v1' }],
      },
    ],
  ],
  [
    'a default that the environment may replace, confirmed by the hub',
    {
      sightings: [sighting('hf:acme/m', { how: 'environment' })],
      verifications: [{ topic: 'source', outcome: 'passed', reason: null, detail: '', by: 'hub', asOf: null }],
    } as Partial<Component>,
    [
      {
        field: 'name',
        confidence: 1,
        concludedValue: 'm',
        methods: [
          { technique: 'attestation', confidence: 1, value: 'm' },
          { technique: 'source-code-analysis', confidence: 0.4, value: 'm' },
        ],
      },
    ],
  ],
  [
    'an entry of a lock',
    {
      kind: 'library',
      version: '2.6.0',
      requested: '2.6.0',
      sightings: [packageSightingOf('hf:acme/m', { requested: '2.6.0', exact: true, package: packageFact() })],
    },
    [
      { field: 'name', confidence: 1, concludedValue: 'm', methods: [{ technique: 'manifest-analysis', confidence: 1, value: 'm' }] },
      {
        field: 'version',
        confidence: 1,
        concludedValue: '2.6.0',
        methods: [{ technique: 'manifest-analysis', confidence: 1, value: '2.6.0' }],
      },
    ],
  ],
])('says how sure an identity is: %s', (_, input, identity) => {
  const made = component('hf:acme/m', input);
  const bom = richBom([made]);
  const verified = {
    ...bom,
    components: bom.components.map((one) => ({
      ...one,
      ...('verifications' in input ? { verifications: input.verifications as never } : {}),
    })),
  };
  expect(cyclonedxDocument(verified, '1.7').components[0]?.evidence?.identity).toEqual(identity);
});

it('tells what the repository states from what the hub confirmed and what a publisher declares (citations, since 1.7)', () => {
  const passed = { topic: 'revision', outcome: 'passed', reason: null, detail: '', by: 'hub', asOf: null } as const;
  const stated = component('hf:acme/a', { requested: COMMIT, claims: [{ from: 'card', text: 'mit', name: null, link: null }] });
  const asked = component('hf:acme/b', { version: COMMIT, hub: hub() });
  const bom = richBom([stated, asked], []);
  const judged = {
    ...bom,
    components: bom.components.map((one) => ({
      ...one,
      license: license({ expression: one.name === 'acme/a' ? 'MIT' : null }),
      verifications: one.name === 'acme/b' ? [passed] : [],
    })),
  };
  const document = cyclonedxDocument(judged, '1.7');
  const tool = document.metadata.tools.components[0]?.['bom-ref'];
  expect(document.citations).toMatchObject([
    { pointers: ['/components/0/version'], attributedTo: 'weighbridge:subject', note: 'stated by the repository' },
    { pointers: ['/components/1/version'], attributedTo: tool, note: 'confirmed by the hub, which was asked' },
    { pointers: ['/components/0/licenses'], attributedTo: tool, note: 'as its publisher declares it' },
  ]);
  expect(cyclonedxDocument(judged, '1.6')).not.toHaveProperty('citations');
});
