/**
 * Loaders that run what a file holds (pickle and its like): which file, the caller decides where its path is not written in the code.
 * Such a load names no model and no source, so it is said as unresolved (T10). Files that are written by name are seen as weights.
 */
import type { Node } from 'web-tree-sitter';
import type { ImportFact, LoadFact } from '../../../model/index.ts';
import { redact } from '../../../base/redact.ts';
import type { PlacedCall } from './module.ts';
import { ownerOf, type NameScope } from './scope.ts';
import { unknown } from './values.ts';

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
const ROOTS: ReadonlySet<string> = new Set(Object.keys(LOADERS).map((name) => name.split('.', 1)[0] ?? name));
const WORDS = /\b(?:load|load_model|Unpickler|read_pickle)\b/;

/** For the pre-filter. Numpy reads plain arrays unless it is told otherwise. */
export function mayLoadPath(text: string, imports: readonly ImportFact[]): boolean {
  const roots = new Set(imports.map(({ module }) => module.split('.', 1)[0] ?? '').filter((root) => ROOTS.has(root)));
  if (!text.includes('allow_pickle')) roots.delete('numpy');
  return roots.size > 0 && WORDS.test(text);
}

export function pathLoads({ node, scope }: PlacedCall, origins: ReadonlyMap<string, string>): LoadFact[] {
  const callee = node.childForFieldName('function');
  if (callee === null || callee.endIndex - callee.startIndex > 100 || !/^\w+(?:\s*\.\s*\w+)*$/.test(callee.text)) return [];
  const dotted = callee.text.replace(/\s+/g, '');
  const [first = '', ...rest] = dotted.split('.');
  const owner = ownerOf(first, scope);
  // A name that a function binds itself is nobody else's.
  if (owner !== null && owner.kind !== 'module' && owner.others.get(first) !== 'imported') return [];
  const origin = [origins.get(first) ?? first, ...rest].join('.');
  const keyword = Object.hasOwn(LOADERS, origin) ? LOADERS[origin] : undefined;
  if (keyword === undefined || (origin === 'numpy.load' && !allowsPickle(node))) return [];
  const path = pathOf(node, keyword);
  if (path !== null && isWritten(path, scope, { left: MAX_STEPS })) return [];
  return [
    {
      kind: 'load',
      component: 'model',
      hub: 'hf',
      provider: null,
      api: redact(dotted).slice(-80),
      target: unknown(path ?? node),
      revision: null,
      endpoint: null,
      remoteCode: false,
      pin: null,
      line: node.startPosition.row + 1,
      column: node.startPosition.column + 1,
    },
  ];
}

function argumentsOf(call: Node): Node[] {
  return (call.childForFieldName('arguments')?.namedChildren ?? []).filter((one): one is Node => one !== null && one.type !== 'comment');
}

function keywordOf(args: readonly Node[], name: string): Node | null {
  return (
    args.find((one) => one.type === 'keyword_argument' && one.childForFieldName('name')?.text === name)?.childForFieldName('value') ?? null
  );
}

function allowsPickle(call: Node): boolean {
  const args = argumentsOf(call);
  const value = keywordOf(args, 'allow_pickle') ?? args[2];
  return (
    (value !== undefined && value.type !== 'false' && value.type !== 'keyword_argument') ||
    args.some((one) => one.type === 'dictionary_splat')
  );
}

function pathOf(call: Node, keyword: string): Node | null {
  const args = argumentsOf(call);
  const [first] = args;
  return keywordOf(args, keyword) ?? (first !== undefined && first.type !== 'keyword_argument' ? first : null);
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
function isWritten(node: Node, scope: NameScope, fuel: Fuel): boolean {
  if (--fuel.left < 0) return false;
  const all = (nodes: readonly (Node | null)[]): boolean => nodes.every((one) => one !== null && isWritten(one, scope, fuel));
  switch (node.type) {
    case 'string':
      return all(node.namedChildren.flatMap((one) => (one?.type === 'interpolation' ? [one.namedChild(0)] : [])));
    case 'concatenated_string':
      return all(node.namedChildren);
    case 'parenthesized_expression':
      return all([node.namedChild(0)]);
    case 'as_pattern':
      return all([node.namedChild(0)]);
    case 'binary_operator':
      return all([node.childForFieldName('left'), node.childForFieldName('right')]);
    case 'conditional_expression':
      return all([node.namedChild(0), node.namedChild(2)]);
    case 'attribute':
      return all([node.childForFieldName('object')]);
    case 'keyword_argument':
    case 'integer':
    case 'true':
    case 'false':
    case 'none':
      return true;
    case 'identifier':
      return isWrittenName(node.text, scope, fuel);
    case 'call': {
      const callee = node.childForFieldName('function');
      const method = callee?.type === 'attribute';
      const name = method ? callee.childForFieldName('attribute')?.text : callee?.text;
      if (name === undefined || name.length > 40 || !FUNCTIONS.has(name)) return false;
      const object = method ? callee.childForFieldName('object') : null;
      // A module, or a path: `os.path.join`, `HERE.joinpath`.
      return (object === null || isModule(object) || all([object])) && all(argumentsOf(node));
    }
    default:
      return false;
  }
}

function isModule(node: Node): boolean {
  return (
    node.endIndex - node.startIndex < 40 &&
    /^(?:os|os\.path|osp|io|gzip|bz2|lzma|pathlib|resources|importlib\.resources|fsspec)$/.test(node.text)
  );
}

function isWrittenName(name: string, scope: NameScope, fuel: Fuel): boolean {
  if (name === '__file__' || name === '__name__') return true;
  const owner = ownerOf(name, scope);
  const bindings = owner?.bindings.get(name) ?? [];
  if (owner === null || bindings.length === 0 || owner.others.has(name)) return false;
  return bindings.every(
    (binding) =>
      (binding.kind === 'value' || (binding.kind === 'opaque' && binding.node.type === 'as_pattern')) &&
      isWritten(binding.node, owner, fuel),
  );
}
