/** Hosted services: whose SDK it is, and which server the client was told to ask (T37). */
import type { Expression } from '../../../model/index.ts';
import { renderExpression, type Spot } from '../../values/index.ts';
import { PROVIDER_MODULES, providerNamed, providerOfModule } from '../../hosted/index.ts';
import type { ApiRow } from './api-row.ts';
import { CHAIN_PROVIDER } from './api-services.ts';
import { BY_PREFIX } from './service-row.ts';
import { type CallArguments, callArgumentsOf } from './arguments.ts';
import { seenFrom } from './bound.ts';
import { type ClientCall, clientCalls, clientOrigin } from './client-origin.ts';
import type { FileContext } from './file-context.ts';
import { isOperators } from './hub-client.ts';

interface Served {
  readonly provider: string;
  /** null: the SDK's own server, or what the operator sets. */
  readonly endpoint: Expression | null;
}

const ADDRESS = ['base_url', 'api_base', 'openai_api_base', 'azure_endpoint', 'anthropic_api_url', 'server_url', 'endpoint'];
/** Classes of an SDK that ask somebody else for the models of its maker. */
const ELSEWHERE: readonly (readonly [class_: RegExp, provider: string])[] = [
  [/^(?:Async)?Azure\w{0,20}$|^(?:Async)?\w{1,20}Foundry$/, 'azure'],
  [/^(?:Async)?AnthropicBedrock\w{0,10}$/, 'bedrock'],
  [/^(?:Async)?AnthropicVertex$/, 'google'],
];

/** null: no SDK that we know. */
export function servedBy(row: ApiRow, callee: Expression, where: Spot, args: CallArguments, file: FileContext): Served | null {
  const provider = providerOf(row, callee, where, args, file);
  if (provider === null) return null;
  if (row.style === 'function') return { provider, endpoint: addressIn([{ args, isClient: true, written: callee }], where, file) };
  const made = clientCalls(callee, where);
  const clients = made.map((one) => ({
    args: callArgumentsOf(one.call.given, one.where, file.evaluator),
    isClient: true,
    written: one.call,
  }));
  const endpoint = addressIn([...clients, { args, isClient: false, written: callee }], where, file);
  return { provider: made.flatMap(elsewhere)[0] ?? provider, endpoint };
}

function elsewhere({ call: { callee } }: ClientCall): string[] {
  const name = callee.kind === 'name' || callee.kind === 'member' ? callee.name : '';
  return ELSEWHERE.flatMap(([class_, provider]) => (class_.test(name) ? [provider] : []));
}

interface Told {
  readonly args: CallArguments;
  readonly isClient: boolean;
  readonly written: Expression;
}

/** `base_url=os.getenv("X")` without a default is the operator's own setting, not the tree's (T20). */
function addressIn(all: readonly Told[], place: Spot, { evaluator }: FileContext): Expression | null {
  const told = all.flatMap(({ args, isClient, written }): Expression[] => {
    const named = ADDRESS.flatMap((name) => {
      const value = args.value(name);
      return value === null ? [] : [seenFrom({ value, where: args.where }, place.scope)];
    });
    // What a call of a client spreads is its question, not its server.
    return named.length > 0 || args.open !== 'unread' || !isClient ? named : [{ kind: 'unmodeled', text: renderExpression(written) }];
  });
  const own = told.filter((value) => !isOperators(value, place, evaluator));
  const [first = null] = own;
  return own.length < 2 ? first : { kind: 'choice', options: own };
}

function providerOf(row: ApiRow, callee: Expression, where: Spot, args: CallArguments, file: FileContext): string | null {
  if (row.provider === undefined) return null;
  if (row.provider === BY_PREFIX) return besideIt(args, where, file) ?? BY_PREFIX;
  if (row.provider !== 'by-import') return row.provider;
  // The package that the client comes from says it best: the SDKs share their method names.
  const client = providerOfModule(clientOrigin(callee, where, file.origins)?.split('.')[0] ?? '');
  if (client !== null) return isGateway(client) ? BY_PREFIX : client;
  const owner = CHAIN_PROVIDER[row.name];
  const imported = PROVIDER_MODULES.filter((root) => file.roots.has(root)).flatMap((root) => providerOfModule(root) ?? []);
  if (owner !== undefined) return imported.includes(owner) || row.anyClient === true ? owner : null;
  // A chain such as chat.completions.create belongs to the OpenAI SDK where that is imported beside others.
  if (imported.includes('openai')) return 'openai';
  const sdks = imported.filter((one) => one !== 'google');
  const [only = imported[0]] = sdks;
  if (sdks.length === 1 && only !== undefined) return isGateway(only) ? BY_PREFIX : only;
  // The client is somebody's own: the name of the model says whose it is.
  return row.anyClient === true ? BY_PREFIX : (only ?? null);
}

function isGateway(provider: string): boolean {
  return providerNamed(provider)?.runs === 'gateway';
}

/** `init_chat_model("gpt-4o", model_provider="azure_openai")`. */
function besideIt(args: CallArguments, where: Spot, { evaluator }: FileContext): string | null {
  for (const name of ['model_provider', 'custom_llm_provider', 'provider'])
    for (const { value } of args.keyword(name)) {
      const [only, ...more] = evaluator.things(value, where);
      const found = more.length === 0 && only?.kind === 'text' ? providerNamed(only.text) : null;
      if (found !== null && found.runs === undefined) return found.id;
    }
  return null;
}
