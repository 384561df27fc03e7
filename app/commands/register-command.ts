/** `weighbridge-app register`: registers the App at GitHub and writes its settings. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { InputError } from '../../src/core/index.ts';
import { githubApi } from '../config.ts';
import { register } from '../register/register.ts';
import type { CommandIo } from './command.ts';

const USAGE =
  'weighbridge-app register --url https://weighbridge.acme.example --org acme [--name NAME] [--env-file .env] [--port PORT] [--pin-models]';

export async function registerCommand(args: readonly string[], { env, out, err }: CommandIo): Promise<void> {
  const given = read(args);
  const mistakes: { readonly where: string; readonly message: string }[] = [];
  const wrong = (where: string, message: string): void => void mistakes.push({ where, message });
  const url = given.url !== undefined && URL.canParse(given.url) ? new URL(given.url) : null;
  if (url === null || url.protocol !== 'https:' || url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '')
    wrong('--url', '--url is the https address at which GitHub reaches the App, without a path');
  // Anywhere else than in an organization it would be an App of a person.
  if (given.org !== undefined && !/^[a-zA-Z0-9-]{1,39}$/.test(given.org)) wrong('--org', '--org is the name of an organization');
  const port = given.port ?? '0';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) wrong('--port', '--port is a number up to 65535');
  const api = githubApi(env['GITHUB_API_URL']?.trim() || null, env['GHE_HOST']?.trim() || null, wrong);
  if (mistakes.length > 0 || url === null) throw new InputError('USAGE', 'the App cannot be registered so', `Usage: ${USAGE}`, mistakes);
  const file = given['env-file'] ?? '.env';
  const app = await register({
    manifest: readFileSync(new URL(import.meta.url.endsWith('.ts') ? '../../app.yml' : '../app.yml', import.meta.url), 'utf8'),
    url,
    organization: given.org ?? null,
    name: given.name ?? null,
    pinModels: given['pin-models'] ?? false,
    githubApi: api,
    file,
    port: Number(port),
    onReady: (address) => out(`Open ${address} in a browser that is signed in to GitHub as an owner of ${given.org ?? 'the App'}.\n`),
    onRefused: (reason) => err(`weighbridge-app: ${reason}\n`),
  });
  out(
    `Registered: ${app.slug}, App ID ${app.id}. Its settings are in ${file} (for you only; not shown here).\n` +
      `Next: start it with "npm run app", then install it at ${app.html_url}/installations/new\n`,
  );
}

function read(args: readonly string[]) {
  const string = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { url: string, org: string, name: string, 'env-file': string, port: string, 'pin-models': { type: 'boolean' } },
    }).values;
  } catch (error) {
    throw new InputError('USAGE', error instanceof Error ? error.message : 'unknown option', `Usage: ${USAGE}`);
  }
}
