/** What the schema objects to → sentences for people, each with the key it is about. */
import { z } from 'zod';
import { isForLater } from './later.ts';
import { placeFor } from './misplaced.ts';
import { nearest } from './suggest.ts';

type Issue = z.core.$ZodIssue;

export interface SchemaMistake {
  readonly message: string;
  readonly path: readonly PropertyKey[];
}

/** All issues of a failed parse, unions reduced to the branch that the writer meant. `schema` is the one that failed. */
export function mistakesOf(issues: readonly Issue[], schema: z.ZodType): SchemaMistake[] {
  return issues.flatMap((issue) => mistakesOfOne(issue, [], schema));
}

function mistakesOfOne(issue: Issue, prefix: readonly PropertyKey[], schema: z.ZodType): SchemaMistake[] {
  const path = [...prefix, ...issue.path];
  const dotted = path.join('.');
  if (issue.code === 'invalid_union') {
    // The branch whose top value has the right kind is the one that was meant: its mistakes lie deeper or are unknown keys.
    const meant = issue.errors.find((branch) => branch.every((inner) => inner.path.length > 0 || inner.code === 'unrecognized_keys'));
    if (meant !== undefined) return meant.flatMap((inner) => mistakesOfOne(inner, path, schema));
    return [{ message: `${dotted}: ${issue.message}`, path }];
  }
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path);
    return issue.keys.map((key) => ({ message: unknownKey(key, path, known, schema), path: [...path, key] }));
  }
  return [{ message: `${dotted}: ${issue.message}`, path }];
}

function unknownKey(key: string, path: readonly PropertyKey[], known: readonly string[], schema: z.ZodType): string {
  const dotted = [...path, key].join('.');
  const what = path.length === 1 && path[0] === 'rules' ? `Unknown rule "${key}"` : `Unknown key "${dotted}"`;
  if (isForLater(dotted)) return `${what.replace('Unknown', 'The')} is not supported yet: nothing would enforce it.`;
  const near = nearest(key, known);
  const place = near === null ? placeFor(key, path, schema) : null;
  if (place !== null) return `${what}: it stands in another place. Did you mean "${place}"?`;
  return near === null ? `${what}. Known here: ${known.join(', ')}.` : `${what}. Did you mean "${near}"?`;
}

const KINDS: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  int: 'a whole number',
  boolean: 'true or false',
};

/** What is said where the schema has no words of its own: zod asks for it while it parses (`error` of the parse). */
export function policyWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_value':
      return `expected ${oneOf(issue.values.map(String))}.`;
    case 'invalid_type':
      return `${issue.input === undefined ? 'is missing: ' : ''}expected ${KINDS[issue.expected] ?? `a ${issue.expected}`}.`;
    case 'too_small':
      return `expected at least ${issue.minimum} ${UNITS[issue.origin] ?? ''}`.trimEnd().concat('.');
    case 'too_big':
      return `expected at most ${issue.maximum} ${UNITS[issue.origin] ?? ''}`.trimEnd().concat('.');
    default:
      return undefined;
  }
}

/** "a, b or c" */
function oneOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

const UNITS: Readonly<Record<string, string>> = { string: 'characters', array: 'entries', set: 'entries' };

/** The keys that an object of the schema knows at this path; [] where there is no object. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let here: unknown = schema;
  for (const key of path) {
    const object = objectIn(here);
    here = object === null ? (typeof key === 'number' ? elementOf(here) : null) : object.shape[String(key)];
  }
  return Object.keys(objectIn(here)?.shape ?? {});
}

function objectIn(schema: unknown): z.ZodObject | null {
  if (schema instanceof z.ZodOptional) return objectIn(schema.unwrap());
  if (schema instanceof z.ZodUnion) return schema.options.map(objectIn).find((option) => option !== null) ?? null;
  return schema instanceof z.ZodObject ? schema : null;
}

function elementOf(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional) return elementOf(schema.unwrap());
  return schema instanceof z.ZodArray ? schema.element : null;
}

/** What a message proposes in place of what was written; null: nothing. All of them propose in these words. */
export function suggestionIn(message: string): string | null {
  const [, quoted, word] = /Did you mean (?:"([^"]{1,300})"|([^\s"]{1,300}))\?/.exec(message) ?? [];
  return quoted ?? word ?? null;
}
