/** A repository on its first day: 30 floating loads, 2 gated models, no policy; and a branch that adds one more load. */
import type { FakeRepo } from '../hub-fake/index.ts';
import type { TestRepository } from './repo.ts';

export function commitOf(index: number): string {
  return (index + 1).toString(16).padStart(2, '0').repeat(20);
}

export const DAY_ONE_REPOS: readonly FakeRepo[] = [
  ...Array.from(
    { length: 29 },
    (_, index): FakeRepo => ({
      id: `acme/model-${index}`,
      commits: [commitOf(index)],
      card: { license: index % 3 === 0 ? 'mit' : 'apache-2.0' },
    }),
  ),
  { id: 'acme/gated-a', commits: [commitOf(40)], gated: 'manual', locked: true },
  { id: 'acme/gated-b', commits: [commitOf(41)], gated: 'auto', locked: true },
];

/** 28 floating loads of open models in 14 files, 2 of gated ones: 30 in all. The branch "feature" adds acme/model-28. */
export function writeDayOne(repo: TestRepository): void {
  for (let file = 0; file < 14; file++) {
    const load = (index: number): string => `model_${index} = AutoModel.from_pretrained("acme/model-${index}")\n`;
    repo.write(`service/part_${file}.py`, `from transformers import AutoModel\n\n${load(file * 2)}${load(file * 2 + 1)}`);
  }
  repo.write(
    'service/gated.py',
    'from transformers import pipeline\n\na = pipeline("ner", model="acme/gated-a")\nb = pipeline("ner", model="acme/gated-b")\n',
  );
  repo.write('requirements.txt', 'torch>=2.6\ntransformers==4.57.1\n');
  repo.commit('day one');
  repo.branch('feature');
  repo.write('service/new.py', 'from transformers import AutoModel\n\nnewest = AutoModel.from_pretrained("acme/model-28")\n');
  repo.commit('add a model');
}
