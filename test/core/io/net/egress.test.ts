import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Egress, type EgressResult, send } from '../../../../src/core/io/net/egress.ts';
import { type FakeHub, startHub } from '../../../hub-fake/index.ts';

const COMMIT = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';
let hub: FakeHub;
beforeAll(async () => {
  hub = await startHub({
    repos: [
      { id: 'acme/a', commits: [COMMIT] },
      { id: 'acme/old', commits: [], redirectTo: 'acme/a' },
    ],
  });
});
afterAll(() => hub.close());

function get(path: string, more: Partial<Egress> = {}): Promise<EgressResult> {
  const call = {
    url: hub.url + path,
    allowedOrigin: hub.url,
    token: null,
    maxBytes: 1_000_000,
    timeoutMs: 20_000,
    fetch: globalThis.fetch,
  };
  return send({ ...call, ...more });
}

describe('send: the only way out (T19)', () => {
  it('gives the body of a 200', async () => {
    const result = await get('/api/models/acme/a/refs');
    expect(result.state === 'answered' && [result.status, result.body.length > 10]).toEqual([200, true]);
  });

  it('sends the credential to the allowed origin, and follows no redirect with it', async () => {
    hub.requests.length = 0;
    const result = await get('/api/models/acme/old/refs', { token: 'hf_abcdefgh' });
    expect(result.state === 'answered' && [result.status, result.headers.get('location')]).toEqual([307, '/api/models/acme/a/refs']);
    expect(hub.requests).toEqual([{ path: '/api/models/acme/old/refs', authorization: 'Bearer hf_abcdefgh' }]);
  });

  it.each([
    ['another origin', 'https://elsewhere.example/x', 'https://hub.example'],
    ['another port', 'https://hub.example:444/x', 'https://hub.example'],
    ['plain http', 'http://hub.example/x', 'http://hub.example'],
    ['a private address over http', 'http://169.254.169.254/latest', 'http://169.254.169.254'],
    ['a name that only looks like loopback', 'http://127.0.0.1.evil.example/', 'http://127.0.0.1.evil.example'],
    ['user-info', 'https://a:b@hub.example/x', 'https://hub.example'],
    ['no address', '/x', 'https://hub.example'],
    ['a file', 'file:///etc/passwd', 'null'],
  ])('refuses %s before anything is sent', async (_, url, allowedOrigin) => {
    let sent = 0;
    const spy: typeof globalThis.fetch = () => {
      sent++;
      return Promise.reject(new Error('sent'));
    };
    expect((await get('', { url, allowedOrigin, fetch: spy })).state).toBe('refused');
    expect(sent).toBe(0);
  });

  it.each([
    ['huge', 'too-large'],
    ['bomb', 'too-large'],
    ['drop', 'unreachable'],
    ['cut', 'unreachable'],
  ] as const)('%s → %s', async (fault, state) => {
    hub.fault(`/${fault}`, fault);
    expect((await get(`/${fault}`)).state).toBe(state);
  });

  it.each(['hang', 'stall'] as const)('%s → timeout, the body included', async (fault) => {
    hub.fault(`/${fault}`, fault);
    expect((await get(`/${fault}`, { timeoutMs: 100 })).state).toBe('timeout');
  });

  it('says only a code when nobody listens, never the address', async () => {
    const gone = await startHub({ repos: [] });
    await gone.close();
    const result = await get('', { url: `${gone.url}/secret-name?q=1`, allowedOrigin: gone.url });
    expect(result).toEqual({ state: 'unreachable', detail: 'the connection failed (ECONNREFUSED)' });
  });

  it('keeps nothing of an error page', async () => {
    hub.fault('/broken', 500);
    const result = await get('/broken');
    expect(result.state === 'answered' && result.body.length).toBe(0);
  });
});
