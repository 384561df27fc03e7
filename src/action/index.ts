/** Entry of the Action: reads inputs, event and runner once, masks the secrets, runs, and turns every error into words. */
import { tmpdir } from 'node:os';
import { getInput, setFailed, setSecret } from '@actions/core';
import { context } from '@actions/github';
import { basicCredential, EffectError, InputError, visibleUpTo } from '../core/index.ts';
import { readEvent } from './event.ts';
import { createGitHub } from './github.ts';
import { type ActionInputs, readInputs } from './inputs.ts';
import { run } from './run.ts';
import { readRunner } from './runner.ts';

async function main(): Promise<void> {
  // Before anything else is said: the runner hides what it was told to hide, whatever its shape or length.
  for (const name of ['github-token', 'hf-token']) mask(getInput(name));
  for (const name of ['HF_TOKEN', 'HUGGING_FACE_HUB_TOKEN']) mask(process.env[name] ?? '');
  const inputs: ActionInputs = readInputs((name) => getInput(name));
  const runner = readRunner(process.env, tmpdir());
  const { eventName: name, payload, sha, ref, actor } = context;
  const event = readEvent({ name, payload, sha, ref, actor, repository: `${runner.owner}/${runner.repo}` });
  await run(inputs, event, runner, createGitHub(inputs.githubToken, runner.owner, runner.repo), new Date());
}

function mask(token: string): void {
  if (token.trim() === '') return;
  setSecret(token);
  setSecret(basicCredential(token.trim()));
}

function describe(error: unknown): string {
  const words =
    error instanceof InputError
      ? [`${error.message}.`, ...error.mistakes.map((one) => `${one.where ?? ''}: ${one.message}.`), error.hint]
      : error instanceof EffectError
        ? [`${error.message}.`, error.hint]
        : [
            'This is a bug of Weighbridge, and nothing was judged.',
            error instanceof Error ? (error.stack ?? error.message) : String(error),
          ];
  return words
    .map((line) =>
      line
        .split('\n')
        .map((part) => visibleUpTo(part, 1_000))
        .join('\n'),
    )
    .join('\n');
}

try {
  await main();
} catch (error) {
  setFailed(`Weighbridge could not check: ${describe(error)}`);
}
