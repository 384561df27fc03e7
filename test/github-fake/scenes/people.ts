/** Scenes: organizations, people, teams, and tokens of people. */
import { randomText } from '../access.ts';
import { createAccount } from '../make.ts';
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
  setTeamMembers(name: string, members: readonly string[]): void;
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
    setTeamMembers: (name, members) => setMembers(team(name), members),
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
