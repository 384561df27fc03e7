/** Expressions → texts, by the evaluator, with what linking knows of the files around. */
import type { At, Expression, Feed, How, LoadFact, Picked, Place, Value } from '../../model/index.ts';
import { isFullCommit } from '../../ref/parse.ts';
import type { Lookup } from '../lookup/question.ts';
import { type Code, createEvaluator, emptyCode, type Evaluator, type Frame, type Spot } from '../values/index.ts';

export interface Resolved {
  /** null: reading alone does not tell. */
  readonly text: string | null;
  readonly how: How;
  /** For unresolved ones: the expression as written. */
  readonly expression: string;
  /** Spot the value stands, when that is a definition elsewhere. */
  readonly at?: Place;
  /** The variable or parameter that may replace it. */
  readonly via?: string;
  /** It stands for all that lies beyond a limit. */
  readonly limited?: true;
  /** What decides the value, where that does not show in the expression. */
  readonly feeds?: readonly string[];
  /** The callee, as written, of the call that gives it. */
  readonly made?: string;
  /** A caller of the function around gives it. */
  readonly given?: true;
  /** What was taken for it where several stand. */
  readonly picks?: readonly Picked[];
  /** How a text begins and ends that is not known whole. */
  readonly prefix?: string;
  readonly suffix?: string;
}

/** Spot an expression stands; `frame`: in a call of the function around it. */
export interface PlacedExpression extends At, Pick<LoadFact, 'within'> {
  readonly frame?: Frame;
}

export interface ValueResolver {
  /** At least one. */
  resolve(path: string, expression: Expression, at: PlacedExpression): readonly Resolved[];
  value(path: string, expression: Expression, at: PlacedExpression): Value;
  /** Every piece of code of a file; none: it has none, or was not read yet. */
  codeOf(path: string): readonly Code[];
  readonly evaluator: Evaluator;
}

/** What one set of look-ups worked out holds for all who ask through it. */
const known = new WeakMap<Lookup, ValueResolver>();

export function resolverOver(lookup: Lookup): ValueResolver {
  const before = known.get(lookup) ?? createResolver(lookup);
  known.set(lookup, before);
  return before;
}

function createResolver(lookup: Lookup): ValueResolver {
  const codeOf = (path: string): readonly Code[] => lookup.ask({ kind: 'definitions', path }).code;
  const evaluator = createEvaluator({
    definitionsOf(path) {
      const { complete, code } = lookup.ask({ kind: 'definitions', path });
      return complete ? (code[0] ?? emptyCode(path)) : null;
    },
    exportsOf(path) {
      const names = lookup.ask({ kind: 'exports', path });
      // Somebody may give it another list.
      return names === null || lookup.ask({ kind: 'written', path, name: '__all__' }) ? null : names;
    },
    find: (from, level, name) => (level === 0 && name === '' ? null : (lookup.ask({ kind: 'module', from, level, name })[0] ?? null)),
    isAmbiguous: (from, level, name) => level === 0 && name !== '' && lookup.ask({ kind: 'another', from, name }),
    isReplaced: ({ path, piece }, name) => lookup.ask({ kind: 'written', path, name: `${piece}${name}` }),
  });

  function whereOf(path: string, { within, line, column, frame }: PlacedExpression): Spot {
    const code = within === undefined ? undefined : codeOf(path).find(({ piece }) => piece === within.piece);
    const scope = code?.scopes[within?.scope ?? 0] ?? emptyCode(path).scopes[0];
    if (scope === undefined) throw new Error('a module has a scope');
    return { scope, frame: frame ?? null, line, column };
  }

  const value = (path: string, expression: Expression, at: PlacedExpression): Value => evaluator.value(expression, whereOf(path, at));
  return {
    evaluator,
    codeOf,
    value,
    resolve(path, expression, at) {
      const found = resolvedOf(value(path, expression, at));
      return found.length > 0 ? found : [unresolved(expression.kind === 'name' ? expression.name : 'a name that stands for itself')];
    },
  };
}

/** How a text is read that one variable of the environment may replace, and nothing else. */
const CERTAIN: ReadonlySet<How> = new Set(['literal', 'constant', 'imported']);

/**
 * `return process.env.MODEL ? process.env.MODEL : "org/name"` in whatever form: one variable beside texts is what a default is. Of several
 * variables each is told.
 */
function withDefault(value: Value): Value {
  const variables = value.open.filter(({ from, backed, limited }) => from === 'environment' && backed !== true && limited !== true);
  const [variable] = variables;
  if (variable === undefined || value.known.length === 0 || variables.some(({ key }) => key !== variable.key)) return value;
  return {
    ...value,
    known: value.known.map((one) => (CERTAIN.has(one.how) ? { ...one, how: 'environment', via: variable.key } : one)),
    open: value.open.filter((feed) => !variables.includes(feed)),
  };
}

/** Each known text, and each feed that no text stands for. */
function resolvedOf(value: Value): readonly Resolved[] {
  const { known, open, prefix, suffix } = withDefault(value);
  const ends = { ...(prefix === undefined ? {} : { prefix }), ...(suffix === undefined ? {} : { suffix }) };
  return [
    ...known.map((literal): Resolved => ({ ...literal, expression: '' })),
    ...open.flatMap((feed) => (feed.backed === true ? [] : [{ ...ofFeed(feed), ...ends }])),
  ];
}

function ofFeed({ from, key, at, limited, unwritten, of, made }: Feed): Resolved {
  return {
    ...unresolved(from === 'environment' ? `environment variable ${key}` : key),
    ...(at === undefined ? {} : { at }),
    ...(from === 'environment' || from === 'parameter' || from === 'option' ? { via: key } : {}),
    ...(limited === true ? { limited } : {}),
    ...(limited === true || unwritten === true ? { feeds: [key] } : {}),
    ...(of === undefined ? {} : { given: true }),
    ...(made === undefined ? {} : { made }),
  };
}

function unresolved(expression: string): Resolved {
  return { text: null, how: 'unresolved', expression };
}

/** Of several the one that says least: it decides. */
export function lowest(options: readonly Resolved[]): Resolved | undefined {
  return options.find(({ text }) => text === null) ?? options.find(({ text }) => text !== null && !isFullCommit(text)) ?? options[0];
}
