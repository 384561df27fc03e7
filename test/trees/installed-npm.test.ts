/** Packages of npm in a change, and what lies on the disk of them. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CheckResult } from '../../src/core/pipeline.ts';
import { tar } from '../core/inspect/archives.ts';
import { checking, told } from '../support/checking.ts';
import { type DiskFiles, npmArchive, npmLock, packed, type Packed, put } from '../support/installed.ts';

const RULE = 'dependency/installed-differs';
const RECORD = 'node_modules/.package-lock.json';
const change = checking();

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'weighbridge-npm-cache-'));
});
afterEach(() => rmSync(cache, { recursive: true, force: true }));

const FILES = {
  'package.json': JSON.stringify({
    name: 'widget',
    version: '1.1.0',
    license: '(MIT OR Apache-2.0)',
    author: 'Ada <ada@example.org>',
    description: 'Widgets',
  }),
  'lib/index.js': 'module.exports = 1;\n',
};
const good = npmArchive(FILES);

function installed(files: DiskFiles = FILES): DiskFiles {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`node_modules/widget/${path}`, content]));
}

interface Given {
  /** In the lock. */
  readonly integrity?: string | undefined;
  readonly files?: DiskFiles;
  readonly cached?: readonly Packed[];
  readonly disk?: (folder: string) => void;
}

function bump({ integrity = good.integrity, files = {}, cached = [], disk = () => undefined }: Given): Promise<CheckResult> {
  for (const { path, bytes } of cached) put(cache, { [path]: bytes });
  const old = { version: '1.0.0', integrity: npmArchive({ 'package.json': '{}' }).integrity };
  return change.check(
    { '.gitignore': 'node_modules\n', 'package-lock.json': npmLock({ widget: old }) },
    { 'package-lock.json': npmLock({ widget: { version: '1.1.0', integrity } }) },
    {
      npmCache: cache,
      disk: (folder) => {
        put(folder, files);
        disk(folder);
      },
    },
  );
}

function seenIn({ bom }: CheckResult): string {
  const widget = bom.components.find(({ name }) => name === 'widget');
  const found = widget?.verifications.find(({ topic }) => topic === 'installed');
  return found === undefined ? 'nothing' : `${found.outcome} by ${found.by}: ${found.detail}`;
}

const record = (version: string, integrity: string | undefined): DiskFiles => ({
  [RECORD]: npmLock({ widget: integrity === undefined ? { version } : { version, integrity } }),
});

describe('the record of npm', () => {
  it.each<[string, DiskFiles, RegExp, boolean]>([
    [
      'with the hash of the lock proves nothing',
      record('1.1.0', good.integrity),
      /^not-applicable by disk: .*a record proves no bytes$/,
      false,
    ],
    ['with another hash', record('1.1.0', npmArchive({}).integrity), /^failed .*another hash for this version than the lock$/, true],
    ['with a version that no lock names', record('9.0.0', good.integrity), /^failed .*has version 9\.0\.0, which no lock/, true],
    ['of another package', { [RECORD]: npmLock({ other: { version: '1.0.0' } }) }, /^nothing$/, false],
    ['that is no JSON', { [RECORD]: '{"packages": {' }, /^nothing$/, false],
    [
      'with keys that mean something to the language',
      { [RECORD]: '{"lockfileVersion":3,"packages":{"__proto__":{"version":"1"}}}' },
      /^nothing$/,
      false,
    ],
  ])('%s', async (_, files, said, found) => {
    const result = await bump({ files });
    expect(seenIn(result)).toMatch(said);
    expect(told(result, RULE)).toEqual(found ? [`new ${RULE} package-lock.json`] : []);
  });

  it('is of another state where the checkout has another lock', async () => {
    const result = await bump({
      files: record('9.0.0', undefined),
      disk(folder) {
        // As if the checkout were at another commit than the one that is judged.
        const git = (...args: string[]): void => void execFileSync('git', ['-C', folder, ...args], { stdio: 'pipe' });
        git('checkout', '-q', '--detach', 'HEAD~1');
      },
    });
    expect(seenIn(result)).toBe('nothing');
  });
});

