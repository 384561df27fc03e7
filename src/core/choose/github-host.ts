/** Repositories behind GitHub's REST API, for whoever can ask it: the command line and the Action. The App has its own client. */
import { z } from 'zod';
import { EffectError } from '../base/errors.ts';
import type { RepositoryTraits } from '../policy/groups.ts';
import { hostedFile } from './hosted-file.ts';
import type { HostedRepository, PolicyHost, RepositoryAt } from './policy-host.ts';

/** The JSON of one answer: "GET /repos/{owner}/{repo}" with its parameters. Throws errors that have the `status` of an HTTP answer. */
export type AskGitHub = (route: string, parameters: Readonly<Record<string, string | number>>) => Promise<unknown>;

const id = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
/** Of "Get a repository" (GitHub REST API) what is needed here. */
export const repositoryAnswer = z.object({
  id: z.int().positive(),
  name: z.string().min(1).max(200),
  owner: z.object({ login: z.string().min(1).max(100) }),
  default_branch: z.string().min(1).max(1000),
  private: z.boolean(),
  visibility: z.string().optional(),
  archived: z.boolean(),
  topics: z.array(z.string()).max(100).optional(),
});
const commitAnswer = z.object({ sha: id, commit: z.object({ tree: z.object({ sha: id }) }) });
const treeAnswer = z.object({
  tree: z.array(z.object({ path: z.string(), mode: z.string(), sha: z.string(), size: z.int().optional() })),
});
const blobAnswer = z.object({ encoding: z.literal('base64'), content: z.string() });
const compareAnswer = z.object({ merge_base_commit: z.object({ sha: id }) });
const propertiesAnswer = z.array(z.object({ property_name: z.string(), value: z.union([z.string(), z.array(z.string()), z.null()]) }));

const REPO = '/repos/{owner}/{repo}';

export interface GitHubHost extends PolicyHost {
  /** What groups ask of a repository; a trait that who asks may not read is null. */
  traits(at: RepositoryAt): Promise<RepositoryTraits>;
}

export function gitHubHost(ask: AskGitHub): GitHubHost {
  async function get<T>(
    path: string,
    { owner, repo }: RepositoryAt,
    more: Readonly<Record<string, string | number>>,
    schema: z.ZodType<T>,
  ): Promise<T> {
    const route = `GET ${REPO}${path}`;
    const parsed = schema.safeParse(await ask(route, { owner, repo, ...more }));
    if (parsed.success) return parsed.data;
    throw new EffectError('GITHUB_FAILED', `${route}: the answer is not what the API promises`, 'Try again later. Nothing was judged.');
  }
  /** 404 also says "not for you"; of a commit or tag that is not there GitHub says 422. Everything else is no answer. */
  async function orNull<T>(read: () => Promise<T>, ...statuses: readonly number[]): Promise<T | null> {
    try {
      return await read();
    } catch (error) {
      const status = statusIn(error);
      if (status !== null && statuses.includes(status)) return null;
      if (error instanceof EffectError) throw error;
      const said = status === null ? 'no answer' : `HTTP ${status}`;
      throw new EffectError('GITHUB_FAILED', `GitHub did not say what a policy needs (${said})`, HINT, { cause: error });
    }
  }
  const commit = (at: RepositoryAt, ref: string): Promise<z.output<typeof commitAnswer> | null> =>
    orNull(() => get('/commits/{ref}', at, { ref, per_page: 1 }, commitAnswer), 404, 422, 409);

  const host: GitHubHost = {
    async repository(at) {
      const found = await orNull(() => get('', at, {}, repositoryAnswer), 404, 403, 451);
      return found === null ? null : hostedRepositoryOf(found);
    },
    async commitAt(at, ref) {
      return (await commit(at, ref))?.sha ?? null;
    },
    async isOn(at, branch, one) {
      const basehead = `${branch}...${one}`;
      const found = await orNull(() => get('/compare/{basehead}', at, { basehead, per_page: 1 }, compareAnswer), 404, 422);
      return found?.merge_base_commit.sha === one;
    },
    async file(at, of, path, limit) {
      const known = await commit(at, of);
      if (known === null || known.sha !== of) return null;
      const objects = {
        tree: async (tree_sha: string) => (await get('/git/trees/{tree_sha}', at, { tree_sha }, treeAnswer)).tree,
        async blob({ sha: file_sha }: { readonly sha: string }, most: number) {
          const bytes = Buffer.from((await get('/git/blobs/{file_sha}', at, { file_sha }, blobAnswer)).content, 'base64');
          return bytes.length > most ? { problem: `is larger than ${most} bytes` } : Uint8Array.from(bytes);
        },
      };
      const file = await orNull(async () => ({ read: await hostedFile(objects, known.commit.tree.sha, path, limit) }));
      return file?.read ?? null;
    },
    async traits(at) {
      const found = await orNull(() => get('', at, {}, repositoryAnswer), 404, 403);
      const values = await orNull(() => get('/properties/values', at, {}, propertiesAnswer), 404, 403);
      return {
        id: found?.id ?? null,
        name: found?.name ?? null,
        topics: found?.topics ?? null,
        properties: values === null ? null : customPropertiesOf(values),
      };
    },
  };
  return host;
}

const HINT = 'Check GITHUB_TOKEN and the name of the repository, or try again later. Nothing was judged.';

export function hostedRepositoryOf(found: z.output<typeof repositoryAnswer>): HostedRepository {
  return {
    id: found.id,
    owner: found.owner.login,
    repo: found.name,
    defaultBranch: found.default_branch,
    // Both must say so (T26): "internal" is not public.
    isPublic: !found.private && (found.visibility ?? 'public') === 'public',
    archived: found.archived,
  };
}

/** As GitHub lists custom properties: one value, several, or none. */
export function customPropertiesOf(
  values: readonly { readonly property_name: string; readonly value: string | readonly string[] | null }[],
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    values.map(({ property_name, value }) => [property_name, value === null ? [] : typeof value === 'string' ? [value] : value]),
  );
}

function statusIn(error: unknown): number | null {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : null;
}
