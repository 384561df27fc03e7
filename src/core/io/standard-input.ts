/** What somebody pipes into a verb. */
import type { Readable } from 'node:stream';

/** At most `limit` bytes and one: who checks a size sees that there are more. The rest stays unread. */
export async function readStandardInput(limit: number, stream: Readable = process.stdin): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Uint8Array);
    chunks.push(bytes);
    size += bytes.byteLength;
    // Leaving the loop closes the stream: whoever still writes gets to know.
    if (size > limit) break;
  }
  return Buffer.concat(chunks, size).subarray(0, limit + 1);
}
