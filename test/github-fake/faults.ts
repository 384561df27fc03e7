/** Faults on demand: which requests, how often, what happens instead. */
import type { ServerResponse } from 'node:http';

export interface Fault {
  /** Only requests with this method. */
  readonly method?: string;
  /** Only paths (with query) that contain the text, or match: an expression, or what a test asks and does. */
  readonly path?: string | Pick<RegExp, 'test'>;
  /** Only requests whose body contains the text. */
  readonly body?: string;
  /** Answered instead; without it the answer is the usual one, but late. */
  readonly status?: number;
  readonly message?: string;
  /** Sent with the status in place of the message. */
  readonly answer?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The connection ends without an answer; `after`: the work was done before. */
  readonly cut?: 'before' | 'after';
  /** Milliseconds before anything happens. */
  readonly delayMs?: number;
  /** How often; without it always. */
  readonly times?: number;
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  take(method: string, path: string, body: string): Fault | null;
}

export function makeFaults(): Faults {
  const list: { readonly fault: Fault; left: number }[] = [];
  return {
    add: (fault) => void list.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
    clear: () => void list.splice(0),
    take(method, path, body) {
      const found = list.find(({ fault, left }) => left > 0 && concerns(fault, method, path, body));
      if (found === undefined) return null;
      found.left--;
      return found.fault;
    },
  };
}

function concerns({ method, path, body }: Fault, asked: string, at: string, sent: string): boolean {
  if (method !== undefined && method !== asked) return false;
  if (body !== undefined && !sent.includes(body)) return false;
  return path === undefined || (typeof path === 'string' ? at.includes(path) : path.test(at));
}

/** True when the request is answered by that. */
export function misbehave(
  response: ServerResponse,
  { status, message = '::error::planted by the server', answer, headers = {}, cut }: Fault,
): boolean {
  if (cut === 'before') {
    response.destroy();
    return true;
  }
  if (status === undefined) return false;
  // A gateway that fails answers with a page.
  const page = status === 502 || status === 504;
  response.writeHead(status, { 'content-type': page ? 'text/html' : 'application/json; charset=utf-8', ...headers });
  response.end(page ? '<html><body><h1>Unicorn!</h1></body></html>' : JSON.stringify(answer ?? { message, status: String(status) }));
  return true;
}
