/**
 * The front door. In this order: path and method, the form of the headers, the size, the signature over the raw bytes, and only then JSON. What a
 * stranger sends costs no database and no parser, and is told nothing but a status.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Delivery, Taken } from '../jobs/intake.ts';
import { errorFields, type Log } from '../log.ts';
import { type BodyLimits, bodyReader, type ReadBody } from './body.ts';
import { type Listening, listen } from './listen.ts';
import type { Metrics } from './metrics.ts';
import { claimedDigest, isSigned } from './signature.ts';

export interface FrontOptions {
  readonly host: string;
  readonly port: number;
  /** The current one and, while it is being replaced, the previous one. */
  readonly secrets: readonly string[];
  readonly take: (delivery: Delivery) => Promise<Taken>;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly limits?: BodyLimits;
  readonly timeouts?: Parameters<typeof listen>[3];
}

const MB = 1024 * 1024;
const LIMITS: BodyLimits = { each: 25 * MB, together: 200 * MB };
/** GitHub gives up after 10 s; then the delivery counts as failed and is asked for again by the sweep. */
const ANSWER_MS = 9000;

type Result = Taken | 'unsigned' | 'forged' | 'too-large' | 'busy' | 'broken' | 'malformed' | 'unavailable';

const STATUS: Readonly<Record<Result, number>> = {
  queued: 202,
  ignored: 202,
  seen: 202,
  unsigned: 401,
  forged: 401,
  'too-large': 413,
  busy: 503,
  broken: 400,
  malformed: 400,
  unavailable: 503,
};

export function openFrontDoor(options: FrontOptions): Promise<Listening> {
  const read = bodyReader(options.limits ?? LIMITS);
  return listen(
    options.host,
    options.port,
    (request, response) => {
      const path = (request.url ?? '').split('?', 1)[0];
      if (path === '/healthz' && (request.method === 'GET' || request.method === 'HEAD')) return answer(response, 200, 'ok');
      if (path !== '/webhooks') return refuse(request, response, 404);
      if (request.method !== 'POST') return refuse(request, response, 405);
      void webhook(options, read, request, response);
    },
    options.timeouts,
  );
}

async function webhook(
  options: FrontOptions,
  read: (r: IncomingMessage) => Promise<ReadBody>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const begun = performance.now();
  const id = headerOf(request, 'x-github-delivery', /^[0-9A-Za-z-]{8,64}$/);
  const event = headerOf(request, 'x-github-event', /^[a-z_]{1,64}$/);
  const result = await taken(options, read, request, id, event);
  const ms = performance.now() - begun;
  options.metrics.delivery(event ?? '', result, ms / 1000);
  // Who does not even try to sign is the noise of the internet: counted, not logged.
  if (result !== 'unsigned') options.log.info('delivery', { id, githubEvent: event, result, ms: Math.round(ms * 10) / 10 });
  if (STATUS[result] === 202) answer(response, 202, result);
  else refuse(request, response, STATUS[result]);
}

async function taken(
  { secrets, take, log }: FrontOptions,
  read: (request: IncomingMessage) => Promise<ReadBody>,
  request: IncomingMessage,
  id: string | null,
  event: string | null,
): Promise<Result> {
  // Refused before a byte of the body is read (T30).
  const claimed = claimedDigest(single(request.headers['x-hub-signature-256']));
  if (claimed === null) return 'unsigned';
  if (id === null || event === null) return 'malformed';
  const reading = await read(request);
  if (reading.state !== 'read') return reading.state;
  if (!isSigned(reading.body, claimed, secrets)) return 'forged';
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
