/** The environment becomes one typed value, once, at the start. All mistakes are told at once; none of them prints a secret. */
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { InputError, REGISTRY_VARIABLES } from '../src/core/index.ts';
import type { SettingName } from './settings/list.ts';

export type Role = 'web' | 'worker' | 'both';

export type StoreConfig =
  | { readonly kind: 'postgres'; readonly url: string; readonly connections: number }
  | { readonly kind: 'embedded'; readonly folder: string };

export interface Config {
  readonly role: Role;
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  /** The current secret first; the previous one is accepted while it is being replaced. */
  readonly webhookSecrets: readonly string[];
  readonly store: StoreConfig;
  /** `proxies`: how many before this process write X-Forwarded-For. */
  readonly front: { readonly host: string; readonly port: number; readonly proxies: number };
  readonly admin: { readonly host: string; readonly port: number };
  /** Without a trailing slash. */
  readonly githubApi: string;
  /** Another hub than the public one. Never a token: credentials belong to installations (T26). */
  readonly hubEndpoint: string | null;
  /** Who is asked for advisories, and told the names of changed packages; null: nobody. */
  readonly osvUrl: string | null;
  /** Other registries of packages than the public ones, by the name of the variable. Never a token (T26). */
  readonly registries: Readonly<Record<string, string>>;
  /** Where the page of each rule is, with a trailing slash; null: rules are no links. */
  readonly rulesUrl: string | null;
  /** The button "Pin models" is offered: the App must hold contents: write. */
  readonly pinModels: boolean;
  /** 32 bytes each, the current one first; empty: hub credentials cannot be kept. */
  readonly encryptionKeys: readonly Uint8Array[];
  /** Evaluations at the same time in one worker process. */
  readonly concurrency: number;
  /** After an uninstall, and for what is only a record. */
  readonly retentionDays: number;
  /** For the audit log, which outlives other records. */
  readonly auditRetentionDays: number;
  /** For what releases contain: the support period of the products. */
  readonly releaseRetentionDays: number;
  readonly drainSeconds: number;
}

type Mistake = InputError['mistakes'][number];
type Env = Readonly<Record<string, string | undefined>>;

/** In days. So long a technical file is kept under the CRA, Article 13(13), or as long as the support period, if that is longer. */
const TEN_YEARS = 3653;
const SHORTEST_SECRET = 20;
const WORDS_OF_EXAMPLES = ['development', 'changeme', 'change-me', 'secret', 'password', 'example'];

