/**
 * The proxy and the certificate authorities of the operator's network. Node reads these variables before it reads a file of settings (`--env-file`), so
 * there they would be ignored without a word: here they count wherever they are set.
 */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import tls from 'node:tls';
import { InputError } from '../../src/core/index.ts';

export interface Network {
  /** As `setGlobalProxyFromEnv` of Node takes them; null: nobody is asked through a proxy. */
  readonly proxy: Readonly<Record<string, string>> | null;
  /** PEM of authorities to trust beside the built-in ones. */
  readonly authorities: string | null;
}

type Env = Readonly<Record<string, string | undefined>>;

/** What is on this machine is never asked through a proxy. */
const HERE = ['localhost', '127.0.0.1', '::1'];
const PROXIES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];

/** Throws InputError USAGE. No message repeats an address: a proxy's may hold a password. */
export function readNetwork(env: Env, readFile: (path: string) => string = (path) => readFileSync(path, 'utf8')): Network {
  const mistakes: { readonly where: string; readonly message: string }[] = [];
  const given = PROXIES.flatMap((name): [string, string][] => {
    const address = env[name]?.trim() ?? '';
    if (address !== '' && !isProxy(address))
      mistakes.push({ where: name, message: `${name} must look like http://proxy.acme.example:3128` });
    return address === '' ? [] : [[name, address]];
  });
  const authorities = authoritiesOf(env['NODE_EXTRA_CA_CERTS']?.trim() ?? '', readFile, (message) =>
    mistakes.push({ where: 'NODE_EXTRA_CA_CERTS', message }),
  );
  if (mistakes.length > 0)
    throw new InputError('USAGE', 'the App cannot reach the network with these settings', 'docs/app.md explains each.', mistakes);
  if (given.length === 0) return { proxy: null, authorities };
  const without = [env['NO_PROXY'] ?? env['no_proxy'] ?? '', ...HERE].filter((one) => one.trim() !== '').join(',');
  return { proxy: { ...Object.fromEntries(given), NO_PROXY: without }, authorities };
}

/** For this process, before it asks anybody. */
export function useNetwork({ proxy, authorities }: Network): void {
  if (authorities !== null) tls.setDefaultCACertificates([...tls.getCACertificates('default'), authorities]);
  // Newer than the types of Node that the house is checked with; the launcher refuses a Node without it.
  if (proxy !== null) (http as typeof http & { setGlobalProxyFromEnv(env: Env): void }).setGlobalProxyFromEnv(proxy);
}

function isProxy(address: string): boolean {
  return URL.canParse(address) && ['http:', 'https:'].includes(new URL(address).protocol);
}

function authoritiesOf(path: string, readFile: (path: string) => string, wrong: (message: string) => void): string | null {
  if (path === '') return null;
  try {
    const pem = readFile(path);
    if (pem.includes('-----BEGIN CERTIFICATE-----')) return pem;
    wrong('the file that NODE_EXTRA_CA_CERTS names holds no certificate in PEM form');
  } catch {
    wrong('the file that NODE_EXTRA_CA_CERTS names cannot be read');
  }
  return null;
}
