/** Whether a branch really requires our check (T4): rulesets and classic protection. A check that anybody may report counts as not required. */
import { z } from 'zod';
import { CHECK_NAME } from '../../src/core/index.ts';
import type { GitHubClient } from './client.ts';
import { isGitHubError } from './errors.ts';
import { at, type RepositoryName } from './name.ts';

/** Where the rules of the base do not require us: a green of one branch must not open another (T1). */
export const ADVISORY_NAME = 'Weighbridge (advisory)';

export interface Gate {
  /** Null: GitHub did not let us read it. */
  readonly required: boolean | null;
  /** Required by name, but any app or person with write access may report it: no gate. */
  readonly anySource: boolean;
  /** Branches must be up to date before merging: without it the verdict may be about an older base (T2). */
  readonly strict: boolean;
}

const rule = z.object({
  type: z.string(),
  parameters: z
    .object({
      required_status_checks: z.array(z.object({ context: z.string(), integration_id: z.int().nullish() })).optional(),
      strict_required_status_checks_policy: z.boolean().optional(),
    })
    .loose()
    .optional(),
});

const branchAnswer = z.object({
  protection: z
    .object({
      required_status_checks: z
        .object({
          strict: z.boolean().optional(),
          checks: z.array(z.object({ context: z.string(), app_id: z.int().nullable() })).optional(),
          contexts: z.array(z.string()).optional(),
        })
        .loose()
        .optional(),
    })
    .loose()
    .optional(),
});

interface Required {
  readonly ours: boolean;
  readonly anySource: boolean;
  readonly strict: boolean;
}

/** Throws GitHubError for everything but "you may not read this". */
export async function readGate(client: GitHubClient, name: RepositoryName, branch: string, appId: number): Promise<Gate> {
  const rulesets = await readable(() => ofRulesets(client, name, branch, appId));
  const classic = await readable(() => ofProtection(client, name, branch, appId));
  const found = [rulesets, classic].filter((one) => one !== null);
  const ours = found.some((one) => one.ours);
  return {
    required: ours ? true : found.length === 2 ? false : null,
    anySource: found.some((one) => one.anySource),
    strict: found.some((one) => one.ours && one.strict),
  };
}

async function ofRulesets(client: GitHubClient, name: RepositoryName, branch: string, appId: number): Promise<Required> {
  const { items } = await client.list('GET /repos/{owner}/{repo}/rules/branches/{branch}', { ...at(name), branch }, rule);
  const checks = items.flatMap(({ type, parameters }) =>
    type === 'required_status_checks'
      ? (parameters?.required_status_checks ?? [])
          .filter(({ context }) => context === CHECK_NAME)
          .map(({ integration_id }) => ({
            ours: integration_id === appId,
            strict: parameters?.strict_required_status_checks_policy === true,
          }))
      : [],
  );
  return summed(checks);
}

async function ofProtection(client: GitHubClient, name: RepositoryName, branch: string, appId: number): Promise<Required> {
  const { protection } = await client.call('GET /repos/{owner}/{repo}/branches/{branch}', { ...at(name), branch }, branchAnswer);
  const required = protection?.required_status_checks;
  const checks = (required?.checks ?? []).filter(({ context }) => context === CHECK_NAME);
  const named = required?.contexts?.includes(CHECK_NAME) === true && checks.length === 0;
  const strict = required?.strict === true;
  return summed([...checks.map(({ app_id }) => ({ ours: app_id === appId, strict })), ...(named ? [{ ours: false, strict }] : [])]);
}

/** A check that one rule asks of anybody and another of us must come from us. */
function summed(checks: readonly { readonly ours: boolean; readonly strict: boolean }[]): Required {
  const ours = checks.filter((one) => one.ours);
  return { ours: ours.length > 0, anySource: ours.length === 0 && checks.length > 0, strict: ours.some((one) => one.strict) };
}

async function readable(read: () => Promise<Required>): Promise<Required | null> {
  try {
    return await read();
  } catch (error) {
    if (isGitHubError(error, 'forbidden', 'missing')) return null;
    throw error;
  }
}
