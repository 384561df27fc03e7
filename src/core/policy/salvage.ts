/** What of a policy with mistakes holds by itself: while it is in force and broken, what it validly tightens still counts (T40). */
import type { z } from 'zod';
import { mistakesOf } from './mistakes.ts';
import type { PolicyInput, policySchema } from './schema.ts';

/** Each round takes out what is wrong on its level; taking that out can leave a mapping that lacks something. */
const ROUNDS = 8;

type Key = readonly PropertyKey[];

/** The file without every value that the schema objects to; null where nothing sensible is left. */
export function salvaged(
  value: unknown,
  schema: ReturnType<typeof policySchema>,
): { readonly value: unknown; readonly parsed: PolicyInput } | null {
  let left: unknown = structuredClone(value);
  for (let round = 0; round < ROUNDS; round++) {
    const parsed = schema.safeParse(left);
    if (parsed.success) return { value: left, parsed: parsed.data };
    left = without(left, mistakesOf(parsed.error.issues, schema satisfies z.ZodType));
    if (left === null) return null;
  }
  return null;
}

/** Lists from their ends, so that places keep their meaning while others are taken out. */
function without(value: unknown, mistakes: readonly { readonly path: Key }[]): unknown {
  if (!isContainer(value) || Array.isArray(value) || mistakes.some(({ path }) => path.length === 0)) return null;
  const paths = new Map(mistakes.map(({ path }) => existing(value, path)).map((path) => [JSON.stringify(path.map(String)), path]));
  for (const path of [...paths.values()].sort(byPlaceInLists)) {
    if (path.length === 0 || path[0] === 'version') (value as Record<string, unknown>)['version'] = 1;
    else remove(value, path);
  }
  return value;
}

/** The place itself, or, where something is missing there, what should have held it. */
function existing(value: unknown, path: Key): Key {
  let here: unknown = value;
  for (const [index, key] of path.entries()) {
    if (!isContainer(here) || !Object.hasOwn(here, key)) return path.slice(0, index);
    here = here[key];
  }
  return path;
}

function remove(value: unknown, path: Key): void {
  const last = path.at(-1) ?? '';
  let here: unknown = value;
  for (const key of path.slice(0, -1)) here = isContainer(here) ? here[key] : undefined;
  if (Array.isArray(here)) here.splice(Number(last), 1);
  else if (isContainer(here)) delete here[last];
}

/** Deeper places first, and later elements before earlier ones: what is taken out moves nothing that is still to be. */
function byPlaceInLists(a: Key, b: Key): number {
  return b.length - a.length || Number(b.at(-1)) - Number(a.at(-1)) || 0;
}

function isContainer(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}
