/** The Action from start to verdict, with nothing to verify, against a stand-in on loopback; and the size of what a runner loads. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { prepareAction } from '../support/action.ts';
import { servePullRequest } from '../support/pull-request.ts';
import { serveGitHub } from '../support/served-github.ts';
import { git } from './history.ts';
import { measure, type Measured, middle } from './measure.ts';
import { productRepository } from './product/repository.ts';
import type { Row } from './row.ts';

const TOKEN = 'ghs_token_of_the_bench';
const FILES = 5_000;
const RUNS = 7;

export const actionRow: Row = {
  name: 'action',
  async run({ dist, root }, report) {
    const product = await productRepository(root, FILES);
    const served = servePullRequest((folder) => {
      git(['clone', '-q', product, folder]);
      git(['-C', folder, 'branch', '-q', 'plain', 'origin/plain']);
    }, 'plain');
    const github = await serveGitHub({ of: served, token: TOKEN, branch: 'plain' });
    const results: Measured[] = [];
    try {
      for (let run = 0; run < RUNS; run++) {
        const workspace = served.checkout(served.merge);
        const action = prepareAction({
          workspace,
          event: 'pull_request',
          payload: served.payload(),
          sha: served.merge,
          ref: 'refs/pull/7/merge',
          server: github.url,
          token: TOKEN,
          // A runner is new: nobody has compiled anything there. And nobody is asked about what the base loads.
          env: { NODE_DISABLE_COMPILE_CACHE: '1', HF_ENDPOINT: github.url },
        });
        const result = await measure(process.execPath, action.args, { cwd: workspace, env: action.env });
        results.push(result);
        if (action.written().outputs['verdict'] !== 'pass') throw new Error(`no pass: ${result.stdout.slice(0, 500)}`);
      }
    } finally {
      await github.close();
      served.dispose();
    }
    const size = readdirSync(dist).reduce((sum, name) => sum + statSync(join(dist, name)).size, 0);
    const result = middle(results);
    report.ran(
      `Action, start to verdict, ${FILES.toLocaleString('en')} files, nothing to verify`,
      result,
      `all of dist is ${(size / 1e6).toFixed(2)} MB`,
    );
    report.came('action', result.seconds);
  },
};
