import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientOf, type GitHubClient, statusOf } from '../support/github-client.ts';
import { type GitHubScene, openScene } from '../support/github-scene.ts';

const repo = { owner: 'acme', repo: 'product' };
let scene: GitHubScene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.github.close());

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
function jwt(claims: Record<string, unknown>, key: string, header: Record<string, unknown> = { alg: 'RS256', typ: 'JWT' }): string {
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
}

describe('JWT of an App', () => {
  const now = (): number => Math.floor(Date.now() / 1000);
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const good = (): Record<string, unknown> => ({ iss: scene.app.id, iat: now() - 60, exp: now() + 540 });

  it.each([
    ['as the documentation says', () => jwt(good(), scene.app.privateKey), '200'],
    ['with the client id', () => jwt({ ...good(), iss: scene.app.clientId }, scene.app.privateKey), '200'],
    ['signed by somebody else', () => jwt(good(), stranger), '401'],
    ['of an App that is not there', () => jwt({ ...good(), iss: 1 }, scene.app.privateKey), '401'],
    ['without an end', () => jwt({ ...good(), exp: undefined }, scene.app.privateKey), '401'],
    ['expired', () => jwt({ ...good(), exp: now() - 1 }, scene.app.privateKey), '401'],
    ['for an hour', () => jwt({ ...good(), exp: now() + 3600 }, scene.app.privateKey), '401'],
    ['issued in the future', () => jwt({ ...good(), iat: now() + 300 }, scene.app.privateKey), '401'],
    ['unsigned', () => `${part({ alg: 'none' })}.${part(good())}.x`, '401'],
    [
      'signed with the public key as a secret',
      () => {
        const text = `${part({ alg: 'HS256' })}.${part(good())}`;
        const pem = scene.app.publicKey.export({ type: 'spki', format: 'pem' });
        return `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`;
      },
      '401',
    ],
    ['no JWT at all', () => 'a.b.c', '401'],
  ])('%s', async (_name, token, status) => {
    const response = await fetch(`${scene.github.url}/app`, { headers: { authorization: `Bearer ${token()}` } });
    expect(String(response.status)).toBe(status);
  });

  it('reads no repository: that takes an installation', async () => {
    const response = await fetch(`${scene.github.url}/repos/acme/product/pulls`, {
      headers: { authorization: `Bearer ${jwt(good(), scene.app.privateKey)}` },
    });
    expect(response.status).toBe(401);
  });
});

