/**
 * What GitHub said about policies, remembered for the installation (T27) in the store, so that a pull request does not ask for what the last one
 * read. Answers that can change are young or asked again, and a push to the policy repository forgets them all; contents are kept by blob id.
 * What is remembered under one scope was read with the credentials of that scope, and is told to no other.
 */
import type { BlobCache } from './blobs.ts';

export interface RememberedAnswer {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** As JSON. */
  readonly value: unknown;
}

export interface KeptPolicyMemory {
  /** Counts how often it was forgotten: what was read before is not written after. */
  readonly generation: number;
  readonly answers: Readonly<Record<string, RememberedAnswer>>;
  /** The basis of the policy for which everybody was asked last; null: nobody was. */
  readonly announced: string | null;
}

export interface PolicyMemories {
  load(installationId: number): Promise<KeptPolicyMemory>;
  /** Does nothing when it was forgotten since. */
  save(installationId: number, generation: number, answers: KeptPolicyMemory['answers']): Promise<void>;
  forget(installationId: number): Promise<void>;
  announce(installationId: number, basis: string): Promise<void>;
}

/** How old an answer may be, in milliseconds. */
export interface PolicyPatience {
  /** Names, default branches, tips, tags, properties. */
  readonly state: number;
  /** That there is no policy repository. */
  readonly none: number;
}

/** A push is heard within seconds; this is for the event that got lost. */
export const POLICY_PATIENCE: PolicyPatience = { state: 60_000, none: 600_000 };

export interface PolicyMemory {
  /** `patience`: null for what never changes. Only what `keeps` is kept. */
  recall<T>(key: string, patience: number | null, ask: () => Promise<T>, keeps?: (answer: T) => boolean): Promise<T>;
  readonly blobs: BlobCache;
  readonly patience: PolicyPatience;
}

export interface OpenPolicyMemory {
  scope(name: string): PolicyMemory;
  /** Once, at the end. */
  save(): Promise<void>;
}

/** More than any organization's policy has; the oldest go first. */
const MOST = 300;
const MOST_BYTES = 4 * 1024 * 1024;

export async function openPolicyMemory(
  memories: PolicyMemories,
  installationId: number,
  patience: PolicyPatience,
  now: () => Date,
): Promise<OpenPolicyMemory> {
  const { generation, answers } = await memories.load(installationId);
  const known = new Map(Object.entries(answers));
  let changed = false;
  const put = (key: string, value: unknown): void => {
    known.delete(key);
    known.set(key, { at: now().getTime(), value });
    changed = true;
  };
  return {
    scope: (name) => ({
      patience,
      async recall<T>(key: string, most: number | null, ask: () => Promise<T>, keeps: (answer: T) => boolean = () => true): Promise<T> {
        const found = known.get(`${name} ${key}`);
        const age = found === undefined ? Number.POSITIVE_INFINITY : now().getTime() - found.at;
        if (found !== undefined && (most === null || (age >= 0 && age < most))) return found.value as T;
        const answer = await ask();
        if (keeps(answer)) put(`${name} ${key}`, answer);
        return answer;
      },
      blobs: {
        get(id) {
          const found = known.get(`${name} blob ${id}`)?.value;
          return Promise.resolve(typeof found === 'string' ? Uint8Array.from(Buffer.from(found, 'base64')) : null);
        },
        put(id, bytes) {
          put(`${name} blob ${id}`, Buffer.from(bytes).toString('base64'));
          return Promise.resolve();
        },
      },
    }),
    async save() {
      if (!changed) return;
      let bytes = 0;
      const newestFirst = [...known].sort(([, a], [, b]) => b.at - a.at);
      const kept = newestFirst.slice(0, MOST).filter(([, { value }]) => {
        bytes += typeof value === 'string' ? value.length : 200;
        return bytes <= MOST_BYTES;
      });
      await memories.save(installationId, generation, Object.fromEntries(kept));
    },
  };
}
