/** A text → what is asked about a license, or everything that is wrong with it. Hostile: anybody may have written it. */
import type { z } from 'zod';
import { InputError, type Mistake } from '../../base/errors.ts';
import { type Keys, keepPlaces } from '../../base/json/places.ts';
import { readJson } from '../../base/json/read.ts';
import { scanJson } from '../../base/json/scan.ts';
import { jsonTable } from '../../base/json/table.ts';
import { visibleUpTo } from '../../base/visible-text.ts';
import { mistakesOf, policyWords } from '../../policy/mistakes.ts';
import { ancestorSchema, licenseInputSchema, type WrittenAncestor, type WrittenInput } from './input-schema.ts';
import { INPUT_SHAPE, MAX_ENTRIES, MAX_LICENSE_INPUT_BYTES, MAX_MISTAKES } from './limits.ts';

const HINT = '`weighbridge license --schema input` prints the JSON Schema; docs/license.md has examples.';

/** One entry of a lineage, without those below it. */
export interface ReadAncestor {
  readonly written: WrittenAncestor;
  /** The index of the entry around it; null: the component itself. */
  readonly child: number | null;
}

export interface LicenseInput {
  readonly written: WrittenInput;
  readonly ancestors: readonly ReadAncestor[];
}

interface Found {
  readonly message: string;
  readonly keys: Keys;
}

/** All are counted, the first are told. */
interface Complaints {
  readonly told: Found[];
  count: number;
}

/** Throws InputError INPUT_INVALID with all mistakes, each with its place. `where` is what messages name. */
export function readLicenseInput(source: Uint8Array, where: string): LicenseInput {
  if (source.length > MAX_LICENSE_INPUT_BYTES)
    throw invalid(where, [{ message: `It is larger than ${MAX_LICENSE_INPUT_BYTES / 1024 / 1024} MB.`, where: null }]);
  const text = decode(source, where);
  const odd: Mistake[] = [];
  const json = readJson(text, INPUT_SHAPE, {
    deepest: INPUT_SHAPE.depth,
    onKey(path, { line, column }) {
      // Writing to it would change an object instead of filling it.
      if (path.at(-1) === '__proto__' && odd.length < MAX_MISTAKES)
        odd.push({ message: '"__proto__" is a name that JSON readers mistake.', where: `${where}:${line}:${column}` });
    },
  });
  if (!json.ok) throw invalid(where, [{ message: json.fault.message, where: `${where}:${json.fault.line}:${json.fault.column}` }]);
  const twice = json.twice.told.map(({ name, line, column }) => ({
    message: `"${visibleUpTo(name, 60)}" stands here twice.`,
    where: `${where}:${line}:${column}`,
  }));
  const found: Complaints = { told: [], count: 0 };
  const head = parsed(licenseInputSchema, withoutNulls(json.data), () => [], found);
  const lineage = jsonTable(json.data)?.['lineage'];
  const ancestors = Array.isArray(lineage) ? ancestorsIn(lineage, found) : [];
  const mistakes = [...odd, ...twice, ...placed(text, where, found.told)];
  if (head === null || mistakes.length > 0) throw invalid(where, mistakes, odd.length + json.twice.count + found.count);
  return { written: head, ancestors };
}

function decode(source: Uint8Array, where: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(source);
  } catch {
    throw invalid(where, [{ message: 'It is not UTF-8 text.', where: null }]);
  }
}

/** `keysOf`: the way to the value, worked out only where something is wrong. */
function parsed<T extends z.ZodType>(schema: T, value: unknown, keysOf: () => Keys, found: Complaints): z.output<T> | null {
  const result = schema.safeParse(value, { error: policyWords });
  if (result.success) return result.data;
  for (const { message, path } of mistakesOf(result.error.issues, schema)) {
    found.count++;
    if (found.told.length >= MAX_MISTAKES) continue;
    const keys = keysOf();
    found.told.push({ message: worded(message, keys), keys: [...keys, ...path] });
  }
  return null;
}

/** Mistakes name their key; those of an entry begin with the way to it. */
function worded(message: string, keys: Keys): string {
  const plain = message.replace(/^: /, '');
  return visibleUpTo(keys.length === 0 ? plain : `${shownWay(keys)}: ${plain}`, 400);
}

/** "lineage.0.base.1"; of a deep one the end. */
function shownWay(keys: Keys): string {
  return keys.length <= 12 ? keys.join('.') : `${keys.slice(0, 2).join('.')}…${keys.slice(-6).join('.')}`;
}

/** An entry, and the way to it: deep ways are long, so each is written out only where it is told. */
interface Open {
  readonly value: unknown;
  readonly index: number;
  readonly child: number | null;
}

/** With a list of its own instead of the stack: an input may nest as deep as its limit allows. */
function ancestorsIn(lineage: readonly unknown[], found: Complaints): readonly ReadAncestor[] {
  const open: Open[] = lineage.slice(0, MAX_ENTRIES + 1).map((value, index) => ({ value, index, child: null }));
  const read: ReadAncestor[] = [];
  // It grows while it is walked.
  for (const entry of open) {
    if (read.length >= MAX_ENTRIES) {
      found.count++;
      found.told.push({ message: `lineage: more than ${MAX_ENTRIES} entries, those below others counted.`, keys: ['lineage'] });
      break;
    }
    const written = parsed(ancestorSchema, withoutNulls(entry.value), () => wayTo(entry, open), found);
    const base = jsonTable(entry.value)?.['base'];
    const child = read.length;
    if (Array.isArray(base)) for (const [index, value] of base.slice(0, MAX_ENTRIES + 1).entries()) open.push({ value, index, child });
    // What is wrong keeps its number: its mistakes refuse the whole.
    read.push({ written: written ?? UNREAD, child: entry.child });
  }
  return read;
}

/** "lineage", 0, "base", 1 */
function wayTo(entry: Open, open: readonly Open[]): Keys {
  const keys: PropertyKey[] = [];
  for (let here: Open | undefined = entry; here !== undefined; here = here.child === null ? undefined : open[here.child])
    keys.push(here.index, here.child === null ? 'lineage' : 'base');
  return keys.reverse();
}

const UNREAD: WrittenAncestor = { name: '', relation: 'base', kind: 'model', license: null };

/** null says that something is not stated, as leaving it out does. Only where the schema has objects: the whole, its parts, "territory". */
function withoutNulls(value: unknown, levels = 3): unknown {
  const table = jsonTable(value);
  if (table === null || levels === 0) return value;
  const stated = Object.entries(table).filter(([key, one]) => one !== null || key === 'license');
  return Object.fromEntries(stated.map(([key, one]) => [key, key === 'terms' ? one : withoutNulls(one, levels - 1)]));
}

/** A second pass, only where there is something to complain about. */
function placed(text: string, where: string, found: readonly Found[]): Mistake[] {
  if (found.length === 0) return [];
  const told = found.slice(0, MAX_MISTAKES);
  const places = keepPlaces(
    4,
    told.map(({ keys }) => keys),
  );
  scanJson(text, INPUT_SHAPE, places);
  return told.map(({ message, keys }) => {
    const { line, column } = places.nearest(keys);
    return { message, where: `${where}:${line}:${column}` };
  });
}

function invalid(where: string, mistakes: readonly Mistake[], count: number = mistakes.length): InputError {
  const told = mistakes.slice(0, MAX_MISTAKES);
  const rest = count > told.length ? [{ message: `And ${count - told.length} more.`, where: null }] : [];
  return new InputError('INPUT_INVALID', `${where} has ${count === 1 ? 'a mistake' : `${count} mistakes`}.`, HINT, [...told, ...rest]);
}
