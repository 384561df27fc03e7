/** Scenes: Apps, installations, tokens, the log of webhooks. */
import { makeToken } from '../access.ts';
import { createAccount, createApp, type NewApp } from '../make.ts';
import { accountJson, installationJson, nodeId } from '../render/accounts.ts';
import { fullName } from '../render/repositories.ts';
import type { App, Delivery, Installation, Json, Permissions, Repository, State } from '../state.ts';
import type { Hooks } from '../webhooks.ts';
import { accountNamed, appNumbered, installationNumbered, person, repositoryNamed } from './names.ts';

/** Id of the App behind GITHUB_TOKEN, as on github.com. */
const ACTIONS_APP = 15_368;

export interface TokenOptions {
  readonly permissions?: Permissions;
  /** Full names; without it all that the installation has. */
  readonly repositories?: readonly string[];
  readonly value?: string;
  readonly long?: boolean;
}

export interface AppScenes {
  createApp(app: Omit<NewApp, 'owner'> & { readonly owner?: string }): App;
  /** Webhooks of this App go there, signed with the secret. Without a secret it keeps its own (`app.webhookSecret`). */
  deliverTo(app: App, url: string | null, secret?: string): void;
  /** Tells `installation.created`. Permissions and events are the App's. */
  installApp(
    app: App,
    account: string,
    repositories?: 'all' | readonly string[],
    options?: { readonly permissions?: Permissions },
  ): Installation;
  uninstall(installation: number): void;
  suspend(installation: number, suspended?: boolean): void;
  addRepositories(installation: number, repositories: readonly string[]): void;
  removeRepositories(installation: number, repositories: readonly string[]): void;
  installationToken(installation: number, options?: TokenOptions): string;
  /** The GITHUB_TOKEN of a job: of the App "github-actions", for one repository. */
  actionsToken(repository: string, options?: Omit<TokenOptions, 'repositories'>): string;
  /** The App's log, newest last. */
  deliveries(app: App): readonly Delivery[];
  redeliver(app: App, delivery: Delivery): Delivery;
  /** A code of the manifest flow, as if somebody had pressed the button. */
  manifestCode(manifest: Json, owner: string): string;
}

export function appScenes(state: State, hooks: Hooks): AppScenes {
  const tell = (event: string, action: string, installation: Installation, more: Json = {}): void =>
    state.emit(
      event,
      null,
      {
        action,
        installation: installationJson(state, installation),
        sender: accountJson(state, [...state.accounts.values()].find((one) => one.type === 'User') ?? installation.account),
        ...more,
      },
      { installation },
    );
  const short = (repository: Repository): Json => ({
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: fullName(repository),
    private: repository.private,
  });
  const install = (app: App, login: string, repositories: 'all' | readonly string[], permissions: Permissions): Installation => {
    const installation: Installation = {
      id: state.nextId(),
      app,
      account: accountNamed(state, login),
      selection: repositories === 'all' ? 'all' : 'selected',
      repositories: new Set(repositories === 'all' ? [] : repositories.map((name) => repositoryNamed(state, name).id)),
      permissions,
      events: [...app.events],
      suspendedAt: null,
      deleted: false,
      createdAt: state.moment(),
    };
    state.installations.set(installation.id, installation);
    return installation;
  };
  const token = (installation: Installation, { repositories, permissions, value, long = state.longTokens }: TokenOptions): string =>
    makeToken(state, {
      installation,
      long,
      ...(permissions !== undefined && { permissions }),
      ...(value !== undefined && { value }),
      repositories: repositories === undefined ? null : new Set(repositories.map((name) => repositoryNamed(state, name).id)),
    }).value;
  return {
    createApp: ({ owner, ...app }) => createApp(state, { ...app, ...(owner !== undefined && { owner: accountNamed(state, owner) }) }),
    deliverTo(app, url, secret) {
      app.webhookUrl = url;
      if (secret !== undefined) app.webhookSecret = secret;
    },
    installApp(app, account, repositories = 'all', { permissions = app.permissions } = {}) {
      const installation = install(app, account, repositories, permissions);
      const covered = [...state.repositories.values()].filter(
        (one) => one.owner === installation.account && (installation.selection === 'all' || installation.repositories.has(one.id)),
      );
      tell('installation', 'created', installation, { repositories: covered.map(short), requester: null });
      return installation;
    },
    uninstall(id) {
      const installation = installationNumbered(state, id);
      installation.deleted = true;
      tell('installation', 'deleted', installation);
    },
    suspend(id, suspended = true) {
      const installation = installationNumbered(state, id);
      installation.suspendedAt = suspended ? state.moment() : null;
      tell('installation', suspended ? 'suspend' : 'unsuspend', installation);
    },
    addRepositories(id, names) {
      const installation = installationNumbered(state, id);
      const added = names.map((name) => repositoryNamed(state, name));
      for (const one of added) installation.repositories.add(one.id);
      tell('installation_repositories', 'added', installation, change(installation, added.map(short), []));
    },
    removeRepositories(id, names) {
      const installation = installationNumbered(state, id);
      const removed = names.map((name) => repositoryNamed(state, name));
      for (const one of removed) installation.repositories.delete(one.id);
      tell('installation_repositories', 'removed', installation, change(installation, [], removed.map(short)));
    },
    installationToken: (id, options = {}) => token(installationNumbered(state, id), options),
    actionsToken(name, options = {}) {
      const repository = repositoryNamed(state, name);
      const app =
        state.apps.get(ACTIONS_APP) ??
        createApp(state, { slug: 'github-actions', id: ACTIONS_APP, owner: createAccount(state, 'github', 'Organization') });
      const all = Object.fromEntries(['contents', 'issues', 'pull_requests', 'checks', 'statuses', 'actions'].map((key) => [key, 'write']));
      const known = [...state.installations.values()].find((one) => one.app === app && one.account === repository.owner);
      const installation = known ?? install(app, repository.owner.login, 'all', { metadata: 'read', ...all });
      return token(installation, { ...options, repositories: [name] });
    },
    deliveries: (app) => appNumbered(state, app.id).deliveries,
    redeliver: (app, delivery) => hooks.redeliver(app, delivery),
    manifestCode(manifest, owner) {
      const code = `code${state.nextId()}`;
      state.manifests.set(code, { manifest, owner: state.accounts.get(owner.toLowerCase()) ?? person(state, owner) });
      return code;
    },
  };
}

function change(installation: Installation, added: readonly Json[], removed: readonly Json[]): Json {
  return { repository_selection: installation.selection, repositories_added: added, repositories_removed: removed, requester: null };
}
