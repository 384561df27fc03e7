/** The inputs of action.yml as one typed value, read once. */
import { InputError } from '../core/index.ts';

const COMMENTING = ['never', 'on-failure', 'always'] as const;

/** A path in the default branch, or a file of another repository at a full commit (T6). */
export type PolicySource =
  | { readonly from: 'base'; readonly path: string | null }
  | { readonly from: 'repository'; readonly owner: string; readonly repo: string; readonly path: string; readonly commit: string };

export interface ActionInputs {
  readonly policy: PolicySource;
  readonly comment: (typeof COMMENTING)[number];
  readonly warnOnly: boolean;
  /** Null: the runner's temporary folder. */
  readonly sbomPath: string | null;
  readonly sarifPath: string | null;
  readonly offline: boolean;
  readonly hubToken: string | null;
  readonly githubToken: string | null;
  readonly workingDirectory: string;
}

interface Problem {
  readonly message: string;
  readonly where: string;
}

/** `get` gives the text of one input, "" when it is not set. Throws InputError USAGE with all mistakes at once. */
export function readInputs(get: (name: string) => string): ActionInputs {
  const problems: Problem[] = [];
  const problem = (where: string, message: string): void => void problems.push({ where, message });
  const text = (name: string): string | null => get(name).trim() || null;
  const flag = (name: string): boolean => {
    const value = (text(name) ?? 'false').toLowerCase();
    if (value !== 'true' && value !== 'false') problem(name, 'must be true or false');
    return value === 'true';
  };
  const token = (name: string): string | null => {
    const value = text(name);
    // Tokens have had several lengths and alphabets; only what could never be one is refused, and it is not repeated.
    if (value !== null && !/^[\x21-\x7e]{8,4000}$/.test(value)) problem(name, 'is not a token: one word of visible ASCII characters');
    return value;
  };
  const comment = text('comment-summary-in-pr') ?? 'on-failure';
  const known = COMMENTING.find((one) => one === comment);
  if (known === undefined) problem('comment-summary-in-pr', `must be one of ${COMMENTING.join(', ')}`);
  const inputs: ActionInputs = {
    policy: policyInput(text('policy'), (message) => problem('policy', message)),
    comment: known ?? 'never',
    warnOnly: flag('warn-only'),
    sbomPath: text('sbom-path'),
    sarifPath: text('sarif-path'),
    offline: flag('offline'),
    hubToken: token('hf-token'),
    githubToken: token('github-token'),
    workingDirectory: text('working-directory') ?? '.',
  };
  if (problems.length > 0)
    throw new InputError('USAGE', 'The inputs of the step are wrong', 'Correct them under "with:" in the workflow.', problems);
  return inputs;
}

function policyInput(text: string | null, problem: (message: string) => void): PolicySource {
  if (text === null) return { from: 'base', path: null };
  if (text.startsWith('disk:')) problem('a file on the disk could come from the pull request: name a path in the default branch');
  const at = text.indexOf('//');
  if (at < 0) return { from: 'base', path: text };
  const [, owner = '', repo = ''] = /^([A-Za-z0-9-]{1,39})\/([A-Za-z0-9._-]{1,100})$/.exec(text.slice(0, at)) ?? [];
  const [, path = '', commit = ''] = /^([^@]{1,500})@([0-9a-f]{40}|[0-9a-f]{64})$/.exec(text.slice(at + 2)) ?? [];
  if (owner === '' || path === '' || path.split('/').includes('..'))
    problem('must be a path in the default branch, or owner/repo//path@<full commit id>: a branch or tag could move');
  return { from: 'repository', owner, repo, path, commit };
}
