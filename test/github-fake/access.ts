/** Who asks, and what they may do: App JWTs, installation tokens, tokens of people. */
import { createHmac, createPublicKey, createPrivateKey, createVerify, randomBytes } from 'node:crypto';
import { badCredentials, byIntegration, notFound, Refused } from './refuse.ts';
import {
  type Account,
  type App,
  type Installation,
  type Permissions,
  type Repository,
  type Role,
  ROLES,
  type State,
  type Token,
} from './state.ts';

export type Actor =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'app'; readonly app: App }
  | { readonly kind: 'installation'; readonly app: App; readonly installation: Installation; readonly token: Token }
  | { readonly kind: 'user'; readonly user: Account; readonly token: Token };

const LEVELS = ['none', 'read', 'write', 'admin'];

/** Reads an `authorization` header. 401 for everything that is there and not valid. */
export function identify(state: State, header: string | undefined): Actor {
  if (header === undefined) return { kind: 'nobody' };
  const [scheme = '', credential = ''] = header.split(/\s+/, 2);
  if (/^basic$/i.test(scheme))
    return identify(state, `token ${Buffer.from(credential, 'base64').toString().split(':').slice(1).join(':')}`);
  if (!/^(?:bearer|token)$/i.test(scheme)) throw badCredentials();
  const token = state.tokens.get(credential);
  if (token !== undefined) return holder(state, token);
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(credential) && !credential.startsWith('ghs_')) return { kind: 'app', app: appOf(state, credential) };
  throw badCredentials();
}

function holder(state: State, token: Token): Actor {
  if (token.expires <= state.now()) throw badCredentials();
  if (token.of.kind === 'user') return { kind: 'user', user: token.of.user, token };
  const { installation } = token.of;
  if (installation.deleted) throw badCredentials();
  if (installation.suspendedAt !== null) throw new Refused(403, 'This installation has been suspended');
  return { kind: 'installation', app: installation.app, installation, token };
}

/** RS256 with the App's key, `iss` its id or client id, at most ten minutes ahead, a minute of drift. Source: docs, "Generating a JWT for a GitHub App". */
function appOf(state: State, jwt: string): App {
  const [head = '', body = '', signature = ''] = jwt.split('.');
  const [header, claims] = [part(head), part(body)];
  const app = [...state.apps.values()].find((one) => String(one.id) === String(claims['iss']) || one.clientId === claims['iss']);
  if (app === undefined || header['alg'] !== 'RS256') throw new Refused(401, 'A JSON web token could not be decoded');
  const good = createVerify('RSA-SHA256').update(`${head}.${body}`).verify(app.publicKey, Buffer.from(signature, 'base64url'));
  if (!good) throw new Refused(401, 'A JSON web token could not be decoded');
  const seconds = state.now() / 1000;
  const [issued, expires] = [Number(claims['iat']), Number(claims['exp'])];
  if (!Number.isFinite(issued) || issued > seconds + 60)
    throw new Refused(401, "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued");
  if (!Number.isFinite(expires) || expires <= seconds)
    throw new Refused(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  if (expires > seconds + 660) throw new Refused(401, "'Expiration time' claim ('exp') is too far in the future");
  return app;
}

function part(text: string): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>;
  } catch {
    throw new Refused(401, 'A JSON web token could not be decoded');
  }
}

export function publicKeyOf(pem: string): ReturnType<typeof createPublicKey> {
  return createPublicKey(createPrivateKey(pem));
}

export interface NewToken {
  readonly installation: Installation;
  readonly permissions?: Permissions;
  readonly repositories?: ReadonlySet<number> | null;
  /** A value of the caller's choice; else one is made. */
  readonly value?: string;
  /** The form that is rolled out since April 2026: `ghs_APPID_JWT`, about 520 characters, with dots. */
  readonly long?: boolean;
}

/** Never more than the installation has. */
export function makeToken(
  state: State,
  { installation, permissions = installation.permissions, repositories = null, value, long = false }: NewToken,
): Token {
  for (const [name, level] of Object.entries(permissions))
    if (LEVELS.indexOf(level) > LEVELS.indexOf(installation.permissions[name] ?? 'none'))
      throw new Refused(422, 'The permissions requested are not granted to this installation.');
  const made: Token = {
    value: value ?? (long ? longToken(state, installation) : `ghs_${randomText(36)}`),
    // Metadata can be read with every token.
    permissions: { metadata: 'read', ...permissions },
    repositories,
    expires: Math.floor(state.now() / 1000) * 1000 + state.limits.tokenSeconds * 1000,
    of: { kind: 'installation', installation },
  };
  state.tokens.set(made.value, made);
  return made;
}

