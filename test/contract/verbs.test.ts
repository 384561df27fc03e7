/** What every verb of the command line keeps: it says what it is, takes what it says, and refuses the rest in words. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Command } from '../../src/cli/command.ts';
import { commands } from '../../src/cli/commands/index.ts';
import { run } from '../support/command-line.ts';
import { makeRepository, type TestRepository } from '../support/repo.ts';

const all: readonly Command[] = commands.flatMap((command) => [command, ...(command.verbs ?? [])]);

let repository: TestRepository;
beforeAll(() => {
  repository = makeRepository();
  repository.write('app.py', 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/support-llama")\n');
  repository.commit();
  repository.git('branch', 'feature');
});
afterAll(() => repository.dispose());

/** The words of one line, as a shell takes them. */
function wordsOf(line: string): string[] {
  return Array.from(line.matchAll(/"([^"]*)"|(\S+)/g)).map(([, quoted, plain]) => quoted ?? plain ?? '');
}

test('names are unique, and a verb of a verb begins with its name', () => {
  const names = all.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, verbs = [] } of commands) {
    expect(name).toMatch(/^[a-z]+$/);
    for (const verb of verbs) expect(verb.name).toMatch(new RegExp(`^${name} [a-z]+$`));
  }
});

describe.each(all.map((command) => [command.name, command] as const))('%s', (name, command) => {
  test('says what it is, how it is called, and one example', () => {
    expect(command.summary.length).toBeGreaterThan(10);
    expect(command.summary.length).toBeLessThanOrEqual(90);
    expect(command.usage).toMatch(new RegExp(`^weighbridge ${name}\\b`));
    expect(command.example).toMatch(/^weighbridge /);
    for (const [option, { help, value }] of Object.entries(command.options)) {
      expect(option).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
      expect([option, help.length > 5]).toEqual([option, true]);
      if (value !== undefined) expect(value).toMatch(/^[A-Z]/);
    }
  });

  test('its help names every option, and is no error', async () => {
    const said = await run([...name.split(' '), '--help'], process.cwd());
    expect(said).toMatchObject({ code: 0, err: '' });
    for (const option of Object.keys(command.options)) expect(said.out).toContain(`--${option}`);
  });

  test('its example is understood, and ends in words whatever the folder holds', async () => {
    const [, ...args] = wordsOf(command.example.replaceAll('<64 hex digits>', 'a'.repeat(64)));
    // Nobody answers there: an example that asks says so, and goes nowhere.
    const said = await run(args, repository.folder, { HF_ENDPOINT: 'http://127.0.0.1:9' });
    expect([0, 1, 2]).toContain(said.code);
    expect(said.err).not.toMatch(/\n\s+at |this is a bug|--help|no command/);
    expect(said.out + said.err).not.toBe('');
  });

  test.each([['--no-such-option'], ['--no-such-option=1']])('%s is refused by name, with the way to the help', async (option) => {
    const said = await run([...name.split(' '), option], process.cwd());
    expect(said).toMatchObject({ code: 2, out: '' });
    expect(said.err).toContain('--no-such-option');
    expect(said.err).toContain('--help');
    expect(said.err).not.toMatch(/\n\s+at /);
  });
});
