import { createHmac } from 'node:crypto';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Delivery } from '../../../app/jobs/intake.ts';
import { createLog } from '../../../app/log.ts';
import { type FrontOptions, openFrontDoor } from '../../../app/server/front.ts';
import type { Listening } from '../../../app/server/listen.ts';
import { createMetrics } from '../../../app/server/metrics.ts';

const SECRET = 'f3b1c2d4e5a6978812345678';
const PREVIOUS = 'aa11bb22cc33dd44ee55ff66';
const ID = '72d3162e-cc78-11e3-81ab-4c9367dc0958';
let door: Listening | null = null;
let lines: string[] = [];
let taken: Delivery[] = [];
afterEach(async () => {
  await door?.close(100);
  door = null;
  lines = [];
  taken = [];
});

async function open(more: Partial<FrontOptions> = {}): Promise<number> {
  door = await openFrontDoor({
    host: '127.0.0.1',
    port: 0,
    secrets: [SECRET, PREVIOUS],
    take: async (delivery) => {
      taken.push(delivery);
      return 'queued';
    },
    metrics: createMetrics(),
    log: createLog(
      (line) => lines.push(line),
      () => new Date(0),
    ),
    ...more,
  });
  return door.port;
}

const sign = (body: string | Buffer, secret = SECRET): string => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
const headers = (body: string | Buffer, secret?: string): Record<string, string> => ({
  'x-github-event': 'pull_request',
  'x-github-delivery': ID,
  'content-type': 'application/json',
  'x-hub-signature-256': sign(body, secret),
});

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Takes the answer that comes before the body is sent, as a client on the network would. */
function post(port: number, body: string | Buffer, head: Record<string, string>, path = '/webhooks', method = 'POST'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { port, path, method, headers: { 'content-length': String(Buffer.byteLength(body)), ...head } },
      (response: IncomingMessage) => {
        let text = '';
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString();
        });
        const done = (): void => resolve({ status: response.statusCode ?? 0, text });
        response.on('end', done).on('error', done);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

const BODY = '{"action":"opened","title":"\u00e4"}';

describe('a signed delivery', () => {
  it.each([
    ['the current secret', SECRET],
    ['the previous one', PREVIOUS],
  ])('is taken with %s', async (_name, secret) => {
    expect(await post(await open(), BODY, headers(BODY, secret))).toMatchObject({ status: 202 });
    expect(taken).toEqual([{ id: ID, event: 'pull_request', payload: { action: 'opened', title: 'ä' } }]);
  });

  it('is logged by its id, with nothing of its body or signature', async () => {
    await post(await open(), BODY, headers(BODY));
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'delivery', id: ID, githubEvent: 'pull_request', result: 'queued' });
    expect(lines.join()).not.toMatch(/opened|sha256=|f3b1c2/);
  });

  it('is answered 503 without a word about why when the store fails, so that GitHub counts it as failed', async () => {
    const port = await open({ take: () => Promise.reject(new Error('password authentication failed at postgres://u:secret@host')) });
    expect(await post(port, BODY, headers(BODY))).toEqual({ status: 503, text: '503\n' });
    expect(lines.join()).not.toContain('u:secret');
  });
});

