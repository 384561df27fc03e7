/** Texts in texts: a default that a tag of a field or a placeholder gives, with the names that stand beside it. */
import type { Token } from './lexer.ts';

export interface InnerText {
  readonly text: string;
  readonly names: readonly string[];
  /** In the file. */
  readonly offset: number;
}

const MAX_TEXT = 1_000;
/** `env:"MODEL" envDefault:"gpt-4o"` (Go). */
const TAG = /\b(?:env)?default:"([^"\n]{1,200})"/i;
const KEY = /\b(?:env|name|long|flag|json|yaml|mapstructure|koanf|toml):"([\w.,-]{1,80})"/g;
/** `${openai.model:gpt-4o}` (Spring). */
const PLACEHOLDER = /\$\{([\w.-]{1,80}):([^${}\n]{1,200})\}/;

export function innerTextsOf(tokens: readonly Token[], index: number): readonly InnerText[] {
  const { text, offset } = tokens[index] as Token;
  if (text.length > MAX_TEXT) return [];
  const tag = TAG.exec(text);
  if (tag !== null) {
    const field = tokens[index - 2]?.kind === 'word' ? [tokens[index - 2]?.text ?? ''] : [];
    const keys = Array.from(text.matchAll(KEY), ([, key = '']) => key);
    return [{ text: tag[1] ?? '', names: [...field, ...keys], offset: offset + tag.index }];
  }
  const placeholder = PLACEHOLDER.exec(text);
  if (placeholder === null) return [];
  return [{ text: placeholder[2] ?? '', names: [placeholder[1] ?? ''], offset: offset + placeholder.index }];
}
