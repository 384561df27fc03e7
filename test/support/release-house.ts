/** A release of acme/widget on a stand-in of GitHub, whose trust roots and keys are thrown away. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type FakeReleases, startReleases } from '../github-fake/releases.ts';
import { type BuildHouse, buildHouse, type BuildOptions, COMMIT } from './builds.ts';
import { run, type Said } from './command-line.ts';
import { general } from './der.ts';

type Json = Record<string, unknown>;

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
/** Digests of the two files of the release. */
export const TOOL = hash('tool');
export const MANUAL = hash('manual');
export const TOKEN = 'ghs_abcdefghijklmnop';
export const BY_GITHUB: BuildOptions = { subject: general.uri('https://dotcom.releases.github.com'), extensions: [] };
export const VERIFIED = /^0 verified: gh:acme\/widget@v1.0.0/;

export interface ReleaseHouse {
  /** Its files: the roots, and what somebody downloaded in `out`. */
  readonly folder: string;
  /** Builds of public repositories, and GitHub itself. */
  readonly open: BuildHouse;
  readonly internal: BuildHouse;
  /** Of the tool. */
  readonly built: Json;
  readonly seal: Json;
  readonly github: FakeReleases;
  /** `verify package` of the release, with both roots. */
  readonly verify: (...args: readonly string[]) => Promise<Said>;
  /** Its exit code and first words. */
  readonly said: (...args: readonly string[]) => Promise<string>;
}

export function provenance(sha256: string, more: Json = {}): Json {
  const subject = [{ name: 'anything', digest: { sha256 } }];
  return { _type: 'https://in-toto.io/Statement/v1', subject, predicateType: 'https://slsa.dev/provenance/v1', predicate: {}, ...more };
}

export function sealed(sha1: string, files: Readonly<Record<string, string>>, release = 'acme/widget@v1.0.0'): Json {
  const assets = Object.entries(files).map(([name, sha256]) => ({ name, digest: { sha256 } }));
  const subject = [{ uri: `pkg:github/${release}`, digest: { sha1 } }, ...assets];
  return { _type: 'https://in-toto.io/Statement/v1', subject, predicateType: 'https://in-toto.io/attestation/release/v0.2', predicate: {} };
}

/** For the file that calls it; the stand-in is a new one for each test. Read its parts inside of tests. */
export function releaseHouse(): () => ReleaseHouse {
  const folder = mkdtempSync(join(tmpdir(), 'weighbridge-release-'));
  let parts: Pick<ReleaseHouse, 'open' | 'internal' | 'built' | 'seal'> | null = null;
  let github: FakeReleases | null = null;
  beforeAll(async () => {
    const [open, internal] = [await buildHouse(), await buildHouse({ organization: 'GitHub, Inc.', logged: false })];
    const built = await open.attest(provenance(TOOL));
    const seal = await internal.attest(sealed(COMMIT, { 'tool.tgz': TOOL, 'manual.pdf': MANUAL }), BY_GITHUB);
    parts = { open, internal, built, seal };
    writeFileSync(join(folder, 'public.json'), JSON.stringify(open.trustedRoot, null, 1));
    writeFileSync(join(folder, 'github.json'), JSON.stringify(internal.trustedRoot));
    const authorities = (internal.trustedRoot['certificateAuthorities'] as Json[]).map((one) => ({
      ...one,
      subject: { organization: 'GitHub, Inc.' },
    }));
    const [first, second] = [open.trustedRoot, { ...internal.trustedRoot, certificateAuthorities: authorities }].map((one) =>
      JSON.stringify(one),
    );
    writeFileSync(join(folder, 'both.jsonl'), `${first}\n${second}\n`);
    writeFileSync(join(folder, 'none.jsonl'), `${first}\n${first}\n`);
    mkdirSync(join(folder, 'out'));
    writeFileSync(join(folder, 'out', 'tool.tgz'), 'tool');
    writeFileSync(join(folder, 'out', 'manual.pdf'), 'another manual');
  });
  beforeEach(async () => {
    github = await startReleases();
    github.release({ tag: 'v1.0.0', commit: COMMIT, files: { 'tool.tgz': TOOL, 'manual.pdf': MANUAL }, immutable: true });
  });
  afterEach(() => github?.close());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return () => {
    if (parts === null || github === null) throw new Error('it is there inside of tests only');
    const { environment } = github;
    const verify: ReleaseHouse['verify'] = (...args) => {
      const own = args.includes('--github-trusted-root') ? [] : ['--github-trusted-root', 'github.json'];
      const all = ['verify', 'package', 'gh:acme/widget@v1.0.0', '--trusted-root', 'public.json', ...own, ...args];
      return run(all, folder, { ...environment, GITHUB_TOKEN: TOKEN });
    };
    const said = async (...args: readonly string[]): Promise<string> => {
      const { code, out, err } = await verify(...args);
      return `${code} ${out.split('\n').slice(0, 2).join(' ').replace(/ {2,}/g, ' ')}${err}`.trim();
    };
    return { ...parts, folder, github, verify, said };
  };
}
