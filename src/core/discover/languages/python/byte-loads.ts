/**
 * Bytes that a program fetches and loads without a file of a name: `torch.jit.load(BytesIO(requests.get(url).content))`,
 * `pickle.loads(urlopen(url).read())`; and such bytes kept as weights: `open("m.pt", "wb").write(requests.get(url).content)`. Which model
 * that is, the address decides; where it does not say so by its own name, the load is said as unresolved (T10, T38).
 */
import type { Node } from './syntax/index.ts';
import { type Answers, matching, type WordQuestion, wholeWords } from '../../../base/word-search.ts';
import type { Expression, LoadFact } from '../../../model/index.ts';
import { redact } from '../../../base/redact.ts';
import { isFileAtAddress, isModelFile, namesModelFile, saysModelFile } from '../../model-file.ts';
import { childrenOf, type Spot } from '../../values/index.ts';
import { boundTo, dottedName, heldBy } from './bound.ts';
import { expressionOf, givenIn } from './form/expressions.ts';
import type { Around } from './form/place.ts';
import type { PlacedCall } from './places.ts';
import { PLAIN_LOAD } from '../../plain-load.ts';

/** Loaders that take bytes, or a file that is open; by their dotted origins. */
const LOADERS: ReadonlySet<string> = new Set(
  (
    'torch.jit.load pickle.loads _pickle.loads cPickle.loads dill.loads cloudpickle.loads marshal.loads safetensors.torch.load ' +
    'safetensors.numpy.load safetensors.flax.load safetensors.tensorflow.load onnx.load_from_string onnx.load_model_from_string ' +
    'onnxruntime.InferenceSession pandas.read_pickle exec eval'
  ).split(' '),
);
/** `model.eval()` stands in every other file: these two are asked for apart. */
const LAST = new Set([...LOADERS].filter((name) => name.includes('.')).map((name) => name.slice(name.lastIndexOf('.') + 1)));
/** What comes from them, comes from somewhere else. */
const FETCHERS = 'requests httpx urllib urllib3 aiohttp boto3 botocore fsspec s3fs gcsfs adlfs smart_open dvc pooch';
const FROM = new Set(FETCHERS.split(' '));
/** A text in the code that nobody can read. */
const DECODES = /^(?:base64\.)?(?:[abs](?:16|32|64|85)|standard_b64|urlsafe_b64)decode$|^(?:zlib|bz2|lzma|gzip)\.decompress$/;

const DECODERS = ['base64', 'zlib', 'bz2', 'lzma', 'gzip', 'marshal'];

const EXECUTES: WordQuestion = matching(['exec', 'eval'], '(?<![\\w.])(?:exec|eval)\\s{0,8}\\(');
const CALLS: WordQuestion = wholeWords(...LAST);
const KEEPS: WordQuestion = matching(['write', 'write_bytes', 'copyfileobj'], '(?:(?<=\\.)write(?:_bytes)?|copyfileobj)\\s{0,20}\\(');
export const BYTE_QUESTIONS = [CALLS, KEEPS, EXECUTES];

/** For the pre-filter. */
export function mayLoadBytes(answers: Answers, imported: ReadonlySet<string>): boolean {
  const isFetching = [...FROM].some((root) => imported.has(root));
  if (answers.has(CALLS) && [...LOADERS].some((name) => imported.has(name.split('.', 1)[0] ?? ''))) return true;
  if (answers.has(EXECUTES) && (isFetching || DECODERS.some((root) => imported.has(root)))) return true;
  return answers.has(KEEPS) && isFetching;
}

export function byteLoads(call: PlacedCall, origins: ReadonlyMap<string, string>, around: Around): LoadFact[] {
  const { node, scope, callee } = call;
  const method = callee?.type === 'attribute' ? (callee.childForFieldName('attribute')?.text ?? '') : '';
  const isKept = method === 'write' || method === 'write_bytes';
  const origin = isKept ? '' : originOf(call.written, origins);
  const list = isKept || LOADERS.has(origin) ? node.childForFieldName('arguments') : null;
  if (list === null) return [];
  const inner = (child: Node | null): Expression => (child === null ? NOTHING : expressionOf(child, scope, around));
  const [first] = givenIn(list, inner);
  const [given] = list.namedChildren;
  if (first === undefined) return [];
  const at = { line: node.startPosition.row + 1, column: node.startPosition.column + 1 };
  const where: Spot = { scope, frame: null, ...at };
  const flow = flowOf(first.value, where, origins);
  if (!flow.fetched && !(flow.decoded && /pickle|dill|marshal|^exec$|^eval$/.test(origin))) return [];
  // The address names the file, and is found as such; one beside others excuses none of them.
  const addresses = flow.texts.filter(isFileAtAddress);
  if (addresses.length > 0 && addresses.every((text) => isModelFile(text, true))) return [];
  if (isKept && !isKeptAsModel(inner(callee?.childForFieldName('object') ?? null), where, origins)) return [];
  return [loadOf(isKept ? method : call.written, written(given ?? node, first.value, where), at)];
}

