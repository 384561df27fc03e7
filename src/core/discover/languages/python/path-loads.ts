/**
 * Loaders that run what a file holds (pickle and its like): which file, the caller decides where its path is not written in the code.
 * Such a load names no model and no source, so it is said as unresolved (T10). Files that are written by name are seen as weights.
 */
import type { Node } from './syntax/index.ts';
import { type Answers, type WordQuestion, wholeWords } from '../../../base/word-search.ts';
import type { Argument, Expression, LoadFact } from '../../../model/index.ts';
import { isFileAtAddress, isModelFile } from '../../model-file.ts';
import { redact } from '../../../base/redact.ts';
import { ownerOf, type Spot } from '../../values/index.ts';
import { fetchedAsWritten } from './byte-loads.ts';
import { boundTo, dottedName, heldBy } from './bound.ts';
import { expressionOf, givenIn, written } from './form/expressions.ts';
import type { Around } from './form/place.ts';
import { unmodeledNode } from './form/strings.ts';
import type { PlacedCall } from './places.ts';
import { PLAIN_LOAD } from '../../plain-load.ts';

/** Dotted origin → keyword of the path or file. */
const LOADERS: Readonly<Record<string, string>> = {
  'torch.load': 'f',
  'pickle.load': 'file',
  'pickle.Unpickler': 'file',
  '_pickle.load': 'file',
  'cPickle.load': 'file',
  'dill.load': 'file',
  'cloudpickle.load': 'file',
  'joblib.load': 'filename',
  'sklearn.externals.joblib.load': 'filename',
  'pandas.read_pickle': 'filepath_or_buffer',
  'numpy.load': 'file',
  'keras.models.load_model': 'filepath',
  'keras.saving.load_model': 'filepath',
  'tf_keras.models.load_model': 'filepath',
  'tensorflow.keras.models.load_model': 'filepath',
};
const ROOTS = [...new Set(Object.keys(LOADERS).map((name) => name.split('.', 1)[0] ?? name))];
const CALLS: WordQuestion = wholeWords(...new Set(Object.keys(LOADERS).map((name) => name.slice(name.lastIndexOf('.') + 1))));
const ALLOWS_PICKLE: WordQuestion = [{ word: 'allow_pickle' }];

export const PATH_QUESTIONS = [CALLS, ALLOWS_PICKLE];

/** For the pre-filter. Numpy reads plain arrays unless it is told otherwise. */
export function mayLoadPath(answers: Answers, imported: ReadonlySet<string>): boolean {
  if (!answers.has(CALLS)) return false;
  return ROOTS.some((root) => imported.has(root) && (root !== 'numpy' || answers.has(ALLOWS_PICKLE)));
}

export function pathLoads({ node, scope, written: dotted }: PlacedCall, origins: ReadonlyMap<string, string>, around: Around): LoadFact[] {
  if (dotted.length > 100 || !/^\w+(?:\.\w+)*$/.test(dotted)) return [];
  const dot = dotted.indexOf('.');
  const first = dot < 0 ? dotted : dotted.slice(0, dot);
  const origin = `${origins.get(first) ?? first}${dot < 0 ? '' : dotted.slice(dot)}`;
  const keyword = Object.hasOwn(LOADERS, origin) ? LOADERS[origin] : undefined;
  const list = keyword === undefined ? null : node.childForFieldName('arguments');
  if (keyword === undefined || list === null) return [];
  const owner = ownerOf(first, scope);
  // A name that a function binds itself is nobody else's.
  if (owner !== null && owner.kind !== 'module' && owner.names.get(first)?.some(({ kind }) => kind === 'import') !== true) return [];
  const given = givenIn(list, (child) => (child === null ? NOTHING : expressionOf(child, scope, around)));
  if (origin === 'numpy.load' && !allowsPickle(given)) return [];
  const [path, at] = pathIn(given, keyword, list);
  const where = { scope, frame: null, line: node.startPosition.row + 1, column: node.startPosition.column + 1 };
  if (path !== null && isWritten(path, where, { left: MAX_STEPS })) return [];
  const fetched = path === null || at === undefined ? null : fetchedAsWritten(at, path, where, origins);
  return [
    {
      ...PLAIN_LOAD,
      component: 'model',
      hub: 'hf',
      api: redact(dotted).slice(-80),
      target: fetched === null ? unmodeledNode(at ?? node) : { kind: 'unmodeled', text: fetched },
      line: node.startPosition.row + 1,
      column: node.startPosition.column + 1,
    },
  ];
}

