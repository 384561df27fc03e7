/** Who names a database of advisories: flags and environment of whoever runs it, never the tree (T20). */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Io } from '../../src/cli/command.ts';
import { main } from '../../src/cli/main.ts';
import { recordOf } from '../core/advisories/support.ts';
import { type FakeOsv, startOsv } from '../osv-fake/index.ts';
import { REGISTRIES_OFF } from '../support/registries-off.ts';
import { makeRepository, type TestRepository } from '../support/repo.ts';

const RECORDS = [recordOf('MAL-2026-1', 'wrong'), recordOf('GHSA-1', 'left', { database_specific: { severity: 'HIGH' } })];
const LOCK = JSON.stringify({
  name: 'x',
  lockfileVersion: 3,
  packages: { '': { name: 'x' }, 'node_modules/wrong': entry('wrong'), 'node_modules/left': entry('left') },
});

function entry(name: string): Readonly<Record<string, string>> {
  return {
    version: '1.0.0',
    resolved: `https://registry.example/${name}/-/${name}-1.0.0.tgz`,
    integrity: `sha512-${Buffer.alloc(64, name).toString('base64')}`,
  };
}

let osv: FakeOsv;
let repository: TestRepository;
let folder: string;
beforeEach(async () => {
  osv = await startOsv({ records: RECORDS });
  folder = mkdtempSync(join(tmpdir(), 'wb-advisories-'));
  mkdirSync(join(folder, 'osv'));
  for (const record of RECORDS) writeFileSync(join(folder, 'osv', `${String(record['id'])}.json`), JSON.stringify(record));
  repository = makeRepository();
  repository.write('README.md', 'x\n');
  repository.commit();
  repository.branch('feature');
  repository.write('package-lock.json', LOCK);
  repository.write('.env', `OSV_URL=${osv.url}\nOSV_DATABASE=${join(folder, 'osv')}\n`);
  repository.write('osv/GHSA-2.json', JSON.stringify(recordOf('GHSA-2', 'left')));
  repository.commit();
});
afterEach(async () => {
  await osv.close();
  repository.dispose();
  rmSync(folder, { recursive: true, force: true });
});

async function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const io: Io = {
    cwd: repository.folder,
    env: { ...REGISTRIES_OFF, ...env },
    isTerminal: false,
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
  };
  const code = await main([...args], io);
  return { code, out: out.join(''), err: err.join('') };
}

const CHECK = ['check', '--base', 'main', '--head', 'feature', '--no-cache'];

describe('advisories on the command line', () => {
  it.each<[string, () => string[], () => Record<string, string>]>([
    ['OSV_URL', () => [], () => ({ OSV_URL: osv.url })],
    ['--osv-database, offline', () => ['--offline', '--osv-database', join(folder, 'osv')], () => ({})],
  ])('%s: a new malicious package refuses', async (_, args, env) => {
    const { code, out } = await run([...CHECK, ...args()], env());
    expect(out).toContain('MAL-2026-1: About wrong');
    expect(out).toContain('about advisories of 2 packages');
    expect(code).toBe(1);
  });

  it('nobody named, nobody asked: what stands in the tree names nobody', async () => {
    const { code, out } = await run(CHECK);
    expect([code, /MAL-|advisor|vulnerab/i.test(out)]).toEqual([0, false]);
    expect(osv.requests).toEqual([]);
  });

  it('a service that offline nobody asks is told as missing, not as fine', async () => {
    const { code, out } = await run([...CHECK, '--offline'], { OSV_URL: osv.url });
    expect([code, osv.requests.length]).toEqual([2, 0]);
    expect(out).toMatch(/2 advisories: offline/);
    expect(out).not.toContain('OSV');
  });

  it.each([
    ['in the tree under test', 'osv', /lies in the tree under test/],
    ['that is not there', '../missing-database', /cannot be read/],
  ])('a database %s is refused', async (_, path, expected) => {
    const { code, err } = await run([...CHECK, '--osv-database', path]);
    expect(code).toBe(2);
    expect(err).toMatch(expected);
  });

  it('the same answers, replayed, give the same verdict, with nobody named', async () => {
    const evidence = join(folder, 'evidence');
    const first = await run([...CHECK, '--evidence', evidence, '--format', 'json'], { OSV_URL: osv.url });
    const asked = osv.requests.length;
    const again = await run([...CHECK, '--evidence', evidence, '--format', 'json']);
    expect([first.code, again.code, osv.requests.length]).toEqual([1, 1, asked]);
    const findings = (text: string): unknown =>
      (JSON.parse(text) as { verdict: { findings: { finding: { rule: string; gap: string } }[] } }).verdict.findings.map(
        ({ finding }) => `${finding.rule} ${finding.gap}`,
      );
    expect(findings(again.out)).toEqual(findings(first.out));
  });

  it('scan asks about all, and writes them beside the SBOM', async () => {
    const { code, out } = await run(['scan', '--format', 'openvex', '--no-cache', '--osv-url', osv.url]);
    const { statements } = JSON.parse(out) as { statements: { vulnerability: { name: string }; status: string }[] };
    expect(code).toBe(0);
    expect(statements.map(({ vulnerability, status }) => `${vulnerability.name} ${status}`)).toEqual([
      'GHSA-1 under_investigation',
      'MAL-2026-1 affected',
    ]);
  });
});
