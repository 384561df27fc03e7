/** Wires the effects once for one run: threads, cache, evidence, hub. */
import { resolve } from 'node:path';
import {
  type AdvisoryDatabase,
  createEvidence,
  DATABASE_VARIABLE,
  detectors,
  build,
  detectorStamp,
  diskCache,
  type Evidence,
  factCacheFile,
  hasEvidence,
  hubOverrideNote,
  hubSettings,
  InputError,
  type KeptStore,
  keptTreeFile,
  loadEvidence,
  memoryCache,
  metadataFile,
  npmCacheFolder,
  type Note,
  offlineNote,
  openAdvisoryDatabase,
  openKept,
  openMetadataStore,
  openPorts,
  openRepository,
  type Ports,
  type Repository,
  saveEvidence,
  type Tree,
  visibleUpTo,
} from '../core/index.ts';
import type { Arguments } from './args.ts';
import type { Io } from './command.ts';
import { createProgress } from './output.ts';
import { trustRootOf } from './trust-root.ts';

/** For verbs that ask about the whole tree, every small file of it too. */
export const WHOLE_TREE_BUDGET = 50_000;

export interface Session {
  readonly directory: string;
  /** null outside a git repository. */
  readonly repository: Repository | null;
  readonly ports: Ports;
  readonly notes: readonly Note[];
  /** Where the last base is kept; null: nowhere. */
  readonly kept: KeptStore | null;
  close(): Promise<void>;
}

export interface SessionOptions {
  readonly offline: boolean;
  readonly needsRepository: boolean;
  /** Also hash what the checkout has in place of LFS pointers, and folders that `pull` filled. */
  readonly hashFiles?: boolean;
  /** Packages that are installed beside the files are heard for what they say of themselves. `folder`: another one than the session's. */
  readonly hearsInstalled?: { readonly folder: string | null };
  /** A base is kept for the next run, and this one reads what differs from it. */
  readonly keepsBase?: boolean;
  /** What registries say of packages is kept for the next run, and what they said before counts. */
  readonly remembersPackages?: boolean;
  /** Who is named for advisories is asked. */
  readonly advisories?: boolean;
  /** Questions in this run; without it, what one pull request may ask. */
  readonly budget?: number;
}

