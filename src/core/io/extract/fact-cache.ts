/**
 * Facts by content (T17): key = detectors with versions and limits, depth, blob id. Only complete results are kept;
 * places and scopes are never part of it. One file per repository, outside the repository.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Stamped } from '../../model/index.ts';
import { decodeFacts, encodeFacts } from './fact-codec.ts';

export interface FactCache {
  /** Makes these keys ready for `get`, where looking one up takes time. */
  load?(keys: readonly string[]): Promise<void>;
  get(key: string): readonly Stamped[] | undefined;
  put(key: string, facts: readonly Stamped[]): void;
  /** Writes what this run used, atomically. A cache that cannot be written is no error: it only saves time. */
  save(): Promise<void>;
}

/** What the file holds. Only its frame is checked: it is the user's own (mode 0600), and the stamp binds it to the detectors that wrote it. */
const frame = z.object({ stamp: z.string(), empty: z.array(z.unknown()), facts: z.object({}).loose() });

const NONE: readonly Stamped[] = [];

export function memoryCache(): FactCache {
  const map = new Map<string, readonly Stamped[]>();
  return { get: (key) => map.get(key), put: (key, facts) => void map.set(key, facts), save: () => Promise.resolve() };
}

/** More than that are asked for by a run over everything: then the large file is worth reading. */
const FEW = 1_000;

/**
 * Two files: one of everything, which only a run over everything reads and writes; and a small one beside it, of what a change brings.
 * `stamp` names detectors, versions and limits: with another stamp a file is ignored.
 */
export async function diskCache(file: string, stamp: string): Promise<FactCache> {
  const small = await cacheFile(`${file}.recent`, stamp);
  let large: FactCache | null = null;
  return {
    async load(keys) {
      if (keys.length > FEW) large ??= await cacheFile(file, stamp);
    },
    get: (key) => large?.get(key) ?? small.get(key),
    put: (key, facts) => (large ?? small).put(key, facts),
    async save() {
      await small.save();
      await large?.save();
    },
  };
}

async function cacheFile(file: string, stamp: string): Promise<FactCache> {
  const known = await load(file, stamp);
  const used = new Map<string, readonly Stamped[]>();
  let fresh = 0;
  return {
    get(key) {
      const facts = known.get(key);
      if (facts !== undefined) used.set(key, facts);
      return facts;
    },
    put(key, facts) {
      used.set(key, facts);
      fresh += 1;
    },
    async save() {
      if (fresh === 0) return;
      const empty = [...used].filter(([, facts]) => facts.length === 0).map(([key]) => key);
      const facts = Object.fromEntries([...used].filter(([, list]) => list.length > 0).map(([key, list]) => [key, encodeFacts(list)]));
      try {
        await mkdir(dirname(file), { recursive: true, mode: 0o700 });
        const temporary = `${file}.${process.pid}.tmp`;
        await writeFile(temporary, JSON.stringify({ stamp, empty, facts }), { mode: 0o600 });
        await rename(temporary, file);
      } catch {
        // Read-only home, full disk: the next run is slower, nothing else.
      }
    },
  };
}

async function load(file: string, stamp: string): Promise<ReadonlyMap<string, readonly Stamped[]>> {
  const map = new Map<string, readonly Stamped[]>();
  try {
    const parsed: unknown = JSON.parse(await readFile(file, 'utf8'));
    const data = frame.parse(parsed);
    if (data.stamp !== stamp) return map;
    for (const key of data.empty) if (typeof key === 'string') map.set(key, NONE);
    for (const [key, facts] of Object.entries(data.facts)) if (Array.isArray(facts)) map.set(key, decodeFacts(facts));
  } catch {
    // Absent or broken: start anew.
  }
  return map;
}
