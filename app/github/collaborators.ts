/** What a person may do in a repository. */
import { z } from 'zod';
import type { GitHubClient } from './client.ts';
import { isGitHubError } from './errors.ts';
import { at, type RepositoryName } from './name.ts';

export interface Person {
  readonly id: number;
  readonly login: string;
}

const permissionAnswer = z.object({ permission: z.string(), user: z.object({ id: z.int() }).nullable() });

/** By id too: a login may have been given to somebody else since. */
export async function mayWrite(client: GitHubClient, name: RepositoryName, { id, login }: Person): Promise<boolean> {
  try {
    const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
    const { permission, user } = await client.call(route, { ...at(name), username: login }, permissionAnswer);
    return user?.id === id && (permission === 'write' || permission === 'admin');
  } catch (error) {
    if (isGitHubError(error, 'missing', 'forbidden')) return false;
    throw error;
  }
}
