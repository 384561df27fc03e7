/** Loads of what the same code has just written: `m.save_pretrained("out")`, then `AutoModel.from_pretrained("out")`. */
import type { Node } from './syntax/index.ts';
import type { Expression, LoadFact } from '../../../model/index.ts';
import { type Code, ownerOf, type View } from '../../values/index.ts';
import { dottedName } from './bound.ts';
import { expressionOf } from './form/expressions.ts';
import type { Around } from './form/place.ts';
import type { PlacedCall } from './places.ts';

/** By the last name of what is called: which argument is the folder or file, by position and by keyword. */
const WRITERS: Readonly<Record<string, { readonly position: number | null; readonly keyword: string }>> = {
  save_pretrained: { position: 0, keyword: 'save_directory' },
  save_model: { position: 0, keyword: 'output_dir' },
  save_to_disk: { position: 0, keyword: 'dataset_path' },
  snapshot_download: { position: null, keyword: 'local_dir' },
  hf_hub_download: { position: null, keyword: 'local_dir' },
  fit: { position: null, keyword: 'output_path' },
};
const TORCH = { position: 1, keyword: 'f' } as const;
const OBJECT = { position: 0, keyword: 'path' } as const;
/** They write where they train. */
const TRAINER = { position: null, keyword: 'output_dir' } as const;
const TRAINERS = /(?:TrainingArguments|Trainer|Config)$/;

/** The loads, marked where a call before them in the file writes to the same text or name. */
export function withOwnOutput(calls: readonly PlacedCall[], loads: readonly LoadFact[], around: Around, { scopes }: Code): LoadFact[] {
  if (loads.length === 0) return [];
  const first = new Map<string, Place>();
  for (const call of calls) {
    const key = writtenBy(call, around);
    if (key === null) continue;
    const { row, column } = call.node.endPosition;
    const at = { line: row + 1, column: column + 1 };
    const known = first.get(key);
    if (known === undefined || isBefore(at, known)) first.set(key, at);
  }
  if (first.size === 0) return [...loads];
  return loads.map((load) => {
    const scope = scopes[load.within?.scope ?? 0];
    const key = scope === undefined ? null : keyOf(load.target, scope);
    const at = key === null ? undefined : first.get(key);
    return at !== undefined && isBefore(at, load) ? { ...load, written: true } : load;
  });
}

/** The same text, or the same name of the same scope; null: it is computed. */
function keyOf(value: Expression, scope: View): string | null {
  if (value.kind === 'literal') return JSON.stringify(['text', value.text]);
  const name = dottedName(value);
  return name === null ? null : JSON.stringify(['name', name, ownerOf(name.split('.', 1)[0] ?? name, scope)?.index]);
}

interface Place {
  readonly line: number;
  readonly column: number;
}

function isBefore(one: Place, other: Place): boolean {
  return one.line < other.line || (one.line === other.line && one.column <= other.column);
}

/** null: it writes nothing that is known, or to what is computed. */
function writtenBy({ node, scope, callee }: PlacedCall, around: Around): string | null {
  const name =
    callee?.type === 'attribute' ? callee.childForFieldName('attribute')?.text : callee?.type === 'identifier' ? callee.text : null;
  const writer = callee === null || name == null ? null : writerOf(name, callee);
  const argument = writer === null ? null : argumentOf(node, writer);
  return argument === null ? null : keyOf(expressionOf(argument, scope, around), scope);
}

function writerOf(name: string, callee: Node): (typeof WRITERS)[string] | null {
  if (name === 'save' && callee.type === 'attribute') return callee.childForFieldName('object')?.text === 'torch' ? TORCH : OBJECT;
  if (Object.hasOwn(WRITERS, name)) return WRITERS[name] ?? null;
  return TRAINERS.test(name) ? TRAINER : null;
}

function argumentOf(call: Node, { position, keyword }: (typeof WRITERS)[string]): Node | null {
  const all = (call.childForFieldName('arguments')?.namedChildren ?? []).filter(
    (one): one is Node => one !== null && one.type !== 'comment',
  );
  const named = all.find((one) => one.type === 'keyword_argument' && one.childForFieldName('name')?.text === keyword);
  if (named !== undefined) return named.childForFieldName('value');
  const positional = position === null ? undefined : all[position];
  // Behind a splat nobody knows which argument it is.
  const isPlain = all.slice(0, (position ?? 0) + 1).every(({ type }) => !/splat|keyword_argument/.test(type));
  return positional !== undefined && isPlain ? positional : null;
}
