/** `weighbridge-app [web|worker|both]`: reads the environment, runs until SIGTERM or SIGINT, then drains. Exit 2: the settings cannot be used. */
import { InputError } from '../src/core/index.ts';
import { type Config, readConfig } from './config.ts';
import { openEvaluator } from './evaluator.ts';
import { createLog, errorFields } from './log.ts';
import { runApp } from './run.ts';

const log = createLog(
  (line) => process.stdout.write(`${line}\n`),
  () => new Date(),
);

function settings(): Config | null {
  const [role] = process.argv.slice(2);
  try {
    return readConfig({ ...process.env, ...(role === undefined ? {} : { WEIGHBRIDGE_ROLE: role }) });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    process.stderr.write(
      `weighbridge-app: ${error.message}\n${error.mistakes.map(({ message }) => `  - ${message}\n`).join('')}${error.hint}\n`,
    );
    return null;
  }
}

async function main(): Promise<void> {
  const config = settings();
  if (config === null) {
    process.exitCode = 2;
    return;
  }
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
  log.error('start-failed', errorFields(error));
  process.exitCode = error instanceof InputError ? 2 : 1;
});
