import { describe, expect, it } from 'vitest';
import { readConfig } from '../../app/config.ts';
import { InputError } from '../../src/core/index.ts';
import { environment, privateKey, SECRET } from '../support/app-keys.ts';

const KEY = privateKey();
const base = environment({ PRIVATE_KEY: KEY });

function mistakes(env: Readonly<Record<string, string | undefined>>): readonly (string | null)[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.mistakes.map(({ where }) => where);
  }
}

describe('settings', () => {
  it('are complete with four variables: the embedded database, one process', () => {
    expect(readConfig(base)).toMatchObject({
      role: 'both',
      appId: 12_345,
      store: { kind: 'embedded', folder: 'weighbridge-data' },
      front: { host: '127.0.0.1', port: 0, proxies: 0 },
      githubApi: 'https://api.github.com',
      encryptionKeys: [],
      rulesUrl: null,
    });
  });

  it.each<[string, Record<string, string>, object]>([
    ['PostgreSQL', { DATABASE_URL: 'postgres://u@h/db' }, { store: { kind: 'postgres', url: 'postgres://u@h/db', connections: 10 } }],
    ['a worker', { DATABASE_URL: 'postgresql://u@h/db', WEIGHBRIDGE_ROLE: 'worker' }, { role: 'worker' }],
    ['GitHub Enterprise Server', { GHE_HOST: 'github.acme.example' }, { githubApi: 'https://github.acme.example/api/v3' }],
    ['a stand-in', { GITHUB_API_URL: 'http://127.0.0.1:1/' }, { githubApi: 'http://127.0.0.1:1' }],
    ['who is asked for advisories', { OSV_URL: 'https://osv.acme.example' }, { osvUrl: 'https://osv.acme.example' }],
    ['another hub', { HF_ENDPOINT: 'https://hub.acme.example' }, { hubEndpoint: 'https://hub.acme.example' }],
    ['pages of the rules', { RULES_URL: 'https://docs.acme.example/rules' }, { rulesUrl: 'https://docs.acme.example/rules/' }],
    ['two secrets', { WEBHOOK_SECRET_PREVIOUS: 'aa11bb22cc33dd44ee55ff66' }, { webhookSecrets: [SECRET, 'aa11bb22cc33dd44ee55ff66'] }],
    ['a key on one line', { PRIVATE_KEY: KEY.replaceAll('\n', '\\n') }, { privateKey: KEY }],
    ['a key as base64', { PRIVATE_KEY: Buffer.from(KEY).toString('base64') }, { privateKey: KEY }],
    ['how long the audit log is kept', { AUDIT_RETENTION_DAYS: '36525' }, { retentionDays: 30, auditRetentionDays: 36_525 }],
    ['an encryption key', { ENCRYPTION_KEY: '07'.repeat(32) }, { encryptionKeys: [new Uint8Array(32).fill(7)] }],
  ])('know %s', (_name, more, expected) => {
    expect(readConfig({ ...base, ...more })).toMatchObject(expected);
  });

  it('take the key from a file', () => {
    const { PRIVATE_KEY: _, ...rest } = base;
    expect(readConfig({ ...rest, PRIVATE_KEY_PATH: '/run/key.pem' }, (path) => (path === '/run/key.pem' ? KEY : ''))).toMatchObject({
      privateKey: KEY,
    });
  });

  it.each<[string, Record<string, string>, string]>([
    ['no secret', { WEBHOOK_SECRET: '' }, 'WEBHOOK_SECRET'],
    ['the secret that Probot falls back to', { WEBHOOK_SECRET: 'development' }, 'WEBHOOK_SECRET'],
    ['the same in capitals', { WEBHOOK_SECRET: 'DEVELOPMENT' }, 'WEBHOOK_SECRET'],
    ['a short secret', { WEBHOOK_SECRET: 'a1b2c3d4e5f6g7h8i9j' }, 'WEBHOOK_SECRET'],
    ['a long secret of one character', { WEBHOOK_SECRET: 'a'.repeat(64) }, 'WEBHOOK_SECRET'],
    ['a weak previous secret', { WEBHOOK_SECRET_PREVIOUS: 'development' }, 'WEBHOOK_SECRET_PREVIOUS'],
    ['no App', { APP_ID: '' }, 'APP_ID'],
    ['an App by name', { APP_ID: 'weighbridge' }, 'APP_ID'],
    ['no key', { PRIVATE_KEY: '' }, 'PRIVATE_KEY'],
    ['a key that is none', { PRIVATE_KEY: '-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----' }, 'PRIVATE_KEY'],
    ['a database of another kind', { DATABASE_URL: 'mysql://h/db' }, 'DATABASE_URL'],
    ['two databases', { DATABASE_URL: 'postgres://h/db', DATA_DIR: 'data' }, 'DATA_DIR'],
    ['two processes on the embedded database', { WEIGHBRIDGE_ROLE: 'web' }, 'WEIGHBRIDGE_ROLE'],
    ['an unknown role', { WEIGHBRIDGE_ROLE: 'all' }, 'WEIGHBRIDGE_ROLE'],
    ['GitHub without TLS', { GITHUB_API_URL: 'http://github.example' }, 'GITHUB_API_URL'],
    ['GitHub with a password', { GITHUB_API_URL: 'https://u:p@github.example' }, 'GITHUB_API_URL'],
    ['advisories without TLS', { OSV_URL: 'http://osv.example' }, 'OSV_URL'],
    ['a hub without TLS', { HF_ENDPOINT: 'http://hub.example' }, 'HF_ENDPOINT'],
    ['pages of rules without TLS', { RULES_URL: 'http://docs.example/rules/' }, 'RULES_URL'],
    ['pages of rules that end a link', { RULES_URL: 'https://docs.example/a)[b](https://evil.example/' }, 'RULES_URL'],
    ['two GitHubs', { GITHUB_API_URL: 'https://a.example', GHE_HOST: 'b.example' }, 'GHE_HOST'],
    ['metrics on the public port', { PORT: '3000', ADMIN_PORT: '3000' }, 'ADMIN_PORT'],
    ['a port that is none', { PORT: '70000' }, 'PORT'],
    ['a short encryption key', { ENCRYPTION_KEY: 'abcd' }, 'ENCRYPTION_KEY'],
  ])('refuse %s, and say which variable', (_name, more, where) => {
    expect(mistakes({ ...base, ...more })).toEqual([where]);
  });

  it('tell all mistakes at once', () => {
    expect(mistakes({})).toEqual(['APP_ID', 'PRIVATE_KEY', 'WEBHOOK_SECRET']);
  });

  it('never print a secret', () => {
    const env = {
      ...base,
      WEBHOOK_SECRET: 'hunter2hunter2',
      PRIVATE_KEY: '-----BEGIN secret-key',
      DATABASE_URL: 'mysql://u:pass-word@h',
      ENCRYPTION_KEY: 'enc-key',
    };
    const told = (() => {
      try {
        return readConfig(env);
      } catch (error) {
        return error;
      }
    })();
    expect(JSON.stringify(told, Object.getOwnPropertyNames(told))).not.toMatch(/hunter2|secret-key|pass-word|enc-key/);
  });
});
