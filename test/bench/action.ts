/** The Action from start to verdict, with nothing to verify, against a stand-in on loopback; and the size of what a runner loads. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runAction } from '../support/action.ts';
import { servePullRequest } from '../support/pull-request.ts';
import { makeRepository } from '../support/repo.ts';
import { serveGitHub } from '../support/served-github.ts';

const TOKEN = 'ghs_token_of_the_bench';
const RUNS = 7;

export async function actionStart(dist: string): Promise<void> {
  const served = servePullRequest((folder) => {
    const repo = makeRepository();
    repo.write('README.md', 'nothing about AI\n');
    repo.commit();
    repo.branch('feature/assistant');
    repo.write('README.md', 'still nothing\n');
    repo.commit();
    repo.git('clone', '-q', repo.folder, folder);
    repo.git('-C', folder, 'branch', 'main', 'origin/main');
    repo.dispose();
  });
  const github = await serveGitHub({ of: served, token: TOKEN });
  const seconds: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const workspace = served.checkout(served.merge);
    const began = performance.now();
    const result = await runAction({
      workspace,
      event: 'pull_request',
      payload: served.payload(),
      sha: served.merge,
      ref: 'refs/pull/7/merge',
      server: github.url,
      token: TOKEN,
    });
    seconds.push((performance.now() - began) / 1000);
    if (result.outputs['verdict'] !== 'pass') console.log(`  FAILED: ${result.out.slice(0, 300)}`);
  }
  seconds.sort((a, b) => a - b);
  await github.close();
  served.dispose();
  const size = readdirSync(dist).reduce((sum, name) => sum + statSync(join(dist, name)).size, 0);
  console.log(
    `Action, start to verdict, one fetch, nothing to verify: ${seconds[RUNS >> 1]?.toFixed(2)} s (${seconds[0]?.toFixed(2)} to ${seconds.at(-1)?.toFixed(2)})`,
  );
  console.log(`Action: dist in all ${(size / 1e6).toFixed(2)} MB`);
}
