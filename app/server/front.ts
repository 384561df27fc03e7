/**
 * The front door. In this order: path and method, the form of the headers, the size, the signature over the raw bytes, and only then JSON. What a
 * stranger sends costs no database and no parser, and is told nothing but a status.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Delivery, Taken } from '../jobs/intake.ts';
import { errorFields, type Log } from '../log.ts';
import type { Socket } from 'node:net';
import { readBody } from './body.ts';
import { type Listening, listen, type ListenOptions } from './listen.ts';
import type { Metrics } from './metrics.ts';
import { senderOf } from './sender.ts';
import { checkSignature, claimedDigest } from './signature.ts';
import { createStrangers, type Stranger, type StrangerLimits } from './strangers.ts';

export interface FrontOptions {
  readonly host: string;
  readonly port: number;
  /** The current one and, while it is being replaced, the previous one. */
  readonly secrets: readonly string[];
  readonly take: (delivery: Delivery) => Promise<Taken>;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Proxies before this process that write X-Forwarded-For; without it the address of the connection is the sender's. */
  readonly proxies?: number;
  readonly limits?: Partial<FrontLimits>;
  readonly timeouts?: ListenOptions['timeouts'];
}

export interface FrontLimits extends StrangerLimits {
  /** One body. */
  readonly body: number;
}

const MB = 1024 * 1024;
/** GitHub sends no body above 25 MB; two of them must have room, and hundreds that have just arrived and were not read yet. */
const LIMITS: FrontLimits = { body: 25 * MB, bytes: 128 * MB, bytesEach: 64 * MB, connections: 1000, connectionsEach: 500 };
/** GitHub gives up after 10 s; then the delivery counts as failed and is asked for again by the sweep. */
const ANSWER_MS = 9000;

type Result = Taken | 'unsigned' | 'forged' | 'too-large' | 'busy' | 'cut' | 'broken' | 'malformed' | 'unavailable';

const STATUS: Readonly<Record<Result, number>> = {
  queued: 202,
  ignored: 202,
  seen: 202,
  unsigned: 401,
  forged: 401,
  'too-large': 413,
  busy: 503,
  cut: 408,
  broken: 400,
  malformed: 400,
  unavailable: 503,
};

export function openFrontDoor(options: FrontOptions): Promise<Listening> {
  const limits = { ...LIMITS, ...options.limits };
  const strangers = createStrangers(limits);
  const { proxies = 0 } = options;
  const senders = new WeakMap<Socket, Stranger>();
  const enter = (socket: Socket): Stranger => {
    const address = proxies === 0 ? senderOf(socket.remoteAddress, undefined, 0) : null;
    const sender = strangers.enter(
      address,
      () => socket.bytesRead,
      () => socket.destroy(),
    );
    socket.once('close', () => sender.leave());
    senders.set(socket, sender);
    return sender;
  };
  return listen(
    options.host,
    options.port,
    (request, response) => {
      const sender = senders.get(request.socket) ?? enter(request.socket);
      sender.begin(senderOf(request.socket.remoteAddress, request.headers['x-forwarded-for'], proxies));
      const path = (request.url ?? '').split('?', 1)[0];
      if (path === '/healthz' && (request.method === 'GET' || request.method === 'HEAD')) return answer(response, 200, 'ok');
      if (path !== '/webhooks') return refuse(request, response, 404);
      if (request.method !== 'POST') return refuse(request, response, 405);
      void webhook(options, { sender, limit: limits.body }, request, response);
    },
    { ...(options.timeouts === undefined ? {} : { timeouts: options.timeouts }), connected: (socket) => void enter(socket) },
  );
}

interface From {
  readonly sender: Stranger;
  /** Bytes of a body. */
  readonly limit: number;
}

async function webhook(options: FrontOptions, from: From, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const begun = performance.now();
  const id = headerOf(request, 'x-github-delivery', /^[0-9A-Za-z-]{8,64}$/);
  const event = headerOf(request, 'x-github-event', /^[a-z_]{1,64}$/);
  const result = await taken(options, from, request, id, event);
  const ms = performance.now() - begun;
  options.metrics.delivery(event ?? '', result, ms / 1000);
  // Who does not even try to sign is the noise of the internet: counted, not logged.
  if (result !== 'unsigned') options.log.info('delivery', { id, githubEvent: event, result, ms: Math.round(ms * 10) / 10 });
  if (STATUS[result] === 202) answer(response, 202, result);
  else refuse(request, response, STATUS[result]);
}

async function taken(
  { secrets, take, log }: FrontOptions,
  { sender, limit }: From,
  request: IncomingMessage,
  id: string | null,
  event: string | null,
): Promise<Result> {
  // Refused before a byte of the body is read (T30).
  const claimed = claimedDigest(single(request.headers['x-hub-signature-256']));
  if (claimed === null) return 'unsigned';
  if (id === null || event === null) return 'malformed';
  const signature = checkSignature(secrets);
  const reading = await readBody(request, limit, sender, signature.add);
  if (reading.state !== 'read') return reading.state;
  if (!signature.fits(claimed)) return 'forged';
  sender.prove();
  let payload: unknown;
  try {
    payload = JSON.parse(reading.body.toString('utf8'));
  } catch {
    return 'malformed';
  }
  try {
    return await withinTime(take({ id, event, payload }));
  } catch (error) {
    log.error('delivery-failed', { id, githubEvent: event, ...errorFields(error) });
    return 'unavailable';
  }
}

/** The work goes on when the time is over: if it still succeeds, the redelivery of the same id changes nothing. */
function withinTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer from the database within ${ANSWER_MS} ms`)), ANSWER_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? undefined : header;
}

function headerOf(request: IncomingMessage, name: string, form: RegExp): string | null {
  return form.exec(single(request.headers[name]) ?? '')?.[0] ?? null;
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${text}\n`);
}

/** Ends the connection too: what remains of the body is never read. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  request.pause();
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  response.end(`${status}\n`, () => request.destroy());
}