export async function withSession<T>(args: Arguments, io: Io, options: SessionOptions, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession(args, io, options);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

async function openSession(args: Arguments, io: Io, options: SessionOptions): Promise<Session> {
  const named = resolve(io.cwd, args.text('directory') ?? '.');
  const repository = await openOrNull(named, options.needsRepository);
  // Like git: in a subfolder the whole repository is meant, and its policy. A folder that is named is meant itself.
  const directory = args.text('directory') === undefined ? (repository?.workTree ?? named) : named;
  const cacheFile = repository === null || args.toggle('cache') === false ? null : factCacheFile(io.env, repository.gitDirectory);
  const cache = cacheFile === null ? memoryCache() : await diskCache(cacheFile, detectorStamp(detectors));
  const kept =
    repository === null || cacheFile === null || options.keepsBase !== true
      ? null
      : await openKept(keptTreeFile(io.env, repository.gitDirectory), `${build} ${detectorStamp(detectors)}`);
  const progress = createProgress(io);
  const now = new Date();
  const evidenceFolder = args.text('evidence') === undefined ? null : resolve(io.cwd, args.text('evidence') ?? '');
  const replayed = evidenceFolder !== null && (await hasEvidence(evidenceFolder)) ? await loadEvidence(evidenceFolder) : null;
  const evidence = replayed ?? createEvidence();
  // Answers that are kept for others must be whole: nothing is taken from what only this user heard.
  const remembers = options.remembersPackages === true && evidenceFolder === null && args.toggle('cache') !== false;
  const metadata = remembers ? await openMetadataStore(metadataFile(io.env)) : null;
  const env =
    options.advisories === true ? { ...io.env, OSV_URL: args.text('osv-url') ?? io.env['OSV_URL'] } : { ...io.env, OSV_URL: undefined };
  const hub = hubSettings(env, { hubUrl: args.text('hub-url') ?? null });
  const database = options.advisories === true && replayed === null ? await databaseOf(args, io, directory) : null;
  const offline = options.offline || replayed !== null;
  const { budget } = options;
  const rootFile = args.text('trusted-root');
  const trustRoot = rootFile === undefined ? undefined : await trustRootOf(io.cwd, rootFile);
  const { ports, close } = openPorts({
    ...(budget === undefined ? {} : { budget }),
    ...(trustRoot === undefined ? {} : { trustRoot }),
    ...(database === null ? {} : { database }),
    ...(io.parsers === undefined ? {} : { parsers: io.parsers }),
    detectors,
    cache,
    evidence,
    hub,
    offline,
    now,
    progress: (message) => progress.say(message),
    log(message) {
      progress.clear();
      // A path of the change may stand in it.
      io.err(`${visibleUpTo(message, 400)}\n`);
    },
    ...(options.hashFiles === true && repository?.workTree != null ? { checkout: checkoutOf(repository, repository.workTree) } : {}),
    ...(metadata === null ? {} : { metadata }),
    ...installedBeside(options, repository, directory, io),
  });
  return {
    directory,
    repository,
    ports,
    notes: notesOf(options.offline, replayed, hub.custom),
    kept,
    async close() {
      progress.clear();
      try {
        if (evidenceFolder !== null && replayed === null) await saveEvidence(evidenceFolder, evidence);
      } finally {
        kept?.close();
        // Threads and git that nobody closes keep the program from ending.
        await close();
        await repository?.close();
      }
    },
  };
}

/** T20: what the operator names, and never what lies in the tree under test. */
async function databaseOf(args: Arguments, io: Io, tree: string): Promise<AdvisoryDatabase | null> {
  const path = args.text('osv-database') ?? io.env[DATABASE_VARIABLE] ?? '';
  return path === '' ? null : openAdvisoryDatabase(io.cwd, path, tree);
}

/** A check hashes there what its lock names; a scan hears what packages say of themselves, in whichever folder is meant. */
function installedBeside(
  options: SessionOptions,
  repository: Repository | null,
  directory: string,
  io: Io,
): Pick<Parameters<typeof openPorts>[0], 'installed'> {
  if (options.hearsInstalled !== undefined)
    return { installed: { directory: options.hearsInstalled.folder ?? directory, commit: null, npmCache: null } };
  if (options.hashFiles !== true || repository?.workTree == null) return {};
  return { installed: { ...checkoutOf(repository, repository.workTree), npmCache: npmCacheFolder(io.env) } };
}

function checkoutOf(repository: Repository, directory: string): { directory: string; commit: () => Promise<Tree> } {
  return { directory, commit: async () => repository.tree(await repository.resolve('HEAD'), 'checkout', null) };
}

const WITHOUT_GIT: ReadonlySet<InputError['code']> = new Set(['NOT_A_REPOSITORY', 'FOREIGN_REPOSITORY']);

/** Whether opening failed because git has no repository here, or does not open it: then the folder can only be read as it is. */
export function isWithoutGit(error: unknown): boolean {
  return error instanceof InputError && WITHOUT_GIT.has(error.code);
}

async function openOrNull(directory: string, needed: boolean): Promise<Repository | null> {
  try {
    return await openRepository(directory);
  } catch (error) {
    if (!needed && isWithoutGit(error)) return null;
    throw error;
  }
}

function notesOf(offline: boolean, replayed: Evidence | null, custom: boolean): Note[] {
  const notes: Note[] = [];
  if (replayed !== null) {
    const dates = [...replayed.answers.values()].map((answer) => answer.asOf).sort();
    notes.push({
      code: 'replayed',
      text: `Judged on saved answers${dates[0] === undefined ? '' : ` of ${dates[0]}`}; nothing was looked up in this run.`,
    });
  } else if (offline) notes.push(offlineNote());
  // Nobody was asked: then it does not matter who would have been.
  if (custom && !offline && replayed === null) notes.push(hubOverrideNote());
  return notes;
}