function longToken(state: State, installation: Installation): string {
  const text = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    iss: 'github',
    sub: `installation:${installation.id}`,
    exp: Math.floor(state.now() / 1000) + state.limits.tokenSeconds,
    jti: randomText(180),
  };
  const body = `${text({ alg: 'HS256', typ: 'JWT' })}.${text(claims)}`;
  return `ghs_${installation.app.id}_${body}.${createHmac('sha512', state.root).update(body).digest('base64url')}`;
}

export function randomText(length: number): string {
  return randomBytes(length)
    .toString('base64')
    .replace(/[^A-Za-z0-9]/g, 'x')
    .slice(0, length);
}

/** Whether an installation reaches a repository, before tokens narrow it. */
export function covers(installation: Installation, repository: Repository): boolean {
  if (installation.deleted || repository.deleted || repository.owner !== installation.account) return false;
  return installation.selection === 'all' || installation.repositories.has(repository.id);
}

/** The strongest of owner, organization, team and collaborator roles. */
export function roleOf(state: State, repository: Repository, user: Account): Role {
  const { owner } = repository;
  const roles: Role[] = [repository.private ? 'none' : 'read', repository.collaborators.get(user.login) ?? 'none'];
  if (owner === user || owner.members.get(user.login) === 'admin') roles.push('admin');
  if (owner.members.has(user.login)) roles.push(owner.basePermission);
  for (const team of state.teams) {
    // A child team has what its parents have.
    for (let one: typeof team | null = team; one !== null && team.members.has(user.login); one = one.parent)
      roles.push(one.repositories.get(repository.id) ?? 'none');
  }
  return roles.reduce((a, b) => (ROLES.indexOf(a) >= ROLES.indexOf(b) ? a : b));
}

export function atLeast(role: Role, wanted: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(wanted);
}

/** What a person needs for what an App would need a permission for. */
const ROLE_FOR: Readonly<Record<string, Role>> = {
  'issues:write': 'read',
  'pull_requests:write': 'read',
  'contents:write': 'write',
  'statuses:write': 'write',
  'checks:write': 'write',
  'administration:read': 'admin',
  'administration:write': 'admin',
};

/** Whether one of `needs` ("checks:write", …) is met in this repository. */
export function allowed(state: State, actor: Actor, repository: Repository, needs: readonly string[]): boolean {
  if (actor.kind === 'installation') {
    const inside = covers(actor.installation, repository) && (actor.token.repositories?.has(repository.id) ?? true);
    // What is public can be read with any token, whatever its permissions.
    if (!inside) return !repository.private && needs.every((need) => need.endsWith(':read') && !need.startsWith('administration'));
    return needs.some((need) => grants(actor.token.permissions, need));
  }
  if (actor.kind === 'user') {
    const role = roleOf(state, repository, actor.user);
    return needs.some((need) => atLeast(role, ROLE_FOR[need] ?? (need.endsWith(':read') ? 'read' : 'admin')));
  }
  return !repository.private && needs.every((need) => need.endsWith(':read') && !need.startsWith('administration'));
}

export function grants(permissions: Permissions, need: string): boolean {
  const [name = '', level = ''] = need.split(':');
  return LEVELS.indexOf(permissions[name] ?? 'none') >= LEVELS.indexOf(level);
}

/** Whether a repository exists for this actor at all; GitHub says 404, never 403, where it does not. */
export function visible(state: State, actor: Actor, repository: Repository): boolean {
  if (repository.deleted) return false;
  if (!repository.private) return true;
  if (actor.kind === 'installation')
    return covers(actor.installation, repository) && (actor.token.repositories?.has(repository.id) ?? true);
  return actor.kind === 'user' && roleOf(state, repository, actor.user) !== 'none';
}

/** Throws GitHub's refusal when none of `needs` is met. */
export function demand(state: State, actor: Actor, repository: Repository, needs: readonly string[]): void {
  if (!visible(state, actor, repository)) throw notFound();
  if (repository.archived && needs.every((need) => need.endsWith(':write')))
    throw new Refused(403, 'Repository was archived so is read-only.');
  if (allowed(state, actor, repository, needs)) return;
  if (actor.kind === 'installation') throw byIntegration();
  if (actor.kind === 'nobody') throw new Refused(401, 'Requires authentication');
  throw needs.some((need) => need.startsWith('administration')) ? notFound() : new Refused(403, 'Must have push access to repository');
}

/** The account that acts, and the App behind it. */
export function author(actor: Actor): { readonly user: Account; readonly app: App | null } {
  if (actor.kind === 'installation') return { user: actor.app.bot, app: actor.app };
  if (actor.kind === 'user') return { user: actor.user, app: null };
  throw new Refused(401, 'Requires authentication');
}
