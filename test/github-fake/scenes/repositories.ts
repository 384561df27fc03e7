/** Scenes: repositories, commits, forks, and what their owners do with them. */
import { type FileContent, makeCommit, makeTree, setRef } from '../commits.ts';
import { branchTip, git } from '../git.ts';
import { createAccount, createRepository, type NewRepository } from '../make.ts';
import { settle } from '../merging.ts';
import { afterPush } from '../pulls.ts';
import { accountJson, organizationSimpleJson } from '../render/accounts.ts';
import { fullName } from '../render/repositories.ts';
import { propertiesJson } from '../routes/repositories.ts';
import type { Json, Repository, State } from '../state.ts';
import { accountNamed, person, repositoryNamed } from './names.ts';

export interface NewCommitScene {
  /** Default: the default branch. A branch that is not there starts at `from`, else at the default branch. */
  readonly branch?: string;
  readonly from?: string;
  /** null deletes; `{ link }`, `{ gitlink }` and `{ executable }` are the other kinds. */
  readonly files?: Readonly<Record<string, FileContent>>;
  readonly message?: string;
  readonly by?: string;
  /** Other parents than the branch's tip: [] begins a history of its own, two make a merge; the branch is forced. */
  readonly parents?: readonly string[];
}

export interface RepositoryScenes {
  /** "acme/product"; the owner becomes a person when nobody has that name. `files` are the first commit. Private unless said otherwise. */
  createRepository(name: string, options?: NewRepository & { readonly files?: Readonly<Record<string, FileContent>> }): Repository;
  /** → "mallory/product". Objects are shared in the network, as GitHub does. */
  fork(name: string, owner: string): Repository;
  repository(name: string): Repository;
  /** A push that no rule stops: rules are for merges, and people who may bypass them exist. Returns the commit. */
  pushCommit(repository: string, commit: NewCommitScene): string;
  /** Moves (also backwards), makes or, with null, deletes a branch. */
  moveBranch(repository: string, branch: string, to: string | null, by?: string): void;
  rename(repository: string, newName: string): void;
  transfer(repository: string, newOwner: string): void;
  archive(repository: string, archived?: boolean): void;
  setPrivate(repository: string, isPrivate: boolean): void;
  deleteRepository(repository: string): void;
  setDefaultBranch(repository: string, branch: string): void;
  setTopics(repository: string, topics: readonly string[]): void;
  setProperties(repository: string, values: Readonly<Record<string, string | string[] | null>>): void;
  /** A tag at a commit; with `note` it is annotated, and has a time of its own. */
  tag(repository: string, tag: string, commit: string, note?: string): void;
  /** Makes a release of a tag, published now unless it is a draft. */
  release(repository: string, tag: string, options?: { readonly draft?: boolean }): void;
  /** git itself, in the bare repository; text without the line end. */
  git(repository: string, ...args: string[]): string;
}

export function repositoryScenes(state: State): RepositoryScenes {
  const find = (name: string): Repository => repositoryNamed(state, name);
  const tell = (repository: Repository, action: string, more: Json = {}): void =>
    state.emit('repository', repository, { action, sender: accountJson(state, senderOf(state, repository)), ...more });
  const commit = (repository: Repository, scene: NewCommitScene): string => {
    const { branch = repository.defaultBranch, from = repository.defaultBranch, files = {}, message = 'A change', by = 'ada' } = scene;
    const before = branchTip(repository, branch);
    const parents = scene.parents ?? [before ?? branchTip(repository, from) ?? from].filter((one) => /^[0-9a-f]{40}$/.test(one));
    const author = { name: by, email: `${by}@example.org` };
    const tree = makeTree(repository, parents[0] ?? null, files);
    const sha = makeCommit(state, repository, { tree, parents, message, author });
    setRef(repository, `refs/heads/${branch}`, sha);
    afterPush(state, repository, branch, before, person(state, by));
    settle(state, repository);
    return sha;
  };
  return {
    createRepository(name, { files, ...options } = {}) {
      const [owner = '', repo = ''] = name.split('/');
      const made = createRepository(state, createAccount(state, owner, 'User'), repo, options);
      tell(made, 'created');
      if (files !== undefined) commit(made, { files, message: 'The first commit' });
      return made;
    },
    fork(name, owner) {
      const parent = find(name);
      return createRepository(state, createAccount(state, owner, 'User'), parent.name, {}, parent);
    },
    repository: find,
    pushCommit: (name, scene) => commit(find(name), scene),
    moveBranch(name, branch, to, by = 'ada') {
      const repository = find(name);
      const before = branchTip(repository, branch);
      setRef(repository, `refs/heads/${branch}`, to);
      afterPush(state, repository, branch, before, person(state, by));
      settle(state, repository);
    },
    tag(name, tag, to, note) {
      const repository = find(name);
      git(
        repository.gitDirectory,
        note === undefined
          ? ['tag', '-f', tag, to]
          : ['-c', 'user.name=ada', '-c', 'user.email=ada@example.org', 'tag', '-f', '-a', '-m', note, tag, to],
      );
    },
    release(name, tag, { draft = false } = {}) {
      find(name).releases.set(tag, { publishedAt: draft ? null : state.moment(), draft });
    },
    rename(name, newName) {
      const repository = find(name);
      const from = repository.name;
      state.moved.set(fullName(repository).toLowerCase(), repository.id);
      repository.name = newName;
      tell(repository, 'renamed', { changes: { repository: { name: { from } } } });
    },
    transfer(name, newOwner) {
      const repository = find(name);
      const from = repository.owner;
      state.moved.set(fullName(repository).toLowerCase(), repository.id);
      repository.owner = accountNamed(state, newOwner);
      const old = from.type === 'Organization' ? { organization: organizationSimpleJson(state, from) } : { user: accountJson(state, from) };
      tell(repository, 'transferred', { changes: { owner: { from: old } } });
    },
    archive(name, archived = true) {
      find(name).archived = archived;
      tell(find(name), archived ? 'archived' : 'unarchived');
    },
    setPrivate(name, isPrivate) {
      find(name).private = isPrivate;
      tell(find(name), isPrivate ? 'privatized' : 'publicized');
    },
    deleteRepository(name) {
      const repository = find(name);
      tell(repository, 'deleted');
      repository.deleted = true;
      // Pull requests from a fork stay, without it.
      for (const other of state.repositories.values())
        for (const pull of other.pulls.values()) if (pull.headRepository === repository && other !== repository) pull.headRepository = null;
    },
    setDefaultBranch(name, branch) {
      const repository = find(name);
      const from = repository.defaultBranch;
      repository.defaultBranch = branch;
      tell(repository, 'edited', { changes: { default_branch: { from } } });
    },
    setTopics(name, topics) {
      const repository = find(name);
      const from = repository.topics;
      repository.topics = [...topics];
      tell(repository, 'edited', { changes: { topics: { from } } });
    },
    setProperties(name, values) {
      const repository = find(name);
      const old = propertiesJson(repository);
      for (const [key, value] of Object.entries(values)) repository.properties.set(key, value);
      state.emit('custom_property_values', repository, {
        action: 'updated',
        new_property_values: propertiesJson(repository),
        old_property_values: old,
        sender: accountJson(state, senderOf(state, repository)),
      });
    },
    git: (name, ...args) => git(find(name).gitDirectory, args),
  };
}

/** An administrator of the owner, else the owner. */
function senderOf(state: State, { owner }: Repository): Repository['owner'] {
  const admin = [...owner.members].find(([, role]) => role === 'admin')?.[0];
  return admin === undefined ? owner : accountNamed(state, admin);
}
