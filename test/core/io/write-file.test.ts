import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../../src/cli/main.ts';
import { writeInside, writeReport } from '../../../src/core/io/write-file.ts';
import { makeRepository, type TestRepository } from '../../support/repo.ts';

let made: TestRepository;
let other: TestRepository;
let outside: string;
beforeEach(() => {
  made = makeRepository();
  other = makeRepository();
  outside = realpathSync(mkdtempSync(join(tmpdir(), 'weighbridge-outside-')));
  writeFileSync(join(outside, 'victim'), 'precious');
  made.write('app.py', 'x = 1\n');
  made.commit();
});
afterEach(() => {
  expect(readFileSync(join(outside, 'victim'), 'utf8')).toBe('precious');
  expect(readdirSync(outside)).toEqual(['victim']);
  made.dispose();
  other.dispose();
  rmSync(outside, { recursive: true });
});

const refusal = async (path: string, cwd = made.folder): Promise<string> =>
  writeReport(cwd, path, 'text').then(
    () => 'written',
    (error: unknown) => (error instanceof Error && 'code' in error ? `${String(error.code)}: ${error.message}` : 'bug'),
  );

describe('a report is never written', () => {
  it.each<[string, string, () => void, RegExp]>([
    ['through a link out of the repository', 'out.json', () => made.link('out.json', join(outside, 'victim')), /out\.json is a link/],
    ['through a link inside of it', 'out.json', () => made.link('out.json', 'app.py'), /is a link/],
    ['through a link that leads nowhere', 'out.json', () => made.link('out.json', join(outside, 'new')), /is a link/],
    ['into a folder that is a link out of it', 'reports/out.json', () => made.link('reports', outside), /through the link reports out of/],
    ['into a folder below such a link', 'a/reports/deep/out.json', () => made.link('a/reports', outside), /through the link reports/],
    ['into a folder that is a link to nowhere', 'reports/out.json', () => made.link('reports', join(outside, 'new')), /DISK/],
    // What looks like a repository behind the link makes no new home of it.
    ['into another repository', 'reports/x', () => made.link('reports', other.folder), /through the link/],
    ['into a named pipe', 'pipe', () => void execFileSync('mkfifo', [join(made.folder, 'pipe')]), /pipe is a named pipe/],
    ['into a device', '/dev/null', () => undefined, /is a device/],
    ['over a folder', 'docs', () => made.write('docs/a', ''), /is a folder/],
  ])('%s', async (_, path, plant, words) => {
    plant();
    expect(await refusal(path)).toMatch(words);
    expect(readdirSync(other.folder)).toEqual(['.git']);
  });

  it('out of the folder that it was started in, where there is no repository', async () => {
    const plain = realpathSync(mkdtempSync(join(tmpdir(), 'weighbridge-plain-')));
    symlinkSync(outside, join(plain, 'reports'));
    expect(await refusal('reports/out.json', plain)).toMatch(/through the link/);
    rmSync(plain, { recursive: true });
  });
});

describe('a report is written', () => {
  it.each<[string, string, () => void]>([
    ['where nothing is', 'new/folder/out.json', () => undefined],
    ['over a plain file', 'app.py', () => undefined],
    [
      'into a folder that is a link inside of the repository',
      'reports/out.json',
      () => {
        made.write('build/a', '');
        made.link('reports', 'build');
      },
    ],
  ])('%s', async (_, path, prepare) => {
    prepare();
    expect(await refusal(path)).toBe('written');
    expect(readFileSync(join(made.folder, path), 'utf8')).toBe('text');
    expect(readdirSync(made.folder).filter((name) => name.startsWith('.weighbridge-'))).toEqual([]);
  });

  it('with the permissions that the file had, and not into what else has its name', async () => {
    const plain = realpathSync(mkdtempSync(join(tmpdir(), 'weighbridge-plain-')));
    writeFileSync(join(plain, 'a'), 'a');
    chmodSync(join(plain, 'a'), 0o640);
    linkSync(join(plain, 'a'), join(plain, 'b'));
    await writeReport(plain, 'a', 'text');
    expect([readFileSync(join(plain, 'a'), 'utf8'), readFileSync(join(plain, 'b'), 'utf8')]).toEqual(['text', 'a']);
    expect(statSync(join(plain, 'a')).mode & 0o777).toBe(0o640);
    rmSync(plain, { recursive: true });
  });

  it('by way of a link of the operator that stands in no repository', async () => {
    const plain = realpathSync(mkdtempSync(join(tmpdir(), 'weighbridge-plain-')));
    mkdirSync(join(plain, 'real'));
    symlinkSync(join(plain, 'real'), join(plain, 'way'));
    expect(await refusal(join(plain, 'way', 'out.json'))).toBe('written');
    expect(existsSync(join(plain, 'real', 'out.json'))).toBe(true);
    rmSync(plain, { recursive: true });
  });

  it('inside of a folder: a link of that name is refused, too', async () => {
    made.link('out.json', join(outside, 'victim'));
    await expect(writeInside(made.folder, 'out.json', 'text')).rejects.toMatchObject({ code: 'PATH_OUTSIDE' });
  });
});

describe('the verbs', () => {
  const io = (): {
    cwd: string;
    env: Record<string, string>;
    isTerminal: false;
    out(text: string): void;
    err(text: string): void;
    said: string;
  } => ({
    cwd: made.folder,
    env: { XDG_CACHE_HOME: join(made.folder, '.git', 'cache') },
    isTerminal: false,
    said: '',
    out(text) {
      this.said += text;
    },
    err(text) {
      this.said += text;
    },
  });

  it.each<[string, string, string, string[]]>([
    ['scan', 'sbom.cdx.json', 'victim', ['scan', '--offline', '--format', 'cyclonedx', '-o', 'sbom.cdx.json']],
    ['check', 'report.md', 'victim', ['check', '--offline', '--format', 'markdown', '-o', 'report.md']],
    ['sign', 'model.sig', 'victim', ['sign', 'app.py', '--private-key', 'key.pem']],
    ['lock', 'weighbridge.lock', 'victim', ['lock', '--offline']],
    ['init', '.github/weighbridge.yml', 'new', ['init', '--yes']],
    ['evidence', 'saved', '.', ['scan', '--evidence', 'saved', '--offline']],
  ])('%s refuses a link with words', async (name, path, target, args) => {
    if (name === 'sign')
      made.write('key.pem', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'sec1', format: 'pem' }));
    made.link(path, join(outside, target));
    const run = io();
    expect([await main(args, run), run.said]).toEqual([
      2,
      expect.stringMatching(/ is a link: nothing was written| through the link saved out of | is a symlink, not a file/),
    ]);
  });

  it.each(['-', '/dev/stdout'])('%s is the standard output', async (file) => {
    const run = io();
    expect(await main(['scan', '--offline', '--format', 'cyclonedx', '-o', file], run)).toBe(0);
    expect(JSON.parse(run.said)).toMatchObject({ bomFormat: 'CycloneDX' });
  });
});
