/** `weighbridge policy validate`: every mistake of a file, what it proposes, and what somebody should know of a file without any. */
import {
  EffectError,
  endedWaivers,
  exists,
  extendsFiles,
  InputError,
  leavableGroups,
  openRepository,
  type PolicyFile,
  type PolicyMistake,
  readKeys,
  readPolicy,
  readText,
  type ReadBeside,
  refusedInGroups,
  rules,
  suggestionIn,
  visibleUpTo,
  withPresets,
  invalidPolicy,
} from '../core/index.ts';
import type { Io } from './command.ts';

export const DEFAULT_PATH = '.github/weighbridge.yml';

/** `named`: null = that of the repository around, wherever in it this runs. Exit code 2: it has mistakes. */
export async function validatePolicy(named: string | null, format: 'terminal' | 'json', io: Io): Promise<number> {
  const top = named === null ? ((await topOf(io.cwd)) ?? io.cwd) : io.cwd;
  if (named === null && !(await exists(top, DEFAULT_PATH)))
    throw new InputError('POLICY_MISSING', `There is no ${DEFAULT_PATH} here`, 'Name the file, or let "weighbridge init" write one.');
  const file = named ?? DEFAULT_PATH;
  const { policy, mistakes } = await read(file, { ...io, cwd: top });
  const remarks = policy === null ? [] : remarksOn(policy);
  if (format === 'json') {
    const told = mistakes.map(({ message, key = null, ...place }) => ({ ...place, key, message, suggestion: suggestionIn(message) }));
    io.out(`${JSON.stringify({ file, valid: policy !== null, mistakes: told, remarks }, null, 2)}\n`);
    return policy === null ? 2 : 0;
  }
  if (policy === null) throw invalidPolicy(file, mistakes);
  for (const remark of remarks) io.out(`${visibleUpTo(remark, 500)}\n`);
  io.out(`${file}: no mistakes\n`);
  return 0;
}

/** A file without mistakes, with its keys and presets. Throws InputError POLICY_INVALID with every mistake. */
export async function loadedPolicy(file: string, io: Io): Promise<PolicyFile> {
  const { policy, mistakes } = await read(file, io);
  if (policy === null) throw invalidPolicy(file, mistakes);
  return policy;
}

/** "path:line what": none of it is a mistake (T40). */
function remarksOn(policy: PolicyFile): string[] {
  const unread = extendsFiles(policy).map(
    ({ owner, repo, path, ref }) =>
      `${policy.origin('extends')}: ${owner}/${repo}//${path}@${ref} was not looked at: it is read where the policy judges`,
  );
  return [...unread, ...endedWaivers(policy, new Date()), ...leavableGroups(policy), ...refusedInGroups(policy, rules)];
}

/** With the keys that it names, by paths from the top of the repository, as where it judges. */
async function read(file: string, io: Io): Promise<{ readonly policy: PolicyFile | null; readonly mistakes: readonly PolicyMistake[] }> {
  const top = (await topOf(io.cwd)) ?? io.cwd;
  const beside: ReadBeside = async (path) => {
    try {
      return new TextEncoder().encode(await readText(top, path));
    } catch (error) {
      if (error instanceof InputError || error instanceof EffectError) return { problem: error.message };
      throw error;
    }
  };
  const found = readPolicy(await readText(io.cwd, file), file, rules);
  const { keys, mistakes } = await readKeys(file, found.named, beside);
  const all = [...found.mistakes, ...mistakes];
  return { policy: found.file === null || all.length > 0 ? null : withPresets({ ...found.file, keys }, rules), mistakes: all };
}

/** Null outside of a repository. */
async function topOf(folder: string): Promise<string | null> {
  try {
    const repository = await openRepository(folder);
    await repository.close();
    return repository.workTree;
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
