/** Reads a request's body with a cap, inside the budget of strangers (T41): nobody has proven anything yet. */
import type { IncomingMessage } from 'node:http';
import type { Stranger } from './strangers.ts';

export type ReadBody = { readonly state: 'read'; readonly body: Buffer } | { readonly state: 'too-large' | 'busy' | 'cut' | 'broken' };

/** At most `each` bytes; `seen` gets each piece as it comes. */
export async function readBody(
  request: IncomingMessage,
  each: number,
  sender: Pick<Stranger, 'hold' | 'release' | 'wasCut'>,
  seen: (piece: Buffer) => void,
): Promise<ReadBody> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (!(declared <= each)) return { state: 'too-large' };
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    // Leaving the loop early must not end the connection: the answer goes over it.
    for await (const piece of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += piece.length;
      // A declared length proves nothing, and chunked bodies declare none.
      if (size > each) return { state: 'too-large' };
      if (!sender.hold(piece.length)) return { state: 'busy' };
      seen(piece);
      pieces.push(piece);
    }
    return { state: 'read', body: Buffer.concat(pieces, size) };
  } catch {
    return { state: sender.wasCut() ? 'cut' : 'broken' };
  } finally {
    sender.release();
  }
}
