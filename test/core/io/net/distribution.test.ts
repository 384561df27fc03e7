/** Sign-in to registries of images, and where they may send us (T19). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manifestQuestion, blobQuestion, type ManifestAsked } from '../../../../src/core/hosts/distribution.ts';
import { createEvidence } from '../../../../src/core/io/evidence/evidence.ts';
import { gather } from '../../../../src/core/io/evidence/gather.ts';
import { readChallenge } from '../../../../src/core/io/net/challenge.ts';
import { addressesIn, HOST_VARIABLES, hubSettings, REGISTRY_VARIABLES } from '../../../../src/core/io/net/settings.ts';
import type { Answer, Question } from '../../../../src/core/model/index.ts';
import { pushPlain } from '../../../oci-fake/images.ts';
import { type Canned, type FakeOci, startOci } from '../../../oci-fake/index.ts';

let registry: FakeOci;
let asked: ManifestAsked;
beforeEach(async () => {
  registry = await startOci();
  asked = { host: 'oci', server: registry.name, repository: 'acme/app', reference: 'v1' };
  pushPlain(registry, 'acme/app', 'v1');
});
afterEach(() => registry.close());

async function ask(questions: readonly Question[], env: Readonly<Record<string, string>> = {}): Promise<readonly Answer[]> {
  const evidence = createEvidence();
  const addresses = addressesIn(hubSettings({ ...registry.environment, ...env }, { hubUrl: null }));
  await gather(questions, evidence, { addresses, offline: false, now: () => new Date(0), tries: 1, concurrency: 1 });
  return [...evidence.answers.values()];
}

const credential = (): Readonly<Record<string, string>> => ({ WEIGHBRIDGE_OCI_TOKENS: `${registry.name}=robot:correct-horse` });
const seen = (): (string | null)[] =>
  registry.requests.map(({ origin, path, authorization }) => `${origin} ${path.split('?')[0]} ${authorization?.split(' ')[0] ?? '-'}`);

describe('a token', () => {
  it('is asked for without a name, for reading this one repository, and used for all that is asked of it', async () => {
    registry.sign = 'bearer';
    const answers = await ask([manifestQuestion(asked), manifestQuestion(asked, 'v1-none')]);
    expect(answers.map(({ state }) => state)).toEqual(['ok', 'not-found']);
    expect(seen()).toEqual([
      'registry /v2/acme/app/manifests/v1 -',
      'registry /token -',
      'registry /v2/acme/app/manifests/v1 Bearer',
      'registry /v2/acme/app/manifests/v1-none Bearer',
    ]);
    expect(registry.requests[1]?.path).toContain('scope=repository%3Aacme%2Fapp%3Apull');
    expect(registry.requests[1]?.path).not.toContain('push');
  });

  it.each(['bearer', 'basic'] as const)('is given for the credential of exactly this registry (%s)', async (sign) => {
    registry.sign = sign;
    registry.credential = 'robot:correct-horse';
    expect((await ask([manifestQuestion(asked)], credential()))[0]?.state).toBe('ok');
    expect((await ask([manifestQuestion(asked)], { WEIGHBRIDGE_OCI_TOKENS: 'ghcr.io=robot:correct-horse' }))[0]?.state).toBe(
      'unauthorized',
    );
  });

  it('is asked of no service that nobody listed, and no credential goes there', async () => {
    const other = await startOci();
    registry.sign = 'bearer';
    registry.realm = `${other.url}/token`;
    const [answer] = await ask([manifestQuestion(asked)], credential());
    expect(answer).toMatchObject({ state: 'refused', detail: `it wants a token from ${other.url}: not an allowed address` });
    expect(other.requests).toEqual([]);
    await other.close();
  });

  it('is asked of a service that the operator lists beside the registry', async () => {
    const other = await startOci();
    other.credential = 'robot:correct-horse';
    registry.sign = 'bearer';
    registry.credential = 'robot:correct-horse';
    registry.realm = `${other.url}/token`;
    const env = { ...credential(), WEIGHBRIDGE_OCI_REGISTRIES: `off ${registry.url},${other.url}` };
    expect((await ask([manifestQuestion(asked)], env))[0]?.state).toBe('ok');
    await other.close();
  });

  it.each([
    ['no JSON', 'x'],
    ['none', '{}'],
    ['a line break', '{"token":"a\\r\\nX-Evil: 1"}'],
    ['too long a one', JSON.stringify({ token: 'x'.repeat(20_000) })],
  ])('that is %s is none', async (_, body) => {
    registry.sign = 'bearer';
    registry.answers.set('/token', { status: 200, headers: { 'content-type': 'application/json' }, body });
    expect((await ask([manifestQuestion(asked)]))[0]).toMatchObject({ state: 'refused', detail: 'its token service gave no usable token' });
  });

  const JSON_TYPE = { 'content-type': 'application/json' };
  it.each<[string, Canned]>([
    ['an answer', { status: 200, headers: JSON_TYPE, body: '{"schemaVersion":2,"x":"token-of-the-stand-in"}' }],
    ['an answer with escapes', { status: 200, headers: JSON_TYPE, body: '{"x":"\\u0074oken-of-the-stand-in"}' }],
    ['one of two values', { status: 200, headers: JSON_TYPE, body: '{"x":"\\u0074oken-of-the-stand-in","x":1}' }],
    ['a redirect', { status: 302, headers: { location: '/x/token-of-the-stand-in' } }],
    ['a redirect with escapes', { status: 302, headers: { location: '/x/%74oken-of-the-stand-in' } }],
    ['a redirect to elsewhere', { status: 302, headers: { location: 'https://token-of-the-stand-in.example/x' } }],
  ])('is never kept, whatever repeats it (T21): %s', async (_, canned) => {
    registry.sign = 'bearer';
    registry.answers.set('/v2/acme/app/manifests/v2', canned);
    const answers = await ask([manifestQuestion(asked), manifestQuestion(asked, 'v2')]);
    expect(answers[1]).toMatchObject({
      state: 'refused',
      detail: 'the answer repeats the credential; it was not kept',
      location: null,
    });
  });

  it.each([
    ['of a blob that is sent on to a server of that name', 'https://token-of-the-stand-in.example/x'],
    ['of a blob that is sent on nowhere', 'token-of-the-stand-in:x'],
  ])('is not in what is told %s', async (_, location) => {
    registry.sign = 'bearer';
    const question = blobQuestion(asked, registry.blob('acme/app', 'text'), 100);
    registry.answers.set(question.path, { status: 307, headers: { location } });
    const answers = await ask([manifestQuestion(asked), question]);
    expect(JSON.stringify(answers)).not.toContain('token-of-the-stand-in');
  });

  it('of the operator is not kept where the token service repeats it', async () => {
    registry.sign = 'bearer';
    registry.credential = 'robot:correct-horse';
    const basic = Buffer.from('robot:correct-horse').toString('base64');
    registry.answers.set('/token', { status: 302, headers: { location: `/${basic}` } });
    const [answer] = await ask([manifestQuestion(asked)], credential());
    expect(answer).toMatchObject({ state: 'refused', location: null });
  });
});

describe('a redirect', () => {
  const blob = (): Question => blobQuestion(asked, registry.blob('acme/app', 'text'), 100);

  it('of a blob is followed to a store that is listed, without the token', async () => {
    registry.sign = 'bearer';
    registry.credential = 'robot:correct-horse';
    expect((await ask([blob()], credential()))[0]?.state).toBe('ok');
    expect(seen().at(-1)).toMatch(/^store \/acme\/app\/sha256:[0-9a-f]{64} -$/);
  });

  it.each([
    [
      'to a store that nobody listed',
      'https://cdn.example/x?signature=secret',
      'the registry sends on to https://cdn.example: not an allowed address',
    ],
    ['to an address with a password', 'http://a:b@127.0.0.1:9/x', 'the registry sends on to http://127.0.0.1:9: not an allowed address'],
    ['to something that is no web address', 'file:///etc/passwd', 'the registry sends on to null: not an allowed address'],
    ['in a circle', '', 'the registry sends on more than 3 times'],
  ])('%s is refused', async (_, location, detail) => {
    const question = blob();
    registry.answers.set(question.path, { status: 307, headers: { location: location === '' ? question.path : location } });
    expect((await ask([question]))[0]).toMatchObject({ state: 'refused', detail, location: null });
  });

  it('back from a store does not bring the token back', async () => {
    registry.sign = 'bearer';
    const question = blob();
    registry.answers.set('/token', {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"token":"token-of-the-stand-in"}',
    });
    const back = await startOci();
    back.answers.set('/back', { status: 302, headers: { location: `${registry.url}/v2/acme/app/manifests/v1` } });
    registry.answers.set(question.path, { status: 307, headers: { location: `${back.url}/back` } });
    const env = { WEIGHBRIDGE_OCI_REGISTRIES: `off ${registry.url},${back.url}` };
    await ask([manifestQuestion(asked), question], env);
    expect(seen().at(-1)).toBe('registry /v2/acme/app/manifests/v1 -');
    await back.close();
  });
});

it('a registry that is down costs no other one its questions', async () => {
  const down: ManifestAsked = { ...asked, server: 'down.example' };
  const env = { WEIGHBRIDGE_OCI_REGISTRIES: `${registry.environment['WEIGHBRIDGE_OCI_REGISTRIES']} down.example=http://127.0.0.1:9` };
  const many = Array.from({ length: 12 }, (_, index) => manifestQuestion(down, `v${index}`));
  const answers = await ask([...many, manifestQuestion(asked)], env);
  expect(answers.at(-1)?.state).toBe('ok');
  expect(answers.at(-2)?.detail).toMatch(/^not asked/);
});

describe('settings', () => {
  const servers = (env: Readonly<Record<string, string>>, host = 'oci') =>
    [...(addressesIn(hubSettings(env, { hubUrl: null })).get(host)?.servers ?? [])].map(([name, { baseUrl }]) => `${name} ${baseUrl}`);

  it('asks public registries, the operator’s beside them, and his in place of one that he names', () => {
    expect(servers({})).toContain('docker.io https://registry-1.docker.io');
    const env = { WEIGHBRIDGE_OCI_REGISTRIES: 'https://Registry.Example:5000 docker.io=https://mirror.example/hub' };
    expect(servers(env)).toContain('registry.example:5000 https://registry.example:5000');
    expect(servers(env)).toContain('docker.io https://mirror.example/hub');
    expect(servers({ WEIGHBRIDGE_OCI_REGISTRIES: 'off https://only.example' })).toEqual(['only.example https://only.example']);
    expect(servers({ WEIGHBRIDGE_OCI_REGISTRIES: 'off' })).toEqual([]);
    expect(servers({ WEIGHBRIDGE_OLLAMA_REGISTRY: 'https://mirror.example' }, 'ollama')).toEqual([
      'registry.ollama.ai https://mirror.example',
    ]);
  });

  it('keeps the variables among those of registries, and the credential among those to hide', () => {
    expect(REGISTRY_VARIABLES).toEqual(expect.arrayContaining(['WEIGHBRIDGE_OCI_REGISTRIES', 'WEIGHBRIDGE_OLLAMA_REGISTRY']));
    expect(HOST_VARIABLES.credentials).toContain('WEIGHBRIDGE_OCI_TOKENS');
  });

  it.each([
    ['WEIGHBRIDGE_OCI_REGISTRIES', 'http://registry.example'],
    ['WEIGHBRIDGE_OCI_REGISTRIES', 'https://ada:hunter22@registry.example'],
    ['WEIGHBRIDGE_OCI_REGISTRIES', 'https://registry.example,http://auth.example'],
    ['WEIGHBRIDGE_OCI_REGISTRIES', '../x=https://registry.example'],
    ['WEIGHBRIDGE_OCI_REGISTRIES', 'registry.example'],
    ['WEIGHBRIDGE_OCI_TOKENS', 'hunter22hunter22'],
    ['WEIGHBRIDGE_OCI_TOKENS', 'ghcr.io=hunter22hunter22'],
  ])('refuses %s=%s, and repeats no secret', (name, value) => {
    const settings = (): unknown => hubSettings({ [name]: value }, { hubUrl: null });
    expect(settings).toThrow(new RegExp(name));
    expect(settings).not.toThrow(/hunter22/);
  });
});

describe('challenges', () => {
  it.each([
    [
      'Bearer realm="https://a.example/t",service="s",scope="repository:x:pull"',
      { scheme: 'Bearer', realm: 'https://a.example/t', service: 's' },
    ],
    ['bearer  realm = "https://a.example/t"', { scheme: 'Bearer', realm: 'https://a.example/t', service: null }],
    ['Basic realm="x"', { scheme: 'Basic' }],
    ['Bearer service="s"', null],
    ['Bearer realm="a",realm="b"', null],
    ['Negotiate', null],
    [`Bearer ${'a="b",'.repeat(600)}realm="x"`, null],
    [`Bearer realm="${'x'.repeat(10_000)}"`, null],
    [null, null],
  ])('%s', (header, expected) => {
    expect(readChallenge(header)).toEqual(expected);
  });
});
