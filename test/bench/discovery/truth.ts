/** What a person says is in a repository: facts that a scan must find, and traps that it must not. `test/corpus` and `real.json` keep it. */
import { z } from 'zod';

export const FACT_KINDS = ['model', 'dataset', 'service', 'library', 'mcp-server', 'image'] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/**
 * How the name reaches its use: written there (literal), by a constant, by a default of a parameter, field, option or variable, handed to
 * a function of the project (helper), in a data file (config), or computed so that no reading can tell it.
 */
export const DIFFICULTIES = ['literal', 'constant', 'default', 'helper', 'config', 'computed'] as const;

/** Where a name is written. Lines count from 1. */
const place = z.strictObject({ file: z.string().min(1), line: z.int().positive() });

const fact = place.extend({
  kind: z.enum(FACT_KINDS),
  /** As people write it: "org/name", "gpt-4o-mini", "vllm/vllm-openai", an address, a package. Of an unknown: what is computed. */
  id: z.string().min(1),
  /** Other names that are as right: with its provider, the file of an address, a short name. */
  aliases: z.array(z.string().min(1)).optional(),
  /** Revision, tag, exact version or sha256 that the repository states for it; null where it states none, or a range. */
  version: z.string().min(1).nullable(),
  difficulty: z.enum(DIFFICULTIES),
  /** The name cannot be told by reading: it must be listed as unknown. */
  unknown: z.literal(true).optional(),
  /** Other places that are as right: the load of a constant that is written elsewhere. */
  orAt: z.array(place).optional(),
});

const trap = place.extend({
  /** What must not be reported as a component at this place. */
  text: z.string().min(1),
  why: z.string().min(1),
});

const labels = { facts: z.array(fact), traps: z.array(trap) };

export const truthSchema = z.strictObject({
  /** "python", "shell", "compose", …: the row of the table. */
  language: z.string().min(1),
  ...labels,
});

const PURPOSES = ['labelled', 'kinds'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** `test/corpus/real.json`: no byte of theirs, only where it lies. */
export const realSchema = z.strictObject({
  repositories: z.array(
    z.strictObject({
      /** "owner/name" on GitHub. */
      repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
      commit: z.string().regex(/^[0-9a-f]{40}$/),
      /** "labelled": measured, and its misses are not looked at while anything is mended. "kinds": read to find kinds of mistakes, one by one. */
      role: z.enum(PURPOSES),
      /** The main language. */
      language: z.string().min(1),
      ...labels,
    }),
  ),
});

export type Place = z.infer<typeof place>;
export type TruthFact = z.infer<typeof fact>;
export type Trap = z.infer<typeof trap>;
export type Truth = z.infer<typeof truthSchema>;
