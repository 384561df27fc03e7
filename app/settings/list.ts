/**
 * Every variable that an operator can set, once. `--help` is written from it; tests hold config.ts, compose.yaml and the table of docs/app.md to it, so
 * that none of them drops what another one promises.
 */

export interface AppSetting {
  readonly name: string;
  /** One line of `--help`. */
  readonly about: string;
  /**
   * What compose.yaml does with it. `passed`: the containers have it as .env has it. `published`: it says where the host listens, and the container keeps
   * its own. `mounted`: a path of the host; the container has a path of its own for it. `fixed`: compose.yaml, or the image, decides it.
   */
  readonly compose: 'passed' | 'published' | 'mounted' | 'fixed';
}

const LIST = [
  { name: 'APP_ID', about: 'number of the GitHub App', compose: 'passed' },
  { name: 'PRIVATE_KEY', about: 'its private key: PEM, or PEM as base64 on one line', compose: 'passed' },
  { name: 'PRIVATE_KEY_PATH', about: 'or the file with it', compose: 'fixed' },
  { name: 'WEBHOOK_SECRET', about: 'as in the settings of the GitHub App; at least 20 characters', compose: 'passed' },
  { name: 'WEBHOOK_SECRET_PREVIOUS', about: 'also accepted, while you change the secret', compose: 'passed' },
  { name: 'WEIGHBRIDGE_ROLE', about: 'web, worker or both (both); the first argument goes before it', compose: 'fixed' },
  { name: 'DATABASE_URL', about: 'PostgreSQL; without it the embedded database', compose: 'passed' },
  { name: 'DATABASE_CONNECTIONS', about: 'connections of one process (10)', compose: 'passed' },
  { name: 'DATA_DIR', about: 'folder of the embedded database (weighbridge-data)', compose: 'fixed' },
  { name: 'HOST', about: 'where the door listens (127.0.0.1)', compose: 'published' },
  { name: 'PORT', about: '/webhooks, /healthz (3000)', compose: 'published' },
  { name: 'TRUSTED_PROXIES', about: 'proxies before the door that write X-Forwarded-For (0)', compose: 'passed' },
  { name: 'ADMIN_HOST', about: 'where the second port listens, for your network only (127.0.0.1)', compose: 'published' },
  { name: 'ADMIN_PORT', about: '/readyz, /metrics (9464)', compose: 'published' },
  { name: 'GITHUB_API_URL', about: "another GitHub's API, such as that of GitHub Enterprise Server", compose: 'passed' },
  { name: 'GHE_HOST', about: 'or the host of a GitHub Enterprise Server', compose: 'passed' },
  { name: 'RULES_URL', about: 'where the pages of the rules are, for links in comments', compose: 'passed' },
  { name: 'PIN_MODELS', about: 'on: the check offers to pin models (off)', compose: 'passed' },
  { name: 'HF_ENDPOINT', about: 'another hub of models', compose: 'passed' },
  { name: 'OSV_URL', about: 'the service of advisories; without it nobody is asked', compose: 'passed' },
  { name: 'WEIGHBRIDGE_NPM_REGISTRY', about: 'another registry of npm packages, or off', compose: 'passed' },
  { name: 'WEIGHBRIDGE_PYPI_INDEX', about: 'another index of Python packages, or off', compose: 'passed' },
  { name: 'WEIGHBRIDGE_OLLAMA_REGISTRY', about: 'another registry of Ollama models', compose: 'passed' },
  { name: 'WEIGHBRIDGE_OCI_REGISTRIES', about: 'registries of images, NAME=ADDRESS with commas between', compose: 'passed' },
  { name: 'HTTPS_PROXY', about: 'the proxy that everything outside is asked through', compose: 'passed' },
  { name: 'NO_PROXY', about: 'hosts that are asked without it; this machine always is', compose: 'passed' },
  { name: 'NODE_EXTRA_CA_CERTS', about: 'a PEM file of certificate authorities to trust beside the built-in ones', compose: 'mounted' },
  { name: 'ENCRYPTION_KEY', about: '32 bytes; without it no hub credentials are kept', compose: 'passed' },
  { name: 'ENCRYPTION_KEY_PREVIOUS', about: 'opens what was sealed before the key was changed', compose: 'passed' },
  { name: 'CONCURRENCY', about: 'pull requests at the same time in one worker (4)', compose: 'passed' },
  { name: 'RETENTION_DAYS', about: 'how long rows of an uninstalled tenant, and records, stay (30)', compose: 'passed' },
  { name: 'AUDIT_RETENTION_DAYS', about: 'how long entries of the audit log stay (3653)', compose: 'passed' },
  { name: 'RELEASE_RETENTION_DAYS', about: 'how long it is known what releases contain (3653)', compose: 'passed' },
  { name: 'DRAIN_SECONDS', about: 'how long running jobs may take after SIGTERM (25)', compose: 'passed' },
] as const satisfies readonly AppSetting[];

/** config.ts reads no other: what is not in the list does not compile there. */
export type SettingName = (typeof LIST)[number]['name'];

export const SETTINGS: readonly (AppSetting & { readonly name: SettingName })[] = LIST;

/** For `--help`, one line each. */
export function settingsHelp(): string {
  const width = Math.max(...SETTINGS.map(({ name }) => name.length));
  return SETTINGS.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}\n`).join('');
}
