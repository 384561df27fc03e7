/** How V8 compiles the embedded database. */
import { setFlagsFromString } from 'node:v8';

/**
 * What is often run of a WebAssembly module V8 compiles a second time. For PostgreSQL it takes half a gigabyte while it does, and statements are not
 * faster than before. So what `work` runs of it, which is nearly all that is ever run, is compiled once. Grammars come later, and as ever.
 */
export async function compiledOnce<T>(work: () => Promise<T>): Promise<T> {
  setFlagsFromString('--no-wasm-dynamic-tiering');
  setFlagsFromString('--no-wasm-tier-up');
  try {
    return await work();
  } finally {
    setFlagsFromString('--wasm-tier-up');
    setFlagsFromString('--wasm-dynamic-tiering');
  }
}
