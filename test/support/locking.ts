/** A repository that loads a model and a dataset, and the hub that has them, for tests of lock and pull. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { generated } from '../hub-fake/bytes.ts';
import { type FakeHub, type FakeRepo, startHub } from '../hub-fake/index.ts';
import { makeRepository, type TestRepository } from './repo.ts';

export const COMMIT = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';
export const DATA = '5e51b0c79d8c7b6a594837261504f3e2d1c0b9a8';
export const weights = generated('model.safetensors', 300_000, 'weights');
/** The license of this project. */
export const LICENSE_TEXT = readFileSync(join(import.meta.dirname, '../../LICENSE'), 'latin1');
export const MODEL: FakeRepo = {
  id: 'acme/ranker',
  commits: [COMMIT],
  card: { license: 'apache-2.0', base_model: 'acme/base' },
  files: [weights, { path: 'config.json', size: 2, text: '{}' }, { path: 'LICENSE', size: LICENSE_TEXT.length, text: LICENSE_TEXT }],
};
const DATASET: FakeRepo = {
  kind: 'datasets',
  id: 'acme/train',
  commits: [DATA],
  card: { license: 'mit' },
  files: [generated('data/a.parquet', 500)],
};

export interface Locking {
  readonly hub: (repos?: readonly FakeRepo[]) => Promise<FakeHub>;
  readonly repo: (revision?: string | null) => TestRepository;
  /** To be done after the test. */
  readonly later: (dispose: () => void | Promise<void>) => void;
}

/** Everything made with it is gone after each test of the file that calls this. */
export function locking(): Locking {
  const disposals: (() => void | Promise<void>)[] = [];
  afterEach(async () => {
    for (const dispose of disposals.splice(0)) await dispose();
  });
  return {
    async hub(repos = [MODEL, DATASET]) {
      const started = await startHub({ repos });
      disposals.push(() => started.close());
      return started;
    },
    repo(revision = COMMIT) {
      const made = makeRepository();
      disposals.push(() => made.dispose());
      writeLoads(made, revision);
      made.commit();
      return made;
    },
    later: (dispose) => void disposals.push(dispose),
  };
}

export function writeLoads(made: TestRepository, revision: string | null): void {
  const pin = revision === null ? '' : `, revision="${revision}"`;
  made.write('app/rank.py', `from transformers import AutoModel\n\nranker = AutoModel.from_pretrained("acme/ranker"${pin})\n`);
  made.write('app/data.py', `from datasets import load_dataset\n\ntrain = load_dataset("acme/train", revision="${DATA}")\n`);
}
