/** `weighbridge notice`: what lies beside a tree, written into a folder and nowhere else. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run, type Said } from '../support/command-line.ts';
import { environment, put } from '../support/installed.ts';
import { makeRepository, type TestRepository } from '../support/repo.ts';

let repository: TestRepository;
let cache: string;
beforeEach(() => {
  repository = makeRepository();
  cache = mkdtempSync(join(tmpdir(), 'weighbridge-cache-'));
  repository.write('.gitignore', '.venv\nnode_modules\nmodels\n');
  repository.write('LICENSE', 'Our own terms\n');
  repository.write(
    'package-lock.json',
    JSON.stringify({
      lockfileVersion: 3,
      packages: {
        '': {},
        'node_modules/widget': { version: '1.0.0', license: 'MIT' },
        'node_modules/tool': { version: '1.0.0', license: 'ISC', dev: true },
      },
    }),
  );
  repository.write(
    'uv.lock',
    'version = 1\n\n[[package]]\nname = "gadget"\nversion = "1.0.0"\nsource = { registry = "https://index.example/simple" }\n',
  );
  repository.commit();
  put(repository.folder, {
    'node_modules/widget/package.json': JSON.stringify({ name: 'widget', version: '1.0.0', license: 'MIT' }),
    'node_modules/widget/LICENSE.md': 'The text of widget\n',
    'node_modules/widget/license.js': 'no text',
    'node_modules/tool/package.json': JSON.stringify({ name: 'tool', version: '1.0.0' }),
    'node_modules/tool/LICENSE': 'of a tool that does not ship\n',
    ...environment(
      'gadget',
      '1.0.0',
      { 'gadget.py': '' },
      {
        metadata: 'License-Expression: BSD-3-Clause',
        more: {
          'gadget-1.0.0.dist-info/licenses/LICENSE': 'The text of gadget\n',
          'gadget-1.0.0.dist-info/licenses/NOTICE': 'A notice of gadget\n',
        },
      },
    ),
  });
});
afterEach(() => {
  repository.dispose();
  rmSync(cache, { recursive: true, force: true });
});

function notice(...args: readonly string[]): Promise<Said> {
  return run(['notice', '--offline', ...args], repository.folder, { XDG_CACHE_HOME: cache });
}

function written(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(join(repository.folder, folder), { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return Object.fromEntries(files.map((one) => [one.name, readFileSync(join(one.parentPath, one.name), 'utf8')]));
}

it('takes texts from node_modules and from environments, of what ships', async () => {
  const { code, err } = await notice('--out', 'out/notices');
  expect([code, err]).toEqual([0, 'wrote 4 of 4 files into out/notices\n']);
  const files = written('out/notices');
  expect(Object.values(files).filter((text) => !text.startsWith('Notices of'))).toEqual(
    expect.arrayContaining(['The text of widget\n', 'The text of gadget\n', 'A notice of gadget\n']),
  );
  const said = files['NOTICE.txt'] ?? '';
  expect(said).toMatch(
    /== BSD-3-Clause\nComponents\n {2}library gadget 1\.0\.0, from pypi:gadget\nWhat it asks for\n {2}Ship its license text/,
  );
  expect(said).toMatch(/== MIT\nComponents\n {2}library widget 1\.0\.0, from npm:widget\n/);
  expect(JSON.stringify(files)).not.toMatch(/ISC|of a tool|Our own|no text/);
});

it('prints all of it without a folder, for a person or a program', async () => {
  const text = await notice();
  expect([text.code, text.out.includes('\n  The text of widget\n')]).toEqual([0, true]);
  const json = JSON.parse((await notice('--format', 'json')).out) as { format: string; licenses: { license: string }[] };
  expect([json.format, json.licenses.map(({ license }) => license)]).toEqual(['weighbridge-notice', ['BSD-3-Clause', 'MIT']]);
});

it('ends with 1 where a license is not known, and says of what', async () => {
  repository.write('app.py', 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/ner")\n');
  const { code, out, err } = await notice();
  expect(code).toBe(1);
  expect(out).toContain('== License not known\n');
  expect(out).toContain('  model acme/ner (version not known), from hf:acme/ner: ');
  expect(err).toContain('? components whose license is not known: 1 ');
});

describe('what is there', () => {
  it('stays, and nothing is written, until --force', async () => {
    put(repository.folder, { 'out/NOTICE.txt': 'by hand' });
    const { code, err } = await notice('--out', 'out');
    expect(code).toBe(2);
    expect(err).toContain('NOTICE.txt in out: something else is there, and nothing was written');
    expect(written('out')).toEqual({ 'NOTICE.txt': 'by hand' });
    expect((await notice('--out', 'out', '--force')).code).toBe(0);
    expect(written('out')['NOTICE.txt']).toContain('Notices of');
  });

  it('is left alone where it says the same', async () => {
    await notice('--out', 'out');
    expect((await notice('--out', 'out')).err).toContain('wrote 0 of 4 files into out; the others were there');
  });

  it('is never written through: a link of the checkout leads nowhere', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'weighbridge-outside-'));
    try {
      writeFileSync(join(outside, 'NOTICE.txt'), 'mine');
      symlinkSync(outside, join(repository.folder, 'out'));
      expect((await notice('--out', 'out', '--force')).code).toBe(2);
      put(repository.folder, { 'inside/x': '' });
      symlinkSync(join(outside, 'NOTICE.txt'), join(repository.folder, 'inside/NOTICE.txt'));
      expect((await notice('--out', 'inside', '--force')).code).toBe(2);
      expect(readFileSync(join(outside, 'NOTICE.txt'), 'utf8')).toBe('mine');
      expect(existsSync(join(outside, 'texts'))).toBe(false);
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });

  it('is not read through a link: a text that is one is not at hand', async () => {
    rmSync(join(repository.folder, 'node_modules/widget/LICENSE.md'));
    symlinkSync('/etc/hostname', join(repository.folder, 'node_modules/widget/LICENSE'));
    expect((await notice()).out).toContain('text not at hand: https://spdx.org/licenses/MIT.html');
  });
});
