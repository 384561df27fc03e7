/** Organizations and people: members, teams, custom properties. */
import { covers } from '../access.ts';
import { notFound, Refused } from '../refuse.ts';
import { accountJson, organizationJson, organizationSimpleJson, teamJson, userJson } from '../render/accounts.ts';
import { fullName, repositoryJson } from '../render/repositories.ts';
import { accountOf, type Call, canSee, nothing, ok, page, type Route, route } from '../router.ts';
import type { Account, Json, Team } from '../state.ts';
import { propertiesJson } from './repositories.ts';

const TEAM = '/orgs/{org}/teams/{team_slug}';
const MEMBERS = 'org members:read';
const PROPERTIES = 'org organization_custom_properties:read';

export const ORGANIZATION_ROUTES: readonly Route[] = [
  route('GET /user', 'anyone', (call) => {
    const { actor } = call;
    if (actor.kind === 'installation') throw new Refused(403, 'Resource not accessible by integration');
    if (actor.kind !== 'user') throw new Refused(401, 'Requires authentication');
    return ok(userJson(call.state, actor.user));
  }),
  route('GET /users/{username}', 'anyone', (call) => ok(userJson(call.state, accountOf(call.state, call.path['username'])))),
  route('GET /orgs/{org}', 'anyone', (call) => ok(organizationJson(call.state, organization(call)))),
  route('GET /orgs/{org}/repos', 'anyone', (call) => {
    const all = [...call.state.repositories.values()].filter((one) => one.owner === organization(call) && canSee(call, one));
    return page(call, all, (one) => repositoryJson(call.state, one));
  }),
  route('GET /orgs/{org}/members/{username}', MEMBERS, (call) => {
    if (!organization(call).members.has(call.path['username'] ?? '')) throw notFound();
    return nothing();
  }),
  route('GET /orgs/{org}/memberships/{username}', MEMBERS, (call) => {
    const user = accountOf(call.state, call.path['username']);
    const role = organization(call).members.get(user.login);
    if (role === undefined) throw notFound();
    const url = `${call.state.url}/orgs/${organization(call).login}`;
    return ok({
      url: `${url}/memberships/${user.login}`,
      state: 'active',
      role,
      organization_url: url,
      organization: organizationSimpleJson(call.state, organization(call)),
      user: accountJson(call.state, user),
    });
  }),
  route('GET /orgs/{org}/teams', MEMBERS, (call) => {
    const all = call.state.teams.filter((one) => one.organization === organization(call));
    return page(call, all, (one) => ({
      ...teamJson(call.state, one),
      parent: one.parent === null ? null : teamJson(call.state, one.parent),
    }));
  }),
  route(`GET ${TEAM}`, MEMBERS, (call) => {
    const found = team(call);
    return ok({
      ...teamJson(call.state, found),
      members_count: found.members.size,
      repos_count: found.repositories.size,
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
      organization: organizationJson(call.state, organization(call)),
    });
  }),
  route(`GET ${TEAM}/members`, MEMBERS, (call) => {
    const accounts = [...everybody(call, team(call)).keys()].map((login) => accountOf(call.state, login));
    return page(call, accounts, (one) => accountJson(call.state, one));
  }),
  route(`GET ${TEAM}/memberships/{username}`, MEMBERS, (call) => {
    const login = call.path['username'] ?? '';
    const role = everybody(call, team(call)).get(login);
    if (role === undefined) throw notFound();
    return ok({ url: `${teamJson(call.state, team(call))['url'] as string}/memberships/${login}`, role, state: 'active' });
  }),
  route('GET /orgs/{org}/properties/schema', PROPERTIES, (call) =>
    ok([...organization(call).propertySchema].map(([property_name, one]) => ({ property_name, ...one }))),
  ),
  route('GET /orgs/{org}/properties/values', PROPERTIES, (call) => {
    const all = [...call.state.repositories.values()].filter((one) => one.owner === organization(call) && !one.deleted);
    const seen =
      call.actor.kind === 'installation'
        ? all.filter((one) => call.actor.kind !== 'installation' || covers(call.actor.installation, one))
        : all;
    return page(
      call,
      seen,
      (one): Json => ({
        repository_id: one.id,
        repository_name: one.name,
        repository_full_name: fullName(one),
        properties: propertiesJson(one),
      }),
    );
  }),
];

function organization(call: Call): Account {
  const found = accountOf(call.state, call.path['org']);
  if (found.type !== 'Organization') throw notFound();
  return found;
}

function team(call: Call): Team {
  const found = call.state.teams.find((one) => one.organization === organization(call) && one.slug === call.path['team_slug']);
  if (found === undefined) throw notFound();
  return found;
}

/** Members of a team and of the teams below it. */
function everybody(call: Call, one: Team): Map<string, 'member' | 'maintainer'> {
  const below = call.state.teams.filter((other) => other.parent === one).flatMap((other) => [...everybody(call, other)]);
  return new Map([...below, ...one.members]);
}