describe('the archive in the cache', () => {
  it('has the hash of the lock, was hashed here, and says what it is', async () => {
    const result = await bump({ cached: [good] });
    expect(seenIn(result)).toBe("passed by disk: the bytes of its archive in npm's cache were hashed, and have the hash of the lock");
    const widget = result.bom.components.find(({ name }) => name === 'widget');
    expect(widget?.metadata).toEqual({ license: '(MIT OR Apache-2.0)', supplier: 'Ada', description: 'Widgets' });
    expect(widget?.license.expression).toBe('Apache-2.0 OR MIT');
  });

  it.each([
    ['another package', { name: 'evil', version: '1.1.0' }, 'evil@1.1.0'],
    ['another version', { name: 'widget', version: '1.0.0' }, 'widget@1.0.0'],
    ['a name that is none', { name: '\u202Ea\n', version: '1' }, 'another package'],
    ['no name', {}, 'another package'],
  ])('holds %s', async (_, manifest, words) => {
    const other = npmArchive({ 'package.json': JSON.stringify(manifest) });
    const result = await bump({ integrity: other.integrity, cached: [other] });
    expect(seenIn(result)).toBe(`failed by disk: the archive with the hash of the lock is ${words}`);
    expect(told(result, RULE)).toEqual([`new ${RULE} package-lock.json`]);
  });

  it('of two manifests the last counts, as it does for who unpacks them', async () => {
    const twice = packed(
      gzipSync(
        tar([
          { name: 'package/package.json', content: Buffer.from(FILES['package.json']) },
          { name: 'package/package.json', content: Buffer.from('{"name":"evil","version":"1.1.0"}') },
        ]),
      ),
    );
    expect(seenIn(await bump({ integrity: twice.integrity, cached: [twice] }))).toMatch(/is evil@1\.1\.0$/);
  });

  it.each<[string, () => Given, RegExp]>([
    [
      'other bytes under its name',
      () => ({ cached: [{ ...good, bytes: Buffer.from('other') }] }),
      /^unavailable .*not those that its name says/,
    ],
    ['bytes that are no archive', () => hashed(Buffer.from('no archive')), /^unavailable .*cannot be looked into/],
    ['an archive that is cut off', () => hashed(good.bytes.subarray(0, 60)), /^unavailable .*cannot be looked into/],
    ['a manifest that is no JSON', () => hashed(npmArchive({ 'package.json': '{' }).bytes), /^unavailable .*cannot be looked into/],
    ['a manifest of a megabyte', () => hashed(npmArchive({ 'package.json': ' '.repeat(1024 * 1024 + 1) }).bytes), /^unavailable/],
  ])('%s', async (_, given, said) => {
    const result = await bump(given());
    expect(seenIn(result)).toMatch(said);
    expect(told(result, RULE)).toEqual([]);
  });

  it.each<[string, (at: string) => void]>([
    ['a link', (at) => symlinkSync('/etc/hostname', at)],
    ['a pipe that nobody writes to', (at) => void execFileSync('mkfifo', [at])],
    ['a folder', (at) => mkdirSync(at)],
  ])('%s in its place is not read', async (_, make) => {
    const result = await bump({
      disk() {
        mkdirSync(dirname(join(cache, good.path)), { recursive: true });
        make(join(cache, good.path));
      },
    });
    expect(seenIn(result)).toMatch(/^unavailable/);
  });
});