describe('refused', () => {
  it.each<[string, Record<string, string>, number]>([
    ['no signature', { 'x-hub-signature-256': '' }, 401],
    ['an old kind of signature', { 'x-hub-signature-256': '', 'x-hub-signature': `sha1=${'a'.repeat(40)}` }, 401],
    ['a signature of another form', { 'x-hub-signature-256': `sha256=${'A'.repeat(64)}` }, 401],
    ['a signature too long', { 'x-hub-signature-256': `sha256=${'a'.repeat(65)}` }, 401],
    ['another secret', { 'x-hub-signature-256': sign(BODY, 'development') }, 401],
    ['another body', { 'x-hub-signature-256': sign(`${BODY} `) }, 401],
    ['no delivery id', { 'x-github-delivery': '' }, 400],
    ['a delivery id with a line end', { 'x-github-delivery': "a'; --aaaaaaa" }, 400],
    ['no event', { 'x-github-event': '' }, 400],
    ['an event that is none', { 'x-github-event': '../push' }, 400],
  ])('%s', async (_name, more, status) => {
    expect((await post(await open(), BODY, { ...headers(BODY), ...more })).status).toBe(status);
    expect(taken).toEqual([]);
  });

  it.each([
    ['no JSON', 'payload={}'],
    ['JSON cut off', '{"action":'],
    ['nothing', ''],
  ])('signed, but %s', async (_name, body) => {
    expect((await post(await open(), body, headers(body))).status).toBe(400);
  });

  it.each([
    ['another path', '/api/github/webhooks', 'POST', 404],
    ['another method', '/webhooks', 'PUT', 405],
    ['metrics, which are on another port', '/metrics', 'GET', 404],
    ['a path that climbs', '/webhooks/../healthz', 'POST', 404],
  ])('%s', async (_name, path, method, status) => {
    expect((await post(await open(), '', headers(''), path, method)).status).toBe(status);
  });
});

describe('size', () => {
  const limits = { each: 1000, together: 1500 };

  it('refuses a body that is declared too large before it comes', async () => {
    const body = Buffer.alloc(1001, 32);
    expect((await post(await open({ limits }), body, headers(body))).status).toBe(413);
    expect(taken).toEqual([]);
  });

  it('takes one of exactly the cap', async () => {
    const body = JSON.stringify('x'.repeat(998));
    expect((await post(await open({ limits }), body, headers(body))).status).toBe(202);
  });

  it('stops a chunked body at the cap, however it goes on', async () => {
    const port = await open({ limits });
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    const head = Object.entries(headers('')).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`POST /webhooks HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n${head.join('')}\r\n`);
    const answer = new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    for (let sent = 0; sent < 3; sent += 1) socket.write(`1f4\r\n${'x'.repeat(500)}\r\n`);
    expect(await answer).toMatch(/^HTTP\/1.1 413 /);
    socket.destroy();
  });

  it('refuses an unsigned upload without waiting for its body', async () => {
    const port = await open();
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write('POST /webhooks HTTP/1.1\r\nhost: x\r\ncontent-length: 20000000\r\n\r\n{');
    const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    expect(answer).toMatch(/^HTTP\/1.1 401 [\s\S]*connection: close/i);
    socket.destroy();
  });

  it('holds only so much of unproven bodies at once, and recovers', async () => {
    const port = await open({ limits });
    const slow = connect(port, '127.0.0.1');
    slow.on('error', () => {});
    const head = Object.entries(headers('')).map(([name, value]) => `${name}: ${value}\r\n`);
    slow.write(`POST /webhooks HTTP/1.1\r\nhost: x\r\ncontent-length: 900\r\n${head.join('')}\r\n${'x'.repeat(800)}`);
    const body = JSON.stringify('x'.repeat(900));
    await expect.poll(async () => (await post(port, body, headers(body))).status).toBe(503);
    slow.destroy();
    await expect.poll(async () => (await post(port, body, headers(body))).status).toBe(202);
  });
});

it('cuts off who sends a head that never ends', async () => {
  const port = await open({ timeouts: { headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 50 } });
  const socket = connect(port, '127.0.0.1');
  socket.write('POST /webhooks HTTP/1.1\r\nhost: x\r\nx-slow: ');
  const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
  expect(answer).toMatch(/^HTTP\/1.1 408 /);
  socket.destroy();
});

it('cuts off who sends a body that never ends', async () => {
  const port = await open({ timeouts: { headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 50 } });
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  const head = Object.entries(headers('')).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST /webhooks HTTP/1.1\r\nhost: x\r\ncontent-length: 900\r\n${head.join('')}\r\n{`);
  await new Promise<void>((resolve) => socket.resume().once('close', () => resolve()));
  expect(taken).toEqual([]);
});

it('says that it lives', async () => {
  const port = await open();
  expect(await (await fetch(`http://127.0.0.1:${port}/healthz`)).text()).toBe('ok\n');
});
