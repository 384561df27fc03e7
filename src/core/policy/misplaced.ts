/** Where a key belongs that stands in the wrong place of a policy: "rules.license/denied.deny" is "licenses.deny". */
import { z } from 'zod';

/** The one place that is meant; null: none, or more than one might be. `path`: of the mapping that the key stands in. */
export function placeFor(key: string, path: readonly PropertyKey[], schema: z.ZodType): string | null {
  const places = placesOf(schema, []).filter((place) => place.at(-1) === key);
  // "license/denied" and "licenses", "model/format" and "models" speak of the same things; lists are meant before options of other rules.
  const family = path[0] === 'rules' ? String(path[1] ?? '').split('/')[0] : null;
  const lists = places.filter(([first]) => first === `${family}s`);
  const siblings = places.filter(([first, rule]) => first === 'rules' && family !== null && rule?.startsWith(`${family}/`) === true);
  const chosen = [lists, siblings, places].find((some) => some.length > 0) ?? [];
  return chosen.length === 1 ? (chosen[0] ?? []).join('.') : null;
}

/** Deeper than any key of a policy. */
const DEEPEST = 4;

/** All keys of the schema; inside lists no other key can stand. What a rule may say beside its options, every one may. */
function placesOf(schema: unknown, path: readonly string[]): string[][] {
  const shape = path.length < DEEPEST ? shapeOf(schema) : null;
  if (shape === null) return [];
  return Object.entries(shape).flatMap(([key, inner]) => {
    if (path[0] === 'rules' && path.length === 2 && (key === 'level' || key === 'mode')) return [];
    return [[...path, key], ...placesOf(inner, [...path, key])];
  });
}

function shapeOf(schema: unknown): Readonly<Record<string, unknown>> | null {
  if (schema instanceof z.ZodOptional) return shapeOf(schema.unwrap());
  if (schema instanceof z.ZodUnion) return schema.options.map(shapeOf).find((one) => one !== null) ?? null;
  return schema instanceof z.ZodObject ? schema.shape : null;
}