describe('installed files', () => {
  const held = record('1.1.0', good.integrity);

  it('are those of the archive', async () => {
    const result = await bump({ cached: [good], files: { ...held, ...installed() } });
    expect(seenIn(result)).toMatch(/^passed by disk: node_modules\/widget was hashed file by file \(2\)/);
    expect(told(result, RULE)).toEqual([]);
  });

  it.each<[string, DiskFiles, ((folder: string) => void) | undefined]>([
    ['changed', installed({ ...FILES, 'lib/index.js': 'steal()' }), undefined],
    ['gone', installed({ 'package.json': FILES['package.json'] }), undefined],
    [
      'a link to the same bytes',
      installed({ 'package.json': FILES['package.json'], 'copy.js': FILES['lib/index.js'] }),
      (folder) => {
        mkdirSync(join(folder, 'node_modules/widget/lib'));
        symlinkSync('../copy.js', join(folder, 'node_modules/widget/lib/index.js'));
      },
    ],
  ])('one of them is %s', async (_, files, disk) => {
    const result = await bump({ cached: [good], files: { ...held, ...files }, ...(disk === undefined ? {} : { disk }) });
    expect(seenIn(result)).toBe('failed by disk: node_modules/widget/lib/index.js is not what the archive with the hash of the lock holds');
    expect(told(result, RULE)).toEqual([`new ${RULE} package-lock.json`]);
  });

  it.each<[string, string, RegExp]>([
    ['as npm writes it', '#!/usr/bin/env node\nx\r\n', /^passed .*file by file \(2\)/],
    ['otherwise', '#!/usr/bin/env node\nx\n', /^failed .*cli\.js is not/],
  ])('a script with line ends of Windows is installed %s', async (_, script, said) => {
    const files = { 'package.json': FILES['package.json'], 'cli.js': '#!/usr/bin/env node\r\nx\r\n' };
    const one = npmArchive(files);
    const disk = { ...record('1.1.0', one.integrity), ...installed({ ...files, 'cli.js': script }) };
    expect(seenIn(await bump({ integrity: one.integrity, cached: [one], files: disk }))).toMatch(said);
  });

  it('of a package with an install script prove nothing where they differ', async () => {
    const files = { ...FILES, 'package.json': JSON.stringify({ name: 'widget', version: '1.1.0', scripts: { postinstall: 'node x' } }) };
    const hooked = npmArchive(files);
    const disk = { ...record('1.1.0', hooked.integrity), ...installed({ ...files, 'lib/index.js': 'built' }) };
    const result = await bump({ integrity: hooked.integrity, cached: [hooked], files: disk });
    expect(seenIn(result)).toMatch(/^unavailable .*its install script may have changed its files \(1 differ\)/);
    expect(told(result, RULE)).toEqual([]);
  });

  it.each<[string, DiskFiles]>([
    ['of another package', installed({ 'package.json': '{"name":"evil","version":"1.1.0"}', 'index.js': 'steal()' })],
    ['of a version that no lock names', installed({ 'package.json': '{"name":"widget","version":"9.0.0"}' })],
    ['whose manifest is no JSON', installed({ 'package.json': '{' })],
    ['without a manifest', installed({ 'index.js': 'steal()' })],
  ])('%s lie in its place, and its archive proves nothing of them', async (_, files) => {
    const result = await bump({ cached: [good], files });
    expect(seenIn(result)).toBe('unavailable by disk: node_modules/widget is not this package as the lock has it');
  });

  it('behind a link are not read, and its archive proves nothing of them', async () => {
    const result = await bump({
      cached: [good],
      files: { 'elsewhere/package.json': FILES['package.json'] },
      disk(folder) {
        mkdirSync(join(folder, 'node_modules'));
        symlinkSync('../elsewhere', join(folder, 'node_modules/widget'));
      },
    });
    expect(seenIn(result)).toMatch(/^unavailable /);
  });

  it('of another version that the lock names lie there where this one is nested', async () => {
    const lock = (version: string): string =>
      npmLock({ widget: { version: '2.0.0' }, 'other/node_modules/widget': { version, integrity: good.integrity } });
    put(cache, { [good.path]: good.bytes });
    const result = await change.check(
      { '.gitignore': 'node_modules\n', 'package-lock.json': lock('1.0.0') },
      { 'package-lock.json': lock('1.1.0') },
      { npmCache: cache, disk: (folder) => put(folder, installed({ 'package.json': '{"name":"widget","version":"2.0.0"}' })) },
    );
    const widget = result.bom.components.find(({ name, version }) => name === 'widget' && version === '1.1.0');
    expect(widget?.verifications.find(({ topic }) => topic === 'installed')?.outcome).toBe('passed');
  });

  it.each<[string, DiskFiles, string, string, string]>([
    ['in another folder', { 'package-lock.json': npmLock({ widget: { version: '1.1.0' } }) }, 'sub/', '1.1.0', ' package-lock.json'],
    [
      'in the version that stays, beside one that moves,',
      {
        'package-lock.json': npmLock({ widget: { version: '1.1.0' } }),
        'sub/package-lock.json': npmLock({ widget: { version: '2.0.0' } }),
      },
      '',
      '3.0.0',
      '',
    ],
  ])('%s are no fault of the base, which had none of them (T38)', async (_, base, folder, version, more) => {
    const result = await change.check(
      { '.gitignore': 'node_modules\n', ...base },
      { 'sub/package-lock.json': npmLock({ widget: { version } }) },
      { disk: (root) => put(root, { [`${folder}${RECORD}`]: npmLock({ widget: { version: '9.0.0' } }) }) },
    );
    expect(told(result, RULE)).toEqual([`new ${RULE} ${folder}package-lock.json${more}`]);
  });

  it('outside of the folder are not looked at', async () => {
    const files = { 'package.json': FILES['package.json'], '../../../secret': 'x' };
    const odd = npmArchive(files);
    const result = await bump({
      integrity: odd.integrity,
      cached: [odd],
      files: { ...record('1.1.0', odd.integrity), ...installed({ 'package.json': FILES['package.json'] }), secret: 'x' },
    });
    expect(seenIn(result)).toMatch(/^failed /);
  });
});

function hashed(bytes: Uint8Array): Given {
  const one = packed(bytes);
  return { integrity: one.integrity, cached: [one] };
}
