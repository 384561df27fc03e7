/**
 * Loaders that are handed on instead of called: `partial(AutoModel.from_pretrained, …)`, `executor.submit(snapshot_download, …)`,
 * `getattr(AutoModel, "from_pretrained")`. What they load is decided by whoever calls them: said as unresolved, never passed over (T35).
 */
import type { Node } from 'web-tree-sitter';
import type { LoadFact } from '../../model.ts';
import { API_TABLE, type ApiRow } from './api-table.ts';
import type { PlacedCall } from './module.ts';
import { unknown } from './values.ts';

const lastOf = (row: ApiRow): string => row.name.split('.').at(-1) ?? row.name;
/** Rows whose name alone is telling. */
const TELLING = new Map(API_TABLE.filter((row) => row.common !== true && row.component !== 'service').map((row) => [lastOf(row), row]));
/** They look at a callable and do not call it. */
const LOOKERS = /^(?:wraps|update_wrapper|signature|hasattr|callable|isinstance|issubclass|getsource|getdoc|id|print|help|deepcopy)$/;

export function passedLoaders({ node }: PlacedCall, origins: ReadonlyMap<string, string>): LoadFact[] {
  const callee = node.childForFieldName('function');
  const last = callee?.type === 'attribute' ? callee.childForFieldName('attribute') : callee;
  if (last === null || last?.type !== 'identifier' || LOOKERS.test(last.text)) return [];
  const args = (node.childForFieldName('arguments')?.namedChildren ?? []).flatMap((one) => one ?? []);
  if (last.text === 'getattr') {
    const name = args[1]?.type === 'string' && args[1].namedChildCount === 3 ? args[1].namedChild(1)?.text : undefined;
    const row = name === undefined ? undefined : TELLING.get(name);
    return row?.style === 'method' ? [passed(node, row)] : [];
  }
  return args.flatMap((one) => {
    const value = one.type === 'keyword_argument' ? one.childForFieldName('value') : one;
    const row = value === null ? undefined : loaderOf(value, origins);
    return value === null || row === undefined ? [] : [passed(value, row)];
  });
}

function loaderOf(value: Node, origins: ReadonlyMap<string, string>): ApiRow | undefined {
  if (value.type === 'attribute') {
    const row = TELLING.get(value.childForFieldName('attribute')?.text ?? '');
    // A function of a module: `huggingface_hub.snapshot_download`.
    const root = origins.get(value.childForFieldName('object')?.text ?? '') ?? '';
    return row?.style === 'method' || row?.modules.includes(root.split('.', 1)[0] ?? '') === true ? row : undefined;
  }
  const [root = '', ...more] = value.type === 'identifier' ? (origins.get(value.text)?.split('.') ?? []) : [];
  const row = more.length === 0 ? undefined : TELLING.get(more.at(-1) ?? '');
  return row?.style !== 'method' && row?.modules.includes(root) === true ? row : undefined;
}

function passed(node: Node, row: ApiRow): LoadFact {
  return {
    kind: 'load',
    component: row.component,
    hub: row.hub,
    provider: null,
    api: row.name,
    target: unknown(node),
    revision: null,
    endpoint: null,
    remoteCode: false,
    pin: null,
    line: node.startPosition.row + 1,
    column: node.startPosition.column + 1,
  };
}
