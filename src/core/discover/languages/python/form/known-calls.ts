/** Calls that the neutral form has words for: what they give is known without following them. */
import type { Node } from '../syntax/index.ts';
import type { Argument, Entry, Expression } from '../../../../model/index.ts';
import { ownerOf } from '../../../values/index.ts';
import { type FormPlace, SAME, variable } from './place.ts';
import { braceFormat, joinedText, unmodeledNode } from './strings.ts';

type Inner = (child: Node | null) => Expression;
type Known = (given: readonly Argument[], node: Node) => Expression | null;

/** Arguments by position, where none is spread or named. */
function plain(given: readonly Argument[], least: number, most: number): Expression[] | null {
  const values = given.map(({ value }) => value);
  return given.length < least || given.length > most || given.some((one) => one.spread !== undefined || one.name !== undefined)
    ? null
    : values;
}

function namedIn(given: readonly Argument[], name: string): Expression | undefined {
  return given.find((one) => one.name === name)?.value;
}

const first: Known = (given) => given.find((one) => one.name === undefined && one.spread === undefined)?.value ?? null;
const second: Known = (given) => plain(given, 2, 2)?.[1] ?? null;
const environment: Known = (given) => {
  const [name, byPosition] = given.filter((one) => one.name === undefined && one.spread === undefined).map(({ value }) => value);
  const fallback = byPosition ?? namedIn(given, 'default') ?? null;
  return name === undefined ? null : variable(name, fallback);
};
const table: Known = (given) => tableOf(given);
const path: Known = (given) => {
  const parts = plain(given, 1, 20);
  return parts === null ? null : joinedText(parts, '/');
};
const partial: Known = (given) => {
  const [callee, ...rest] = given;
  return callee === undefined || callee.spread !== undefined || callee.name !== undefined
    ? null
    : { kind: 'partial', callee: callee.value, given: rest };
};
const attribute: Known = (given) => {
  const [of, name, fallback] = plain(given, 2, 3) ?? [];
  if (of === undefined || name?.kind !== 'literal' || !/^[A-Za-z_]\w{0,99}$/.test(name.text)) return null;
  const member: Expression = { kind: 'member', of, name: name.text };
  return fallback === undefined ? member : { kind: 'either', first: member, second: fallback };
};
/** Options that a parser is given later are written into it. */
const parser: Known = () => ({ kind: 'table', entries: [] });

/** Classes whose fields are options: one object of each, in their order. */
const objects: Known = (given) => {
  const [classes] = plain(given.slice(0, 1), 1, 1) ?? [];
  const all = classes?.kind === 'list' ? classes.items : classes === undefined ? [] : [{ value: classes }];
  if (all.length === 0 || all.some((one) => 'spread' in one)) return null;
  return { kind: 'list', items: all.map((one) => ({ value: { kind: 'call', callee: one.value, given: [] } })) };
};
/** An object of the one class that is given. */
const object: Known = (given) => {
  const callee = plain(given.slice(0, 1), 1, 1)?.[0] ?? namedIn(given, 'config_class');
  return callee === undefined ? null : { kind: 'call', callee, given: [] };
};

/** One of what is offered: `st.selectbox("Model", ["org/a", "org/b"])`. */
const chosen: Known = (given) => {
  const options = namedIn(given, 'options') ?? given.filter((one) => one.name === undefined && one.spread === undefined)[1]?.value;
  return options === undefined ? null : { kind: 'each', of: options, what: 'element' };
};

/** The same object, with other members. */
const replaced: Known = (given) => {
  const [object, ...members] = given;
  if (object === undefined || object.spread !== undefined || object.name !== undefined) return null;
  return { kind: 'merged', tables: [object.value, tableOf(members)] };
};

function tableOf(given: readonly Argument[]): Expression {
  const entries = given.map(({ name, value }) =>
    name === undefined ? { key: null, value } : { key: { kind: 'literal' as const, text: name }, value },
  );
  return { kind: 'table', entries };
}

/** The next of what is given one by one. */
const upcoming: Known = (given) => {
  const [of, fallback] = plain(given, 1, 2) ?? [];
  if (of === undefined) return null;
  const element: Expression = { kind: 'each', of, what: 'element' };
  return fallback === undefined ? element : { kind: 'either', first: element, second: fallback };
};

/** By name, where the file binds it to nothing else. */
const BUILT_IN: Readonly<Record<string, Known>> = { str: first, dict: table, getattr: attribute, vars: first, next: upcoming };
/** By origin. */
const KNOWN: Readonly<Record<string, Known>> = {
  getenv: environment,
  'environ.get': environment,
  'os.getenv': environment,
  'os.environ.get': environment,
  'os.path.join': path,
  'posixpath.join': path,
  'pathlib.Path': path,
  'pathlib.PurePath': path,
  'functools.partial': partial,
  'typing.cast': second,
  'copy.copy': first,
  // They give the function that they are given.
  'functools.cache': first,
  'functools.lru_cache': first,
  'copy.deepcopy': first,
  'copy.replace': replaced,
  'dataclasses.replace': replaced,
  'attr.evolve': replaced,
  'attrs.evolve': replaced,
  'argparse.ArgumentParser': parser,
  'argparse.Namespace': table,
  'types.SimpleNamespace': table,
  'transformers.HfArgumentParser': objects,
  'trl.TrlParser': objects,
  'trl.HfArgumentParser': objects,
  'tyro.cli': object,
  'streamlit.selectbox': chosen,
  'streamlit.radio': chosen,
  'streamlit.select_slider': chosen,
  'streamlit.sidebar.selectbox': chosen,
  'streamlit.sidebar.radio': chosen,
  'streamlit.sidebar.select_slider': chosen,
  'simple_parsing.parse': object,
  'pyrallis.parse': object,
};