const NOTHING: Expression = { kind: 'constant', value: null };

function allowsPickle(given: readonly Argument[]): boolean {
  const value = given.find(({ name }) => name === 'allow_pickle') ?? given[2];
  const isPlainlyFalse = value?.value.kind === 'constant' && value.value.value === false;
  return (
    (value !== undefined && !isPlainlyFalse && (value.name === undefined || value.name === 'allow_pickle') && value.spread === undefined) ||
    given.some(({ spread }) => spread === 'table')
  );
}

function pathIn(given: readonly Argument[], keyword: string, list: Node): readonly [Expression, Node | undefined] | readonly [null, null] {
  const nodes = written(list);
  const byName = given.findIndex(({ name }) => name === keyword);
  const named = given[byName];
  if (named !== undefined) return [named.value, nodes[byName]?.childForFieldName('value') ?? undefined];
  const [first] = given;
  return first !== undefined && first.name === undefined && first.spread === undefined ? [first.value, nodes[0]] : [null, null];
}

/** What makes a path of others, or opens it: as fixed as what it gets. */
const FUNCTIONS = new Set(
  'open join dirname abspath realpath normpath expanduser Path PurePath resolve joinpath absolute with_suffix with_name str fspath files as_posix'.split(
    ' ',
  ),
);
/** For one load: names that stand for two others each would double the work at every step (T18). */
const MAX_STEPS = 200;

interface Fuel {
  left: number;
}

/** Whether the path stands in the code, put together of texts and of where this file lies. */
function isWritten(one: Expression, where: Spot, fuel: Fuel): boolean {
  if (--fuel.left < 0) return false;
  const all = (parts: readonly Expression[]): boolean => parts.every((part) => isWritten(part, where, fuel));
  switch (one.kind) {
    // Of an address the name of weights tells, where it has one.
    case 'literal':
      return !isFileAtAddress(one.text) || isModelFile(one.text, true);
    case 'constant':
      return true;
    case 'join':
      return all(one.parts);
    case 'choice':
      return all(one.options);
    case 'member':
      return isWritten(one.of, where, fuel);
    case 'name':
      return isWrittenName(one, where, fuel);
    case 'call': {
      const { callee } = one;
      const name = callee.kind === 'member' || callee.kind === 'name' ? callee.name : '';
      if (!FUNCTIONS.has(name)) return false;
      // A module, or a path: `os.path.join`, `HERE.joinpath`.
      const isFixed = callee.kind !== 'member' || isModule(callee.of) || isWritten(callee.of, where, fuel);
      return isFixed && all(one.given.flatMap((argument) => (argument.name === undefined ? [argument.value] : [])));
    }
    default:
      return false;
  }
}

function isModule(object: Expression): boolean {
  return /^(?:os|os\.path|osp|io|gzip|bz2|lzma|pathlib|resources|importlib\.resources|fsspec)$/.test(dottedName(object) ?? '');
}

function isWrittenName(one: Extract<Expression, { kind: 'name' }>, where: Spot, fuel: Fuel): boolean {
  if (one.name === '__file__' || one.name === '__name__') return true;
  const bound = boundTo(one, where);
  if (bound === null || bound.others) return false;
  return bound.bindings.every((binding) => {
    const held = heldBy(binding, bound.owner);
    return held !== null && isWritten(held.value, held.where, fuel);
  });
}
