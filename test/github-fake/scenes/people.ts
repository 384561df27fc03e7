/** Scenes: organizations, people, teams, and tokens of people. */
import { randomText } from '../access.ts';
import { createAccount } from '../make.ts';
import { accountJson, organizationSimpleJson, teamJson } from '../render/accounts.ts';
import type { Account, Role, State, Team } from '../state.ts';
import { accountNamed, person, repositoryNamed } from './names.ts';

export interface PeopleScenes {
  createOrganization(login: string, options?: { readonly basePermission?: Role }): Account;
  createUser(login: string): Account;
  addMember(organization: string, login: string, role?: 'admin' | 'member'): void;
  removeMember(organization: string, login: string): void;
  /** "acme/security". Repositories by full name. */
  createTeam(
    name: string,
    options?: { readonly members?: readonly string[]; readonly repositories?: Readonly<Record<string, Role>>; readonly parent?: string },
  ): Team;
  /** Told to Apps of the organization that ask for it. */
  setTeamMembers(name: string, members: readonly string[], by?: string): void;
  addCollaborator(repository: string, login: string, role: Role): void;
  /** A personal access token. */
  userToken(login: string): string;
}

export function peopleScenes(state: State): PeopleScenes {
  const team = (name: string): Team => {
    const [organization = '', slug = ''] = name.split('/');
    const found = state.teams.find((one) => one.organization === accountNamed(state, organization) && one.slug === slug);
    if (found === undefined) throw new Error(`The stand-in has no team ${name}.`);
    return found;
  };
  const setMembers = (one: Team, members: readonly string[]): void => {
    one.members.clear();
    for (const login of members) one.members.set(person(state, login).login, 'member');
  };
  return {
    createOrganization: (login, { basePermission = 'read' } = {}) => createAccount(state, login, 'Organization', basePermission),
    createUser: (login) => createAccount(state, login, 'User'),
    addMember: (organization, login, role = 'member') =>
      void accountNamed(state, organization).members.set(person(state, login).login, role),
    removeMember: (organization, login) => void accountNamed(state, organization).members.delete(login),
    createTeam(name, { members = [], repositories = {}, parent } = {}) {
      const [organization = '', slug = ''] = name.split('/');
      const made: Team = {
        id: state.nextId(),
        slug,
        name: slug,
        organization: accountNamed(state, organization),
        parent: parent === undefined ? null : team(parent),
        members: new Map(),
        repositories: new Map(Object.entries(repositories).map(([full, role]) => [repositoryNamed(state, full).id, role])),
      };
      setMembers(made, members);
      state.teams.push(made);
      return made;
    },
    setTeamMembers(name, members, by = 'ada') {
      const found = team(name);
      const before = [...found.members.keys()];
      setMembers(found, members);
      const after = [...found.members.keys()];
      for (const login of before) if (!after.includes(login)) tellMembership(state, found, login, by, 'removed');
      for (const login of after) if (!before.includes(login)) tellMembership(state, found, login, by, 'added');
    },
    addCollaborator: (repository, login, role) =>
      void repositoryNamed(state, repository).collaborators.set(person(state, login).login, role),
    userToken(login) {
      const value = `ghp_${randomText(36)}`;
      state.tokens.set(value, {
        value,
        permissions: {},
        repositories: null,
        expires: Number.POSITIVE_INFINITY,
        of: { kind: 'user', user: person(state, login) },
      });
      return value;
    },
  };
}

function tellMembership(state: State, team: Team, login: string, by: string, action: 'added' | 'removed'): void {
  const { organization } = team;
  const payload = {
    action,
    scope: 'team',
    member: accountJson(state, person(state, login)),
    sender: accountJson(state, person(state, by)),
    team: teamJson(state, team),
    organization: organizationSimpleJson(state, organization),
  };
  for (const installation of state.installations.values())
    if (installation.account === organization) state.emit('membership', null, payload, { installation });
}