describe('installation tokens', () => {
  const narrowed = (options: Parameters<GitHubScene['github']['installationToken']>[1]): GitHubClient =>
    clientOf(scene.github, scene.github.installationToken(scene.installation.id, options));

  it('expire after an hour', async () => {
    expect(await statusOf(scene.client.repos.get(repo))).toBe('200');
    scene.github.advance(3_601_000);
    expect(await statusOf(scene.client.repos.get(repo))).toBe('401 Bad credentials');
  });

  it('reach only the repositories that they were made for', async () => {
    scene.github.createRepository('acme/secret', { files: { a: 'a' } });
    const client = narrowed({ repositories: ['acme/product'] });
    expect(await statusOf(client.repos.get({ owner: 'acme', repo: 'secret' }))).toBe('404 Not Found');
    expect(await statusOf(scene.client.repos.get({ owner: 'acme', repo: 'secret' }))).toBe('200');
    const { data } = await client.apps.listReposAccessibleToInstallation();
    expect([data.repositories.map((one) => one.name), data.total_count]).toEqual([['product'], 1]);
  });

  it('have only the permissions that they were made with', async () => {
    const head = scene.github.git('acme/product', 'rev-parse', 'main');
    const reader = narrowed({ permissions: { contents: 'read', checks: 'read' } });
    expect(await statusOf(reader.git.getTree({ ...repo, tree_sha: 'main' }))).toBe('200');
    expect(await statusOf(reader.checks.create({ ...repo, name: 'x', head_sha: head }))).toBe('403 Resource not accessible by integration');
    expect(await statusOf(reader.pulls.list(repo))).toBe('403 Resource not accessible by integration');
    expect(await statusOf(reader.orgs.getMembershipForUser({ org: 'acme', username: 'ada' }))).toMatch(/^403/);
  });

  it('are never stronger than the installation', async () => {
    const octokit = clientOf(
      scene.github,
      jwt({ iss: scene.app.id, iat: 0, exp: Math.floor(Date.now() / 1000) + 300 }, scene.app.privateKey),
    );
    const installation_id = scene.installation.id;
    expect(await statusOf(octokit.apps.createInstallationAccessToken({ installation_id, permissions: { secrets: 'write' } }))).toMatch(
      /^422/,
    );
    expect(await statusOf(octokit.apps.createInstallationAccessToken({ installation_id, repository_ids: [1] }))).toMatch(/^422/);
    const before = Date.now();
    const { data } = await octokit.apps.createInstallationAccessToken({ installation_id, permissions: { contents: 'read' } });
    expect(data.permissions).toEqual({ metadata: 'read', contents: 'read' });
    expect(Date.parse(data.expires_at) - before).toBeGreaterThan(3_590_000);
  });

  it('may have the long form, and git takes it too', async () => {
    const token = scene.github.installationToken(scene.installation.id, { long: true });
    expect(token).toMatch(/^ghs_\d+_eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(token.length).toBeGreaterThan(450);
    expect(await statusOf(clientOf(scene.github, token).repos.get(repo))).toBe('200');
    const refs = `${scene.github.url}/acme/product.git/info/refs?service=git-upload-pack`;
    const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
    expect((await fetch(refs, { headers: { authorization: `Basic ${basic}` } })).status).toBe(200);
    expect((await fetch(refs)).status).toBe(401);
  });

  it('end with the installation, and sleep while it is suspended', async () => {
    scene.github.suspend(scene.installation.id);
    expect(await statusOf(scene.client.repos.get(repo))).toBe('403 This installation has been suspended');
    scene.github.suspend(scene.installation.id, false);
    expect(await statusOf(scene.client.repos.get(repo))).toBe('200');
    scene.github.uninstall(scene.installation.id);
    expect(await statusOf(scene.client.repos.get(repo))).toBe('401 Bad credentials');
  });
});

describe('people and the public', () => {
  it.each([
    ['a stranger', 'mallory', '404 Not Found'],
    ['a reader', 'reader', '403 Must have push access to repository'],
    ['a writer', 'writer', '201'],
  ])('%s who sets a status', async (_name, login, status) => {
    scene.github.addCollaborator('acme/product', 'reader', 'read');
    scene.github.addCollaborator('acme/product', 'writer', 'write');
    const sha = scene.github.git('acme/product', 'rev-parse', 'main');
    const client = clientOf(scene.github, scene.github.userToken(login));
    expect(await statusOf(client.repos.createCommitStatus({ ...repo, sha, state: 'success', context: 'weighbridge' }))).toBe(status);
  });

  it('nobody but an App writes a check, not even an administrator', async () => {
    const head_sha = scene.github.git('acme/product', 'rev-parse', 'main');
    const ada = clientOf(scene.github, scene.github.userToken('ada'));
    expect(await statusOf(ada.checks.create({ ...repo, name: 'weighbridge', head_sha, conclusion: 'success' }))).toBe(
      '403 You must authenticate via a GitHub App.',
    );
  });

  it('an App does not change the check of another', async () => {
    const head_sha = scene.github.git('acme/product', 'rev-parse', 'main');
    const { data: run } = await scene.client.checks.create({ ...repo, name: 'weighbridge', head_sha });
    const other = clientOf(scene.github, scene.github.actionsToken('acme/product'));
    expect(await statusOf(other.checks.update({ ...repo, check_run_id: run.id, conclusion: 'success' }))).toMatch(/^403 Invalid app_id/);
  });

  it('roles come from organization, teams (also the ones above) and collaborators; the strongest counts', async () => {
    const { github, client } = scene;
    github.createTeam('acme/all', { repositories: { 'acme/product': 'maintain' }, members: ['lin'] });
    github.createTeam('acme/some', { parent: 'acme/all', members: ['lin'] });
    github.addMember('acme', 'bob');
    const roles: string[] = [];
    for (const username of ['ada', 'lin', 'bob', 'weighbridge[bot]']) {
      const { data } = await client.repos.getCollaboratorPermissionLevel({ ...repo, username });
      roles.push(`${data.permission}/${data.role_name}`);
    }
    expect(roles).toEqual(['admin/admin', 'write/maintain', 'read/read', 'none/none']);
  });

  it('what is public is read without a token, and written by nobody who may not', async () => {
    scene.github.createRepository('lab/open', { private: false, files: { a: 'a' } });
    const open = { owner: 'lab', repo: 'open' };
    const [nobody, elsewhere] = [clientOf(scene.github), scene.client];
    expect(await statusOf(nobody.repos.getContent({ ...open, path: 'a' }))).toBe('200');
    expect(await statusOf(elsewhere.repos.getContent({ ...open, path: 'a' }))).toBe('200');
    expect(await statusOf(nobody.repos.get(repo))).toBe('404 Not Found');
    const sha = scene.github.git('lab/open', 'rev-parse', 'main');
    expect(await statusOf(elsewhere.checks.create({ ...open, name: 'x', head_sha: sha }))).toMatch(/^403/);
  });

  it('a renamed repository answers with its number, an archived one takes no writing', async () => {
    const { github, client } = scene;
    const { id } = github.repository('acme/product');
    github.rename('acme/product', 'gate');
    const answer = await client.repos.get(repo);
    expect([answer.data.id, answer.data.full_name, answer.url]).toEqual([id, 'acme/gate', `${github.url}/repositories/${id}`]);
    github.archive('acme/gate');
    const sha = github.git('acme/gate', 'rev-parse', 'main');
    expect(await statusOf(client.checks.create({ owner: 'acme', repo: 'gate', name: 'x', head_sha: sha }))).toMatch(
      /^403 Repository was archived/,
    );
    github.deleteRepository('acme/gate');
    expect(await statusOf(client.repos.get({ owner: 'acme', repo: 'gate' }))).toBe('404 Not Found');
  });
});
