/** Repositories, their branches, topics, custom properties, people and teams. */
import { atLeast, roleOf } from '../access.ts';
import { branchTip, commitOf, resolve, tryGit } from '../git.ts';
import { notFound } from '../refuse.ts';
import { accountJson, teamJson } from '../render/accounts.ts';
import { apiUrl, commitJson, fullRepositoryJson, pageUrl } from '../render/repositories.ts';
import { accountOf, nothing, ok, page, repositoryOf, type Route, route } from '../router.ts';
import { protectionOf, rulesOf } from '../rules.ts';
import type { Json, Repository, Role } from '../state.ts';
import { protectionJson } from '../render/rules.ts';

const REPO = '/repos/{owner}/{repo}';

export const REPOSITORY_ROUTES: readonly Route[] = [
  route(`GET ${REPO}`, 'metadata:read', (call) => ok(fullRepositoryJson(call.state, repositoryOf(call)))),
  route(`GET ${REPO}/topics`, 'metadata:read', (call) => ok({ names: repositoryOf(call).topics })),
  route(`GET ${REPO}/properties/values`, 'metadata:read', (call) => ok(propertiesJson(repositoryOf(call)))),
  route(`GET ${REPO}/teams`, 'administration:read|metadata:read', (call) => {
    const { id } = repositoryOf(call);
    const teams = call.state.teams.filter((one) => one.repositories.has(id));
    return page(call, teams, (one) => teamJson(call.state, one, OLD_NAMES[one.repositories.get(id) ?? 'none'] ?? 'pull'));
  }),
  route(`GET ${REPO}/collaborators/{username}`, 'metadata:read', (call) => {
    const repository = repositoryOf(call);
    const user = accountOf(call.state, call.path['username']);
    const known = repository.collaborators.has(user.login) || repository.owner.members.has(user.login) || repository.owner === user;
    if (!known) throw notFound();
    return nothing();
  }),
  route(`GET ${REPO}/collaborators/{username}/permission`, 'metadata:read', (call) => {
    const user = accountOf(call.state, call.path['username']);
    const role = roleOf(call.state, repositoryOf(call), user);
    // The old field knows four words; role_name has the others.
    const permission = atLeast(role, 'admin') ? 'admin' : atLeast(role, 'write') ? 'write' : atLeast(role, 'read') ? 'read' : 'none';
    return ok({ permission, role_name: role, user: { ...accountJson(call.state, user), permissions: flags(role), role_name: role } });
  }),
  route(`GET ${REPO}/branches`, 'contents:read', (call) => {
    const repository = repositoryOf(call);
    const out = tryGit(repository.gitDirectory, ['for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads/'])?.toString() ?? '';
    const names = out.split('\n').filter((one) => one !== '');
    const wanted = call.query.get('protected');
    const list = names.filter((one) => wanted === null || String(isProtected(repository, one)) === wanted);
    return page(call, list, (name) => {
      const sha = branchTip(repository, name) ?? '';
      return { name, commit: { sha, url: `${apiUrl(call.state, repository)}/commits/${sha}` }, protected: isProtected(repository, name) };
    });
  }),
  route(`GET ${REPO}/tags`, 'metadata:read', (call) => {
    const repository = repositoryOf(call);
    const out =
      tryGit(repository.gitDirectory, ['for-each-ref', '--sort=-refname', '--format=%(refname:lstrip=2)', 'refs/tags/'])?.toString() ?? '';
    const names = out.split('\n').filter((one) => one !== '');
    return page(call, names, (name) => {
      // Of an annotated tag the commit that it marks.
      const sha = resolve(repository, `refs/tags/${name}`) ?? '';
      const url = apiUrl(call.state, repository);
      const archive = (kind: string): string => `${url}/${kind}/refs/tags/${name}`;
      const commit = { sha, url: `${url}/commits/${sha}` };
      return { name, commit, zipball_url: archive('zipball'), tarball_url: archive('tarball'), node_id: `REF_${sha}` };
    });
  }),
  route(`GET ${REPO}/branches/{branch}`, 'contents:read', (call) => {
    const repository = repositoryOf(call);
    const name = call.path['branch'] ?? '';
    const commit = commitOf(repository, branchTip(repository, name) ?? '');
    if (commit === null) throw notFound();
    const url = `${apiUrl(call.state, repository)}/branches/${name}`;
    const classic = protectionOf(repository, name);
    return ok({
      name,
      commit: commitJson(call.state, repository, commit),
      _links: { self: url, html: `${pageUrl(call.state, repository)}/tree/${name}` },
      protected: isProtected(repository, name),
      protection: classic === null ? { enabled: false } : protectionJson(call.state, repository, name, classic),
      protection_url: `${url}/protection`,
    });
  }),
];

const OLD_NAMES: Readonly<Record<string, string>> = { read: 'pull', triage: 'triage', write: 'push', maintain: 'maintain', admin: 'admin' };

const isProtected = (repository: Repository, branch: string): boolean =>
  protectionOf(repository, branch) !== null || rulesOf(repository, branch).length > 0;

function flags(role: Role): Json {
  const names: readonly (readonly [string, Role])[] = [
    ['pull', 'read'],
    ['triage', 'triage'],
    ['push', 'write'],
    ['maintain', 'maintain'],
    ['admin', 'admin'],
  ];
  return Object.fromEntries(names.map(([name, needed]) => [name, atLeast(role, needed)]));
}

export function propertiesJson(repository: Repository): Json[] {
  return [...repository.properties].map(([property_name, value]) => ({ property_name, value }));
}
