/**
 * Facts by content (T17): key = detectors with versions and limits, depth, blob id. Only complete results are kept;
 * places and scopes are never part of it. One file per repository, outside the repository.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Stamped } from '../../model/index.ts';
import { parseFacts, writeFacts } from './fact-codec.ts';

export interface FactCache {
  /** Makes these keys ready for `get`, where looking one up takes time. */
  load?(keys: readonly string[]): Promise<void>;
  /** `like`: what another state of the file says, which this one mostly says, too. */
  get(key: string, like?: readonly Stamped[]): readonly Stamped[] | undefined;
  put(key: string, facts: readonly Stamped[]): void;
  /** Writes what this run used, atomically. A cache that cannot be written is no error: it only saves time. */
  save(): Promise<void>;
}

/**
 * The first line of the file. Each line behind it is a key, a tab and its facts; a line is parsed when somebody asks for its key, as most are of
 * files that a run does not read. Only the frame is checked: the file is the user's own (mode 0600), and the stamp binds it to the detectors that wrote it.
 */
const frame = z.object({ stamp: z.string() });

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
    get: (key, like) => large?.get(key, like) ?? small.get(key, like),
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
    get(key, like) {
      const before = used.get(key);
      const line = before === undefined ? known.get(key) : undefined;
      const facts = line === undefined ? before : factsIn(line, like);
      if (facts !== undefined) used.set(key, facts);
      return facts;
    },
    put(key, facts) {
      used.set(key, facts);
      fresh += 1;
    },
    async save() {
      if (fresh === 0) return;
      try {
        await mkdir(dirname(file), { recursive: true, mode: 0o700 });
        const temporary = `${file}.${process.pid}.tmp`;
        await writeFile(temporary, linesOf(stamp, used), { mode: 0o600 });
        await rename(temporary, file);
      } catch {
        // Read-only home, full disk: the next run is slower, nothing else.
      }
    },
  };
}

/** One after the other: all of them as one text would be held twice. */
function* linesOf(stamp: string, used: ReadonlyMap<string, readonly Stamped[]>): Generator<string> {
  yield `${JSON.stringify({ stamp })}\n`;
  for (const [key, facts] of used) yield `${key}\t${writeFacts(facts)}\n`;
}

/** undefined: the line is broken, and the file is read anew. */
function factsIn(line: string, like: readonly Stamped[] | undefined): readonly Stamped[] | undefined {
  try {
    return line.startsWith('[') ? parseFacts(line, like) : undefined;
  } catch {
    return undefined;
  }
}

async function load(file: string, stamp: string): Promise<ReadonlyMap<string, string>> {
  const map = new Map<string, string>();
  try {
    const text = await readFile(file, 'utf8');
    const first = text.indexOf('\n');
    if (frame.parse(JSON.parse(text.slice(0, first))).stamp !== stamp) return map;
    for (let start = first + 1, end = text.indexOf('\n', start); end >= 0; start = end + 1, end = text.indexOf('\n', start)) {
      const cut = text.indexOf('\t', start);
      if (cut > start && cut < end) map.set(text.slice(start, cut), text.slice(cut + 1, end));
    }
  } catch {
    // Absent or broken: start anew.
  }
  return map;
}
