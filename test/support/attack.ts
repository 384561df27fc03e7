/** A pull request of a hostile author, judged where the policy asks for pinned models: real git, the command line, a stand-in hub. */
import { main } from '../../src/cli/main.ts';
import { type FakeRepo, startHub } from '../hub-fake/index.ts';
import { commitOf } from './day-one.ts';
import { makeRepository } from './repo.ts';

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

/** Content, or where a link leads. */
export type Files = Readonly<Record<string, string | Uint8Array | { readonly link: string }>>;

export interface Attack {
  readonly base?: Files;
  readonly head: Files;
  readonly policy?: string;
  readonly repos?: readonly FakeRepo[];
}

export interface Judged {
  /** 0: it would be merged. */
  readonly code: number;
  /** Rules of what is new or worse: "!" in front of those that block. */
  readonly rules: readonly string[];
  /** Everything that is new or worse, as "rule name path:line". */
  readonly findings: readonly string[];
}

interface JudgedJson {
  readonly verdict: {
    readonly findings: readonly {
      readonly status: string;
      readonly blocks: boolean;
      readonly finding: {
        readonly rule: string;
        readonly name: string;
        readonly places: readonly { readonly path: string; readonly line: number }[];
      };
    }[];
  };
}

/** Judges `head` on top of `base`. Files that head does not name stay. */
export async function judge({ base = {}, head, policy = STRICT, repos = [] }: Attack): Promise<Judged> {
  const made = makeRepository();
  const own = new Set(repos.map(({ id }) => id));
  const hub = await startHub({ repos: [...repos, ...REPOS.filter(({ id }) => !own.has(id))] });
  try {
    const write = (files: Files): void => {
      for (const [path, content] of Object.entries(files)) {
        made.remove(path);
        if (typeof content === 'object' && 'link' in content) made.link(path, content.link);
        else made.write(path, content);
      }
    };
    write({ '.github/weighbridge.yml': policy, ...base });
    made.commit();
    made.branch('feature');
    write(head);
    made.commit();
    let out = '';
    let err = '';
    const io = {
      cwd: made.folder,
      env: { PATH: process.env['PATH'] ?? '' },
      isTerminal: false,
      out: (text: string) => void (out += text),
      err: (text: string) => void (err += text),
    };
    const code = await main(['check', '--base', 'main', '--head', 'feature', '--hub-url', hub.url, '--format', 'json', '--no-cache'], io);
    if (out === '') throw new Error(err);
    const fresh = (JSON.parse(out) as JudgedJson).verdict.findings.filter(({ status }) => status === 'new' || status === 'worse');
    return {
      code,
      rules: [...new Set(fresh.map(({ blocks, finding }) => `${blocks ? '!' : ''}${finding.rule}`))].sort(),
      findings: fresh.map(
        ({ finding }) => `${finding.rule} ${finding.name} ${finding.places.map(({ path, line }) => `${path}:${line}`).join(' ')}`,
      ),
    };
  } finally {
    await hub.close();
    made.dispose();
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
