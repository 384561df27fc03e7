/** The Action's client against the stand-in: where two branches part, told by what is there and never by words. */
import { afterEach, expect, it, vi } from 'vitest';
import { type GitHubScene, openScene } from '../support/github-scene.ts';

let scene: GitHubScene | null = null;
afterEach(async () => {
  vi.unstubAllEnvs();
  await scene?.github.close();
});

it('unrelated histories have no merge base; a commit that is not there is an error', async () => {
  scene = await openScene();
  const { github, client, installation } = scene;
  vi.stubEnv('GITHUB_API_URL', github.url);
  const { createGitHub } = await import('../../src/action/github.ts');
  const action = createGitHub(github.installationToken(installation.id), 'acme', 'product');
  const where = { owner: 'acme', repo: 'product' };
  const main = (await client.git.getRef({ ...where, ref: 'heads/main' })).data.object.sha;
  const { tree } = (await client.git.getCommit({ ...where, commit_sha: main })).data;
  const child = (await client.git.createCommit({ ...where, message: 'child', tree: tree.sha, parents: [main] })).data.sha;
  const orphan = (await client.git.createCommit({ ...where, message: 'orphan', tree: tree.sha, parents: [] })).data.sha;
  expect(await action.mergeBase(main, child)).toBe(main);
  expect(await action.mergeBase(main, orphan)).toBeNull();
  await expect(action.mergeBase(main, 'ab'.repeat(20))).rejects.toMatchObject({ code: 'GITHUB_FAILED' });
});
