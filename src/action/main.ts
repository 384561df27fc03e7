/** Reads inputs, event and runner once, masks the secrets, runs, and turns every error into words. */
import { tmpdir } from 'node:os';
import { getInput, setSecret } from '@actions/core';
import { context } from '@actions/github';
import { basicCredential, HOST_VARIABLES } from '../core/index.ts';
import { failUnchecked } from './could-not-check.ts';
import { listOf, wordsOf } from './error-words.ts';
import { readEvent } from './event.ts';
import { createGitHub } from './github.ts';
import { readInputs } from './inputs.ts';
import { run } from './run.ts';
import { readRunner } from './runner.ts';

/** Never throws: the exit code is set. */
export async function main(): Promise<void> {
  try {
    // Before anything else is said: the runner hides what it was told to hide, whatever its shape or length.
    for (const name of ['github-token', 'hf-token']) mask(getInput(name));
    for (const name of HOST_VARIABLES.credentials) for (const secret of secretsIn(process.env[name] ?? '')) mask(secret);
    const inputs = readInputs((name) => getInput(name));
    const { eventName: name, payload, sha, ref, actor } = context;
    const branch: unknown = payload.repository?.['default_branch'];
    // Every event that GitHub delivers says both (T23, T26).
    const runner = readRunner(process.env, tmpdir(), {
      isPublic: payload.repository?.['private'] === false,
      defaultBranch: typeof branch === 'string' && branch !== '' ? branch : null,
    });
    const event = readEvent({ name, payload, sha, ref, actor, repository: `${runner.owner}/${runner.repo}` });
    await run(inputs, event, runner, createGitHub(inputs.githubToken, runner.owner, runner.repo), new Date());
  } catch (error) {
    await failUnchecked(wordsOf(error), listOf(error));
  }
}

/** Of a list of credentials (`registry=user:secret`) each secret, too: it is what a log would show. */
function secretsIn(text: string): string[] {
  return [text, ...text.split(/\s+/).flatMap((entry) => /^[^=]{1,260}=[^:]{1,500}:(.+)$/.exec(entry)?.[1] ?? [])];
}

function mask(token: string): void {
  if (token.trim() === '') return;
  setSecret(token);
  setSecret(basicCredential(token.trim()));
}
