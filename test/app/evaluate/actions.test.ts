/** Actions in the App: whose commit they are is asked with a token of the repository alone (T7, T26). */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AppHouse, appHouse, REPO } from '../../support/app-house.ts';

let house: AppHouse;
let own: string;
let foreign: string;
let secret: string;
beforeAll(async () => {
  house = await appHouse();
  const { github } = house;
  github.createRepository('acme/deploy', { files: { 'action.yml': 'name: deploy\n' }, private: false });
  github.createRepository('acme/secret', { files: { 'action.yml': 'name: secret\n' }, private: true });
  own = github.pushCommit('acme/deploy', { branch: 'main', files: { 'a.txt': '1' } });
  secret = github.pushCommit('acme/secret', { branch: 'main', files: { 'a.txt': '1' } });
  github.fork('acme/deploy', 'mallory');
  github.fork(REPO, 'mallory');
  foreign = github.pushCommit('mallory/deploy', { branch: 'evil', from: 'main', files: { 'a.txt': 'evil' }, by: 'mallory' });
});
afterEach(() => expect(house.github.violations).toEqual([]));
afterAll(() => house.close());

let count = 0;
async function judged(uses: string, from?: 'mallory'): Promise<string> {
  const { github } = house;
  const branch = `change-${count++}`;
  const files = { '.github/workflows/ci.yml': `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: ${uses}\n` };
  github.pushCommit(from === undefined ? REPO : `${from}/product`, {
    branch,
    from: 'main',
    files,
    ...(from === undefined ? {} : { by: from }),
  });
  const number = github.openPullRequest(REPO, { head: from === undefined ? branch : `${from}:${branch}` });
  await house.evaluate(number);
  const verdict = house.stores.recorded.at(-1)?.verdict;
  return [verdict?.conclusion, ...(verdict?.findings ?? []).map(({ finding }) => finding.rule)].join(' ');
}

describe.each([
  ['of a fork', 'mallory'],
  ['of its own', undefined],
] as const)('a pull request %s', (_, from) => {
  it('names a commit of the action', async () => {
    expect(await judged(`acme/deploy@${own}`, from)).toBe('pass');
  });

  it('names a commit of a fork of the action', async () => {
    expect(await judged(`acme/deploy@${foreign}`, from)).toBe('block action/foreign-commit');
  });

  it('learns nothing of a private repository of the organization', async () => {
    const before = house.github.requests.length;
    const outcomes = [await judged(`acme/secret@${secret}`, from), await judged(`acme/secret@${'e'.repeat(40)}`, from)];
    expect(outcomes).toEqual(['pass', 'pass']);
    const asked = house.github.requests.slice(before).filter(({ path }) => path.includes('/acme/secret/'));
    expect(asked.map(({ status }) => status)).toEqual([404, 404]);
  });
});
