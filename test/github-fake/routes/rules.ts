/** Rulesets of organizations and repositories, what applies to a branch, classic protection. */
import { settle } from '../merging.ts';
import { setProtection } from '../protection.ts';
import { Refused } from '../refuse.ts';
import { accountJson } from '../render/accounts.ts';
import { protectionJson, rulesetJson, rulesetSimpleJson, statusChecksJson } from '../render/rules.ts';
import { accountOf, type Answer, byId, type Call, created, nothing, ok, page, repositoryOf, type Route, route, who } from '../router.ts';
import { protectionOf, rulesOf, sourceName, sourceType } from '../rules.ts';
import { branchTip } from '../git.ts';
import type { Account, Json, Repository, Ruleset, State } from '../state.ts';

const REPO = '/repos/{owner}/{repo}';
const PROTECTION = `${REPO}/branches/{branch}/protection`;
const ORG = 'org organization_administration:write';
const organization = (call: Call): Account => accountOf(call.state, call.path['org']);

export const RULE_ROUTES: readonly Route[] = [
  route(`GET ${REPO}/rules/branches/{branch}`, 'metadata:read', (call) =>
    page(
      call,
      rulesOf(repositoryOf(call), call.path['branch'] ?? ''),
      (one): Json => ({
        type: one.type,
        ...(Object.keys(one.parameters).length > 0 && { parameters: one.parameters }),
        ruleset_source_type: sourceType(one.source),
        ruleset_source: sourceName(one.source),
        ruleset_id: one.ruleset.id,
      }),
    ),
  ),
  route(`GET ${REPO}/rulesets`, 'metadata:read', (call) => {
    const repository = repositoryOf(call);
    const parents =
      call.query.get('includes_parents') === 'false' ? [] : repository.owner.rulesets.map((one) => [repository.owner, one] as const);
    const all = [...parents, ...repository.rulesets.map((one) => [repository, one] as const)];
    return page(call, all, ([source, one]) => rulesetSimpleJson(call.state, source, one));
  }),
  ...at(`${REPO}/rulesets`, 'metadata:read', 'administration:write', repositoryOf),
  route('GET /orgs/{org}/rulesets', ORG, (call) =>
    page(call, organization(call).rulesets, (one) => rulesetSimpleJson(call.state, organization(call), one)),
  ),
  ...at('/orgs/{org}/rulesets', ORG, ORG, organization),
  route(`GET ${PROTECTION}`, 'administration:read', (call) => {
    const branch = call.path['branch'] ?? '';
    const found = protectionOf(repositoryOf(call), branch);
    if (found === null) throw unprotected(call);
    return ok(protectionJson(call.state, repositoryOf(call), branch, found));
  }),
  route(`PUT ${PROTECTION}`, 'administration:write', (call) => {
    const repository = repositoryOf(call);
    const branch = call.path['branch'] ?? '';
    if (branchTip(repository, branch) === null) throw unprotected(call);
    setProtection(call.state, repository, branch, call.body, who(call).user);
    return ok(protectionJson(call.state, repository, branch, call.body));
  }),
  route(`DELETE ${PROTECTION}`, 'administration:write', (call) => {
    if (!setProtection(call.state, repositoryOf(call), call.path['branch'] ?? '', null, who(call).user)) throw unprotected(call);
    return nothing();
  }),
  route(`GET ${PROTECTION}/required_status_checks`, 'administration:read', (call) => {
    const branch = call.path['branch'] ?? '';
    const found = protectionOf(repositoryOf(call), branch);
    const checks = found === null ? null : statusChecksJson(call.state, repositoryOf(call), branch, found);
    if (checks === null) throw new Refused(404, 'Required status checks not enabled');
    return ok(checks);
  }),
];

/** 404 both times, with other words: a missing branch, a branch without protection. */
function unprotected(call: Call): Refused {
  return branchTip(repositoryOf(call), call.path['branch'] ?? '') === null
    ? new Refused(404, 'Branch not found')
    : new Refused(404, 'Branch not protected');
}

function at(path: string, read: string, write: string, sourceOf: (call: Call) => Account | Repository): Route[] {
  const one = `${path}/{ruleset_id}`;
  const find = (call: Call): Ruleset => byId(sourceOf(call).rulesets, call.path['ruleset_id']);
  return [
    route(`POST ${path}`, write, (call): Answer => {
      const source = sourceOf(call);
      return created(rulesetJson(call.state, source, addRuleset(call.state, source, call.body, who(call).user)));
    }),
    route(`GET ${one}`, read, (call) => {
      const own = sourceOf(call);
      const inherited = 'gitDirectory' in own ? own.owner.rulesets.find(({ id }) => id === Number(call.path['ruleset_id'])) : undefined;
      if (inherited !== undefined && 'gitDirectory' in own) return ok(rulesetJson(call.state, own.owner, inherited));
      return ok(rulesetJson(call.state, own, find(call)));
    }),
    route(`PUT ${one}`, write, (call) => {
      const found = find(call);
      fill(found, call.body);
      found.updatedAt = call.state.moment();
      changed(call.state, sourceOf(call), found, 'edited', who(call).user);
      return ok(rulesetJson(call.state, sourceOf(call), found));
    }),
    route(`DELETE ${one}`, write, (call) => {
      const source = sourceOf(call);
      const found = find(call);
      source.rulesets.splice(source.rulesets.indexOf(found), 1);
      changed(call.state, source, found, 'deleted', who(call).user);
      return nothing();
    }),
  ];
}

function fill(ruleset: Ruleset, body: Json): void {
  if (typeof body['name'] === 'string') ruleset.name = body['name'];
  if (typeof body['target'] === 'string') ruleset.target = body['target'];
  if (typeof body['enforcement'] === 'string') ruleset.enforcement = body['enforcement'];
  if (Array.isArray(body['bypass_actors'])) ruleset.bypassActors = body['bypass_actors'] as Json[];
  if (typeof body['conditions'] === 'object' && body['conditions'] !== null) ruleset.conditions = body['conditions'] as Json;
  if (Array.isArray(body['rules'])) ruleset.rules = body['rules'] as Json[];
}

export function addRuleset(state: State, source: Account | Repository, body: Json, by: Account): Ruleset {
  const name = String(body['name']);
  if (source.rulesets.some((one) => one.name === name)) throw new Refused(422, 'Validation Failed', { errors: ['Name must be unique'] });
  const moment = state.moment();
  const made: Ruleset = {
    id: state.nextId(),
    name,
    target: 'branch',
    enforcement: 'active',
    bypassActors: [],
    conditions: {},
    rules: [],
    createdAt: moment,
    updatedAt: moment,
  };
  fill(made, body);
  source.rulesets.push(made);
  changed(state, source, made, 'created', by);
  return made;
}

/** Tells Apps, and looks whether something may be merged now. */
export function changed(state: State, source: Account | Repository, ruleset: Ruleset, action: string, by: Account): void {
  const repository = 'gitDirectory' in source ? source : null;
  const concerned = repository === null ? [...state.repositories.values()].filter((one) => one.owner === source) : [repository];
  const payload = { action, repository_ruleset: rulesetJson(state, source, ruleset), sender: accountJson(state, by) };
  for (const installation of state.installations.values()) {
    if (installation.account === (repository?.owner ?? source)) state.emit('repository_ruleset', repository, payload, { installation });
  }
  for (const one of concerned) settle(state, one);
}
