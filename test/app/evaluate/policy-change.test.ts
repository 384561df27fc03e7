/** A policy is read before it is in force, at every door (T40). */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { evaluatePullRequest } from '../../../app/evaluate/evaluate-head.ts';
import { main } from '../../../src/cli/main.ts';
import { formats } from '../../../src/core/index.ts';
import { type AppHouse, appHouse, load, REPO } from '../../support/app-house.ts';
import { makeRepository } from '../../support/repo.ts';
import { REGISTRIES_OFF } from '../../support/registries-off.ts';

const OWN = '.github/weighbridge.yml';
const PINNED = 'version: 1\nrules:\n  model/provenance: { level: block, require: pinned }\n';
const BROKEN = 'version: 1\nmode: evaluate\nrules: { model/provenanc: block }\nmodels: { deny: ["acme/*"] }\n';
const OWNER = 'acme/.weighbridge';

let house: AppHouse;
let folder = '';
let gitDirectory = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weighbridge-clone-'));
  gitDirectory = join(folder, 'product.git');
  const made = makeRepository();
  made.write('README.md', 'product\n');
  made.commit();
  execFileSync('git', ['clone', '-q', '--bare', made.folder, gitDirectory], { stdio: 'pipe' });
  made.dispose();
  house = await appHouse({ gitDirectory });
  house.github.requireCheck(REPO, 'weighbridge', { app: house.app.id });
});
afterAll(async () => {
  expect(house.github.violations).toEqual([]);
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});
let count = 0;
beforeEach(() => void count++);

interface Opened {
  readonly number: number;
  readonly head: string;
  readonly branch: string;
}

function open(files: Readonly<Record<string, string | null>>, repository = REPO): Opened {
  const branch = `change-${count}-${Math.floor(performance.now())}`;
  const head = house.github.pushCommit(repository, { branch, files });
  return { number: house.github.openPullRequest(repository, { head: branch }), head, branch };
}

const said = (head: string): string => `${house.run(head)?.title}\n${house.run(head)?.summary}`;
const annotations = (head: string): string[] =>
  (house.run(head)?.annotations ?? []).map(({ path, start_line: line }) => `${String(path)}:${String(line)}`);

/** `weighbridge check` in a clone, as JSON. */
async function cli(branch: string, base = 'main'): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const clone = join(folder, branch, 'product');
  execFileSync('git', ['clone', '-q', gitDirectory, clone], { stdio: 'pipe' });
  execFileSync('git', ['-C', clone, 'branch', '-q', branch, `origin/${branch}`], { stdio: 'pipe' });
  let out = '';
  let err = '';
  const io = {
    cwd: clone,
    env: REGISTRIES_OFF,
    isTerminal: false,
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
  };
  const args = ['check', '--base', base, '--head', branch, '--format', 'json', '--hub-url', house.hub.url, '--no-cache', '-C', clone];
  return { code: await main(args, io), out, err };
}

function sameAtBothDoors(out: string): void {
  const { verdict, bom } = house.stores.recorded.at(-1) ?? {};
  const json = formats.find(({ id }) => id === 'json');
  const ours = verdict === undefined || bom === undefined ? '' : json?.render(verdict, bom, { color: false, specVersion: '1.7' });
  const moment = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g;
  expect(out.replace(moment, 'now')).toBe(ours?.replace(moment, 'now'));
}

it.each([
  ['first policy', {}],
  ['policy while evaluate mode is in force', { [OWN]: 'version: 1\nmode: evaluate\n' }],
])('a broken %s is refused with its mistakes at their lines, by App and CLI alike', async (_, base) => {
  house.github.pushCommit(REPO, { files: { ...base, touched: `${count}` } });
  const { number, head, branch } = open({ [OWN]: BROKEN });
  expect(await house.evaluate(number)).toMatchObject({ state: 'done', conclusion: 'failure' });
  expect(annotations(head).filter((place) => place !== `${OWN}:1`)).toEqual([`${OWN}:3`, `${OWN}:4`]);
  expect(said(head)).toMatch(/Not ready to merge: 1 policy needs 2 fixes/);
  expect(house.github.merge(REPO, number)).toMatchObject({ merged: false });
  const ran = await cli(branch);
  expect(ran.code).toBe(1);
  sameAtBothDoors(ran.out);
});

