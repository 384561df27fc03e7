/** Two small trees, and what `check` says between them: the whole program in this process, a real git repository, a hub on loopback. */
import { run, type Said } from './command-line.ts';
import { makeRepository } from './repo.ts';

/** Path → content; null: not there. */
export type Files = Readonly<Record<string, string | Uint8Array | null>>;

export interface Between {
  readonly code: number;
  /** "rule status first-place", blocking ones with "!" behind; in the order of the report. */
  readonly findings: readonly string[];
  readonly conclusion: string;
  readonly notes: readonly string[];
  readonly ids: readonly string[];
}

/** The report as Markdown. */
export async function reportBetween(base: Files, head: Files, hubUrl: string, policy: string | null = null): Promise<string> {
  return (await checked(base, head, hubUrl, policy, 'markdown')).out;
}

interface Json {
  readonly verdict: {
    readonly conclusion: string;
    readonly notes: readonly { readonly code: string; readonly text: string }[];
    readonly findings: readonly {
      readonly status: string;
      readonly blocks: boolean;
      readonly finding: {
        readonly id: string;
        readonly rule: string;
        readonly places: readonly { readonly path: string; readonly line: number }[];
      };
    }[];
  };
}

/** `head`: what it changes of base. `policy`: below "version: 1". */
export async function between(base: Files, head: Files, hubUrl: string, policy: string | null = null): Promise<Between> {
  const { code, out } = await checked(base, head, hubUrl, policy, 'json');
  const { verdict } = JSON.parse(out) as Json;
  return {
    code,
    conclusion: verdict.conclusion,
    notes: verdict.notes.filter(({ code }) => code !== 'hub-override').map((note) => `${note.code}: ${note.text}`),
    ids: verdict.findings.map(({ finding }) => finding.id),
    findings: verdict.findings.map(({ finding: { rule, places }, status, blocks }) => {
      const [first] = places;
      return `${rule} ${status}${blocks ? '!' : ''} ${first === undefined ? '' : `${first.path}:${first.line}`}`;
    }),
  };
}

async function checked(base: Files, head: Files, hubUrl: string, policy: string | null, format: string): Promise<Said> {
  const repository = makeRepository();
  const write = (files: Files): void => {
    for (const [path, content] of Object.entries(files)) {
      if (content === null) repository.remove(path);
      else repository.write(path, content);
    }
  };
  try {
    write(policy === null ? base : { '.github/weighbridge.yml': `version: 1\n${policy}`, ...base });
    repository.commit();
    repository.branch('feature');
    write(head);
    repository.commit();
    const options = ['--base', 'main', '--head', 'feature', '--hub-url', hubUrl, '--no-cache', '--format', format];
    const said = await run(['check', ...options], repository.folder);
    if (said.err !== '') throw new Error(said.err);
    return said;
  } finally {
    repository.dispose();
  }
}
