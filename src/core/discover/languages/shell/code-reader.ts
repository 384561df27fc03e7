/** Code inside of another file: what it says stands there, and its names are its own. */
import type { Expression, Fact, LoadFact } from '../../../model/index.ts';
import { placedScopes, withLiterals } from '../../values/index.ts';
import { withoutEscapes } from './inner-text.ts';
import { type Mapped, mappedRange, type PlacedFile } from './mapped.ts';
import { type Variables, wordValue } from './values.ts';
import { commandsIn } from './words.ts';

/** `variables`: of the shell that puts them into the code, or null. `exact`: the code stands in the file as it is. */
export type EmbeddedReader = (code: Mapped, variables: Variables | null, exact: boolean) => Fact[];

/** Pieces of code of one file. */
const MAX_PIECES = 200;

/** For one file. `read`: what code says by itself; null: it says nothing, which is certain. */
export function createCodeReader(read: (text: string) => readonly Fact[] | null, file: PlacedFile): EmbeddedReader {
  let pieces = 0;
  return (code, variables, exact) => {
    const text = variables !== null && exact ? withoutEscapes(code, /[$`\\\n]/) : code;
    if (pieces > MAX_PIECES) return [];
    const facts = read(text.text);
    if (facts === null) return [];
    pieces += 1;
    if (pieces > MAX_PIECES)
      return [{ kind: 'problem', code: 'limit', message: `more than ${MAX_PIECES} pieces of Python code in one file`, line: 1, column: 1 }];
    return placed(facts, text, file, `${pieces}§`, variables, exact);
  };
}

function placed(
  facts: readonly Fact[],
  code: Mapped,
  file: PlacedFile,
  prefix: string,
  variables: Variables | null,
  exact: boolean,
): Fact[] {
  const starts = [0, ...Array.from(code.text.matchAll(/\n/g), ({ index }) => index + 1)];
  const offset = (line: number, column: number): number => {
    const index = Math.min((starts[line - 1] ?? 0) + column - 1, Math.max(0, code.offsets.length - 1));
    return code.offsets[index] ?? 0;
  };
  const own = new Set(facts.flatMap(namesBoundBy));
  /** Pieces of code share no names with each other: each has its own. */
  const renamed = (name: string): string => (own.has(name.split('.')[0] ?? '') ? `${prefix}${name}` : name);
  const literal = (text: string): Expression => (variables === null ? { kind: 'literal', text } : expanded(text, variables));
  const value = (one: Expression): Expression => withLiterals(one, literal);
  const within = (one: Pick<LoadFact, 'within'>): Pick<LoadFact, 'within'> =>
    one.within === undefined ? {} : { within: { ...one.within, piece: `${prefix}${one.within.piece}` } };
  return facts.map((fact): Fact => {
    const at = file.at(offset(fact.line, fact.column));
    switch (fact.kind) {
      case 'load': {
        const { pin } = fact;
        const [start, end] = pin === null ? [0, 0] : [offset(pin.line, pin.column), offset(pin.line, pin.endColumn)];
        const revision = fact.revision === null ? null : value(fact.revision);
        const site = exact && pin !== null && end - start === pin.endColumn - pin.column ? file.site(start, end, pin.template) : null;
        return {
          ...fact,
          ...at,
          ...within(fact),
          target: value(fact.target),
          revision,
          ...(fact.codeRevision === undefined ? {} : { codeRevision: value(fact.codeRevision) }),
          ...(fact.repoType === undefined ? {} : { repoType: value(fact.repoType) }),
          ...(fact.callable === undefined ? {} : { callable: { ...fact.callable, names: fact.callable.names.map(renamed) } }),
          endpoint: fact.endpoint === null ? null : value(fact.endpoint),
          pin: site,
        };
      }
      case 'scopes':
        return placedScopes(fact, { piece: `${prefix}${fact.piece}`, at: (one) => file.at(offset(one.line, one.column)), literal });
      case 'own':
        return { ...fact, ...at, name: renamed(fact.name), bases: fact.bases.map(renamed) };
      case 'write':
        return { ...fact, ...at, names: fact.names.map(renamed) };
      case 'endpoint':
        return { ...fact, ...at, ...within(fact), value: value(fact.value) };
      case 'import': {
        const names = fact.names.map((one) => ({ ...one, as: one.as === '*' ? one.as : renamed(one.as) }));
        return { ...fact, ...at, names, alias: fact.alias === null ? null : renamed(fact.alias) };
      }
      default:
        return { ...fact, ...at };
    }
  });
}

function namesBoundBy(fact: Fact): string[] {
  if (fact.kind === 'own') return [fact.name.split('.')[0] ?? ''];
  if (fact.kind === 'scopes') return (fact.scopes[0]?.bindings ?? []).map(([name]) => name);
  if (fact.kind !== 'import') return [];
  return [...fact.names.flatMap(({ as }) => (as === '*' ? [] : [as])), ...(fact.alias === null ? [] : [fact.alias])];
}

/** A text in code that a shell fills in. */
function expanded(text: string, variables: Variables): Expression {
  if (!/[$`]/.test(text) || /"/.test(text)) return { kind: 'literal', text };
  const quoted = `"${text}"`;
  const word = commandsIn(mappedRange(quoted, 0, quoted.length))
    .at(-1)
    ?.at(0);
  return word === undefined ? { kind: 'unmodeled', text: 'text that a shell computes' } : wordValue(word, variables).value;
}
