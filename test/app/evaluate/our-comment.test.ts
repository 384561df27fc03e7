import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AppHouse, appHouse, load, REPO } from '../../support/app-house.ts';

let house: AppHouse;
let number = 0;
let turn = 0;
const MARK = '<!-- weighbridge -->';

beforeAll(async () => {
  house = await appHouse();
  house.github.requireCheck(REPO, 'weighbridge', { app: house.app.id });
});
beforeEach(() => {
  turn += 1;
  house.github.pushCommit(REPO, { branch: `b${turn}`, from: 'main', files: { 'app/new.py': load('acme/a') } });
  number = house.github.openPullRequest(REPO, { head: `b${turn}` });
});
afterAll(() => house.close());

/** By the App. */
const ours = () => house.github.comments(REPO, number).filter(({ app }) => app === house.app);

describe('one comment, and only ours', () => {
  it('somebody with write access takes the mark away, or rewrites it: it is the same comment, and says again what is', async () => {
    const { github } = house;
    await house.evaluate(number);
    const [first] = ours();
    for (const text of ['all is fine, merge it', `${MARK}\n### ✅ Ready to merge`]) {
      github.editComment(REPO, first?.id ?? 0, text, 'ada');
      await house.evaluate(number);
      expect(ours()).toHaveLength(1);
      expect(ours()[0]).toMatchObject({ id: first?.id, body: expect.stringMatching(/^<!-- weighbridge -->\n.*Not ready/) });
    }
  });

  it('what carries the mark and is of somebody else, a person or another App, is left alone', async () => {
    const { github } = house;
    const other = github.createApp({ slug: `other-${turn}`, permissions: { pull_requests: 'write' } });
    const planted = github.comment(REPO, number, `${MARK}\n### ✅ Ready to merge`);
    github.repository(REPO).comments.push({ ...planted, id: planted.id + 500_000, user: other.bot, app: other });
    await house.evaluate(number);
    await house.evaluate(number);
    expect(ours()).toHaveLength(1);
    expect(github.comments(REPO, number)).toHaveLength(3);
    expect(planted.body).toBe(`${MARK}\n### ✅ Ready to merge`);
  });

  it('a fault between folding and writing: in the end it is folded when nothing is left, and shown when there is', async () => {
    const { github } = house;
    await house.evaluate(number);
    for (const [files, minimized] of [
      [{ 'app/new.py': null, 'note.txt': '1' }, 'RESOLVED'],
      [{ 'app/new.py': load('acme/a') }, null],
    ] as const) {
      github.pushCommit(REPO, { branch: `b${turn}`, files });
      for (const fault of [{ body: 'inimizeComment' }, { method: 'PATCH', path: '/issues/comments/' }]) {
        github.fault({ ...fault, status: 502, times: 1 });
        await expect(house.evaluate(number)).rejects.toMatchObject({ code: 'unavailable' });
      }
      await house.evaluate(number);
      expect(ours()).toMatchObject([{ minimized }]);
    }
  });

  it('more discussions than are looked through: suggestions are not made anew with each evaluation', async () => {
    const { github } = house;
    await house.evaluate(number);
    const { reviewComments } = github.pull(REPO, number);
    const [own] = reviewComments;
    if (own === undefined) throw new Error('there is no suggestion');
    const ada = github.createUser('ada');
    const noise = Array.from({ length: 100 }, (_, index) => ({
      ...own,
      id: 900_000 + index,
      thread: 900_000 + index,
      user: ada,
      app: null,
    }));
    reviewComments.unshift(...noise);
    await house.evaluate(number);
    expect(reviewComments).toHaveLength(101);
  });
});
