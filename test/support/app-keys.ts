/** Settings with which the App starts, and signed deliveries. The key is made once per thread: none is in the repository. */
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { REGISTRIES_OFF } from './registries-off.ts';

export const SECRET = 'f3b1c2d4e5a6978812345678';

let key: string | null = null;

export function privateKey(): string {
  key ??= generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey;
  return key;
}

export function environment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { APP_ID: '12345', PRIVATE_KEY: privateKey(), WEBHOOK_SECRET: SECRET, PORT: '0', ADMIN_PORT: '0', ...REGISTRIES_OFF, ...more };
}

export interface Sent {
  readonly id: string;
  readonly event?: string;
  readonly payload: object;
  readonly secret?: string;
}

/** Over HTTP, as GitHub sends. */
export async function send(port: number, { id, event = 'pull_request', payload, secret = SECRET }: Sent): Promise<number> {
  const body = JSON.stringify(payload);
  const response = await fetch(`http://127.0.0.1:${port}/webhooks`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': id,
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
  });
  await response.text();
  return response.status;
}

export function pullRequest(number: number, installation = 1): object {
  return { action: 'opened', number, installation: { id: installation }, repository: { id: 2, default_branch: 'main' } };
}
