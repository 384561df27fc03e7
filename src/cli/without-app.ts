/**
 * Which repositories a ruleset would block for ever, because the App that must report the check is not installed there. Told as far as the token can see;
 * what it cannot see is said, and never taken for fine.
 */
import { z } from 'zod';
import { type AskGitHub, type ChosenRepositories, globMatches, RULESET_NAME } from '../core/index.ts';
import type { RulesetPlace } from './install-ruleset.ts';

/** Pages of 100: more than most organizations have. */
const PAGES = 50;
const NAMED = 10;

const name = z.string().regex(/^[\w.-]{1,100}$/);
const installations = z.object({
  installations: z.array(z.object({ id: z.int(), app_id: z.int(), repository_selection: z.enum(['all', 'selected']) })),
});
const covered = z.object({ repositories: z.array(z.object({ name, owner: z.object({ login: z.string() }) })) });
const repositories = z.array(z.object({ name, archived: z.boolean().optional() }));
const withProperties = z.array(
  z.object({
    repository_name: name,
    properties: z.array(z.object({ property_name: z.string(), value: z.union([z.string(), z.array(z.string()), z.null()]) })),
  }),
);

/** Lines for people; none: every repository that was chosen has the App. */
export async function withoutApp(
  ask: AskGitHub,
  place: RulesetPlace,
  chosen: ChosenRepositories,
  appId: number,
): Promise<readonly string[]> {
  const { organization: org } = place;
  const cannotTell = (what: string): string[] => [
    `Note: this token cannot tell ${what}. Where the App is not installed, nobody reports the check and nothing can be merged.`,
  ];
  const all = await asked(async () =>
    (await paged(ask, 'GET /orgs/{org}/installations', { org }, installations)).flatMap((page) => page.installations),
  );
  if (all === null) return cannotTell(`where the App is installed in ${org}`);
  const found = all.find(({ app_id }) => app_id === appId);
  if (found === undefined)
    return [
      `Warning: the App ${appId} is not installed in ${org}. Nothing can be merged there until it is, or until this ruleset is removed (--remove).`,
    ];
  if (found.repository_selection === 'all') return [];
  const route = 'GET /user/installations/{installation_id}/repositories';
  const pages = await asked(() => paged(ask, route, { installation_id: found.id }, covered));
  if (pages === null) return cannotTell(`which repositories of ${org} the App was given (it was given chosen ones, not all)`);
  const has = new Set(pages.flatMap((page) => page.repositories.map((one) => one.name.toLowerCase())));
  const wanted = await asked(() => namesOf(ask, place, chosen));
  if (wanted === null) return cannotTell(`which repositories of ${org} the ruleset is for`);
  const missing = wanted.filter((one) => !has.has(one.toLowerCase())).toSorted();
  if (missing.length === 0) return [];
  const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : '';
  return [
    `Warning: the App is not installed in ${missing.slice(0, NAMED).join(', ')}${more}. Nothing can be merged there: add ${missing.length === 1 ? 'it' : 'them'} to the installation, or leave ${missing.length === 1 ? 'it' : 'them'} out of the ruleset "${RULESET_NAME}".`,
  ];
}

async function namesOf(ask: AskGitHub, { organization: org, repository }: RulesetPlace, chosen: ChosenRepositories): Promise<string[]> {
  if (repository !== null) return [repository];
  if (chosen.by === 'name') {
    const matches = (patterns: readonly string[], one: string): boolean =>
      patterns.some((pattern) => pattern === '~ALL' || globMatches(pattern, one));
    const rows = (await paged(ask, 'GET /orgs/{org}/repos', { org }, repositories)).flat();
    return rows
      .filter((row) => row.archived !== true && matches(chosen.include, row.name) && !matches(chosen.exclude, row.name))
      .map((row) => row.name);
  }
  const rows = (await paged(ask, 'GET /orgs/{org}/properties/values', { org }, withProperties)).flat();
  return rows
    .filter(({ properties }) =>
      chosen.include.every((wanted) =>
        properties.some(
          ({ property_name, value }) =>
            property_name === wanted.name &&
            (Array.isArray(value) ? value : [value]).some((one) => one !== null && wanted.property_values.includes(one)),
        ),
      ),
    )
    .map((row) => row.repository_name);
}

/** Ends with the first page that is not full. Throws when there are more: a list cut off says nothing about the rest. */
async function paged<T>(
  ask: AskGitHub,
  route: string,
  parameters: Readonly<Record<string, string | number>>,
  schema: z.ZodType<T>,
): Promise<T[]> {
  const pages: T[] = [];
  for (let page = 1; page <= PAGES; page += 1) {
    const answer = schema.parse(await ask(route, { ...parameters, per_page: 100, page }));
    pages.push(answer);
    if (sizeOf(answer) < 100) return pages;
  }
  throw new Error(`${route} has more than ${PAGES} pages`);
}

/** Of the list, wherever it stands in the answer. */
function sizeOf(answer: unknown): number {
  const list: unknown = Array.isArray(answer) ? answer : Object.values(answer ?? {}).find((value) => Array.isArray(value));
  return Array.isArray(list) ? list.length : 0;
}

/** Null: it was refused, or was no answer. What keeps the ruleset from being sent is said by who sends it. */
async function asked<T>(question: () => Promise<T>): Promise<T | null> {
  try {
    return await question();
  } catch {
    return null;
  }
}
