/** A pull request of a hostile author, judged where the policy asks for pinned models: real git, a stand-in hub. */
import { type FakeRepo, startHub } from '../hub-fake/index.ts';
import { commitOf } from './day-one.ts';
import type { Checking, Files } from './checking.ts';

export const GOOD = commitOf(1);
const EVIL = commitOf(2);

export const STRICT = 'version: 1\nrules:\n  model/provenance: { level: block, require: pinned }\n';

/** What the hub has: an honest model, and one that nobody has looked at. */
export const HONEST: FakeRepo = { id: 'acme/a', commits: [GOOD], card: { license: 'mit' } };
const REPOS: readonly FakeRepo[] = [
  HONEST,
  { id: 'evil/x', commits: [EVIL], card: { license: 'mit' } },
  { id: 'acme/data', kind: 'datasets', commits: [GOOD], card: { license: 'mit' } },
];

export interface Attack {
  readonly base?: Files;
  readonly head: Files;
  readonly policy?: string;
  readonly repos?: readonly FakeRepo[];
}

export interface Judged {
  readonly merges: boolean;
  /** Rules of what is new or worse: "!" in front of those that block. */
  readonly rules: readonly string[];
  /** Everything that is new or worse, as "rule name path:line". */
  readonly findings: readonly string[];
}

/** Judges `head` on top of `base`. Files that head does not name stay. */
export async function judge(change: Checking, { base = {}, head, policy = STRICT, repos = [] }: Attack): Promise<Judged> {
  const own = new Set(repos.map(({ id }) => id));
  const hub = await startHub({ repos: [...repos, ...REPOS.filter(({ id }) => !own.has(id))] });
  try {
    const { verdict } = await change.check(base, head, { policy, hub: hub.url });
    const fresh = verdict.findings.filter(({ status }) => status === 'new' || status === 'worse');
    return {
      merges: verdict.conclusion === 'pass' || verdict.conclusion === 'warn',
      rules: [...new Set(fresh.map(({ blocks, finding }) => `${blocks ? '!' : ''}${finding.rule}`))].sort(),
      findings: fresh.map(
        ({ finding }) => `${finding.rule} ${finding.name} ${finding.places.map(({ path, line }) => `${path}:${line}`).join(' ')}`,
      ),
    };
  } finally {
    await hub.close();
  }
}

export const IMPORT = 'from transformers import AutoModel\n';
/** A load that is seen to float, wherever it is seen. */
export const FLOATING = `${IMPORT}AutoModel.from_pretrained("evil/x")\n`;
/** A load that nobody may doubt. */
export const PINNED = `${IMPORT}AutoModel.from_pretrained("acme/a", revision="${GOOD}")\n`;

export function notebook(...cells: readonly string[]): string {
  const made = cells.map((source) => ({ cell_type: 'code', source, metadata: {}, outputs: [], execution_count: null }));
  return JSON.stringify({ cells: made, metadata: {}, nbformat: 4, nbformat_minor: 5 });
}
