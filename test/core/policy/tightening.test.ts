/** One table says how each key of a policy tightens (T24): it has a row for every key of the schema, and no other. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { groupSchema } from '../../../src/core/policy/group-schema.ts';
import { rules } from '../../../src/core/policy/rules/index.ts';
import { policySchema } from '../../../src/core/policy/schema.ts';
import { settingsSchema } from '../../../src/core/policy/setting-schema.ts';
import { TIGHTENING } from '../../../src/core/policy/tightening.ts';

function shapeOf(schema: unknown): Readonly<Record<string, unknown>> | null {
  if (schema instanceof z.ZodOptional) return shapeOf(schema.unwrap());
  return schema instanceof z.ZodObject ? schema.shape : null;
}

const rows = Object.keys(TIGHTENING);

/** A key that has no row of its own has one for each key below it. */
function leaves(shape: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(shape).flatMap(([key, schema]) => {
    const below = shapeOf(schema);
    return rows.includes(key) || below === null ? [key] : Object.keys(below).map((inner) => `${key}.${inner}`);
  });
}

describe('the table of tightening', () => {
  it('has a row for every key of the schema, in its order, and no other', () => {
    const keys = leaves(policySchema(rules).shape);
    expect(keys.toSorted()).toEqual(rows.toSorted());
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('has a row for every key of a group', () => {
    for (const key of leaves(shapeOf(groupSchema(settingsSchema(rules))) ?? {})) if (!key.startsWith('match.')) expect(rows).toContain(key);
  });

  it('says of each in words what a layer below may do', () => {
    for (const [key, { words }] of Object.entries(TIGHTENING)) expect(words, key).toMatch(/^(?:may |nothing: |has )/);
  });
});
