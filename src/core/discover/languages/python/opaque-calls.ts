/**
 * Calls of what a library has, through its dictionary or by a name in a text: `getattr(transformers, KIND)("org/x")`,
 * `vars(transformers)["pipeline"](model="org/x")`, `methodcaller("from_pretrained", "org/x")(AutoModel)`. Which loader that is, is not
 * followed; that it is given a name, is told (T35).
 */
import type { Node } from './syntax/index.ts';
import { type Answers, matching, type WordQuestion } from '../../../base/word-search.ts';
import type { LoadFact } from '../../../model/index.ts';
import { redact } from '../../../base/redact.ts';
import { isHubId } from '../../../ref/parse.ts';
import { API_TABLE } from './api-table.ts';
import { written } from './form/expressions.ts';
import { unmodeledNode } from './form/strings.ts';
import { LOADER_NAMES } from './loader-names.ts';
import type { PlacedCall } from './places.ts';
import { PLAIN_LOAD } from '../../plain-load.ts';

/** In a callee that is no plain name. */
const THROUGH = /\bgetattr\s*\(|\b__getattribute__\b|\b__dict__\b|\b(?:vars|globals|locals|attrgetter|__import__|import_module)\s*\(/;
/** Told by who looks for loaders that are named and not called. */
const PASSED_ON = new RegExp(`^getattr\\([^()]*["'](?:${LOADER_NAMES.join('|')})["']\\s*\\)$`);
const CALLER = /(?:^|\.)methodcaller$/;
const LOADER = new RegExp(`^["'](?:${LOADER_NAMES.join('|')})["']$`);
/** Torch has too much that takes texts: devices, types, layers. */
const LIBRARIES: ReadonlySet<string> = new Set(
  API_TABLE.flatMap(({ hub, modules }) => (hub === 'hf' ? modules : [])).filter((name) => !name.startsWith('torch')),
);
const MAX_CALLEE = 200;
const MODEL = /^(?:model|model_name|model_id|repo_id|pretrained_model_name_or_path|model_name_or_path)$/;

const WORDS = [
  'getattr',
  '__getattribute__',
  '__dict__',
  'vars',
  'globals',
  'locals',
  'attrgetter',
  'methodcaller',
  '__import__',
  'import_module',
];
export const CALLS_OPAQUELY: WordQuestion = matching(WORDS, `(?<!\\w)(?:${WORDS.join('|')})\\b`);

/** For the pre-filter. */
export function mayCallOpaquely(answers: Answers, imported: ReadonlySet<string>): boolean {
  return answers.has(CALLS_OPAQUELY) && [...LIBRARIES].some((root) => imported.has(root));
}

/** `origins`: what names of the file are imported from. */
export function opaqueCalls({ node, callee, written: dotted }: PlacedCall, origins: ReadonlyMap<string, string>): LoadFact[] {
  if (CALLER.test(dotted)) return isLoaderCalled(node) ? [loadOf(node)] : [];
  if (callee === null || callee.type === 'identifier' || callee.endIndex - callee.startIndex > MAX_CALLEE) return [];
  const text = callee.text;
  return THROUGH.test(text) && !PASSED_ON.test(text) && namesModel(node) && isOfHub(text, origins) ? [loadOf(node)] : [];
}

function isLoaderCalled(node: Node): boolean {
  const [name, ...others] = written(node.childForFieldName('arguments'));
  return name?.type === 'string' && LOADER.test(name.text) && others.length > 0;
}

/** Whether it is given what can be the name of a model. */
function namesModel(node: Node): boolean {
  return written(node.childForFieldName('arguments')).some((one, index) => {
    const isNamed = one.type === 'keyword_argument' && MODEL.test(one.childForFieldName('name')?.text ?? '');
    const value = isNamed ? one.childForFieldName('value') : index === 0 ? one : null;
    const text = value?.type === 'string' && value.endIndex - value.startIndex < MAX_CALLEE ? value.text.replace(/^["']+|["']+$/g, '') : '';
    return isHubId(text) && /[-/\d]/.test(text);
  });
}

/** Something in it is of a library of the hub, or it may be anything that the file has of one. */
function isOfHub(text: string, origins: ReadonlyMap<string, string>): boolean {
  const names = text.match(/[A-Za-z_]\w*/g) ?? [];
  const roots = /\b(?:globals|locals)\s*\(/.test(text) ? [...origins.values()] : names.map((name) => origins.get(name) ?? '');
  const quoted = Array.from(text.matchAll(/["']([\w.]{1,80})["']/g), ([, name = '']) => name);
  return [...roots, ...quoted].some((origin) => LIBRARIES.has(origin.split('.', 1)[0] ?? ''));
}

function loadOf(node: Node): LoadFact {
  const callee = node.childForFieldName('function');
  const api = callee === null || callee.endIndex - callee.startIndex > MAX_CALLEE ? '' : callee.text.replace(/\s+/g, '');
  return {
    ...PLAIN_LOAD,
    component: 'model',
    hub: 'hf',
    api: redact(api).slice(-80),
    target: unmodeledNode(node),
    line: node.startPosition.row + 1,
    column: node.startPosition.column + 1,
  };
}
