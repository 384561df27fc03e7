/** Options that a command line, a click command or a settings class declares, and what they are when nobody gives them. */
import type { Argument, Expression } from '../../../model/index.ts';

export interface DeclaredOption {
  /** As the code reads it: "model" for "--model". */
  readonly name: string;
  readonly value: Expression;
}

/** The arguments of `add_argument("--model", default="org/name")`, and of `click.option`. null: its name is not written. */
export function optionOf(given: readonly Argument[]): DeclaredOption | null {
  const flags = given.flatMap(({ name, spread, value }) =>
    name === undefined && spread === undefined && value.kind === 'literal' ? [value.text] : [],
  );
  const named = given.find(({ name }) => name === 'dest')?.value;
  const long = flags.find((flag) => flag.startsWith('--')) ?? flags[0];
  const name = named?.kind === 'literal' ? named.text : (flags.find((flag) => /^[A-Za-z_]/.test(flag)) ?? long?.replace(/^-+/, ''));
  if (name === undefined || long === undefined) return null;
  const usual = given.find((one) => one.name === 'default')?.value ?? null;
  return { name: name.replaceAll('-', '_'), value: { kind: 'overridable', by: 'option', name: long, fallback: usual } };
}

/** `Field(default="org/name")`, `typer.Option("org/name")`, `Column(String, default="org/name")`: what a field or parameter is when nobody gives it. */
export function declaredDefault(value: Expression): Expression {
  if (value.kind !== 'call') return value;
  const named = value.given.find(({ name }) => name === 'default' || name === 'server_default');
  if (named !== undefined) return named.value;
  const factory = value.given.find(({ name }) => name === 'default_factory');
  if (factory !== undefined) return { kind: 'call', callee: factory.value, given: [] };
  const callee = value.callee.kind === 'member' ? value.callee.name : value.callee.kind === 'name' ? value.callee.name : '';
  const [first] = value.given;
  return FIELDS.has(callee) && first !== undefined && first.name === undefined && first.spread === undefined ? first.value : value;
}
/** Their first argument is the default. */
const FIELDS: ReadonlySet<string> = new Set(['Field', 'Option', 'Argument', 'Query', 'Body', 'Form', 'Header']);
