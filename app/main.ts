/**
 * `weighbridge-app [web|worker|both]`: reads the environment, runs until SIGTERM or SIGINT, then drains. `weighbridge-app register` and
 * `weighbridge-app credential` do one thing and end. Exit 2: what was given cannot be used.
 */
import { text } from 'node:stream/consumers';
import { InputError } from '../src/core/index.ts';
import type { CommandIo } from './commands/command.ts';
import { credentialCommand } from './commands/credential-command.ts';
import { registerCommand } from './commands/register-command.ts';
import { readConfig } from './config.ts';
import { openEvaluator } from './evaluator.ts';
import { createLog, errorFields } from './log.ts';
import { runApp } from './run.ts';

const log = createLog(
  (line) => process.stdout.write(`${line}\n`),
  () => new Date(),
);

const COMMANDS = { register: registerCommand, credential: credentialCommand };

const io: CommandIo = {
  env: process.env,
  input: () => text(process.stdin),
  out: (line) => void process.stdout.write(line),
  err: (line) => void process.stderr.write(line),
};

function told(error: InputError): string {
  return `weighbridge-app: ${error.message}\n${error.mistakes.map(({ message }) => `  - ${message}\n`).join('')}${error.hint}\n`;
}

async function main(): Promise<void> {
  const [first, ...rest] = process.argv.slice(2);
  if (first === 'register' || first === 'credential') return COMMANDS[first](rest, io);
  const config = readConfig({ ...process.env, ...(first === undefined ? {} : { WEIGHBRIDGE_ROLE: first }) });
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

main().catch((error: unknown) => {
  // Mistakes are for a person who reads them at once; what fails later is for the log.
  if (error instanceof InputError) io.err(told(error));
  else log.error('start-failed', errorFields(error));
  process.exitCode = error instanceof InputError ? 2 : 1;
});
