/** The fact cache of one run over the store of its installation: what is wanted is fetched at once, what is new is written at the end. */
import type { Stamped, FactCache } from '../../src/core/index.ts';
import type { FactStore } from './ports.ts';

/** Facts held before they are written: a first look at a large repository must not hold all of them. */
const BATCH = 2_000;

export function storedFacts(store: FactStore, installationId: number, stamp: string): FactCache {
  const known = new Map<string, readonly Stamped[]>();
  let fresh = new Map<string, readonly Stamped[]>();
  async function save(): Promise<void> {
    if (fresh.size === 0) return;
    const written = fresh;
    fresh = new Map();
    await store.put(installationId, stamp, written);
  }
  return {
    async load(keys) {
      if (fresh.size > BATCH) await save();
      const missing = [...new Set(keys.filter((key) => !known.has(key)))];
      if (missing.length === 0) return;
      for (const [key, facts] of await store.get(installationId, stamp, missing)) known.set(key, facts);
    },
    get: (key) => known.get(key),
    put(key, facts) {
      known.set(key, facts);
      fresh.set(key, facts);
    },
    save,
  };
}
