import { createHmac } from 'node:crypto';
import { type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
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
  const limits = { body: 1000, bytes: 1500, bytesEach: 1500 };

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
});

/** Somebody who begins a request and never ends it. Resolves when the door has closed the connection. */
function slowSender(
  port: number,
  body: string,
  declared = 24_000_000,
  head = headers(''),
): { readonly closed: Promise<void>; readonly send: (text: string) => void } {
  const socket = connect(port, '127.0.0.1');
  slow.push(socket);
  socket.on('error', () => {});
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST /webhooks HTTP/1.1\r\nhost: x\r\ncontent-length: ${declared}\r\n${lines.join('')}\r\n${body}`);
  return {
    closed: new Promise((resolve) => socket.resume().once('close', () => resolve())),
    send: (text) => void socket.write(text),
  };
}
const slow: Socket[] = [];
afterEach(() => {
  for (const socket of slow.splice(0)) socket.destroy();
});

describe('strangers wait in their own queue (T41)', () => {
  it.each([
    ['that send a piece of a body', 200, 'x'.repeat(4000)],
    ['that send nothing after their heads', 200, ''],
    ['more than have room', 1200, 'x'],
  ])('beside slow senders %s every genuine delivery is taken', async (_, count, body) => {
    const port = await open();
    const senders = Array.from({ length: count }, () => slowSender(port, body));
    for (let round = 0; round < 4; round++) {
      for (const { send } of senders) send('y');
      const answers = await Promise.all(Array.from({ length: 25 }, () => post(port, BODY, headers(BODY))));
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    }
  });

  it('beside senders that never end their heads, too', async () => {
    const port = await open();
    for (let index = 0; index < 600; index++) {
      const socket = connect(port, '127.0.0.1');
      slow.push(socket);
      socket.on('error', () => {}).write('POST /webhooks HTTP/1.1\r\nx-slow: ');
    }
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(port, BODY, headers(BODY))));
    expect(answers.filter(({ status }) => status !== 202)).toEqual([]);
  });

  it('a large genuine delivery gets the room of those who hold much and send no more', async () => {
    const limits = { body: 250_000, bytes: 1_000_000, bytesEach: 1_000_000 };
    const port = await open({ limits });
    // Nine of them spend the budget.
    const senders = Array.from({ length: 9 }, () => slowSender(port, 'x'.repeat(240_000), 250_000));
    const body = JSON.stringify('x'.repeat(240_000));
    for (let round = 0; round < 3; round++) expect((await post(port, body, headers(body))).status).toBe(202);
    await Promise.race(senders.map(({ closed }) => closed));
  });

  it('many connections of one address do not spend the room of others', async () => {
    const limits = { connections: 100, connectionsEach: 3 };
    const port = await open({ limits, proxies: 1 });
    const from = (address: string): Record<string, string> => ({ ...headers(''), 'x-forwarded-for': `203.0.113.9, ${address}` });
    const other = slowSender(port, 'x', 500, from('198.51.100.7'));
    let others = 'waiting';
    void other.closed.then(() => (others = 'cut'));
    const mine = Array.from({ length: 6 }, () => slowSender(port, 'x', 500, from('198.51.100.8')));
    // The slowest of the crowded address go, and only those.
    await Promise.any(mine.map(({ closed }) => closed));
    expect((await post(port, BODY, { ...headers(BODY), 'x-forwarded-for': '198.51.100.8' })).status).toBe(202);
    expect(others).toBe('waiting');
  });

  it('says so in the log, without a word of who it was', async () => {
    const port = await open({ limits: { connections: 1, connectionsEach: 1 } });
    await Promise.race(Array.from({ length: 3 }, () => slowSender(port, 'x').closed));
    await expect.poll(() => lines.map((line) => (JSON.parse(line) as { result: string }).result)).toContain('cut');
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
