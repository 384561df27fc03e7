/** Hosted services: whose SDK it is, and which server the client was told to ask (T37). */
import type { Node } from 'web-tree-sitter';
import type { Value } from '../../../model/index.ts';
import { type ApiRow, CHAIN_PROVIDER, PROVIDERS } from './api-table.ts';
import { type CallArguments, callArgumentsOf } from './arguments.ts';
import { clientCalls, clientOrigin } from './client-origin.ts';
import type { NameScope } from './module.ts';
import type { NameWrites } from './spread.ts';
import { unknown } from './values.ts';

interface Served {
  readonly provider: string;
  /** null: the SDK's own server, or what the operator sets. */
  readonly endpoint: Value | null;
}

interface File {
  readonly origins: ReadonlyMap<string, string>;
  readonly roots: ReadonlySet<string>;
  readonly writes: NameWrites;
}

const ADDRESS = ['base_url', 'api_base', 'openai_api_base', 'azure_endpoint', 'anthropic_api_url', 'server_url', 'endpoint'];
const AZURE = /(?:^|\.)(?:Async)?Azure\w{0,20}$/;

/** null: no SDK that we know. */
export function servedBy(row: ApiRow, callee: Node, dotted: string, scope: NameScope, args: CallArguments, file: File): Served | null {
  const provider = providerOf(row, dotted, scope, file);
  if (provider === null) return null;
  if (row.style === 'function') return { provider, endpoint: addressIn([args], []) };
  const made = clientCalls(callee, scope);
  const clients = made.flatMap(({ node, scope: owner }) => callArgumentsOf(node, owner, file.writes) ?? []);
  const azure = made.some(({ node }) => AZURE.test(node.childForFieldName('function')?.text.slice(0, 200) ?? ''));
  return { provider: azure ? 'azure' : provider, endpoint: addressIn(clients, [args]) };
}

/** `base_url=os.getenv("X")` without a default is the operator's own setting, not the tree's (T20). */
function addressIn(makers: readonly CallArguments[], calls: readonly CallArguments[]): Value | null {
  const values = [...makers, ...calls].flatMap((args) => {
    const named = ADDRESS.flatMap((name) => args.value(name) ?? []);
    // What a call of a client spreads is its question, not its server.
    return named.length > 0 || args.open !== 'unread' || calls.includes(args) ? named : [unknown(args.list)];
  });
  const told = values.filter((value) => value.kind !== 'overridable' || value.fallback !== null);
  const [first = null] = told;
  return told.length < 2 ? first : { kind: 'choice', options: told };
}

function providerOf(row: ApiRow, dotted: string, scope: NameScope, file: File): string | null {
  if (row.provider === undefined) return null;
  if (row.provider === 'by-prefix') return 'by-prefix';
  if (row.provider !== 'by-import') return row.provider;
  // The package that the client comes from says it best: the SDKs share their method names.
  const client = PROVIDERS[clientOrigin(dotted, scope, file.origins)?.split('.')[0] ?? ''];
  if (client !== undefined) return client;
  const owner = CHAIN_PROVIDER[row.name];
  const imported = Object.keys(PROVIDERS)
    .filter((root) => file.roots.has(root))
    .map((root) => PROVIDERS[root] ?? root);
  if (owner !== undefined) return imported.includes(owner) ? owner : null;
  // A chain such as chat.completions.create belongs to the OpenAI SDK where that is imported beside others.
  return imported.includes('openai') ? 'openai' : (imported[0] ?? null);
}
