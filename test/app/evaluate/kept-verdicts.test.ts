/** What is judged again from the store is what looking again would say, and stands beside nothing that was not judged (T1, T3, T26, T28). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeAllKept } from '../../../app/evaluate/policy-moved.ts';
import type { PullKey } from '../../../app/evaluate/ports.ts';
import { writeVerdicts } from '../../../app/evaluate/write-verdicts.ts';
import { type AppHouse, appHouse, load, REPO } from '../../support/app-house.ts';

const OWNER = 'acme/.weighbridge';
const LAX = 'version: 1\nrules: { model/provenance: warn, model/floating: warn, verification/incomplete: warn }\n';
const DENY = 'models: { deny: ["hf:acme/a"] }\n';
const live = new AbortController().signal;

let house: AppHouse;
let asked: number[] = [];
let opened = 0;
beforeAll(async () => {
  house = await appHouse({ files: { 'README.md': 'A product.\n' } });
  const { target, github, app } = house;
  github.requireCheck(REPO, 'weighbridge', { app: app.id });
  github.createRepository(OWNER, { files: { 'weighbridge.yml': LAX } });
  await house.stores.bindings.bind(target.installationId, {
    repositoryId: github.repository(OWNER).id,
    owner: 'acme',
    repo: '.weighbridge',
  });
});
afterAll(() => house.close());

async function pull(base?: string): Promise<{ readonly number: number; readonly head: string; readonly key: PullKey }> {
  const { github, target } = house;
  opened += 1;
  const branch = `change-${opened}`;
  const head = github.pushCommit(REPO, { branch, from: 'main', files: { [`app/${branch}.py`]: load('acme/a') } });
  const number = github.openPullRequest(REPO, { head: branch, ...(base === undefined ? {} : { base }) });
  await house.evaluate(number);
  return { number, head, key: { installationId: target.installationId, repositoryId: target.repositoryId, number } };
}

function policy(text: string): void {
  house.github.pushCommit(OWNER, { files: { 'weighbridge.yml': text } });
}

function judge() {
  const { deps, target } = house;
  return judgeAllKept(deps, target, new Map([[target.repositoryId, target]]), live);
}

async function write(): Promise<void> {
  asked = [];
  const ask = ({ number }: PullKey): Promise<void> => Promise.resolve(void asked.push(number));
  await writeVerdicts(house.deps, house.target, { target: () => Promise.resolve(house.target), ask }, live);
}

async function moved(text: string): Promise<void> {
  policy(text);
  await judge();
  await write();
}

function waiver(id: string, days: number): string {
  const day = new Date(house.deps.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
  return `waivers: [{ id: ${id}, rule: model/denied, component: "hf:acme/a", repositories: ["acme/product"], reason: why, approver: ada, expires: ${day} }]\n`;
}

describe('a verdict that is judged again from the store', () => {
  it('is kept as it was told, with the day on which its waiver ends, also where nothing but that day moved', async () => {
    const { number, head } = await pull();
    await moved(LAX + DENY);
    const newest = () => house.stores.recorded.findLast((one) => one.number === number);
    const id = newest()?.verdict.findings.find(({ finding }) => finding.rule === 'model/denied')?.finding.id ?? '';
    expect(house.run(head)?.conclusion).toBe('failure');
    await moved(LAX + DENY + waiver(id, 60));
    expect(house.run(head)?.conclusion).toBe('success');
    const { againAt } = newest()?.rests ?? {};
    expect(againAt).toMatch(/^\d{4}-/);
    await moved(LAX + DENY + waiver(id, 30));
    expect(Date.parse(newest()?.rests?.againAt ?? '')).toBe(Date.parse(againAt ?? '') - 30 * 86_400_000);
    await moved(LAX);
  });

  it('is not told for a head of which another pull request was never judged', async () => {
    const { number, head, key } = await pull();
    await moved(LAX + DENY);
    // Somebody opens another one with this head, and looking at it breaks off.
    await house.stores.kept.begin({ ...key, number: number + 1000 }, head);
    await moved(LAX);
    expect(house.run(head)?.conclusion).not.toBe('success');
    expect(asked).toContain(number);
    await house.stores.kept.drop({ ...key, number: number + 1000 });
    await house.evaluate(number);
  });

  it('by a policy that moved once more meanwhile waits to be told again', async () => {
    const { head, key } = await pull();
    await moved(LAX + DENY);
    policy(LAX);
    await judge();
    const told = await house.stores.kept.load(key);
    if (told === null) throw new Error('it is kept');
    // Another process tells it, and in between the policy is taken back: it says what was told before.
    policy(LAX + DENY);
    await judge();
    await house.stores.kept.settle(told, { conclusion: 'success', told: 'something else' });
    expect(await house.stores.kept.first(key.installationId)).not.toBeNull();
    await write();
    expect(house.run(head)?.conclusion).toBe('failure');
    await moved(LAX);
  });

  it('which moves while somebody looks is told once they are done', async () => {
    const { number, head, key } = await pull();
    const state = await house.stores.kept.load(key);
    if (state === null) throw new Error('it is kept');
    await house.stores.kept.begin(key, head);
    policy(LAX + DENY);
    await judge();
    // By the policy of before.
    await house.stores.kept.save(state);
    await write();
    expect(house.run(head)?.conclusion).toBe('failure');
    expect(number).toBeGreaterThan(0);
    await moved(LAX);
  });

  it('does not bring back a pull request that was closed, or its earlier head', async () => {
    const { head, key } = await pull();
    const state = await house.stores.kept.load(key);
    if (state === null) throw new Error('it is kept');
    const { stores } = house;
    await stores.kept.begin(key, 'b'.repeat(40));
    await stores.kept.save(state);
    await stores.kept.settle(state, { conclusion: 'success', told: 'x' });
    expect(await stores.kept.load(key)).toMatchObject({ head: 'b'.repeat(40), kept: null });
    await stores.kept.drop(key);
    await stores.kept.save(state);
    await stores.kept.settle(state, { conclusion: 'success', told: 'x' });
    expect(await stores.kept.load(key)).toBeNull();
    expect(head).not.toBe('b'.repeat(40));
  });

  it('speaks for every check run that spoke for the head before', async () => {
    const { head, key } = await pull();
    const { stores } = house;
    const state = await stores.kept.load(key);
    if (state?.kept == null) throw new Error('it is kept');
    // The rules of the branch do not ask for the check any more, as they did when it was first judged.
    const gate = { ...state.kept.gate, required: false };
    expect(await stores.kept.replace(state, { ...state.kept, gate })).toBe(true);
    await moved(LAX + DENY);
    expect(house.run(head)?.conclusion).toBe('failure');
    expect(house.run(head, 'Weighbridge (advisory)')?.conclusion).toBe('failure');
    await moved(LAX);
  });

  it('that cannot be judged keeps nobody else waiting, and is looked at again', async () => {
    const [broken, fine] = [await pull(), await pull()];
    const { stores } = house;
    const state = await stores.kept.load(broken.key);
    if (state?.kept == null) throw new Error('it is kept');
    const dossier = { ...state.kept.dossier, head: null as unknown as typeof state.kept.dossier.head };
    expect(await stores.kept.replace(state, { ...state.kept, dossier })).toBe(true);
    await moved(LAX + DENY);
    expect(house.run(fine.head)?.conclusion).toBe('failure');
    expect(house.run(broken.head)?.conclusion).not.toBe('success');
    expect(asked).toContain(broken.number);
    await house.evaluate(broken.number);
    await moved(LAX);
  });

  it('says once which groups could not be told apart (T25)', async () => {
    const { github } = house;
    const groups = (models: string) =>
      `${LAX}repositories: [{ match: { property: { risk: regulated } }, models: { deny: ["${models}"] } }]\n`;
    github.fault({ path: `/repos/${REPO}/properties/values`, status: 403 });
    policy(groups('hf:acme/b'));
    const { head } = await pull();
    await moved(groups('hf:acme/a'));
    expect(house.run(head)?.conclusion).toBe('failure');
    expect(house.run(head)?.summary?.split('could not be read here')).toHaveLength(2);
    await moved(LAX);
  });

  it('is looked at again where the repository has become public since', async () => {
    const { number, head } = await pull();
    const repository = house.github.repository(REPO);
    repository.private = false;
    await moved(LAX + DENY);
    expect(house.run(head)?.conclusion).not.toBe('success');
    expect(asked).toContain(number);
    repository.private = true;
  });
});
