/** Constants of SDKs that a file uses by their names alone: `import static dev.langchain4j.model.openai.OpenAiChatModelName.GPT_4_O_MINI`. */
import type { Token } from './lexer.ts';

const IMPORTS = /^(?:import|use|using|open)$/;
/** Types and modules whose members are ids of models. */
const HOLDS = /Model(?:Name)?s?$|^(?:openai|anthropic|gemini|mistral|cohere|voyageai|groq|perplexity|deepseek|xai)$/;
const CONSTANT = /^[A-Z][A-Z0-9]*_[A-Z0-9_]*\d[A-Z0-9_]*$|^[A-Z0-9]+_[A-Z0-9_]+$/;
const MAX_STATEMENT = 200;

export interface SdkImports {
  /** The type or module that a bare name is brought in from; null: none. */
  ofSdk(name: string): string | null;
  /** Tokens of the statements that bring them in: no use is there. */
  readonly statements: ReadonlySet<number>;
}

export function importsIn(tokens: readonly Token[]): SdkImports {
  const names = new Map<string, string>();
  const statements = new Set<number>();
  let all: string | null = null;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    if (!token.first || token.kind !== 'word' || !IMPORTS.test(token.text)) continue;
    let holder = '';
    let depth = 0;
    for (let at = index + 1; at < Math.min(tokens.length, index + MAX_STATEMENT); at++) {
      const { kind, text, first } = tokens[at] as Token;
      if (text === ';' || (first && depth === 0)) break;
      statements.add(at);
      if (text === '{') depth += 1;
      else if (text === '}') depth -= 1;
      else if ((text === '*' || text === '_') && HOLDS.test(holder)) all = holder;
      else if (kind === 'word' && CONSTANT.test(text) && HOLDS.test(holder)) names.set(text, holder);
      else if (kind === 'word' && depth === 0) holder = text;
    }
  }
  return { ofSdk: (name) => names.get(name) ?? (all !== null && CONSTANT.test(name) ? all : null), statements };
}
