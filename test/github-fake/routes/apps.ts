/** Apps: who am I, installations, tokens, the log of webhooks, the manifest. */
import { covers, makeToken } from '../access.ts';
import { textOf } from '../json.ts';
import { createApp } from '../make.ts';
import { invalid, notFound, Refused } from '../refuse.ts';
import { accountJson, appJson, deliveriesNewestFirst, deliveryJson, installationJson } from '../render/accounts.ts';
import { repositoryJson } from '../render/repositories.ts';
import {
  accountOf,
  type Answer,
  appOf,
  byId,
  type Call,
  created,
  installationOf,
  nothing,
  ok,
  page,
  repositoryOf,
  type Route,
  route,
} from '../router.ts';
import type { Installation, Json, Permissions, Repository } from '../state.ts';

export const APP_ROUTES: readonly Route[] = [
  route('GET /app', 'app', (call) => {
    const app = appOf(call);
    return ok({ ...appJson(call.state, app), installations_count: installationsOf(call).length });
  }),
  route('GET /app/hook/config', 'app', (call) => {
    const { webhookUrl } = appOf(call);
    return ok({ content_type: 'json', insecure_ssl: '0', secret: '********', ...(webhookUrl !== null && { url: webhookUrl }) });
  }),
  route('GET /app/hook/deliveries', 'app', (call) => {
    const wanted = call.query.get('status');
    const all = deliveriesNewestFirst(appOf(call)).filter(
      (one) => one.status !== 'pending' && (wanted === null || (wanted === 'success') === (one.status === 'OK')),
    );
    const cursor = call.query.get('cursor');
    const from =
      cursor === null
        ? 0
        : Math.max(
            0,
            all.findIndex((one) => `v1_${one.id}` === cursor),
          );
    const size = Math.min(Number(call.query.get('per_page') ?? 30), 100);
    const next = all[from + size];
    const url = new URL(call.url);
    if (next !== undefined) url.searchParams.set('cursor', `v1_${next.id}`);
    return {
      status: 200,
      body: all.slice(from, from + size).map(deliveryJson),
      ...(next !== undefined && { headers: { link: `<${url.href}>; rel="next"` } }),
    };
  }),
  route('GET /app/hook/deliveries/{delivery_id}', 'app', (call) => {
    const found = byId(appOf(call).deliveries, call.path['delivery_id']);
    return ok({
      ...deliveryJson(found),
      url: appOf(call).webhookUrl ?? '',
      request: { headers: found.requestHeaders, payload: found.payload },
      response: { headers: found.responseHeaders, payload: found.responseBody },
    });
  }),
  route('POST /app/hook/deliveries/{delivery_id}/attempts', 'app', (call) => {
    call.hooks.redeliver(appOf(call), byId(appOf(call).deliveries, call.path['delivery_id']));
    return { status: 202, body: {} };
  }),
  route('GET /app/installations', 'app', (call) => page(call, installationsOf(call), (one) => installationJson(call.state, one))),
  route('GET /app/installations/{installation_id}', 'app', (call) => ok(installationJson(call.state, installation(call)))),
  route('DELETE /app/installations/{installation_id}', 'app', (call) => {
    const gone = installation(call);
    gone.deleted = true;
    const payload = { action: 'deleted', installation: installationJson(call.state, gone), sender: accountJson(call.state, gone.account) };
    call.state.emit('installation', null, payload, { installation: gone });
    return nothing();
  }),
  route('POST /app/installations/{installation_id}/access_tokens', 'app', accessToken),
  route('GET /users/{username}/installation', 'app', (call) => ok(installationJson(call.state, ofAccount(call, call.path['username'])))),
  route('GET /orgs/{org}/installation', 'app', (call) => ok(installationJson(call.state, ofAccount(call, call.path['org'])))),
  route('GET /repos/{owner}/{repo}/installation', 'app', (call) => {
    const found = installationsOf(call).find((one) => covers(one, repositoryOf(call)));
    if (found === undefined) throw notFound();
    return ok(installationJson(call.state, found));
  }),
  route('GET /installation/repositories', 'installation', (call) => {
    const { state, actor } = call;
    const narrowed = actor.kind === 'installation' ? actor.token.repositories : null;
    const all = [...state.repositories.values()].filter((one) => covers(installationOf(call), one) && (narrowed?.has(one.id) ?? true));
    const answer = page(call, all, (one) => repositoryJson(state, one), 'repositories');
    return {
      ...answer,
      body: { ...(answer.body as Json), repository_selection: narrowed === null ? installationOf(call).selection : 'selected' },
    };
  }),
  route('DELETE /installation/token', 'installation', (call) => {
    if (call.actor.kind === 'installation') call.state.tokens.delete(call.actor.token.value);
    return nothing();
  }),
  route('GET /apps/{app_slug}', 'anyone', (call) => {
    const found = [...call.state.apps.values()].find((one) => one.slug === call.path['app_slug']);
    if (found === undefined) throw notFound();
    return ok(appJson(call.state, found));
  }),
  route('GET /rate_limit', 'anyone', (call) => ok(call.limiter.report(call.actor))),
  route('POST /app-manifests/{code}/conversions', 'anyone', conversion),
];

