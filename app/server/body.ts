/** Reads a request's body with a cap, and with a cap over all bodies that are being read: nobody has proven anything yet. */
import type { IncomingMessage } from 'node:http';

export interface BodyLimits {
  /** One body; GitHub sends none above 25 MB. */
  readonly each: number;
  /** All together. */
  readonly together: number;
}

export type ReadBody = { readonly state: 'read'; readonly body: Buffer } | { readonly state: 'too-large' | 'busy' | 'broken' };

/** One reader per server: it counts what is in flight. */
export function bodyReader({ each, together }: BodyLimits): (request: IncomingMessage) => Promise<ReadBody> {
  let inFlight = 0;
  return async (request) => {
    const declared = Number(request.headers['content-length'] ?? 0);
    if (!(declared <= each)) return { state: 'too-large' };
    if (inFlight + declared > together) return { state: 'busy' };
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      // Leaving the loop early must not end the connection: the answer goes over it.
      for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        size += chunk.length;
        inFlight += chunk.length;
        // A declared length proves nothing, and chunked bodies declare none.
        if (size > each) return { state: 'too-large' };
        if (inFlight > together) return { state: 'busy' };
        chunks.push(chunk);
      }
      return { state: 'read', body: Buffer.concat(chunks, size) };
    } catch {
      return { state: 'broken' };
    } finally {
      inFlight -= size;
    }
  };
}
