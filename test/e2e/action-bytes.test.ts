/** The Action has the files on disk: content of Git LFS, smudged or not, must be what the commit names (T16). */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { safetensors } from '../../scripts/demo/content.ts';
import { type FakeHub, startHub } from '../hub-fake/index.ts';
import { type ActionHouse, openActionHouse } from '../support/action-house.ts';
import { COMMIT, MODEL } from '../support/locking.ts';
import { type ServedPullRequest, servePullRequest } from '../support/pull-request.ts';

const PATH = 'weights/ranker.safetensors';
const good = safetensors();
const sha256 = createHash('sha256').update(good).digest('hex');

/** main loads the model at a commit; the branch adds its weights behind an LFS pointer. */
function make(folder: string): void {
  const git = (...args: string[]): void =>
    void execFileSync('git', ['-C', folder, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], { stdio: 'pipe' });
  const put = (path: string, content: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  mkdirSync(folder, { recursive: true });
  execFileSync('git', ['init', '-q', '-b', 'main', folder]);
  put('app/rank.py', `from transformers import AutoModel\n\nranker = AutoModel.from_pretrained("acme/ranker", revision="${COMMIT}")\n`);
  git('add', '-A');
  git('commit', '-qm', 'The product');
  git('checkout', '-qb', 'feature/assistant');
  put('.gitattributes', '*.safetensors filter=lfs -text\n');
  put(PATH, `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${good.length}\n`);
  git('add', '-A');
  git('commit', '-qm', 'Ship the weights');
}

let house: ActionHouse;
let hub: FakeHub;
let served: ServedPullRequest;
beforeAll(async () => {
  house = await openActionHouse();
  hub = await startHub({ repos: [{ ...MODEL, files: [{ path: 'model.safetensors', size: good.length, sha256 }] }] });
  served = servePullRequest(make);
});
afterAll(async () => {
  await house.close();
  await hub.close();
  served.dispose();
});

it.each<[string, Uint8Array | null, string, RegExp]>([
  ['the pointer, as without LFS', null, 'pass', /^/],
  ['the content', good, 'pass', /^/],
  ['other content', Buffer.alloc(good.length, 7), 'block', /model\/hash-mismatch/],
])('%s in the checkout', async (_, bytes, verdict, words) => {
  const workspace = served.checkout(served.merge);
  if (bytes !== null) writeFileSync(join(workspace, PATH), bytes);
  const server = await house.github({ of: served });
  const result = await house.run(server, { workspace, payload: served.payload(), sha: served.merge, env: { HF_ENDPOINT: hub.url } });
  expect([result.err, result.outputs['verdict']]).toEqual(['', verdict]);
  expect(result.summary).toMatch(words);
});
