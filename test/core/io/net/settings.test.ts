import { describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/base/errors.ts';
import { hosts } from '../../../../src/core/hosts/index.ts';
import { addressesIn, hubSettings } from '../../../../src/core/io/net/settings.ts';
import { REGISTRIES_OFF } from '../../../support/registries-off.ts';

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return `${error.code} ${error.message} ${error.hint}`;
    throw error;
  }
  return 'accepted';
}

describe('hubSettings (T19, T20)', () => {
  it('asks the public hub without a token by default', () => {
    expect(hubSettings({}, { hubUrl: null })).toMatchObject({ hubUrl: 'https://huggingface.co', token: null, custom: false });
  });

  it.each([
    [{ HF_ENDPOINT: 'https://hub.acme.example/hf/' }, null, 'https://hub.acme.example/hf', true],
    [{ HF_ENDPOINT: 'https://hub.acme.example' }, 'http://127.0.0.1:8080', 'http://127.0.0.1:8080', true],
    [{ HF_ENDPOINT: '' }, null, 'https://huggingface.co', false],
    [{}, 'https://huggingface.co/', 'https://huggingface.co', false],
    [{}, 'http://[::1]:80/', 'http://[::1]', true],
    [{}, 'https://10.0.0.7:8443', 'https://10.0.0.7:8443', true],
  ])('%j and the flag %j give %s', (env, flag, hubUrl, custom) => {
    expect(hubSettings(env, { hubUrl: flag })).toMatchObject({ hubUrl, token: null, custom });
  });

  it.each([
    'http://huggingface.co',
    'http://127.0.0.1.evil.example',
    'http://10.0.0.7',
    'ftp://127.0.0.1/',
    'file:///etc/passwd',
    'https://hub.example/?x=1',
    'https://hub.example/#x',
    'not a url',
    '',
  ])('refuses %j', (hubUrl) => {
    expect(codeOf(() => hubSettings({}, { hubUrl }))).toMatch(/^USAGE /);
  });

  it('does not repeat credentials of a refused address', () => {
    expect(codeOf(() => hubSettings({}, { hubUrl: 'https://ada:hunter22@hub.example' }))).not.toMatch(/hunter22/);
    expect(codeOf(() => hubSettings({}, { hubUrl: 'https://ada:hunter22@bad host' }))).not.toMatch(/hunter22/);
  });

  it('reads the variables of every host that is asked, and of no other', () => {
    const [hub] = hosts;
    if (hub?.service == null) throw new Error('the hub is asked');
    const variables = { url: 'TOY_URL', tokens: ['TOY_TOKEN'] } as const;
    const toy = { ...hub, id: 'toy', service: { ...hub.service, publicUrl: 'https://toy.example', variables } };
    const silent = { ...toy, id: 'silent', service: null };
    const env = { ...REGISTRIES_OFF, HF_TOKEN: 'hf_abcdefgh', TOY_URL: 'https://toy.acme.example/', TOY_TOKEN: 'toy_abcdefgh' };
    const settings = hubSettings(env, { hubUrl: 'https://hub.acme.example' }, [hub, toy, silent]);
    expect([...addressesIn(settings)].map(([id, { baseUrl, token }]) => [id, baseUrl, token])).toEqual([
      ['huggingface', 'https://hub.acme.example', 'hf_abcdefgh'],
      ['toy', 'https://toy.acme.example', 'toy_abcdefgh'],
    ]);
    expect(hubSettings({}, { hubUrl: null }, [hub, toy]).custom).toBe(false);
    expect(hubSettings({ TOY_URL: 'https://toy.acme.example' }, { hubUrl: null }, [hub, toy]).custom).toBe(true);
  });

  it('asks registries where the operator says, with his token, and none that is off', () => {
    const env = {
      WEIGHBRIDGE_NPM_REGISTRY: 'https://packages.example/npm/',
      WEIGHBRIDGE_NPM_TOKEN: 'npm_abcdefgh',
      WEIGHBRIDGE_PYPI_INDEX: 'off',
    };
    const { registries } = hubSettings(env, { hubUrl: null });
    expect([...(registries ?? [])].map(([id, { baseUrl, token }]) => [id, baseUrl, token])).toEqual([
      ['npm', 'https://packages.example/npm', 'npm_abcdefgh'],
    ]);
    expect(hubSettings(env, { hubUrl: null }).custom).toBe(false);
    expect(hubSettings({}, { hubUrl: null }).registries?.get('npm')?.baseUrl).toMatch(/^https:/);
    expect(codeOf(() => hubSettings({ WEIGHBRIDGE_NPM_REGISTRY: 'http://packages.example' }, { hubUrl: null }))).toMatch(/^USAGE /);
  });

  it('takes the token from HF_TOKEN, trimmed, and refuses what would break the header', () => {
    expect(hubSettings({ HF_TOKEN: ' hf_abcdefgh\n' }, { hubUrl: null }).token).toBe('hf_abcdefgh');
    expect(hubSettings({ HUGGING_FACE_HUB_TOKEN: 'hf_abcdefgh' }, { hubUrl: null }).token).toBe('hf_abcdefgh');
    const refused = codeOf(() => hubSettings({ HF_TOKEN: 'hf_secret1\r\nX-Evil: 1' }, { hubUrl: null }));
    expect(refused).toMatch(/^USAGE /);
    expect(refused).not.toMatch(/hf_secret1/);
  });
});
