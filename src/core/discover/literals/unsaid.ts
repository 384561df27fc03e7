/** Names of variables that say nothing: `const Brain = "gpt-4o"`. What the file does with such a name says whether it asks for a model. */
import { hostedModelOf, saidBy } from '../hosted/index.ts';
import type { Token } from './lexer.ts';
import { ASKS_SOMETHING, COMPARES, type Naming } from './naming.ts';

interface Use {
  /** A text is given to it. */
  given: boolean;
  /** It stands elsewhere than where it is given something. */
  used: boolean;
  /** There it is compared, and nothing else. */
  onlyCompared: boolean;
}

export type Uses = (name: string) => Readonly<Use>;

const UNUSED: Use = { given: false, used: false, onlyCompared: true };

/** Looked through once, and only when somebody asks. */
export function nameUsesIn(tokens: readonly Token[]): Uses {
  let found: Map<string, Use> | null = null;
  return (name) => {
    found ??= allUses(tokens);
    return found.get(name) ?? UNUSED;
  };
}

function allUses(tokens: readonly Token[]): Map<string, Use> {
  const found = new Map<string, Use>();
  for (const [index, { kind, text: written, constant }] of tokens.entries()) {
    // A constant of the file stands as its text where it is used.
    const text = kind === 'word' ? written : constant;
    if (text === undefined) continue;
    const use = found.get(text) ?? { ...UNUSED };
    const [before = '', next = ''] = [tokens[index - 1]?.text, tokens[index + 1]?.text];
    const value = tokens[index + 2];
    if (/^:?=$/.test(next)) use.given ||= value?.kind === 'text' && value.text !== '';
    else {
      use.used = true;
      use.onlyCompared &&= COMPARES.has(before) || COMPARES.has(next);
    }
    found.set(text, use);
  }
  return found;
}

/**
 * Nothing says what the name is there for, and nothing else is called as its text is; who uses it may stand in another file (T35). A name that the
 * file only compares with asks nothing. null: no hosted model is given so.
 */
export function givenAlone(tokens: readonly Token[], index: number, { names }: Naming, uses: Uses): string | null {
  const { text } = tokens[index] as Token;
  const [first = ''] = names;
  // `<input value="…">`
  if (!/^(?::?=|<-)$/.test(tokens[index - 1]?.text ?? '') || first === 'value') return null;
  if (names.some((name) => saidBy(name) !== null || spells(name, text) || ASKS_SOMETHING.test(name))) return null;
  const { used, onlyCompared } = uses(first);
  const model = used && onlyCompared ? null : hostedModelOf(text);
  return model?.certain === true ? model.provider : null;
}

/** `ModelGPT4o = "gpt-4o"` lists what there is. */
export function spells(name: string, text: string): boolean {
  const [one, other] = [name, text].map((each) => each.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
  return one !== undefined && other !== undefined && other.length > 2 && one.endsWith(other);
}