const NOTHING: Expression = { kind: 'constant', value: null };

function originOf(written: string, origins: ReadonlyMap<string, string>): string {
  const [first = '', ...rest] = written.split('.');
  return [origins.get(first) ?? first, ...rest].join('.');
}

function loadOf(api: string, text: string, at: Pick<LoadFact, 'line' | 'column'>): LoadFact {
  return {
    ...PLAIN_LOAD,
    component: 'model',
    hub: 'hf',
    api: redact(api).slice(-80),
    target: { kind: 'unmodeled', text },
    ...at,
  };
}

interface Flow {
  fetched: boolean;
  decoded: boolean;
  readonly texts: string[];
}

/** Of one load: names that stand for two others each would double the work at every step (T18). */
const MAX_STEPS = 200;

/** What the value is made of, through names of this file. */
function flowOf(expression: Expression, where: Spot, origins: ReadonlyMap<string, string>): Flow {
  const flow: Flow = { fetched: false, decoded: false, texts: [] };
  const open: [Expression, Spot][] = [[expression, where]];
  const seen = new Set<Expression>();
  for (let step = 0; step < MAX_STEPS; step++) {
    const next = open.pop();
    if (next === undefined) break;
    const [one, spot] = next;
    if (seen.has(one)) continue;
    seen.add(one);
    if (one.kind === 'literal') flow.texts.push(one.text);
    if (one.kind === 'name') flow.fetched ||= FROM.has(originOf(one.name, origins).split('.', 1)[0] ?? '');
    if (one.kind === 'call') flow.decoded ||= DECODES.test(originOf(dottedName(one.callee) ?? '', origins));
    if (one.kind === 'unmodeled') flow.fetched ||= /\b(?:requests|httpx|urlopen|get_object)\b/.test(one.text);
    for (const child of childrenOf(one)) open.push([child, spot]);
    for (const binding of boundTo(one, spot)?.bindings.slice(0, MAX_BINDINGS) ?? []) {
      const held = heldBy(binding, boundTo(one, spot)?.owner ?? spot.scope);
      if (held !== null) open.push([held.value, held.where]);
    }
  }
  return flow;
}
const MAX_BINDINGS = 8;

/** `open("m.pt", "wb")`, `with open(PATH, "wb") as f`, `Path("m.pt")`. */
function isKeptAsModel(file: Expression, where: Spot, origins: ReadonlyMap<string, string>): boolean {
  return flowOf(file, where, origins).texts.some((text) => !isFileAtAddress(text) && namesModelFile(text, saysModelFile(text)));
}

/** What is fetched, as it is written, with the texts that its names stand for: another address is another load (T38). null: it is not fetched. */
export function fetchedAsWritten(node: Node, one: Expression, where: Spot, origins: ReadonlyMap<string, string>): string | null {
  if (!flowOf(one, where, origins).fetched) return null;
  return written(node, one, where);
}

function written(node: Node, one: Expression, where: Spot): string {
  let text = node.text.slice(0, MAX_TEXT);
  for (const name of namesIn(one, { left: MAX_STEPS })) {
    const bound = boundTo({ kind: 'name', name }, where);
    const [only, ...others] = bound?.bindings ?? [];
    const held = only === undefined || others.length > 0 || bound === null ? null : heldBy(only, bound.owner);
    const value = held?.value.kind === 'literal' ? held.value.text : null;
    if (value !== null) text = text.replace(new RegExp(`(?<![\\w.])${name}(?!\\w)`, 'g'), () => JSON.stringify(value));
  }
  return redact(text).replace(/\s+/g, ' ').slice(0, MAX_SHOWN);
}
const [MAX_TEXT, MAX_SHOWN] = [400, 80];

function namesIn(one: Expression, fuel: { left: number }): readonly string[] {
  if (--fuel.left < 0) return [];
  const own = one.kind === 'name' && /^\w{1,60}$/.test(one.name) ? [one.name] : [];
  return [...new Set([...own, ...childrenOf(one).flatMap((child) => namesIn(child, fuel))])];
}
