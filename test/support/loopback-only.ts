/** Tests ask nobody but this machine: whatever else is asked for gets no answer, and fails the file that asked. */
import { afterAll, expect } from 'vitest';
import { isLoopback } from '../../src/core/index.ts';

const MARK = Symbol.for('weighbridge.loopback-only');

interface Guarded {
  (...args: Parameters<typeof fetch>): Promise<Response>;
  [MARK]?: string[];
}

/** Files of one worker share their globals: the guard is put up once. */
function guard(): string[] {
  const present = (globalThis.fetch as Guarded)[MARK];
  if (present !== undefined) return present;
  const strays: string[] = [];
  const real = globalThis.fetch;
  const guarded: Guarded = (input, init) => {
    const { hostname, origin } = new URL(input instanceof Request ? input.url : input);
    if (isLoopback(hostname)) return real(input, init);
    strays.push(origin);
    return Promise.reject(new TypeError('fetch failed'));
  };
  guarded[MARK] = strays;
  globalThis.fetch = guarded;
  return strays;
}

const strays = guard();
afterAll(() => {
  expect(strays.splice(0)).toEqual([]);
});
