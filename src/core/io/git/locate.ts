/** Where a repository is and what its objects are called: all that is asked of it at once, as lines of `rev-parse`. */
import { type GitOutput, type GitCall, runGit } from './run.ts';

export interface GitLocation {
  readonly gitDirectory: string;
  readonly isBare: boolean;
  /** Folder of its objects. */
  readonly objects: string;
  /** The file that says where history was cut off, whether or not there is one. */
  readonly shallow: string;
  /** Ids are of SHA-256. */
  readonly isSha256: boolean;
  /** Top of the working folder; null in a bare repository, and inside of ".git". */
  readonly top: string | null;
  /** The commit that HEAD names; null: there is none, or git did not come to say. */
  readonly head: string | null;
}

const QUESTIONS = [
  '--path-format=absolute',
  '--absolute-git-dir',
  '--is-bare-repository',
  '--show-object-format',
  '--git-path',
  'objects',
  '--git-path',
  'shallow',
  '--show-toplevel',
  'HEAD^{commit}',
] as const;

/**
 * `output`: also of a git that failed. Outside of a working folder it refuses the question for its top, on a branch without commits the one
 * for HEAD, after it has answered those before. Null: it found no repository, or one with a line break in a path.
 */
export async function locate(call: GitCall): Promise<{ readonly location: GitLocation | null; readonly output: GitOutput }> {
  const environment = { ...call.environment, ...TELLING };
  const output = await runGit({ ...call, environment }, ['rev-parse', ...QUESTIONS]);
  return { location: locationIn(output.stdout.toString('utf8')), output };
}

function locationIn(text: string): GitLocation | null {
  const lines = text.split('\n');
  // Each line ends with a break.
  if (lines.pop() !== '' || lines.length < 5 || lines.length > 7) return null;
  const [gitDirectory = '', bare = '', format = '', objects = '', shallow = '', top = null, head = null] = lines;
  if ((bare !== 'true' && bare !== 'false') || (format !== 'sha1' && format !== 'sha256')) return null;
  // Of what is no commit, git first says the name again.
  const commit = head !== null && /^[0-9a-f]{40,64}$/.test(head) ? head : null;
  return { gitDirectory, isBare: bare === 'true', objects, shallow, isSha256: format === 'sha256', top, head: commit };
}

/** git says in its first event which version it is: that saves a process (trace2, api-trace2 of git). */
const TELLING = { GIT_TRACE2_EVENT: '2' };

/** "2.39.5"; null: it did not say. */
export function versionIn({ stderr }: GitOutput): string | null {
  return /^\{"event":"version",[^\n]{0,500}"exe":"(\d[^"]{0,60})"/.exec(stderr)?.[1] ?? null;
}