function installationsOf(call: Call): Installation[] {
  return [...call.state.installations.values()].filter((one) => one.app === appOf(call) && !one.deleted);
}

const installation = (call: Call): Installation => byId(installationsOf(call), call.path['installation_id']);

function ofAccount(call: Call, login: string | undefined): Installation {
  const found = installationsOf(call).find((one) => one.account === accountOf(call.state, login));
  if (found === undefined) throw notFound();
  return found;
}

function accessToken(call: Call): Answer {
  const { state, body } = call;
  const of = installation(call);
  if (of.suspendedAt !== null) throw new Refused(403, 'This installation has been suspended');
  const ids = (body['repository_ids'] ?? []) as number[];
  const names = (body['repositories'] ?? []) as string[];
  if (ids.length + names.length > 500) throw invalid('InstallationToken', 'repositories', 'at most 500 repositories', 'too_large');
  const named = names.map((name) => [...state.repositories.values()].find((one) => one.name === name && covers(of, one)));
  const chosen = [...ids.map((id) => state.repositories.get(id)), ...named];
  if (chosen.some((one) => one === undefined || !covers(of, one)))
    throw new Refused(422, 'There is at least one repository that does not exist or is not accessible to the parent installation.');
  const repositories = chosen.filter((one): one is Repository => one !== undefined);
  const token = makeToken(state, {
    installation: of,
    permissions: (body['permissions'] as Permissions | undefined) ?? of.permissions,
    repositories: chosen.length === 0 ? null : new Set(repositories.map((one) => one.id)),
    long: state.longTokens,
  });
  return created({
    token: token.value,
    expires_at: new Date(token.expires).toISOString().replace('.000Z', 'Z'),
    permissions: token.permissions,
    repository_selection: chosen.length === 0 ? of.selection : 'selected',
    ...(chosen.length > 0 && { repositories: repositories.map((one) => repositoryJson(state, one)) }),
  });
}

/** The second half of the manifest flow; a code works once. The first half is a form, in pages.ts. */
function conversion(call: Call): Answer {
  const { state } = call;
  const found = state.manifests.get(call.path['code'] ?? '');
  if (found === undefined) throw notFound();
  state.manifests.delete(call.path['code'] ?? '');
  const { manifest, owner } = found;
  const name = textOf(manifest['name'], 'app');
  const hook = manifest['hook_attributes'] as Json | undefined;
  const app = createApp(state, {
    slug: name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    name,
    owner,
    permissions: (manifest['default_permissions'] ?? {}) as Permissions,
    events: (manifest['default_events'] ?? []) as string[],
    ...(typeof hook?.['url'] === 'string' && { webhookUrl: hook['url'] }),
  });
  return created({
    ...appJson(state, app),
    client_id: app.clientId,
    client_secret: app.clientSecret,
    webhook_secret: app.webhookSecret,
    pem: app.privateKey,
  });
}
