/** Images and models of registries at the gate: nobody is asked about images unless a rule wants it, and then about new ones; models are asked about like those of a hub. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reportViewOf } from '../../src/core/report/view/view.ts';
import { pushImage, pushPlain, signClassic } from '../oci-fake/images.ts';
import { type FakeOci, startOci } from '../oci-fake/index.ts';
import { checking, told } from '../support/checking.ts';
import { IDENTITY, ISSUER, sigstoreInstance, type SigstoreInstance } from '../support/sigstore.ts';

const doors = checking();
const REPOSITORY = 'vllm/vllm-openai';
const MISSING = `sha256:${'0'.repeat(64)}`;

let instance: SigstoreInstance;
let registry: FakeOci;
let digest: string;
beforeAll(async () => {
  instance = await sigstoreInstance();
});
beforeEach(async () => {
  registry = await startOci();
  digest = pushPlain(registry, REPOSITORY, 'v1');
});
afterEach(() => registry.close());

const image = (reference: string): string => `${registry.name}/${REPOSITORY}${reference}`;
const from = (reference: string): string => `FROM ${image(reference)}\n`;
const rule = (require: string, signers = ''): string =>
  `version: 1\nrules:\n  image/provenance: { level: block, require: ${require} }\n${signers}`;
const signers = (pattern: string): string =>
  `signers:\n  - { for: "${pattern}", identity: "${IDENTITY}", issuer: "${ISSUER}", name: Acme }\n`;
const world = () => ({ registries: registry.environment, trustRoot: instance.trust, now: instance.time });

describe('images', () => {
  it('cost no request and no word without a rule that wants to know', async () => {
    const result = await doors.check({ Dockerfile: from(':v0') }, { Dockerfile: from(`@${MISSING}`) }, world());
    expect([result.verdict.conclusion, told(result)]).toEqual(['pass', []]);
    expect(result.bom.components.find(({ kind }) => kind === 'image')?.verifications).toEqual([]);
    expect(registry.requests).toEqual([]);
  });

  it('that stay as they are cost no request, rule or not', async () => {
    const result = await doors.check({ Dockerfile: from(`@${MISSING}`) }, { 'a.md': 'x' }, { ...world(), policy: rule('signed') });
    expect(told(result)).toEqual([]);
    expect(registry.requests).toEqual([]);
  });

  it.each<[string, () => string, string, string[]]>([
    ['a tag', () => ':v1', 'pinned', ['new! image/provenance Dockerfile']],
    ['a tag, where a name is enough', () => ':v1', 'named', []],
    ['a digest that is served', () => `:v1@${digest}`, 'pinned', []],
    ['a digest that is not', () => `@${MISSING}`, 'named', ['new! image/provenance Dockerfile']],
    ['a digest that nobody signed', () => `@${digest}`, 'signed', ['new! image/provenance Dockerfile']],
  ])('%s', async (_, reference, require, expected) => {
    const result = await doors.check({ 'a.md': '' }, { Dockerfile: from(reference()) }, { ...world(), policy: rule(require) });
    expect(told(result)).toEqual(expected);
  });

  it('are signed by whom the policy names for them, and by nobody else', async () => {
    await signClassic(registry, REPOSITORY, digest, { instance });
    const judge = (pattern: string) =>
      doors.check({ 'a.md': '' }, { Dockerfile: from(`@${digest}`) }, { ...world(), policy: rule('signed', signers(pattern)) });
    const fine = await judge(`oci:${registry.name}/vllm/*`);
    expect([fine.verdict.conclusion, told(fine)]).toEqual(['pass', []]);
    expect(Object.values(fine.verdict.signed)).toEqual(['Acme']);
    const other = await judge(`oci:${registry.name}/other/*`);
    expect(told(other)).toEqual(['new! image/provenance Dockerfile']);
    expect(other.verdict.findings[0]?.finding.gap).toBe('signer');
  });

  it('with a signature of another image are refused, whatever is demanded', async () => {
    await signClassic(registry, REPOSITORY, digest, { instance, names: MISSING });
    const result = await doors.check({ 'a.md': '' }, { Dockerfile: from(`@${digest}`) }, { ...world(), policy: rule('named') });
    expect(told(result)).toEqual(['new! image/provenance Dockerfile']);
    expect(result.verdict.findings[0]?.finding.gap).toBe('signature-invalid');
  });

  it('of a registry that nobody listed are not verifiable from here: never pinned, and nobody is told their name', async () => {
    const file = `FROM registry.example/${REPOSITORY}@${digest}\n`;
    const result = await doors.check({ 'a.md': '' }, { Dockerfile: file }, { ...world(), policy: rule('pinned') });
    expect(result.verdict.findings.map(({ finding }) => finding.gap)).toEqual(['not-checked']);
    expect(registry.requests).toEqual([]);
  });

  it.each<[string, string, string, readonly string[]]>([
    ['from tests to the product', 'tests/Dockerfile', 'Dockerfile', ['new! image/provenance Dockerfile']],
    ['from the product to tests', 'Dockerfile', 'tests/Dockerfile', []],
    ['from tests to other tests', 'tests/Dockerfile', 'tests/other/Dockerfile', []],
    ['from the product to elsewhere in it', 'Dockerfile', 'other/Dockerfile', []],
  ])('are new to the product where only tests had them (T5, T42): %s', async (_, old, fresh, expected) => {
    const file = from(`@${MISSING}`);
    const result = await doors.check({ [old]: file }, { [fresh]: file }, { ...world(), policy: rule('pinned') });
    expect(told(result)).toEqual(expected);
  });

  it.each([
    ['a path of 232 characters', () => `${registry.name}/${'a'.repeat(220)}/vllm-openai@${MISSING}`],
    ['a path that is longer than any name', () => `ghcr.io/${'a/'.repeat(119)}vllm-openai@${MISSING}`],
    ['a path that no registry can have', () => `${registry.name}/a_-b/vllm-openai@${MISSING}`],
    ['a digest that no registry is asked for', () => image(`@sha512:${'0'.repeat(128)}`)],
    ['a server that there cannot be', () => `${'a'.repeat(64)}.example/acme/vllm-openai@${MISSING}`],
  ])('are never passed over because nobody could be asked (T4): %s', async (_, name) => {
    const judge = (policy: string) => doors.check({ 'a.md': '' }, { Dockerfile: `FROM ${name()}\n` }, { ...world(), policy });
    for (const require of ['named', 'pinned', 'signed']) expect((await judge(rule(require))).verdict.conclusion).not.toBe('pass');
    const silent = await judge('version: 1\n');
    expect([silent.verdict.conclusion, told(silent)]).toEqual(['pass', []]);
  });

  it('whose registry is down wait, and are no finding of their own', async () => {
    registry.answers.set(`/v2/${REPOSITORY}/manifests/${digest}`, { status: 403 });
    const result = await doors.check({ 'a.md': '' }, { Dockerfile: from(`@${digest}`) }, { ...world(), policy: rule('pinned') });
    expect([result.verdict.conclusion, told(result)]).toEqual(['wait', ['new! verification/incomplete Dockerfile']]);
  });
});

describe('models', () => {
  const compose = (model: string): string =>
    `services:\n  app:\n    image: scratch\n    models: [llm]\nmodels:\n  llm:\n    model: ${model}\n`;
  const pushModel = (repository: string, tag: string): string =>
    pushImage(registry, repository, tag, {
      config: { type: 'application/vnd.docker.ai.model.config.v0.1+json', content: '{"config":{"architecture":"llama"}}' },
      layers: [
        { type: 'application/vnd.docker.ai.gguf.v3', content: 'GGUF weights', annotations: { 'org.opencontainers.image.title': 'm.gguf' } },
        { type: 'application/vnd.docker.ai.license', content: 'MIT License\n' },
      ],
    });

  it('of Docker Model Runner have their digest, files and license; a tag floats', async () => {
    const served = pushModel('ai/smol', '1b');
    const { verdict, bom } = await doors.check({ 'a.md': '' }, { 'compose.yaml': compose(`${registry.name}/ai/smol:1b`) }, world());
    const [model] = bom.components.filter(({ kind }) => kind === 'model');
    expect(model).toMatchObject({
      version: served,
      requested: '1b',
      license: { expression: 'MIT' },
      hub: { architecture: 'llama', files: [{ path: 'license' }, { path: 'm.gguf' }] },
    });
    expect(verdict.findings.map(({ finding, blocks }) => [finding.rule, blocks])).toEqual([['model/floating', false]]);
  });

  it('by a digest are pinned, and signed by whom the policy names', async () => {
    const served = pushModel('ai/smol', '1b');
    const policy = `version: 1\nrules:\n  model/provenance: { level: block, require: signed }\n${signers(`oci:${registry.name}/ai/*`)}`;
    const judge = () =>
      doors.check({ 'a.md': '' }, { 'compose.yaml': compose(`${registry.name}/ai/smol@${served}`) }, { ...world(), policy });
    const unsigned = await judge();
    expect(unsigned.verdict.findings.map(({ finding }) => [finding.rule, finding.gap])).toEqual([['model/provenance', 'unsigned']]);
    await signClassic(registry, 'ai/smol', served, { instance });
    const signed = await judge();
    expect([signed.verdict.conclusion, Object.values(signed.verdict.signed)]).toEqual(['pass', ['Acme']]);
  });

  it('at a digest under which their registry has something else are not taken for it', async () => {
    const other = `sha256:${'4'.repeat(64)}`;
    const body = JSON.stringify({ schemaVersion: 2, manifests: [] });
    registry.answers.set(`/v2/ai/smol/manifests/${other}`, {
      status: 200,
      headers: { 'content-type': 'application/vnd.oci.image.index.v1+json' },
      body,
    });
    const result = await doors.check({ 'a.md': '' }, { 'compose.yaml': compose(`${registry.name}/ai/smol@${other}`) }, world());
    expect([result.verdict.conclusion, told(result)]).toEqual(['wait', ['new! verification/incomplete compose.yaml']]);
  });

  it('whose registry has no list of referrers, and pages for what it does not have, are just not signed', async () => {
    const served = pushModel('ai/smol', '1b');
    const page = { status: 404, headers: { 'content-type': 'text/html' }, body: '<html>' };
    registry.answers.set(`/v2/ai/smol/referrers/${served}`, { ...page, status: 405 });
    registry.answers.set(`/v2/ai/smol/manifests/${served.replace(':', '-')}`, page);
    registry.answers.set(`/v2/ai/smol/manifests/${served.replace(':', '-')}.sig`, page);
    const result = await doors.check({ 'a.md': '' }, { 'compose.yaml': compose(`${registry.name}/ai/smol@${served}`) }, world());
    expect([result.verdict.conclusion, told(result)]).toEqual(['pass', []]);
  });

  it('of Ollama are told by the digest of their manifest', async () => {
    const served = pushImage(registry, 'library/llama3.2', '1b', {
      config: { type: 'application/vnd.docker.container.image.v1+json', content: '{"model_family":"llama"}' },
      layers: [
        { type: 'application/vnd.ollama.image.model', content: 'GGUF' },
        {
          type: 'application/vnd.ollama.image.license',
          content: 'LLAMA 3.2 COMMUNITY LICENSE AGREEMENT\n',
        },
      ],
    });
    // A page that is no JSON is no other word.
    registry.answers.set('/v2/library/made-here/manifests/latest', {
      status: 404,
      headers: { 'content-type': 'text/plain' },
      body: 'not found',
    });
    const files = { 'run.sh': 'ollama pull llama3.2:1b\nollama pull made-here\n' };
    const { bom, verdict } = await doors.check({ 'a.md': '' }, files, world());
    expect(bom.components.map(({ name, version, license, resolution }) => [name, version, license.expression, resolution.state])).toEqual([
      ['llama3.2', served, 'LicenseRef-scancode-llama-3.2-license-2024', 'resolved'],
      ['made-here', null, null, 'unresolved'],
    ]);
    // What is not in the library may be made on the machine itself: it is no unknown source.
    expect(verdict.findings.every(({ finding, blocks }) => !blocks && finding.rule !== 'verification/incomplete')).toBe(true);
    expect(reportViewOf(verdict, bom).rows.map(({ name }) => name)).toContain('llama3.2');
  });
});
