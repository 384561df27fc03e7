/** Packages of Python in a change, and what lies on the disk of them. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../src/core/pipeline.ts';
import { checking, told } from '../support/checking.ts';
import { type DiskFiles, environment, put } from '../support/installed.ts';

const RULE = 'dependency/installed-differs';
const WHEEL = 'acme_widget-1.1.0-py3-none-any.whl';
const SITE = '.venv/lib/python3.12/site-packages';
const change = checking();
const bytes = Buffer.from('the bytes of a wheel');
const sha256 = createHash('sha256').update(bytes).digest('hex');

function lock(version: string, hash = sha256): string {
  return `version = 1\n\n[[package]]\nname = "acme-widget"\nversion = "${version}"\nsource = { registry = "https://index.example/simple" }\nwheels = [\n    { url = "https://files.example/acme_widget-${version}-py3-none-any.whl", hash = "sha256:${hash}" },\n]\n`;
}

function bump(files: DiskFiles, more: DiskFiles = {}, disk: (folder: string) => void = () => undefined): Promise<CheckResult> {
  const beside = { '.gitignore': '.venv\nwheels\n', ...more };
  return change.check(
    { ...beside, 'uv.lock': lock('1.0.0', 'a'.repeat(64)) },
    { 'uv.lock': lock('1.1.0') },
    {
      disk(folder) {
        put(folder, files);
        disk(folder);
      },
    },
  );
}

function seenIn({ bom }: CheckResult): string {
  const widget = bom.components.find(({ name }) => name === 'acme-widget');
  const found = widget?.verifications.find(({ topic }) => topic === 'installed');
  return found === undefined ? 'nothing' : `${found.outcome} by ${found.by}: ${found.detail}`;
}

describe('a folder that the tree names with --find-links', () => {
  const named = (folder: string): DiskFiles => ({ 'requirements.txt': `--find-links ${folder}\n` });

  it.each<[string, DiskFiles, DiskFiles, RegExp]>([
    [
      'has the bytes of the lock',
      { [`wheels/${WHEEL}`]: bytes },
      named('./wheels'),
      /^passed by disk: the bytes of wheels\/.*hash of the lock$/,
    ],
    [
      'has other bytes under that name',
      { [`wheels/${WHEEL}`]: 'other' },
      named('wheels/'),
      /^failed by disk: wheels\/.* none of the hashes/,
    ],
    ['has another version', { 'wheels/acme_widget-2.0-py3-none-any.whl': 'other' }, named('wheels'), /^nothing$/],
    ['is not named', { [`wheels/${WHEEL}`]: 'other' }, {}, /^nothing$/],
    ['leads out of the tree', { [`wheels/${WHEEL}`]: 'other' }, named('wheels/../../elsewhere/wheels'), /^nothing$/],
    ['is not there', {}, named('wheels'), /^nothing$/],
  ])('%s', async (_, files, more, said) => {
    const result = await bump(files, more);
    expect(seenIn(result)).toMatch(said);
    expect(told(result, RULE)).toEqual(said.source.startsWith('^failed') ? [`new ${RULE} uv.lock`] : []);
  });

  it('has a genuine archive beside one that cannot be read', async () => {
    const result = await bump({ [`wheels/${WHEEL}`]: bytes }, named('wheels'), (folder) =>
      symlinkSync('/etc/hostname', join(folder, 'wheels/acme_widget-1.1.0-cp312-cp312-linux_x86_64.whl')),
    );
    expect(seenIn(result)).toMatch(/^unavailable by disk: wheels\/acme_widget-1\.1\.0-cp312.* cannot be read/);
  });

  it('is a link, beside another with a genuine archive', async () => {
    const result = await bump(
      { [`wheels/${WHEEL}`]: bytes },
      { 'requirements.txt': '--find-links wheels\n--find-links more\n' },
      (folder) => symlinkSync('wheels', join(folder, 'more')),
    );
    expect(seenIn(result)).toBe('unavailable by disk: more cannot be listed, and may hold an archive of it');
  });

  it.each<[string, (path: string) => void]>([
    ['a link', (path) => symlinkSync('/etc/hostname', path)],
    ['a pipe that nobody writes to', (path) => void execFileSync('mkfifo', [path])],
  ])('%s in the place of a wheel is not read', async (_, make) => {
    const result = await bump({}, named('wheels'), (folder) => {
      mkdirSync(join(folder, 'wheels'));
      make(join(folder, 'wheels', WHEEL));
    });
    expect(seenIn(result)).toMatch(/^unavailable /);
  });
});

describe('an environment', () => {
  const FILES = { 'acme_widget/__init__.py': 'x = 1\n', 'acme_widget/a,"b".py': '' };
  const bin = { '../../../bin/widget': '#!python\n' };

  it.each<[string, DiskFiles, RegExp]>([
    [
      'as it was installed',
      environment('acme_widget', '1.1.0', FILES, { more: { 'acme_widget/x.pyc': '' } }),
      /^not-applicable by disk: 3 files were hashed/,
    ],
    [
      'with a changed file',
      environment('acme_widget', '1.1.0', { ...FILES, 'acme_widget/__init__.py': 'steal()' }, { recorded: FILES }),
      /^failed by disk: .*__init__\.py is not what was installed/,
    ],
    ['without a file', environment('acme_widget', '1.1.0', {}, { recorded: FILES }), /^failed .*__init__\.py and 1 more is not/],
    ['with a script', environment('acme_widget', '1.1.0', bin), /^not-applicable .*2 files/],
    ['with another version', environment('acme_widget', '3.0.0', FILES), /^failed .*has version 3\.0\.0, which no file of the tree names/],
    ['with another package', environment('other', '1.1.0', FILES), /^nothing$/],
    [
      'whose record names what lies elsewhere',
      environment('acme_widget', '1.1.0', {}, { recorded: { '../../../../uv.lock': 'x' } }),
      /^unavailable .*no record that can be followed/,
    ],
    [
      'whose record is none',
      { ...environment('acme_widget', '1.1.0', FILES), [`${SITE}/acme_widget-1.1.0.dist-info/RECORD`]: '\u0000,\n"' },
      /^unavailable /,
    ],
    ['of a distribution that writes none', { [`${SITE}/acme_widget-1.1.0.dist-info/METADATA`]: 'Name: x\n' }, /^nothing$/],
  ])('%s', async (_, files, said) => {
    const quoted = Object.fromEntries(
      Object.entries(files).map(([path, text]) =>
        path.endsWith('/RECORD') ? [path, String(text).replace('acme_widget/a,"b".py', '"acme_widget/a,""b"".py"')] : [path, text],
      ),
    );
    const result = await bump(quoted);
    expect(seenIn(result)).toMatch(said);
    expect(told(result, RULE)).toEqual(said.source.startsWith('^failed') ? [`new ${RULE} uv.lock`] : []);
  });

  it('behind a link is not looked into', async () => {
    const result = await bump(environment('acme_widget', '3.0.0', FILES), { '.gitignore': 'elsewhere\n.venv\n' }, (folder) => {
      renameSync(join(folder, '.venv'), join(folder, 'elsewhere'));
      symlinkSync('elsewhere', join(folder, '.venv'));
    });
    expect(seenIn(result)).toBe('nothing');
  });

  it('a pipe in the place of a record does not hold anybody up', async () => {
    const result = await bump(environment('acme_widget', '1.1.0', FILES), {}, (folder) => {
      const path = join(folder, SITE, 'acme_widget-1.1.0.dist-info/RECORD');
      rmSync(path);
      execFileSync('mkfifo', [path]);
    });
    expect(seenIn(result)).toMatch(/^unavailable /);
  });

  it.each([
    [
      'an archive with the hash of the lock',
      { url: 'file:///x.whl', archive_info: { hashes: { sha256 } } },
      /^not-applicable .*3 files|^not-applicable .*archive with the hash/,
    ],
    [
      'another archive',
      { url: 'https://user:pass@evil.example/x.whl?t=1', archive_info: { hash: `sha256=${'b'.repeat(64)}` } },
      /^failed .*from an address, and the lock/,
    ],
    [
      'a repository',
      { url: 'https://git.example/o/r', vcs_info: { vcs: 'git', commit_id: 'c'.repeat(40) } },
      /^failed .*from a repository, and/,
    ],
    ['a folder', { url: 'file:///home/ada/secret', dir_info: { editable: true } }, /^failed .*from a folder, and/],
  ])('it was installed from %s', async (_, said, words) => {
    const more = { 'acme_widget-1.1.0.dist-info/direct_url.json': JSON.stringify(said) };
    expect(seenIn(await bump(environment('acme_widget', '1.1.0', { 'acme_widget/__init__.py': '' }, { more })))).toMatch(words);
  });

  it.each<[string, string, string | null]>([
    ['an expression', 'License-Expression: Apache-2.0 OR MIT\n', 'Apache-2.0 OR MIT'],
    ['a short name', 'License: BSD\n', 'BSD'],
    ['a classifier', 'Classifier: License :: OSI Approved :: MIT License\n', 'MIT License'],
    [
      'two classifiers',
      'Classifier: License :: OSI Approved :: MIT License\nClassifier: License :: OSI Approved :: BSD License\n',
      '(MIT License AND BSD License)',
    ],
    [
      'a whole text',
      'License: MIT License\n        Permission is hereby granted\nClassifier: License :: OSI Approved :: MIT License\n',
      'MIT License',
    ],
    ['nothing', 'License: UNKNOWN\n', null],
  ])('says %s of itself', async (_, metadata, license) => {
    const { bom } = await bump(
      environment('acme_widget', '1.1.0', {}, { metadata: `${metadata}Author-email: "Ada L." <ada@example.org>\nSummary: Widgets\n` }),
    );
    const widget = bom.components.find(({ name }) => name === 'acme-widget');
    expect(widget?.metadata).toEqual({ license, supplier: 'Ada L.', description: 'Widgets' });
  });

  const INFO = `${SITE}/acme_widget-1.1.0.dist-info`;
  const INSTALLED = environment('acme_widget', '1.1.0', {}, { metadata: 'License: MIT\n' });
  const OTHER = String(INSTALLED[`${INFO}/METADATA`]).replace('MIT', 'Apache-2.0');
  const without = (path: string): DiskFiles => Object.fromEntries(Object.entries(INSTALLED).filter(([one]) => one !== path));
  it.each<[string, DiskFiles, string | undefined]>([
    ['as it was installed', INSTALLED, 'MIT'],
    ['where no record is kept', without(`${INFO}/RECORD`), 'MIT'],
    ['written over after it was installed', { ...INSTALLED, [`${INFO}/METADATA`]: OTHER }, undefined],
    ['that its record does not have', { ...INSTALLED, [`${INFO}/RECORD`]: 'acme_widget-1.1.0.dist-info/RECORD,,\n' }, undefined],
    ['beside a record that cannot be followed', { ...INSTALLED, [`${INFO}/RECORD`]: 'a\n' }, undefined],
  ])('METADATA %s', async (_, files, license) => {
    const disk = (folder: string): void => put(folder, files);
    const { bom } = await change.check({ 'a.md': 'a\n' }, { '.gitignore': '.venv\n', 'uv.lock': lock('1.1.0') }, { disk });
    expect(bom.components.find(({ name }) => name === 'acme-widget')?.metadata?.license).toBe(license);
  });
});
