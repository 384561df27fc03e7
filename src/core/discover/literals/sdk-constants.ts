/** Code in which constants of SDKs stand for the ids that they are: what reads texts reads them, too. */
import { embeddingModelOf } from './fastembed.ts';
import type { Token } from './lexer.ts';
import { importsIn } from './sdk-imports.ts';
import { idOfConstant } from './sdk-names.ts';

const JOINS = new Set(['.', '::', '?.', '->']);
/** Members that give the text of a constant. */
const GIVES_TEXT = /^(?:value|rawValue|name|id|toString|ToString|getName|getValue|getId|modelName|to_string|as_str|asString|into|clone)$/;

/** `Qualifier.CONSTANT` as one text; `.constant` where a value may stand; `CONSTANT` that is imported from a type of an SDK. The definitions of constants stay as they are. */
export function withConstants(tokens: readonly Token[]): readonly Token[] {
  const own = definedIn(tokens);
  const imports = importsIn(tokens);
  const kept: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    const isMember = JOINS.has(tokens[index - 1]?.text ?? '');
    const qualifier = isMember ? (tokens[index - 2]?.text ?? '') : imports.ofSdk(token.text);
    const id = token.kind === 'word' && qualifier !== null && !imports.statements.has(index) ? idIn(own, token.text, qualifier) : null;
    const behind = id === null ? index : behindMembers(tokens, index + 1);
    if (id === null || /^(?:=|\(|:=)$/.test(tokens[behind]?.text ?? '') || JOINS.has(tokens[behind]?.text ?? '')) {
      kept.push(token);
      continue;
    }
    const start = isMember ? dropQualifier(kept) : undefined;
    kept.push({ kind: 'text', text: id, offset: token.offset, first: start?.first ?? token.first, constant: qualifier ?? '' });
    index = behind - 1;
  }
  return kept;
}

/** Types and packages of SDKs, and a point alone. */
const SDKS = /^(?:openai|anthropic|shared|[A-Za-z]*Api|(?:Chat|Embedding)Model|Models?|[A-Za-z]*ModelName|[(:,=]|return)$/i;

function idIn(own: ReadonlySet<string>, name: string, qualifier: string): string | null {
  return own.has(name) ? null : (embeddingModelOf(qualifier, name) ?? idOfConstant(name, SDKS.test(qualifier)));
}

/** What this code lists itself, as the cases of an enumeration: what its own names stand for it says itself. */
function definedIn(tokens: readonly Token[]): ReadonlySet<string> {
  const isDefinition = ({ kind, first }: Token, index: number): boolean =>
    kind === 'word' && first && /^(?:,|\(|=|;|:=|\}|:)$/.test(tokens[index + 1]?.text ?? '');
  return new Set(
    tokens.flatMap((token, index) =>
      isDefinition(token, index) || /^(?:case|static|const|val|let)$/.test(tokens[index - 1]?.text ?? '') ? [token.text] : [],
    ),
  );
}

/** Takes back what stands before the constant: "openai .", "OpenAiApi . ChatModel .", or a point alone. */
function dropQualifier(kept: Token[]): Token | undefined {
  let start: Token | undefined;
  while (JOINS.has(kept.at(-1)?.text ?? '')) {
    start = kept.pop();
    if (kept.at(-1)?.kind === 'word' && !/^(?:return|case|in|is|new)$/.test(kept.at(-1)?.text ?? '')) start = kept.pop();
  }
  return start;
}

function behindMembers(tokens: readonly Token[], start: number): number {
  let at = start;
  while (JOINS.has(tokens[at]?.text ?? '') && GIVES_TEXT.test(tokens[at + 1]?.text ?? '')) {
    at += 2;
    if (tokens[at]?.text === '(' && tokens[at + 1]?.text === ')') at += 2;
  }
  return at;
}
