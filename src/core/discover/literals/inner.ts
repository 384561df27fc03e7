/**
 * Texts in texts: a default that a tag of a field or a placeholder gives, the model of a request's body, and the one that an address names: each with
 * the names that stand beside it.
 */
import { providerAtHost } from '../hosted/index.ts';
import type { Token } from './lexer.ts';

export interface InnerText {
  readonly text: string;
  readonly names: readonly string[];
  readonly by: 'environment' | null;
  /** Of the host that the address names; null: the text says it, or nobody does. */
  readonly provider: string | null;
  /** In the file. */
  readonly offset: number;
}

const MAX_TEXT = 20_000;
const MAX_INNER = 20;
/** `env:"MODEL" envDefault:"gpt-4o"` (Go). */
const TAG = /\b(?:env)?default:"([^"\n]{1,200})"/i;
const KEY = /\b(?:env|name|long|flag|json|yaml|mapstructure|koanf|toml):"([\w.,-]{1,80})"/g;
/** `${openai.model:gpt-4o}` (Spring). */
const PLACEHOLDER = /\$\{([\w.-]{1,80}):([^${}\n]{1,200})\}/;
/** `{"model": "gpt-4o", …}`, also with escaped quotes. */
const BODY = /\\?["'](model(?:_?(?:id|name))?)\\?["']\s{0,4}:\s{0,4}\\?["']([^"'\\\s]{2,120})\\?["']/gi;
/** `https://host/…/models/<id>:generateContent`, `…/model/<id>/invoke`, `wss://host/…?model=<id>`. */
const ADDRESS = /(?:https?|wss?):\/\/([\w.-]{4,100})(?::\d{1,5})?\/([^\s"'<>]{1,300})/;
const IN_PATH =
  /(?:^|\/)(?:models?|engines|deployments|run)\/((?:@cf\/)?[\w.-]{1,60}(?:\/[\w.-]{1,60}){0,2}?)(?=[:?]|\/(?:invoke|converse|chat|completions|embeddings|images|audio|predictions)|$)/;
const IN_QUERY = /[?&]model(?:_id)?=([\w.:/-]{2,80})/;
/** A path of Google's alone: the host stands elsewhere. */
const ASKED =
  /(?:^|\/)models\/([\w.-]{3,60}):(?:streamGenerateContent|generateContent|embedContent|batchEmbedContents|countTokens|predict|bidiGenerateContent)\b/;

export function innerTextsOf(tokens: readonly Token[], index: number): readonly InnerText[] {
  const { text, offset } = tokens[index] as Token;
  if (text.length > MAX_TEXT) return [];
  const asked = ofAddress(text, offset);
  if (asked !== null) return [asked];
  const tag = TAG.exec(text);
  if (tag !== null) {
    const field = tokens[index - 2]?.kind === 'word' ? [tokens[index - 2]?.text ?? ''] : [];
    const keys = Array.from(text.matchAll(KEY), ([, key = '']) => key);
    return [{ text: tag[1] ?? '', names: [...field, ...keys], by: 'environment', provider: null, offset: offset + tag.index }];
  }
  const placeholder = PLACEHOLDER.exec(text);
  if (placeholder !== null)
    return [
      { text: placeholder[2] ?? '', names: [placeholder[1] ?? ''], by: 'environment', provider: null, offset: offset + placeholder.index },
    ];
  if (!/model/i.test(text)) return [];
  return [...text.matchAll(BODY)].slice(0, MAX_INNER).map(({ 1: key = '', 2: id = '', index: at }) => ({
    text: id,
    names: [key],
    by: null,
    provider: null,
    offset: offset + at,
  }));
}

function ofAddress(text: string, offset: number): InnerText | null {
  const address = ADDRESS.exec(text);
  const [, host = '', path = ''] = address ?? [];
  const provider = /\.openai\.azure\.com$/.test(host) ? 'azure' : providerAtHost(host);
  const found = provider === null ? ASKED.exec(text) : (IN_PATH.exec(path) ?? IN_QUERY.exec(path));
  if (found === null || found[1] === undefined) return null;
  const at = text.indexOf(found[1], address?.index ?? 0);
  return { text: found[1], names: ['model'], by: null, provider, offset: offset + Math.max(0, at) };
}
