/** Sends a ruleset to GitHub, through @octokit/rest: replaces the one of this name, or adds it; or removes it. */
import { EffectError, type Ruleset } from '../core/index.ts';

export interface RulesetPlace {
  readonly organization: string;
  /** Null: for the whole organization. */
  readonly repository: string | null;
}

const TIMEOUT_MS = 20_000;
/** What goes wrong is said once, in our words. */
const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Answers with the id of the ruleset. Throws EffectError GITHUB_FAILED. */
export async function installRuleset(
  place: RulesetPlace,
  ruleset: Ruleset,
  token: string,
  apiUrl: string,
): Promise<{ readonly id: number; readonly replaced: boolean }> {
  return sending(place, token, apiUrl, async (send, base) => {
    const old = (await known(place, send, base)).find(({ name }) => name === ruleset.name);
    const made =
      old === undefined ? await send(`POST ${base}`, ruleset) : await send(`PUT ${base}/{ruleset_id}`, { ruleset_id: old.id, ...ruleset });
    const [row] = rowsOf([made]);
    return { id: row?.id ?? old?.id ?? 0, replaced: old !== undefined };
  });
}

/** Answers with the id of what was removed; null: there was none. Throws EffectError GITHUB_FAILED. */
export async function removeRuleset(place: RulesetPlace, name: string, token: string, apiUrl: string): Promise<number | null> {
  return sending(place, token, apiUrl, async (send, base) => {
    const old = (await known(place, send, base)).find((one) => one.name === name);
    if (old === undefined) return null;
    await send(`DELETE ${base}/{ruleset_id}`, { ruleset_id: old.id });
    return old.id;
  });
}

type Send = (route: string, more: object) => Promise<unknown>;

/** Rulesets of the organization are listed for a repository, too, and cannot be changed there. */
async function known({ repository }: RulesetPlace, send: Send, base: string): Promise<{ readonly id: number; readonly name: string }[]> {
  return rowsOf(await send(`GET ${base}`, { per_page: 100, ...(repository === null ? {} : { includes_parents: false }) }));
}

async function sending<T>(place: RulesetPlace, token: string, apiUrl: string, work: (send: Send, base: string) => Promise<T>): Promise<T> {
  // For this verb alone: the others start without it.
  const { Octokit } = await import('@octokit/rest');
  const octokit = new Octokit({ auth: token, baseUrl: apiUrl, userAgent: 'weighbridge', log: SILENT });
  const owner = place.organization;
  const base = place.repository === null ? '/orgs/{org}/rulesets' : '/repos/{owner}/{repo}/rulesets';
  const names = place.repository === null ? { org: owner } : { owner, repo: place.repository };
  const send = async (route: string, more: object): Promise<unknown> => {
    const answer = await octokit.request(route, { ...names, ...more, request: { signal: AbortSignal.timeout(TIMEOUT_MS) } });
    return answer.data;
  };
  try {
    return await work(send, base);
  } catch (error) {
    const status = error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : null;
    throw new EffectError(
      'GITHUB_FAILED',
      `GitHub did not take the ruleset (${status === null ? 'no answer' : `HTTP ${status}`})`,
      hintFor(status, place),
      { cause: error },
    );
  }
}

function hintFor(status: number | null, { repository }: RulesetPlace): string {
  if (status === 401) return 'GITHUB_TOKEN is not accepted.';
  if (status === 403 || status === 404)
    return `The token must be allowed to administer ${repository === null ? 'the organization' : 'the repository'}; rulesets for private repositories need a paid plan.`;
  if (status === 422)
    return 'Has the App reported a check there, and does it hold "statuses: write"? Only then GitHub takes it as a source. The enforcement "evaluate" needs GitHub Enterprise.';
  return 'Try again later, or paste the printed ruleset by hand.';
}

function rowsOf(data: unknown): { readonly id: number; readonly name: string }[] {
  if (!Array.isArray(data)) return [];
  return data.flatMap((row: unknown) => {
    if (typeof row !== 'object' || row === null || !('id' in row) || !('name' in row)) return [];
    return typeof row.id === 'number' && typeof row.name === 'string' ? [{ id: row.id, name: row.name }] : [];
  });
}
