/**
 * A pull in a process of its own, to be killed, starved and locked out. The last argument is JSON: { entry, to, hubUrl, cdnUrl, filler }.
 * Prints a line for each step of progress, then the result or the error. `filler`: a file that takes all room as soon as bytes come; then
 * it is deleted, and a second pull is tried.
 */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { pullEntry } from '../../../../src/core/io/pull/pull.ts';
import type { PullEntry } from '../../../../src/core/io/pull/types.ts';

export interface Order {
  readonly entry: PullEntry;
  readonly to: string;
  readonly hubUrl: string;
  readonly cdnUrl: string;
  readonly filler: string | null;
}

const order = JSON.parse(process.argv.at(-1) ?? '') as Order;

await once(true);
if (order.filler !== null) {
  rmSync(order.filler);
  await once(false);
}

async function once(fill: boolean): Promise<void> {
  let filled = !fill || order.filler === null;
  try {
    const result = await pullEntry(order.entry, {
      to: order.to,
      within: null,
      hub: { hubUrl: order.hubUrl, token: null, cdnOrigins: [order.cdnUrl] },
      only: null,
      replace: false,
      concurrency: 2,
      maxBytes: null,
      signal: null,
      onProgress: ({ held }) => {
        if (held > 0 && !filled) {
          filled = true;
          takeAll(order.filler ?? '');
        }
        console.log(JSON.stringify({ held }));
      },
      fetch: globalThis.fetch,
    });
    console.log(JSON.stringify({ result }));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { name, message } = error;
    console.log(JSON.stringify({ error: { name, message, code: 'code' in error ? error.code : null } }));
  }
}

function takeAll(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (;;) writeSync(file, Buffer.alloc(4096));
  } catch {
    // No room left, which is what was wanted.
  } finally {
    closeSync(file);
  }
}
