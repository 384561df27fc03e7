/** Runs the bundled Action as the runner does: a process with INPUT_* and GITHUB_*, files for outputs and summary, an event on the disk. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CODE_CACHE } from './code-cache.ts';
import { REGISTRIES_OFF } from './registries-off.ts';

const ACTION = fileURLToPath(new URL('../../dist/action.js', import.meta.url));

export interface ActionRun {
  readonly workspace: string;
  readonly event: string;
  readonly payload: unknown;
  readonly sha: string;
  readonly ref: string;
  readonly server: string;
  readonly token: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** What it leaves in files. */
interface Written {
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** The Action's process, for who starts it otherwise than `runAction`. */
export interface ActionProcess {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly temp: string;
  readonly written: () => Written;
}

export interface ActionResult extends Written {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** The annotations as the runner got them. */
  readonly annotations: readonly string[];
  readonly temp: string;
}

export function prepareAction(run: ActionRun): ActionProcess {
  // Beside the checkout: it goes when that goes.
  const temp = mkdtempSync(join(dirname(run.workspace), 'runner-'));
  mkdirSync(join(temp, 'home'));
  const file = (name: string, text = ''): string => {
    writeFileSync(join(temp, name), text);
    return join(temp, name);
  };
  const inputs = {
    'github-token': run.token,
    'comment-summary-in-pr': 'on-failure',
    'warn-only': 'false',
    'working-directory': '.',
    ...run.inputs,
  };
  const env: Record<string, string> = {
    ...REGISTRIES_OFF,
    PATH: process.env['PATH'] ?? '',
    ...CODE_CACHE,
    HOME: join(temp, 'home'),
    GITHUB_ACTIONS: 'true',
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_STATE: file('state'),
    GITHUB_ENV: file('env'),
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify(run.payload)),
    GITHUB_EVENT_NAME: run.event,
    GITHUB_REPOSITORY: 'acme/product',
    GITHUB_REF: run.ref,
    GITHUB_SHA: run.sha,
    GITHUB_ACTOR: 'ada',
    GITHUB_RUN_ID: '77',
    GITHUB_ACTION_REPOSITORY: 'acme/weighbridge',
    GITHUB_ACTION_REF: 'v1',
    GITHUB_SERVER_URL: run.server,
    GITHUB_API_URL: run.server,
    GITHUB_GRAPHQL_URL: `${run.server}/graphql`,
    GITHUB_WORKSPACE: run.workspace,
    RUNNER_TEMP: temp,
    ...run.env,
  };
  for (const [name, value] of Object.entries(inputs)) env[`INPUT_${name.toUpperCase()}`] = value;
  return {
    args: [ACTION],
    env,
    temp,
    written: () => ({
      summary: readFileSync(join(temp, 'summary'), 'utf8'),
      outputs: outputsOf(readFileSync(join(temp, 'output'), 'utf8')),
    }),
  };
}

export function runAction(run: ActionRun): Promise<ActionResult> {
  const { args, env, temp, written } = prepareAction(run);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: run.workspace, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const annotations = out.split('\n').filter((line) => /^::(?:error|warning|notice)/.test(line));
      resolve({ code, out, err, ...written(), annotations, temp });
    });
  });
}

/** `name<<delimiter`, lines, `delimiter`. */
function outputsOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = '', , value = ''] of text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n?\2$/gm)) found[name] = value;
  return found;
}
