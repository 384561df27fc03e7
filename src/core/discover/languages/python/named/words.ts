/** Names of calls, keywords and targets, and what they say of a text beside them. */
import type { Node } from '../syntax/index.ts';
import { firstOf, stringOf } from './table.ts';

/** Who may give another value: the environment, or the caller of a program. */
export function decidedBy(text: string, callee: string): 'environment' | 'option' | null {
  if (/^(?:add_argument|option|argument|add_option|Option)$/.test(callee) || text.startsWith('-')) return 'option';
  return /^(?:getenv|get_env|env|config|str)$/.test(callee) || /^[A-Z][A-Z0-9_]*$/.test(text) ? 'environment' : null;
}

/** Keywords that say what something is when nobody says it: what it is called says the call. */
export const DEFAULT: ReadonlySet<string> = new Set([
  'default',
  'default_factory',
  'value',
  'fallback',
  'server_default',
  'default_value',
  'initial',
  'const',
  'if_missing',
]);
export const NOT_USED: ReadonlySet<string> = new Set([
  'choices',
  'help',
  'examples',
  'example',
  'metavar',
  'placeholder',
  'match',
  'return_value',
  'side_effect',
  'ids',
  'prompt',
  'reason',
  'name',
  'title',
  'label',
]);
/** Their first argument is the value. */
export const FIELDS: ReadonlySet<string> = new Set([
  'Field',
  'field',
  'Option',
  'Argument',
  'Query',
  'Body',
  'Form',
  'Header',
  'SettingsField',
]);
export const TAKES_AS_IT_IS: ReadonlySet<string> = new Set(['str', 'cast', 'SecretStr', 'coalesce', 'first', 'Literal']);
/** Classes and functions that make a client of the model that they are given first. */
export const MAKES_MODEL =
  /(?:^|_|[a-z])(?:llm|LLM|model|Model|ChatModel|Chat|chat|embedder|Embedder|embeddings|Embeddings|Embedding|engine|Engine|agent|Agent|GPT|LM)$/;
/** They look up what is known of a model. */
export const ASKS =
  /^(?:is|has|supports|can|check|validate|count|encoding|estimate|calculate|parse|normalize|format|find|list|describe|info|register|unregister|assert|test|print|log)_|Error$|Exception$|Warning$|Tokenizer$/i;
/** Keywords that take the models that are asked one after another. */
export const FALLBACKS: ReadonlySet<string> = new Set(['fallbacks', 'fallback_models', 'fallback_model', 'context_window_fallbacks']);
/** What they are given is an answer, a record or a stand-in, and asks nothing. */
export const NO_USE =
  /^(?:assert|Mock|MagicMock|AsyncMock|Fake|Stub|Dummy|patch|set_attribute|set_tag|add_event|parametrize|register_model|startswith|encoding_for_model|get_encoding)|assert|(?:Response|Completion|Chunk|Usage|Message|Result|Event|Record|Pricing|Price|Cost|Info|Span|Trace|Error|Exception|Warning|Tokenizer|Card|Metadata|Capabilities|Choice|Delta|Generation)$/;
/** They put something else in the place of what the code has. */
export const STANDS_IN: ReadonlySet<string> = new Set(['monkeypatch', 'mocker']);
/** Where a value is not taken. */
export const NOWHERE: ReadonlySet<string> = new Set([
  'comparison_operator',
  'assert_statement',
  'raise_statement',
  'case_pattern',
  'interpolation',
  'string',
  'except_clause',
  'subscript',
]);

/** A model's name as the key of what is known about it. */
export function isModelKeyOfPrices(key: string): boolean {
  return /^(?:[a-z0-9-]{1,30}\/)?(?:gpt-|claude-|gemini-|o[1-9]-|text-embedding-|mistral-|command-|llama-|grok-|deepseek-)/.test(key);
}

/** A class whose members are a list of what there is. */
export function isEnumeration(around: Node | null): boolean {
  return (
    around?.type === 'class_definition' &&
    firstOf(around.childForFieldName('superclasses') ?? around, 5).some(
      ({ type, text }) => (type === 'identifier' || type === 'attribute') && text.endsWith('Enum'),
    )
  );
}

/** The name that a call calls: "create" of `client.create(…)`. What is called may be as long as the file. */
export function calledBy(call: Node | null): string {
  const callee = call?.childForFieldName('function') ?? null;
  const named = callee?.type === 'attribute' ? callee.childForFieldName('attribute') : callee;
  return named?.type === 'identifier' ? named.text.slice(-80) : '';
}

/** "client" of `client.create(…)`; "" for what is computed. */
export function ownerOfCall(call: Node): string {
  const callee = call.childForFieldName('function');
  const owner = callee?.type === 'attribute' ? callee.childForFieldName('object') : null;
  return owner?.type === 'identifier' ? owner.text : '';
}

/** "model" of `model`, `self.model`, `config["model"]`; "" for what has no name. */
export function targetName(target: Node): string {
  switch (target.type) {
    case 'identifier':
      return target.text;
    case 'attribute':
      return target.childForFieldName('attribute')?.text ?? '';
    case 'subscript': {
      const key = target.namedChild(target.namedChildCount - 1);
      return key === null ? '' : (stringOf(key) ?? '');
    }
    default:
      return '';
  }
}
