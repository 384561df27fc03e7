/**
 * `_target_: timm.create_model` beside its arguments (Hydra, `hydra.utils.instantiate`): the call of a library whose row of the API table says
 * what it loads. Keys that say so by themselves are read as in any map.
 */
import type { Expression, LoadFact } from '../../../model/index.ts';
import type { ApiRow } from '../../languages/python/api-row.ts';
import { API_TABLE, lastNameOf } from '../../languages/python/api-table.ts';
import type { AroundMap } from './around.ts';
import { type KeyedField, type KeyedScalar, keyWords } from './tree.ts';
import { scalarValue } from './values.ts';

const DOTTED = /^[A-Za-z_]\w{0,60}(?:\.[A-Za-z_]\w{0,60}){1,8}$/;
const NO = /^(?:false|no|off|none|null|~|0|)$/i;

/** Rows that one call loads by, whose libraries no other shares the name with. */
const ROWS = new Map<string, ApiRow[]>();
for (const row of API_TABLE)
  if (row.only === true && row.component !== 'service' && row.style === 'function')
    for (const last of row.family ?? [lastNameOf(row)]) ROWS.set(last, [...(ROWS.get(last) ?? []), row]);

export interface Instantiated {
  readonly fact: LoadFact;
  /** The entry that names it: nothing else is to be read from it. */
  readonly field: KeyedField;
}

/** null: the map makes nothing, or nothing that loads by a name of its own. */
export function instantiatedIn(fields: readonly KeyedField[], around: AroundMap): Instantiated | null {
  const made = fields.find(({ name }) => name === '_target_');
  const target = made?.value?.kind === 'scalar' ? made.value.text : '';
  if (made === undefined || !DOTTED.test(target)) return null;
  const last = target.slice(target.lastIndexOf('.') + 1);
  const row = ROWS.get(last)?.find(({ modules }) => modules.includes(target.slice(0, target.indexOf('.'))));
  if (row === undefined || !isFetching(row, fields)) return null;
  const named = row.family === undefined ? argument(fields, row.target.keywords) : null;
  const value = named === null ? (row.family === undefined ? null : literal(last)) : scalarValue(named.node, (path) => around.lookUp(path));
  if (value === null) return null;
  const revision = row.revision === null ? null : argument(fields, [row.revision]);
  const field = named?.field ?? made;
  return {
    field,
    fact: {
      kind: 'load',
      component: row.component,
      hub: row.hub,
      ...(row.catalog === undefined ? {} : { library: row.catalog }),
      ...(row.names === undefined ? {} : { names: row.names }),
      ...(row.schemed === undefined ? {} : { schemed: row.schemed }),
      provider: null,
      api: target,
      target: value,
      revision:
        revision === null || NO.test(revision.node.text) || /^(?:true|yes|on)$/i.test(revision.node.text)
          ? null
          : literal(revision.node.text),
      endpoint: null,
      remoteCode: row.runsCode === true,
      pin: null,
      ...around.at(field.value?.at ?? field.at),
    },
  };
}

function isFetching({ when }: ApiRow, fields: readonly KeyedField[]): boolean {
  if (when === undefined) return true;
  const said = argument(fields, when.keywords);
  // JSON keeps no word for yes or no: it may be either.
  const isSaid = fields.some(({ name }) => when.keywords.includes(keyWords(name)));
  return said === null ? isSaid || when.absent : !NO.test(said.node.text);
}

function argument(
  fields: readonly KeyedField[],
  keywords: readonly string[],
): { readonly field: KeyedField; readonly node: KeyedScalar } | null {
  const field = fields.findLast(({ name, value }) => keywords.includes(name) && value?.kind === 'scalar');
  return field?.value?.kind === 'scalar' ? { field, node: field.value } : null;
}

function literal(text: string): Expression {
  return { kind: 'literal', text };
}
