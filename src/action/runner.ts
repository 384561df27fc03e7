/** What the runner tells through the environment, read once. */
import { DATABASE_VARIABLE, HOST_VARIABLES, InputError, type Links, npmCacheFolder } from '../core/index.ts';

export interface Runner {
  readonly workspace: string;
  /** The runner's folder for this job; our reports are in a folder of it. */
  readonly temporary: string;
  readonly owner: string;
  readonly repo: string;
  readonly cloneUrl: string;
  readonly links: Links;
  /** Its policy is in force (T23); null: the event does not tell. */
  readonly defaultBranch: string | null;
  /** Everybody may read what is said here (T26). */
  readonly isPublic: boolean;
  /** Where npm keeps what it fetched; null: not known. */
  readonly npmCache: string | null;
  /** The settings of hosts as the operator set them for the job. */
  readonly hubEnvironment: Readonly<Record<string, string | undefined>>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws InputError EVENT_INVALID outside GitHub Actions. */
export function readRunner(
  env: Environment,
  temporary: string,
  { isPublic, defaultBranch }: Pick<Runner, 'isPublic' | 'defaultBranch'>,
): Runner {
  const [, owner = '', repo = ''] = /^([A-Za-z0-9_.-]{1,100})\/([A-Za-z0-9_.-]{1,100})$/.exec(env['GITHUB_REPOSITORY'] ?? '') ?? [];
  const workspace = env['GITHUB_WORKSPACE'] ?? '';
  if (owner === '' || workspace === '')
    throw new InputError('EVENT_INVALID', 'GITHUB_REPOSITORY or GITHUB_WORKSPACE is missing', 'Run it in a workflow of GitHub Actions.');
  const server = (env['GITHUB_SERVER_URL'] || 'https://github.com').replace(/\/{1,10}$/, '');
  return {
    workspace,
    isPublic,
    defaultBranch,
    temporary: env['RUNNER_TEMP'] || temporary,
    owner,
    repo,
    cloneUrl: `${server}/${owner}/${repo}.git`,
    links: { rules: rulePages(server, env), more: runPage(server, `${owner}/${repo}`, env) },
    npmCache: npmCacheFolder(env),
    hubEnvironment: Object.fromEntries(
      [...HOST_VARIABLES.addresses, ...HOST_VARIABLES.credentials, DATABASE_VARIABLE].map((name) => [name, env[name]]),
    ),
  };
}

/** The pages of the version that runs; none for a local action ("uses: ./"), which has no name. */
function rulePages(server: string, env: Environment): string | null {
  const name = env['GITHUB_ACTION_REPOSITORY'] ?? '';
  const ref = env['GITHUB_ACTION_REF'] ?? '';
  const safe = /^[A-Za-z0-9_./-]{1,200}$/;
  return safe.test(name) && safe.test(ref) ? `${server}/${name}/blob/${ref}/docs/rules/` : null;
}

function runPage(server: string, repository: string, env: Environment): string | null {
  const run = env['GITHUB_RUN_ID'] ?? '';
  return /^\d{1,20}$/.test(run) ? `${server}/${repository}/actions/runs/${run}` : null;
}