it('a broken policy in force lets only the change pass that mends it', async () => {
  house.github.pushCommit(REPO, { files: { [OWN]: BROKEN } });
  const other = open({ 'app/new.py': load('acme/a') });
  expect(await house.evaluate(other.number)).toMatchObject({ conclusion: 'action_required' });
  expect(said(other.head)).toMatch(/weighbridge\.yml.*:3:\d+[\s\S]*Somebody who may change that branch has to mend it/);
  const refused = await cli(other.branch);
  expect([refused.code, refused.err]).toEqual([2, expect.stringMatching(/yml:4:\d+[\s\S]*mend it/)]);

  const half = open({ [OWN]: 'version: 1\nmodels: { deny: ["acme/*"] }\n' });
  expect(await house.evaluate(half.number)).toMatchObject({ conclusion: 'failure' });

  const repair = open({ [OWN]: PINNED });
  expect(await house.evaluate(repair.number)).toMatchObject({ conclusion: 'success' });
  expect(said(repair.head)).toMatch(/This change mends it: it was judged by the built-in baseline/);
  const ran = await cli(repair.branch);
  expect(ran.code).toBe(0);
  sameAtBothDoors(ran.out);
  expect(house.github.merge(REPO, repair.number)).toMatchObject({ merged: true });
  expect(await house.evaluate(other.number)).toMatchObject({ conclusion: 'failure' });
});

it('into another branch the policy of the default branch judges, at both doors (T23)', async () => {
  const lax = 'version: 1\nmode: evaluate\nrules: { model/provenance: warn }\n';
  house.github.pushCommit(REPO, { files: { [OWN]: PINNED } });
  house.github.pushCommit(REPO, { branch: 'release', files: { [OWN]: lax } });
  const head = house.github.pushCommit(REPO, { branch: 'to-release', from: 'release', files: { 'app/floats.py': load('acme/b') } });
  const number = house.github.openPullRequest(REPO, { head: 'to-release', base: 'release' });
  expect(await house.evaluate(number)).toMatchObject({ conclusion: 'failure' });
  expect(house.run(head, 'Weighbridge (advisory)')?.summary).toMatch(/weighbridge\.yml at main/);
  const ran = await cli('to-release', 'origin/release');
  expect(ran.code).toBe(1);
  const { verdict } = JSON.parse(ran.out) as { verdict: { policy: string } };
  expect(verdict.policy).toMatch(/at origin\/main/);
});

it("the organization's policy is read before it is in force, and mended in its own repository only", async () => {
  const { github, deps } = house;
  github.createRepository(OWNER, { files: { 'weighbridge.yml': PINNED } });
  github.requireCheck(OWNER, 'weighbridge', { app: house.app.id });
  const target = { ...house.target, repositoryId: github.repository(OWNER).id, owner: 'acme', repo: '.weighbridge' };
  const evaluate = ({ number }: Opened) => evaluatePullRequest(deps, target, number, new AbortController().signal);
  const runOf = (head: string) => github.checkRuns(OWNER, head).findLast((one) => one.name === 'weighbridge');
  // Bound by the first check that sees it.
  const lax = open({ [OWN]: 'version: 1\nrules: { model/provenance: warn }\n' });
  expect(await house.evaluate(lax.number)).toMatchObject({ conclusion: 'success' });
  expect(said(lax.head)).toMatch(/asks for less than the layer above, which stays in force/);

  const breaking = open({ 'weighbridge.yml': BROKEN }, OWNER);
  expect(await evaluate(breaking)).toMatchObject({ conclusion: 'failure' });
  expect((runOf(breaking.head)?.annotations ?? []).map(({ start_line: line }) => line)).toEqual(expect.arrayContaining([3, 4]));

  for (const damage of [BROKEN, null]) {
    github.pushCommit(OWNER, { files: { 'weighbridge.yml': damage, touched: `${damage}` } });
    expect(await house.evaluate(lax.number)).toMatchObject({ conclusion: 'action_required' });
    const elsewhere = open({ 'notes.md': `${damage}` }, OWNER);
    expect(await evaluate(elsewhere)).toMatchObject({ conclusion: 'action_required' });
    const repair = open({ 'weighbridge.yml': PINNED }, OWNER);
    expect(await evaluate(repair)).toMatchObject({ conclusion: 'success' });
    expect(runOf(repair.head)?.summary).toMatch(/This change mends it/);
    github.merge(OWNER, repair.number);
    expect(await house.evaluate(lax.number)).toMatchObject({ conclusion: 'success' });
  }
});
