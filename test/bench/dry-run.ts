/**
 * A dry run of a policy over 1,000 open pull requests that an embedded database keeps (app/evaluate/dry-run.ts): half of them would be told something
 * else, so that they are judged twice. With few packages in each, with many, and under a policy with many waivers.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Deps, Target } from '../../app/evaluate/deps.ts';
import { dryRunOf } from '../../app/evaluate/dry-run.ts';
import type { KeptPull } from '../../app/evaluate/kept-pull.ts';
import type { KeptState } from '../../app/evaluate/ports.ts';
import { openEmbedded } from '../../app/store/embedded.ts';
import { saveInstallation } from '../../app/store/installations.ts';
import { keptStore } from '../../app/store/kept-store.ts';
import { openStore } from '../../app/store/store.ts';
import type { OrganizationPolicy } from '../../app/github/policy.ts';
import { type AppHouse, appHouse, COMMIT, load, REPO } from '../support/app-house.ts';
import { parsers } from '../support/threads.ts';

const PULLS = 1_000;
const REPOSITORIES = 50;
const LAX = 'version: 1\nrules: { model/provenance: warn, model/floating: warn, verification/incomplete: warn }\n';
const DENYING = 'models: { deny: ["hf:acme/a"] }\n';
const live = new AbortController().signal;

export async function dryRunBench(root: string): Promise<void> {
  const folder = join(root, 'dry-run-data');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  const store = await openStore(await openEmbedded({ folder }));
  try {
    await store.transaction({ installation: 1 }, (tx) =>
      saveInstallation(tx, { id: 1, account: { id: 1, login: 'acme' }, suspended: false }),
    );
    const kept = keptStore<KeptPull>(store);
    for (const packages of [20, 200]) {
      const house = await appHouse({ files: lock(packages) });
      try {
        const [denied, fine] = [await judged(house, 'acme/a'), await judged(house, 'acme/b')];
        for (let at = 0; at < PULLS; at += 1) await kept.save(placed(at % 2 === 0 ? denied : fine, at));
        const deps: Deps = { ...house.deps, stores: { ...house.stores, kept }, targets: () => Promise.resolve(targets) };
        for (const waivers of [0, 1_000]) await measured(house, deps, { packages, waivers });
      } finally {
        await house.close();
      }
    }
  } finally {
    await Promise.all([store.close(), parsers.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

const targets: readonly Target[] = Array.from({ length: REPOSITORIES }, (_, index) => ({
  installationId: 1,
  account: 'acme',
  repositoryId: index + 1,
  owner: 'acme',
  repo: `repository-${index + 1}`,
}));

async function measured(house: AppHouse, deps: Deps, { packages, waivers }: { readonly packages: number; readonly waivers: number }) {
  const under = `${LAX}${waiversOf(waivers)}`;
  const proposal = { kind: 'policy', proposed: policy(`${under}${DENYING}`), inForce: policy(under) } as const;
  const before = house.github.requests.length;
  const [began, { user, system }] = [performance.now(), process.cpuUsage()];
  const own = { installationId: 1, repositoryId: 9_999, number: 1 };
  const run = await dryRunOf(deps, { ...house.target, installationId: 1 }, own, proposal, { signal: live });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const spent = process.cpuUsage();
  const cpu = ((spent.user + spent.system - user - system) / 1e6).toFixed(1);
  const { same, changes, lacking, untried } = run;
  const asked = house.github.requests.length - before;
  console.log(
    `${`dry run over ${PULLS}, ${packages} packages each, ${waivers} waivers`.padEnd(58)} ${seconds} s (${cpu} s CPU), ${asked} requests: ${same} same, ${changes.length} change, ${lacking} lack, ${untried} untried`,
  );
}

function policy(text: string): OrganizationPolicy {
  const bytes = new TextEncoder().encode(text);
  const repository = { owner: 'acme', repo: '.weighbridge', id: 9_999, defaultBranch: 'main', isPublic: false, archived: false };
  const beside = () => Promise.resolve({ problem: 'there is no such file' });
  return { owner: { bytes, path: 'weighbridge.yml', label: 'weighbridge.yml', beside }, repository, commit: COMMIT };
}

function waiversOf(count: number): string {
  if (count === 0) return '';
  const entries = Array.from(
    { length: count },
    (_, at) =>
      `  - { component: "hf:acme/old-${at}@${COMMIT}", repositories: [acme/repository-${(at % REPOSITORIES) + 1}], rule: license/unknown, reason: asked, approver: "@ada", expires: 2099-01-31 }`,
  );
  return `waivers:\n${entries.join('\n')}\n`;
}

function lock(packages: number): Record<string, string> {
  const names = Array.from({ length: packages }, (_, at) => `package-${at}`);
  const integrity = `sha512-${'A'.repeat(86)}==`;
  const entries = names.map((name) => [`node_modules/${name}`, { version: '1.0.0', license: 'MIT', integrity }]);
  const dependencies = Object.fromEntries(names.map((name) => [name, '1.0.0']));
  const whole = {
    name: 'product',
    lockfileVersion: 3,
    packages: { '': { name: 'product', dependencies }, ...Object.fromEntries(entries) },
  };
  return {
    'package.json': JSON.stringify({ name: 'product', version: '1.0.0', dependencies }),
    'package-lock.json': JSON.stringify(whole, null, 1),
    '.github/weighbridge.yml': LAX,
  };
}

/** As it is kept once a pull request was judged under `LAX`. */
async function judged(house: AppHouse, model: string): Promise<KeptState> {
  const { github, stores, target } = house;
  const { installationId, repositoryId } = target;
  const branch = model.replace('/', '-');
  github.pushCommit(REPO, { branch, from: 'main', files: { 'app/new.py': load(model, COMMIT) } });
  const number = github.openPullRequest(REPO, { head: branch });
  await house.evaluate(number);
  const state = await stores.kept.load({ installationId, repositoryId, number });
  if (state?.kept == null) throw new Error(`What was found in #${number} was not kept.`);
  return state;
}

/** The same pull request in another repository. */
function placed(state: KeptState, at: number): KeptState {
  const repositoryId = (at % REPOSITORIES) + 1;
  const repo = `repository-${repositoryId}`;
  const { kept } = state;
  return {
    ...state,
    installationId: 1,
    repositoryId,
    number: at + 1,
    kept: kept === null ? null : { ...kept, repository: { ...kept.repository, id: repositoryId, repo } },
  };
}