export function knownCall({ node, scope, around }: FormPlace, callee: Node, given: readonly Argument[], inner: Inner): Expression | null {
  if (callee.type === 'identifier') {
    const name = callee.text;
    const isFree = ownerOf(name, scope) === null;
    if (isFree && Object.hasOwn(BUILT_IN, name)) return BUILT_IN[name]?.(given, node) ?? null;
    if (isFree && SAME.has(name)) return plain(given, 1, 1)?.[0] ?? null;
  }
  const origin = around.originOf(callee, scope);
  if (Object.hasOwn(KNOWN, origin)) return KNOWN[origin]?.(given, node) ?? null;
  return callee.type === 'attribute' ? method(callee, given, node, inner) : null;
}

/** Methods by their name: of dictionaries, texts and parsers of the command line. */
function method(callee: Node, given: readonly Argument[], node: Node, inner: Inner): Expression | null {
  const object = callee.childForFieldName('object');
  switch (callee.childForFieldName('attribute')?.text) {
    case 'get':
    case 'pop': {
      const [key, fallback] = plain(given, 1, 2) ?? [];
      return key === undefined ? null : { kind: 'item', of: inner(object), key, ...(fallback === undefined ? {} : { fallback }) };
    }
    case '_replace':
      return { kind: 'merged', tables: [inner(object), tableOf(given)] };
    case 'copy':
    case 'model_copy': {
      const update = namedIn(given, 'update');
      if (update !== undefined) return { kind: 'merged', tables: [inner(object), update] };
      return given.every(({ name }) => name === 'deep') ? inner(object) : null;
    }
    // No name has space around it.
    case 'strip':
    case 'lstrip':
    case 'rstrip':
      return given.length === 0 ? inner(object) : null;
    case 'values':
    case 'keys':
    case 'items':
      return given.length === 0 ? eachOf(callee, inner(object)) : null;
    case 'format':
      return object?.type === 'string' ? formatted(inner(object), given) : null;
    case 'join':
      return object?.type === 'string' ? joinedBy(inner(object), given) : null;
    case 'parse_args':
      if (given.length > 0) return parsed(inner(object), given);
      return inner(object);
    case 'parse_args_into_dataclasses':
    case 'parse_args_and_config':
    case 'add_argument_group':
    case 'add_mutually_exclusive_group':
      return inner(object);
    case 'parse_known_args':
      return { kind: 'list', items: [{ value: inner(object) }, { value: unmodeledNode(node) }] };
    default:
      return null;
  }
}

function eachOf(callee: Node, of: Expression): Expression {
  const what = callee.childForFieldName('attribute')?.text === 'values' ? 'value' : callee.text.endsWith('items') ? 'pair' : 'element';
  return { kind: 'list', items: [{ value: { kind: 'each', of, what } }] };
}

function formatted(format: Expression, given: readonly Argument[]): Expression | null {
  if (format.kind !== 'literal' || given.some(({ spread }) => spread !== undefined)) return null;
  const names = new Map(given.flatMap(({ name, value }) => (name === undefined ? [] : [[name, value] as const])));
  return braceFormat(
    format.text,
    given.flatMap(({ name, value }) => (name === undefined ? [value] : [])),
    names,
  );
}

function joinedBy(between: Expression, given: readonly Argument[]): Expression | null {
  const [list] = plain(given, 1, 1) ?? [];
  if (between.kind !== 'literal' || list?.kind !== 'list' || list.items.some(({ spread }) => spread !== undefined)) return null;
  return joinedText(
    list.items.map(({ value }) => value),
    between.text,
  );
}

/** `parse_args(["--model", "org/name"])`, `parse_args(namespace=…)`: what is given goes before what is declared. */
function parsed(declared: Expression, given: readonly Argument[]): Expression {
  const [words] = plain(given.slice(0, 1), 1, 1) ?? [namedIn(given, 'args')];
  const namespace = namedIn(given, 'namespace');
  const texts = words?.kind === 'list' ? words.items.map(({ value }) => value) : [];
  const entries = texts.flatMap((one, index): Entry[] => {
    const [, flag, text] = one.kind === 'literal' ? (/^--?([A-Za-z][\w-]{0,80})(?:=(.*))?$/s.exec(one.text) ?? []) : [];
    const value = text === undefined ? texts[index + 1] : ({ kind: 'literal', text } as const);
    return flag === undefined || value === undefined ? [] : [{ key: { kind: 'literal', text: flag.replaceAll('-', '_') }, value }];
  });
  const more: Expression[] = [
    ...(namespace === undefined ? [] : [namespace]),
    ...(entries.length === 0 ? [] : [{ kind: 'table' as const, entries }]),
  ];
  return more.length === 0 ? declared : { kind: 'merged', tables: [declared, ...more] };
}
