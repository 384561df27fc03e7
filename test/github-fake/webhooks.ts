/** Webhooks: what happens is told to each App that is installed and subscribed, signed, over HTTP, and written into its log. */
import { createHmac, randomUUID } from 'node:crypto';
import { covers } from './access.ts';
import { nodeId, organizationSimpleJson } from './render/accounts.ts';
import { repositoryJson } from './render/repositories.ts';
import type { App, Delivery, Installation, Json, Repository, State } from './state.ts';

/** These reach every App, subscribed or not. */
const ALWAYS = new Set(['installation', 'installation_repositories', 'installation_target', 'github_app_authorization']);
const CHECKS = new Set(['check_run', 'check_suite']);

export interface Hooks {
  /** Webhooks that are made and not sent, until `release`. */
  hold(): void;
  /** Sends what was held, one after the other, in the order that `order` gives; without it as it happened. */
  release(order?: (held: readonly Delivery[]) => readonly Delivery[]): void;
  /** The next `times` webhooks are sent twice, with the same id. */
  duplicate(times: number): void;
  /** The next `times` webhooks are not sent; the log has them as failed. */
  lose(times: number): void;
  /** Sends one of the log again: the same id, a new entry. */
  redeliver(app: App, delivery: Delivery): Delivery;
  /** Sends nothing more, and ends what is under way. */
  stop(): void;
  /** Resolves when every webhook that was sent is answered, and those that the answers led to. */
  settled(): Promise<void>;
}

export function makeHooks(state: State, check: (event: string, action: string | null, payload: Json) => void): Hooks {
  const held: { app: App; delivery: Delivery }[] = [];
  const underWay = new Set<Promise<void>>();
  const next = { holding: false, duplicates: 0, losses: 0 };

  const stopped = new AbortController();

  function start(app: App, delivery: Delivery, after: Promise<void> = Promise.resolve()): Promise<void> {
    if (next.holding) {
      held.push({ app, delivery });
      return after;
    }
    const sent = after.then(() => send(state, app, delivery, stopped.signal)).finally(() => underWay.delete(sent));
    underWay.add(sent);
    return sent;
  }

  function emit(event: string, repository: Repository | null, payload: Json, only: { app?: App; installation?: Installation } = {}): void {
    const action = typeof payload['action'] === 'string' ? payload['action'] : null;
    const organization = repository?.owner.type === 'Organization' ? { organization: organizationSimpleJson(state, repository.owner) } : {};
    const common = repository === null ? {} : { repository: repositoryJson(state, repository), ...organization };
    for (const installation of state.installations.values()) {
      const { app } = installation;
      if (app.webhookUrl === null || (only.app !== undefined && only.app !== app)) continue;
      if (only.installation !== undefined && only.installation !== installation) continue;
      if (repository !== null && !covers(installation, repository)) continue;
      if (installation.suspendedAt !== null && !ALWAYS.has(event)) continue;
      // Rerequests and buttons reach the App that made the check, subscribed or not.
      if (!ALWAYS.has(event) && !installation.events.includes(event) && !(CHECKS.has(event) && only.app === app)) continue;
      const whole = {
        ...payload,
        ...common,
        ...(payload['installation'] === undefined && { installation: { id: installation.id, node_id: nodeId('I', installation.id) } }),
      };
      check(event, action, whole);
      const delivery = newDelivery(state, {
        guid: randomUUID(),
        event,
        action,
        installationId: installation.id,
        repositoryId: repository?.id ?? null,
        redelivery: false,
        payload: whole,
      });
      app.deliveries.push(delivery);
      if (next.losses > 0) {
        next.losses--;
        delivery.status = 'failed to connect to host';
        continue;
      }
      void start(app, delivery);
      if (next.duplicates > 0) {
        next.duplicates--;
        void start(app, delivery);
      }
    }
  }
  state.emit = emit;

  return {
    hold() {
      next.holding = true;
    },
    release(order = (all) => all) {
      next.holding = false;
      const waiting = held.splice(0);
      let last = Promise.resolve();
      for (const delivery of order(waiting.map((one) => one.delivery))) {
        const found = waiting.find((one) => one.delivery === delivery);
        if (found !== undefined) last = start(found.app, delivery, last);
      }
    },
    duplicate(times) {
      next.duplicates = times;
    },
    lose(times) {
      next.losses = times;
    },
    redeliver(app, { guid, event, action, installationId, repositoryId, payload }) {
      const again = newDelivery(state, { guid, event, action, installationId, repositoryId, payload, redelivery: true });
      app.deliveries.push(again);
      void start(app, again);
      return again;
    },
    stop() {
      next.holding = true;
      stopped.abort();
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

function newDelivery(
  state: State,
  of: Pick<Delivery, 'guid' | 'event' | 'action' | 'installationId' | 'repositoryId' | 'redelivery' | 'payload'>,
): Delivery {
  return {
    ...of,
    id: state.nextId(),
    at: state.moment(),
    requestHeaders: {},
    statusCode: 0,
    status: 'pending',
    seconds: 0,
    responseHeaders: {},
    responseBody: '',
  };
}

/** The headers of a webhook; docs, "Webhook events and payloads", delivery headers. */
export function headersOf(app: App, { guid, event }: Pick<Delivery, 'guid' | 'event'>, body: string): Record<string, string> {
  const sign = (algorithm: string): string => `${algorithm}=${createHmac(algorithm, app.webhookSecret).update(body).digest('hex')}`;
  return {
    accept: '*/*',
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/stand-in',
    'x-github-delivery': guid,
    'x-github-event': event,
    'x-github-hook-id': String(app.id + 500_000),
    'x-github-hook-installation-target-id': String(app.id),
    'x-github-hook-installation-target-type': 'integration',
    'x-hub-signature': sign('sha1'),
    'x-hub-signature-256': sign('sha256'),
  };
}

async function send(state: State, app: App, delivery: Delivery, stopped: AbortSignal): Promise<void> {
  const body = JSON.stringify(delivery.payload);
  const headers = headersOf(app, delivery, body);
  delivery.requestHeaders = headers;
  const began = performance.now();
  try {
    const signal = AbortSignal.any([stopped, AbortSignal.timeout(state.limits.deliveryMs)]);
    const response = await fetch(app.webhookUrl ?? '', { method: 'POST', headers, body, redirect: 'manual', signal });
    delivery.statusCode = response.status;
    delivery.status = response.ok ? 'OK' : response.statusText || `Invalid HTTP Response: ${response.status}`;
    delivery.responseHeaders = Object.fromEntries(response.headers);
    delivery.responseBody = await response.text();
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    delivery.statusCode = late ? 504 : 502;
    delivery.status = late ? 'timed out' : 'failed to connect to host';
  }
  delivery.seconds = Math.round(performance.now() - began) / 1000;
}
