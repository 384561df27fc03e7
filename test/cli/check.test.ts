/** The exit code of `weighbridge check`: what a program that calls it goes by. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Io } from '../../src/cli/command.ts';
import { run } from '../support/command-line.ts';
import { main } from '../../src/cli/main.ts';
import { makeRepository, type TestRepository } from '../support/repo.ts';

const made: TestRepository[] = [];
afterEach(() => {
  for (const one of made.splice(0)) one.dispose();
});

const LOAD = 'from transformers import AutoModel\nmodel = AutoModel.from_pretrained("acme/m")\n';
const DENY = 'version: 1\nmodels: { deny: ["hf:acme/*"] }\n';

async function check(base: Readonly<Record<string, string>>, head: Readonly<Record<string, string>>, ...args: string[]): Promise<number> {
  const repository = makeRepository();
  made.push(repository);
  const commit = (files: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(files)) repository.write(path, text);
    repository.commit();
  };
  commit({ 'README.md': 'x\n', ...base });
  repository.branch('feature');
  commit(head);
  const io: Io = { cwd: repository.folder, env: {}, isTerminal: false, out: () => undefined, err: () => undefined };
  return main(['check', '--offline', ...(args.length > 0 ? args : ['--base', 'main', '--head', 'feature'])], io);
}

describe('weighbridge check ends with', () => {
  it.each<[string, number, Readonly<Record<string, string>>, Readonly<Record<string, string>>]>([
    ['0 where nothing changed about AI', 0, {}, { 'a.txt': 'a\n' }],
    ['0 where it only warns', 0, {}, { 'a.py': 'from transformers import AutoModel\nmodel = AutoModel.from_pretrained(pick())\n' }],
    ['0 in evaluate mode', 0, { '.github/weighbridge.yml': `${DENY}mode: evaluate\n` }, { 'a.py': LOAD }],
    ['1 where it refuses', 1, { '.github/weighbridge.yml': DENY }, { 'a.py': LOAD }],
    ['2 where it waits for an answer that a rule needs', 2, {}, { 'a.py': LOAD }],
  ])('%s', async (_, code, base, head) => {
    expect(await check(base, head)).toBe(code);
  });

  it('says in its log why it reads everything, in characters that can be seen', async () => {
    const repository = makeRepository();
    made.push(repository);
    repository.write('a.py', 'x = 1\n');
    repository.commit();
    repository.branch('feature');
    repository.link('\u001B[2Jlink', 'a.py');
    repository.commit();
    const said: string[] = [];
    const io: Io = {
      cwd: repository.folder,
      env: { XDG_CACHE_HOME: join(repository.folder, '.git', 'cache') },
      isTerminal: false,
      out: () => undefined,
      err: (text) => said.push(text),
    };
    const again = () => main(['check', '--offline', '--base', 'main', '--head', 'feature'], io);
    await again();
    expect(said).toEqual([]);
    await again();
    expect(said).toEqual(['everything is read, and not only what the change reaches: \\u{1b}[2Jlink is a link\n']);
  });

  it('2 where it could not run', async () => {
    expect(await check({}, { 'a.txt': 'a\n' }, '--base', 'nowhere')).toBe(2);
  });
});

it('as Markdown, of a change without AI, says nothing, and not in an empty line either', async () => {
  const repository = makeRepository();
  made.push(repository);
  repository.write('README.md', 'x\n');
  repository.commit();
  repository.branch('feature');
  repository.write('a.txt', 'a\n');
  repository.commit();
  const args = ['check', '--offline', '--base', 'main', '--head', 'feature', '--format', 'markdown'];
  expect(await run(args, repository.folder)).toEqual({ code: 0, out: '', err: '' });
  expect(await run([...args, '-o', 'report.md'], repository.folder)).toMatchObject({ code: 0, out: '' });
  expect(readFileSync(join(repository.folder, 'report.md'), 'utf8')).toBe('');
});

it.each<[string, number, string]>([
  ['acme/m', 0, 'model acme/m'],
  ['acme/none', 1, '"weighbridge scan" lists the AI components'],
  ['two words', 2, ''],
])('weighbridge why %s ends with %i', async (name, code, text) => {
  const repository = makeRepository();
  made.push(repository);
  repository.write('a.py', LOAD);
  repository.commit();
  const said = await run(['why', name, '--offline'], repository.folder);
  expect([said.code, said.out]).toEqual([code, expect.stringContaining(text)]);
});
