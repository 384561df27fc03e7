/** What is scanned: projects of the corpus, or real repositories that lie somewhere else. Each with its labels and a folder that has nothing else. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { realSchema, type Purpose, type Truth, truthSchema } from './truth.ts';

export const CORPUS = fileURLToPath(new URL('../../corpus', import.meta.url));

export interface Repository {
  readonly name: string;
  readonly truth: Truth;
  /** Writes its files into an empty folder. */
  writeTo(folder: string): void;
}

/** `test/corpus/<language>/<project>`: `truth.json`, and the files below `tree`. */
export function corpusRepositories(): Repository[] {
  return foldersIn(CORPUS).flatMap((language) =>
    foldersIn(join(CORPUS, language)).map((project) => {
      const folder = join(CORPUS, language, project);
      const truth = truthSchema.parse(JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')));
      return { name: `${language}/${project}`, truth, writeTo: (to: string) => cpSync(join(folder, 'tree'), to, { recursive: true }) };
    }),
  );
}

export const REAL = join(CORPUS, 'real.json');

/** Those of a list that have this role and whose clones lie in `at`, as OWNER+NAME; `absent` are not there. */
export function realRepositories(
  at: string,
  role: Purpose,
  list: string = REAL,
): { readonly here: Repository[]; readonly absent: string[] } {
  const { repositories } = realSchema.parse(JSON.parse(readFileSync(list, 'utf8')));
  const asked = repositories.filter((one) => one.role === role);
  const clones = asked.map((one) => ({ ...one, clone: cloneIn(join(at, one.repository.replace('/', '+'))) }));
  return {
    here: clones.flatMap(({ repository, commit, language, facts, traps, clone }) => {
      if (clone === null) return [];
      return [{ name: repository, truth: { language, facts, traps }, writeTo: (to: string) => writeCommit(clone, commit, to) }];
    }),
    absent: clones.filter(({ clone }) => clone === null).map(({ repository }) => repository),
  };
}

/** A clone, with or without a work tree; the folder itself, or one in it. */
function cloneIn(folder: string): string | null {
  if (!existsSync(folder)) return null;
  const candidates = [folder, ...foldersIn(folder).map((name) => join(folder, name))];
  return (
    candidates.find((one) => existsSync(join(one, '.git')) || (existsSync(join(one, 'HEAD')) && existsSync(join(one, 'objects')))) ?? null
  );
}

/** The files of one commit, whatever is checked out. */
function writeCommit(clone: string, commit: string, to: string): void {
  mkdirSync(to, { recursive: true });
  const env = { ...process.env, GIT_INDEX_FILE: `${to}.index`, GIT_LFS_SKIP_SMUDGE: '1' };
  const git = (...args: string[]): SpawnSyncReturns<string> =>
    spawnSync('git', ['-C', clone, '-c', 'safe.directory=*', ...args], { env, encoding: 'utf8' });
  if (git('read-tree', commit).status !== 0) throw new Error(`${clone} has no ${commit}`);
  // A copy may lack the content of its largest files: they are left out, all others are written.
  const { status, stderr } = git('--work-tree', to, 'checkout-index', '--all', '--force', '--quiet');
  const other = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('error: unable to read sha1 file of '));
  if (status !== 0 && (other.length > 0 || stderr === '')) throw new Error(`${clone} at ${commit}: ${other.join('\n')}`);
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map(({ name }) => name)
    .sort();
}
