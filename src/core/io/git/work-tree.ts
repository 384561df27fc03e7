/** Whether the working folder differs from HEAD. */
import { splitNul } from './path.ts';
import { type GitCall, runGit } from './run.ts';

/** Files that git does not know yet count, too: a new one is what people forget to add. For people ("was not judged"): when git cannot tell, the answer is no. */
export async function isDirty(call: GitCall, workTree: string): Promise<boolean> {
  const environment = { ...call.environment, ...(await withoutFilters(call)) };
  const output = await runGit({ ...call, workTree, cwd: workTree, environment }, [
    'status',
    '--porcelain',
    '--untracked-files=normal',
    '--ignore-submodules=all',
  ]);
  return output.code === 0 && output.stdout.length > 0;
}

/**
 * To compare contents git runs the clean filters that the repository's configuration names: programs (T14). Each is set to
 * nothing, through the environment, because a filter's name may hold any character.
 */
async function withoutFilters(call: GitCall): Promise<Record<string, string>> {
  const output = await runGit(call, ['config', '-z', '--name-only', '--get-regexp', '^filter\\..*\\.(clean|process|required)$']);
  const names = [...new Set(splitNul(output.stdout))];
  const environment: Record<string, string> = { GIT_CONFIG_COUNT: String(names.length) };
  for (const [index, name] of names.entries()) {
    environment[`GIT_CONFIG_KEY_${index}`] = name;
    environment[`GIT_CONFIG_VALUE_${index}`] = name.endsWith('.required') ? 'false' : '';
  }
  return environment;
}
