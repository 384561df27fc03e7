/** First-parent changes of one repository, judged one after the other in this process: what did not change is read once. */
import {
  check,
  createEvidence,
  detectors,
  effectivePolicy,
  formats,
  hubSettings,
  memoryCache,
  openPorts,
  openRepository,
  type Parsers,
  rules,
  type Tree,
} from '../../../src/core/index.ts';
import type { CheckResult } from '../../../src/core/pipeline.ts';
import type { GenerousHub } from './hub.ts';
import { REGISTRIES_OFF } from '../../support/registries-off.ts';

export interface JudgedChange extends CheckResult {
  readonly commit: string;
  /** What a pull request would get as a comment; "" where nothing is posted. */
  readonly comment: string;
  readonly milliseconds: number;
}

export interface Judging {
  readonly folder: string;
  /** Oldest first; each is judged against its first parent. */
  readonly commits: readonly string[];
  readonly hub: GenerousHub;
  readonly parsers: Parsers;
  /** Variables that name registries. Default: none is asked. */
  readonly registries?: Readonly<Record<string, string>>;
}

const NOW = new Date('2026-11-24T12:00:00Z');
const markdown = formats.find(({ id }) => id === 'markdown');

export async function* judgeChanges({ folder, commits, hub, parsers, registries = REGISTRIES_OFF }: Judging): AsyncGenerator<JudgedChange> {
  const repository = await openRepository(folder);
  const cache = memoryCache();
  let evidence = createEvidence();
  let last: { readonly commit: string; readonly tree: Tree } | null = null;
  try {
    for (const commit of commits) {
      const started = performance.now();
      const [parent] = await repository.parents(commit);
      if (parent === undefined) continue;
      const base: Tree = last?.commit === parent ? last.tree : repository.tree(parent, 'main', parent);
      const head = repository.tree(commit, 'change', commit);
      const judge = async (): Promise<CheckResult> => {
        const { ports, close } = openPorts({
          parsers,
          detectors,
          cache,
          evidence,
          hub: hubSettings(registries, { hubUrl: hub.url }),
          offline: false,
          budget: Number.POSITIVE_INFINITY,
          now: NOW,
          progress: () => undefined,
        });
        const subject = { name: 'product', version: commit };
        const policy = effectivePolicy([], rules);
        try {
          return await check({ base, head, subject, policy, review: { changes: [], mistakes: [] }, notes: [] }, ports);
        } finally {
          await close();
        }
      };
      const known = hub.learned();
      let result = await judge();
      // A revision that the hub just learned is missing from its earlier answers: ask anew.
      if (hub.learned() > known) {
        evidence = createEvidence();
        result = await judge();
      }
      last = { commit, tree: head };
      const comment = markdown?.render(result.verdict, result.bom, { color: false, specVersion: '1.6' }) ?? '';
      yield { ...result, commit, comment, milliseconds: performance.now() - started };
    }
  } finally {
    await repository.close();
  }
}
