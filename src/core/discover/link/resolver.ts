/** Expressions → texts, by the evaluator, with what linking knows of the files around. */
import type { At, Expression, Feed, FileFacts, How, LoadFact, Place, Value } from '../../model/index.ts';
import { type Code, createEvaluator, emptyCode, type Evaluator, type Frame, viewsOf, type Where } from '../values/index.ts';
import type { Modules } from './modules.ts';
import type { TreeWrites } from './writes.ts';

export interface Resolved {
  /** null: reading alone does not tell. */
  readonly text: string | null;
  readonly how: How;
  /** For unresolved ones: the expression as written. */
  readonly expression: string;
  /** Where the value stands, when that is a definition elsewhere. */
  readonly at?: Place;
  /** The variable or parameter that may replace it. */
  readonly via?: string;
  /** It stands for all that lies beyond a limit. */
  readonly limited?: true;
  /** A caller of the function around gives it. */
  readonly given?: true;
  /** How a text begins and ends that is not known whole. */
  readonly prefix?: string;
  readonly suffix?: string;
}

/** Where an expression stands; `frame`: in a call of the function around it. */
export interface Placed extends At, Pick<LoadFact, 'within'> {
  readonly frame?: Frame;
}

export interface ValueResolver {
  /** At least one. */
  resolve(path: string, expression: Expression, at: Placed): readonly Resolved[];
  value(path: string, expression: Expression, at: Placed): Value;
  whereOf(path: string, at: Placed): Where;
  /** Every piece of code of a file; none: it has none, or was not read yet. */
  codeOf(path: string): readonly Code[];
  readonly evaluator: Evaluator;
  /** Files whose definitions were needed and not there yet. */
  readonly wants: ReadonlySet<string>;
}

export function createResolver(files: ReadonlyMap<string, FileFacts>, modules: Modules, writes: TreeWrites): ValueResolver {
  const wants = new Set<string>();
  const codes = new Map<string, readonly Code[]>();
  const evaluator = createEvaluator({
    definitionsOf(path) {
      if (!isComplete(path)) {
        wants.add(path);
        return null;
      }
      return codeOf(path)[0] ?? emptyCode(path);
    },
    find: (importer, level, module) => (level === 0 && module === '' ? null : modules.find(importer, level, module)),
    isAmbiguous: (importer, level, module) => level === 0 && module !== '' && modules.isAmbiguous(importer, module, writes.movesImports()),
    isReplaced: ({ path, piece }, name) => writes.touches(path, `${piece}${name}`),
  });

  /** A surface pass that met a load was parsed as a whole; only then are there scopes. */
  function isComplete(path: string): boolean {
    const file = files.get(path);
    return file === undefined || file.depth === 'full' || file.facts.some(({ kind }) => kind === 'scopes' || kind === 'load');
  }

  function codeOf(path: string): readonly Code[] {
    const known = codes.get(path);
    if (known !== undefined) return known;
    const found = (files.get(path)?.facts ?? []).flatMap((fact) => (fact.kind === 'scopes' ? [viewsOf(path, fact)] : []));
    codes.set(path, found);
    return found;
  }

  function whereOf(path: string, { within, line, column, frame }: Placed): Where {
    const code = within === undefined ? undefined : codeOf(path).find(({ piece }) => piece === within.piece);
    const scope = code?.scopes[within?.scope ?? 0] ?? emptyCode(path).scopes[0];
    if (scope === undefined) throw new Error('a module has a scope');
    return { scope, frame: frame ?? null, line, column };
  }

  const value = (path: string, expression: Expression, at: Placed): Value => evaluator.value(expression, whereOf(path, at));
  return {
    evaluator,
    codeOf,
    whereOf,
    value,
    resolve(path, expression, at) {
      const found = resolvedOf(value(path, expression, at));
      return found.length > 0 ? found : [unresolved(expression.kind === 'name' ? expression.name : 'a name that stands for itself')];
    },
    wants,
  };
}

/** Each known text, and each feed that no text stands for. */
function resolvedOf({ known, open, prefix, suffix }: Value): readonly Resolved[] {
  const ends = { ...(prefix === undefined ? {} : { prefix }), ...(suffix === undefined ? {} : { suffix }) };
  return [
    ...known.map((literal): Resolved => ({ ...literal, expression: '' })),
    ...open.flatMap((feed) => (feed.backed === true ? [] : [{ ...ofFeed(feed), ...ends }])),
  ];
}

function ofFeed({ from, key, at, limited, of }: Feed): Resolved {
  return {
    ...unresolved(from === 'environment' ? `environment variable ${key}` : key),
    ...(at === undefined ? {} : { at }),
    ...(from === 'environment' || from === 'parameter' || from === 'option' ? { via: key } : {}),
    ...(limited === true ? { limited } : {}),
    ...(of === undefined ? {} : { given: true }),
  };
}

function unresolved(expression: string): Resolved {
  return { text: null, how: 'unresolved', expression };
}
