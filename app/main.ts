/**
 * `weighbridge-app [web|worker|both]`: reads the environment, runs until SIGTERM or SIGINT, then drains. `weighbridge-app register` and
 * the other commands do one thing and end. Exit 1: something is wrong with what was looked at. Exit 2: what was given cannot be used.
 */
import { text } from 'node:stream/consumers';
import { InputError, version } from '../src/core/index.ts';
import { auditCommand } from './commands/audit-command.ts';
import type { CommandIo } from './commands/command.ts';
import { credentialCommand } from './commands/credential-command.ts';
import { bindCommand } from './commands/bind-command.ts';
import { registerCommand } from './commands/register-command.ts';
import { releaseCommand } from './commands/release-command.ts';
import { whereCommand } from './commands/where-command.ts';
import { type Config, readConfig } from './config.ts';
import { openEvaluator } from './evaluator.ts';
import { createLog, errorFields } from './log.ts';
import { runApp } from './run.ts';
import { settingsHelp } from './settings/list.ts';
import { readNetwork, useNetwork } from './settings/network.ts';

const HELP = `weighbridge-app [web|worker|both]
weighbridge-app register --url https://… [--org NAME]   registers the GitHub App and writes its settings
weighbridge-app credential …                            keeps a hub's token for one installation
weighbridge-app audit verify|export [--account NAME]    checks, or writes out, what was judged, approved and changed
weighbridge-app where hf:org/name [--account NAME]      which repositories and releases contain it, since when, through what
weighbridge-app release import --account NAME           has the newest releases of its repositories recorded
weighbridge-app policy bind …                           binds another repository as an organization's policy

The GitHub App of Weighbridge. web takes webhooks, worker does the work, both is the standard.
It runs until SIGTERM or SIGINT, ends what it has begun, and exits with 0. Exit 2: the settings cannot be used.

Settings are variables of the environment; APP_ID, PRIVATE_KEY and WEBHOOK_SECRET have no standard:
${settingsHelp()}
What each means, and the way from nothing to an installed App: docs/app.md

  --help            this text
  --version         ${version}
`;

const COMMANDS: Readonly<Record<string, (args: readonly string[], io: CommandIo) => Promise<number | void>>> = {
  register: registerCommand,
  credential: credentialCommand,
  policy: bindCommand,
  audit: auditCommand,
  where: whereCommand,
  release: releaseCommand,
};

const io: CommandIo = {
  env: process.env,
  input: () => text(process.stdin),
  out: (line) => void process.stdout.write(line),
  err: (line) => void process.stderr.write(line),
};

const log = createLog(
  (line) => io.out(`${line}\n`),
  () => new Date(),
);

/** Resolves with the exit code; for the App itself 0 as soon as it runs, which then ends by a signal. */
export async function main(args: readonly string[]): Promise<number> {
  const [first, ...rest] = args;
  if (first === '--help' || first === '-h') return say(HELP);
  if (first === '--version' || first === '-v') return say(`${version}\n`);
  try {
    useNetwork(readNetwork(process.env));
    const command = first !== undefined && Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined;
    if (command !== undefined) return (await command(rest, io)) ?? 0;
    await start(settings(first, rest));
    return 0;
  } catch (error) {
    // Mistakes are for a person who reads them at once; what fails later is for the log.
    if (error instanceof InputError) io.err(told(error));
    else log.error('start-failed', errorFields(error));
    return error instanceof InputError ? 2 : 1;
  }
}

async function start(config: Config): Promise<void> {
  const app = await runApp(config, { log, openEvaluator });
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info('draining', { signal });
    void app.stop().then(() => log.info('stopped'));
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
}

function settings(role: string | undefined, more: readonly string[]): Config {
  if (role?.startsWith('-') === true || more.length > 0) {
    const message = `it takes one word, web, worker or both; not "${[role, ...more].join(' ').slice(0, 80)}"`;
    throw new InputError('USAGE', message, 'See weighbridge-app --help.');
  }
  return readConfig({ ...process.env, ...(role === undefined ? {} : { WEIGHBRIDGE_ROLE: role }) });
}

function told(error: InputError): string {
  return `weighbridge-app: ${error.message}\n${error.mistakes.map(({ message }) => `  - ${message}\n`).join('')}${error.hint}\n`;
}

function say(words: string): number {
  io.out(words);
  return 0;
}
