/**
 * Hosted models that code asks for by HTTP alone: `requests.post(f"{URL}/api/generate", json={"model": "llama3.2"})`. The address says who
 * answers, the body which model; both are followed through constants, fields and `json.dumps`.
 */
import type { Expression, LoadFact } from '../../../model/index.ts';
import { type Answers, beginning, type WordQuestion } from '../../../base/word-search.ts';
import { PROVIDER_HOSTS, providerAtHost } from '../../hosted/index.ts';
import type { Held, Spot } from '../../values/index.ts';
import { type CallArguments, callArgumentsOf, valueOfArgument } from './arguments.ts';
import type { FileContext } from './file-context.ts';
import { expressionOf, givenIn } from './form/expressions.ts';
import type { PlacedCall } from './places.ts';

const CALLS = /(?:^|\.)(?:post|request|stream|Request|apost|post_json|fetch|send_request|urlopen)$/;
/** A file that sends nothing. */
const SENDS: WordQuestion = beginning('post', 'request', 'stream', 'Request', 'apost', 'fetch', 'send_request', 'urlopen');
const KEYS = ['model', 'model_id', 'modelId', 'model_name', 'modelName', 'speech_model', 'engine'];
const HAS_KEY: WordQuestion = KEYS.flatMap((key) => [`"${key}"`, `'${key}'`, `${key}=`].map((word) => ({ word })));
const LOCAL = ['/api/generate', '/api/chat', '/api/embed', '/api/pull', '/api/show', ':11434'];
const SHARED = [
  '/chat/completions',
  '/v1/completions',
  '/v1/embeddings',
  '/v1/responses',
  '/v1/messages',
  '/v1/audio/',
  '/v1/images/',
  '/v1/rerank',
  '/audio/transcriptions',
  '/audio/speech',
];
/** An address of somebody who answers with a model, or its path. */
const SAYS_SERVER: WordQuestion = [...LOCAL, ...SHARED, ...PROVIDER_HOSTS].map((word) => ({ word }));
export const HTTP_QUESTIONS = [SENDS, HAS_KEY, SAYS_SERVER];

const MAX_URL = 600;
const MAX_WRAPS = 4;

/** For the pre-filter. */
export function maySendModel(words: Answers): boolean {
  return words.has(SENDS) && words.has(HAS_KEY) && words.has(SAYS_SERVER);
}

export function httpLoads({ node, scope, written }: PlacedCall, words: Answers, file: FileContext): LoadFact[] {
  if (!CALLS.test(written) || !maySendModel(words)) return [];
  const list = node.childForFieldName('arguments');
  if (list?.type !== 'argument_list') return [];
  const where: Spot = { scope, frame: null, line: node.startPosition.row + 1, column: node.startPosition.column + 1 };
  const given = givenIn(list, (child) => (child === null ? { kind: 'constant', value: null } : expressionOf(child, scope, file.around)));
  const args = callArgumentsOf(given, where, file.evaluator);
  const model = modelIn(args, file);
  if (model === null) return [];
  const url = addressOf(args, file);
  if (url === null) return [];
  return [
    {
      kind: 'load',
      component: url.isLocal ? 'model' : 'service',
      hub: url.isLocal ? 'ollama' : 'service',
      provider: url.isLocal ? null : (url.provider ?? 'by-prefix'),
      api: written.slice(-80),
      target: model,
      within: { piece: '', scope: scope.index },
      revision: null,
      endpoint: url.isLocal ? null : url.endpoint,
      remoteCode: false,
      pin: null,
      line: where.line,
      column: where.column,
    },
  ];
}

interface Address {
  /** Ollama: a model of its own hub. */
  readonly isLocal: boolean;
  readonly provider: string | null;
  readonly endpoint: Expression | null;
}

function addressOf(args: CallArguments, file: FileContext): Address | null {
  const held = [...args.keyword('url'), args.positional(0), args.positional(1)].flatMap((one) => one ?? []);
  for (const one of held) {
    const texts = textsOf(one, file);
    if (texts.some((text) => LOCAL.some((part) => text.includes(part)) && providerOf(text) === null))
      return { isLocal: true, provider: null, endpoint: null };
    const provider = texts.flatMap((text) => providerOf(text) ?? [])[0] ?? null;
    if (provider !== null) return { isLocal: false, provider, endpoint: null };
    if (!texts.some((text) => SHARED.some((part) => text.includes(part)))) continue;
    const isWhole = texts.some((text) => /^(?:https?|wss?):\/\/[^{\s]/.test(text));
    return { isLocal: false, provider: null, endpoint: isWhole ? valueOfArgument(one, args.where) : null };
  }
  return null;
}

/** What the address may be, and its parts that stand there. */
function textsOf({ value, where }: Held, { evaluator }: FileContext): string[] {
  const whole = evaluator.things(value, where).flatMap((thing) => (thing.kind === 'text' ? [thing.text.slice(0, MAX_URL)] : []));
  const parts = value.kind === 'join' ? value.parts.flatMap((part) => (part.kind === 'literal' ? [part.text.slice(0, MAX_URL)] : [])) : [];
  return [...whole, ...parts];
}

function providerOf(text: string): string | null {
  const host = /^(?:https?|wss?):\/\/([\w.-]{1,100})/.exec(text)?.[1];
  return host === undefined ? null : providerAtHost(host);
}

function modelIn(args: CallArguments, file: FileContext): Expression | null {
  for (const name of ['json', 'data', 'content', 'body'])
    for (const held of args.keyword(name)) {
      const body = unwrapped(held);
      const { entries } = file.evaluator.table(body.value, body.where);
      for (const key of KEYS) {
        const options = entries.get(key)?.options ?? [];
        const values = options.flatMap((one) => valueOfArgument(one, args.where) ?? []);
        const [first] = values;
        if (first !== undefined) return values.length === 1 ? first : { kind: 'choice', options: values };
      }
    }
  return null;
}

/** `json.dumps(body).encode()` */
function unwrapped(held: Held): Held {
  let { value } = held;
  for (let step = 0; step < MAX_WRAPS && value.kind === 'call'; step++) {
    const { callee, given } = value;
    const isDump = callee.kind === 'member' && callee.name === 'dumps';
    const isEncoded = callee.kind === 'member' && callee.name === 'encode';
    const next = isDump ? given[0]?.value : isEncoded ? callee.of : undefined;
    if (next === undefined) break;
    value = next;
  }
  return { ...held, value };
}