/** `readKey` reads PRIVATE_KEY_PATH; it is a parameter for tests. Throws InputError USAGE with every mistake. */
export function readConfig(env: Env, readKey: (path: string) => string = (path) => readFileSync(path, 'utf8')): Config {
  const mistakes: Mistake[] = [];
  const wrong = (where: string, message: string): void => void mistakes.push({ where, message });
  const get = (name: SettingName): string | null => env[name]?.trim() || null;
  const number = (name: SettingName, standard: number, least: number, most: number): number => {
    const text = get(name);
    if (text === null) return standard;
    if (/^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
    wrong(name, `${name} must be a whole number from ${least} to ${most}`);
    return standard;
  };

  const appId = number('APP_ID', 0, 1, 999_999_999);
  if (get('APP_ID') === null) wrong('APP_ID', 'APP_ID is missing: set it to the number that the settings page of your GitHub App shows');
  const role = get('WEIGHBRIDGE_ROLE') ?? 'both';
  if (!isRole(role)) wrong('WEIGHBRIDGE_ROLE', 'WEIGHBRIDGE_ROLE must be web, worker or both');
  const config: Config = {
    role: isRole(role) ? role : 'both',
    appId,
    privateKey: privateKey(get('PRIVATE_KEY'), get('PRIVATE_KEY_PATH'), readKey, wrong),
    webhookSecrets: secrets(get, wrong),
    store: storeConfig(get, wrong, number('DATABASE_CONNECTIONS', 10, 2, 200)),
    front: { host: get('HOST') ?? '127.0.0.1', port: number('PORT', 3000, 0, 65_535), proxies: number('TRUSTED_PROXIES', 0, 0, 10) },
    admin: { host: get('ADMIN_HOST') ?? '127.0.0.1', port: number('ADMIN_PORT', 9464, 0, 65_535) },
    githubApi: githubApi(get('GITHUB_API_URL'), get('GHE_HOST'), wrong),
    hubEndpoint: serviceAddress('HF_ENDPOINT', get('HF_ENDPOINT'), wrong),
    osvUrl: serviceAddress('OSV_URL', get('OSV_URL'), wrong),
    registries: registryAddresses(env, wrong),
    rulesUrl: rulesUrl(get('RULES_URL'), wrong),
    pinModels: onOff('PIN_MODELS', get('PIN_MODELS'), wrong),
    encryptionKeys: encryptionKeys(get, wrong),
    concurrency: number('CONCURRENCY', 4, 1, 64),
    retentionDays: number('RETENTION_DAYS', 30, 1, 3650),
    auditRetentionDays: number('AUDIT_RETENTION_DAYS', TEN_YEARS, 1, 36_525),
    releaseRetentionDays: number('RELEASE_RETENTION_DAYS', TEN_YEARS, 1, 36_525),
    drainSeconds: number('DRAIN_SECONDS', 25, 1, 600),
  };
  if (config.store.kind === 'embedded' && config.role !== 'both') {
    wrong(
      'WEIGHBRIDGE_ROLE',
      `the embedded database serves one process only: set DATABASE_URL to split ${config.role} off, or use the role both`,
    );
  }
  // The metrics must not be on the port that the world can reach (T27).
  if (config.front.port !== 0 && config.front.port === config.admin.port) wrong('ADMIN_PORT', 'ADMIN_PORT must differ from PORT');
  if (mistakes.length > 0) {
    throw new InputError('USAGE', 'the App cannot start with these settings', 'Set the variables; docs/app.md explains each.', mistakes);
  }
  return config;
}

type Get = (name: SettingName) => string | null;
type Wrong = (where: string, message: string) => void;

function onOff(name: string, text: string | null, wrong: Wrong): boolean {
  if (text !== null && text !== 'on' && text !== 'off') wrong(name, `${name} must be on or off`);
  return text === 'on';
}

function isRole(text: string): text is Role {
  return text === 'web' || text === 'worker' || text === 'both';
}

function registryAddresses(env: Env, wrong: Wrong): Record<string, string> {
  const given = REGISTRY_VARIABLES.flatMap((name): [string, string][] => {
    const text = env[name]?.trim() ?? '';
    return text === '' ? [] : [[name, text]];
  });
  for (const [name, text] of given) for (const address of addressesOf(text)) if (address !== 'off') checkAddress(name, address, wrong);
  return Object.fromEntries(given);
}

/** Registries of images are a list, each with its name before an "=", or without: `docker.io=https://mirror.example`. */
function addressesOf(text: string): string[] {
  return text.split(/[\s,]+/).map((one) => one.replace(/^[^=/]{1,260}=/, ''));
}

function privateKey(text: string | null, path: string | null, readKey: (path: string) => string, wrong: Wrong): string {
  if (text === null && path === null) {
    wrong('PRIVATE_KEY', 'PRIVATE_KEY is missing: set it, or PRIVATE_KEY_PATH, to the .pem that GitHub gave you for the App');
    return '';
  }
  let pem = text ?? '';
  if (text === null && path !== null) {
    try {
      pem = readKey(path);
    } catch {
      wrong('PRIVATE_KEY_PATH', 'the file that PRIVATE_KEY_PATH names cannot be read');
      return '';
    }
  }
  // Env files keep a key on one line: with \n written out, or as base64.
  if (!pem.includes('-----BEGIN')) pem = Buffer.from(pem, 'base64').toString('utf8');
  pem = pem.replaceAll('\\n', '\n');
  try {
    if (createPrivateKey(pem).asymmetricKeyType === 'rsa') return pem;
  } catch {
    // Told below; what the library says could quote the key.
  }
  wrong(
    text === null ? 'PRIVATE_KEY_PATH' : 'PRIVATE_KEY',
    'the private key is not an RSA key in PEM form: take the .pem file that GitHub gave you as it is',
  );
  return '';
}

/** Probot falls back to the word "development" when no secret is set: whoever knows that can sign. Here nothing falls back. */
function secrets(get: Get, wrong: Wrong): string[] {
  const names = ['WEBHOOK_SECRET', 'WEBHOOK_SECRET_PREVIOUS'] as const;
  const found: string[] = [];
  for (const name of names) {
    const secret = get(name);
    if (secret === null) {
      if (name === 'WEBHOOK_SECRET') {
        wrong(
          name,
          'WEBHOOK_SECRET is missing: make one with "openssl rand -hex 32" and set it here and in the settings of the GitHub App',
        );
      }
      continue;
    }
    const problem = weakness(secret);
    if (problem === null) found.push(secret);
    else wrong(name, `${name} ${problem}: make one with "openssl rand -hex 32"`);
  }
  return found;
}

function weakness(secret: string): string | null {
  if (WORDS_OF_EXAMPLES.includes(secret.toLowerCase())) return 'is a word of examples, which everybody can guess';
  if (secret.length < SHORTEST_SECRET) return `is shorter than ${SHORTEST_SECRET} characters`;
  return new Set(secret).size < 8 ? 'repeats a few characters' : null;
}

function storeConfig(get: Get, wrong: Wrong, connections: number): StoreConfig {
  const url = get('DATABASE_URL');
  const folder = get('DATA_DIR');
  if (url === null) return { kind: 'embedded', folder: folder ?? 'weighbridge-data' };
  if (folder !== null) wrong('DATA_DIR', 'DATABASE_URL and DATA_DIR are both set: keep the one that holds your data');
  if (!URL.canParse(url) || !['postgres:', 'postgresql:'].includes(new URL(url).protocol)) {
    wrong('DATABASE_URL', 'DATABASE_URL must look like postgres://user:password@host:5432/database');
  }
  return { kind: 'postgres', url, connections };
}

/** Base of GitHub's API without a trailing slash; mistakes go to `wrong`. */
export function githubApi(api: string | null, host: string | null, wrong: Wrong): string {
  if (api !== null && host !== null) wrong('GHE_HOST', 'GITHUB_API_URL and GHE_HOST are both set: keep one');
  const url = api ?? (host === null ? 'https://api.github.com' : `https://${host}/api/v3`);
  const name = api === null ? 'GHE_HOST' : 'GITHUB_API_URL';
  checkAddress(name, url, wrong);
  return url.endsWith('/') ? url.slice(0, -1) : url;
}

function serviceAddress(name: string, url: string | null, wrong: Wrong): string | null {
  if (url !== null) checkAddress(name, url, wrong);
  return url;
}

/** It stands in every comment, inside of a link: one that Markdown could end is refused, not escaped. */
function rulesUrl(url: string | null, wrong: Wrong): string | null {
  if (url === null) return null;
  checkAddress('RULES_URL', url, wrong);
  if (!/^[\w./:@~%+-]{1,300}$/.test(url)) wrong('RULES_URL', 'RULES_URL must be plain: letters, digits and ./:@~%+-_ only');
  return url.endsWith('/') ? url : `${url}/`;
}

function checkAddress(name: string, url: string, wrong: Wrong): void {
  if (!URL.canParse(url)) return wrong(name, `${name} is not an address`);
  const { protocol, hostname, username, search, hash } = new URL(url);
  const local = protocol === 'http:' && isLoopback(hostname);
  if (protocol !== 'https:' && !local) wrong(name, `${name} must be https`);
  if (username !== '' || search !== '' || hash !== '') wrong(name, `${name} must be without user, query and fragment`);
}

function isLoopback(hostname: string): boolean {
  return ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}

function encryptionKeys(get: Get, wrong: Wrong): Uint8Array[] {
  return (['ENCRYPTION_KEY', 'ENCRYPTION_KEY_PREVIOUS'] as const).flatMap((name) => {
    const text = get(name);
    if (text === null) return [];
    const key = /^[0-9a-fA-F]{64}$/.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
    if (key.length === 32) return [new Uint8Array(key)];
    wrong(name, `${name} must be 32 bytes as 64 hex digits or base64: make one with "openssl rand -hex 32"`);
    return [];
  });
}
