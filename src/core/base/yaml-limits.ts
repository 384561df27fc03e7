/** What a YAML file may look like before it is composed. The composer recurses, so depth is bounded on the flat token stream. */
import { Lexer } from 'yaml';

/** The parser looks at all of them again for each. */
const MAX_DOCUMENTS = 1_000;
/** Scalars with nothing between them are errors, and the parser slows down with each. */
const MAX_LOOSE = 100;

export interface YamlLimits {
  readonly depth: number;
  /** Columns. */
  readonly indent: number;
  readonly entries: number;
  /** Whether anchors, aliases and directives may stand there: only for readers that follow none of them. */
  readonly references: boolean;
}

/**
 * In policies anchors and aliases are refused altogether: expanding them is how a few lines become gigabytes, and a value that is written
 * in one place and used in another has no honest line number.
 */
export const POLICY_YAML: YamlLimits = { depth: 16, indent: 200, entries: 20_000, references: false };

/** The first reason not to read this text as YAML, with the offset where it shows, or null. */
export function yamlRefusal(text: string, limits: YamlLimits): { readonly message: string; readonly offset: number } | null {
  // Not allowed by YAML 1.2 (5.1) either; refused first, because the lexer uses some of them as its own marks.
  const control = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.exec(text);
  if (control !== null) return { message: 'The file contains control characters.', offset: control.index };
  let offset = 0;
  let flow = 0;
  let compact = 0;
  let entries = 0;
  let documents = 0;
  let loose = 0;
  let afterScalar = false;
  let newLine = false;
  let mayBeKey = false;
  let atLineStart = true;
  let scalar = false;
  for (const token of new Lexer().lex(text)) {
    const first = token[0];
    // The lexer's own marks: U+0002 document start, U+0018 broken flow, U+001F "the next token is a scalar". They have no length in the text.
    if (token === '---') documents++;
    if (documents > MAX_DOCUMENTS) return { message: `The file has more than ${MAX_DOCUMENTS} documents or directives.`, offset };
    if (first === '\u0002' || first === '\u0018') continue;
    if (first === '\u001f') {
      scalar = true;
      continue;
    }
    if (scalar) {
      scalar = false;
      if (afterScalar) loose++;
      // On a line of its own it may be a key, which the next sign tells.
      mayBeKey = afterScalar && newLine;
      if (loose > MAX_LOOSE + Number(mayBeKey)) return { message: 'The file is not valid YAML.', offset };
      afterScalar = true;
      newLine = token.endsWith('\n');
      atLineStart = false;
      offset += token.length;
      continue;
    }
    if (first === '\n' || first === '\r') newLine = true;
    if (!/^[\s#]/.test(token)) {
      if (mayBeKey && token === ':') loose--;
      mayBeKey = false;
      afterScalar = false;
    }
    if (first === '%' && atLineStart) documents++;
    if (!limits.references && first === '%' && atLineStart && token.length > 1)
      return { message: 'YAML directives are not supported.', offset };
    if (!limits.references && (first === '&' || first === '*'))
      return { message: 'YAML anchors and aliases are not supported: write the value out.', offset };
    if (first === '\n' || first === '\r') compact = 0;
    if (first === ' ' && atLineStart && token.length > limits.indent)
      return { message: `The file is indented by more than ${limits.indent} columns.`, offset };
    if (token === '[' || token === '{') flow++;
    else if (token === ']' || token === '}') flow--;
    else if (token === '-' || token === '?') compact++;
    if (token === ':' || token === ',' || token === '-' || token === '?') entries++;
    if (flow > limits.depth || compact > limits.depth)
      return { message: `The file is nested more than ${limits.depth} levels deep.`, offset };
    if (entries > limits.entries) return { message: `The file has more than ${limits.entries} entries.`, offset };
    atLineStart = first === '\n' || first === '\r';
    offset += token.length;
  }
  return null;
}
