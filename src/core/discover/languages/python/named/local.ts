/**
 * Models of an Ollama server that code keeps where no call of its client is read: defaults, constants, settings. Their names are those of
 * families of models, mostly with the size behind a colon; what they are bound to, or the file, has to speak of the server.
 */
import { type Answers, matching, type WordQuestion } from '../../../../base/word-search.ts';
import type { LoadFact } from '../../../../model/index.ts';
import { hostedModelOf, providerSaidBy, saidBy } from '../../../hosted/index.ts';
import type { PythonModule } from '../module.ts';
import { scopeAt } from '../scope.ts';
import type { Node } from '../syntax/index.ts';
import { type NamedText, nameOf } from './context.ts';
import { offerAround } from './offered.ts';
import { stringOf } from './table.ts';
import { textNodesAt } from './text-nodes.ts';
import { withoutComments } from '../idle-lines.ts';
import { saidAt } from './said-at.ts';
import { PLAIN_LOAD } from '../../../plain-load.ts';

/** ollama.com/library: how the names of its families begin. */
const FAMILIES =
  'llama tinyllama codellama mistral mixtral ministral devstral magistral qwen qwq gemma codegemma embeddinggemma phi deepseek nomic-embed mxbai-embed all-minilm bge- snowflake-arctic granite llava bakllava moondream minicpm starcoder stable-code gpt-oss smollm olmo command-r aya orca vicuna dolphin neural-chat openchat openhermes nous-hermes hermes zephyr wizard falcon solar yi: cogito exaone'.split(
    ' ',
  );
export const NAMES_LOCAL: WordQuestion = matching(FAMILIES, String.raw`(?<=["'](?:[a-z0-9_-]{1,30}\/)?)[\w.-]{1,80}(?::[\w.-]{1,40})?["']`);

const MAX_PLACES = 2_000;
const NAME = /^(?:[a-z0-9_-]{1,30}\/)?[a-z][\w.-]{1,80}(?::[\w.-]{1,40})?$/;
/** The size of a model, or what Ollama calls the newest. */
const SIZED = /:(?:latest|e?\d{1,3}(?:\.\d{1,2})?[bm](?:[-_][\w.-]{1,36})?)$/i;
const SPEAKS = /ollama/i;
/** They have models of these families, too, under other names. */
const OTHERS = /groq|openrouter|together|fireworks|bedrock|deepinfra|nvidia|vertex|azure|dashscope/i;

/** `loaded`: what calls of the file name anyway. */
export function namedLocally(
  module: PythonModule,
  root: Node,
  text: string,
  words: Answers,
  loaded: () => ReadonlySet<string>,
): LoadFact[] {
  const places = (words.get(NAMES_LOCAL) ?? []).slice(0, MAX_PLACES);
  if (places.length === 0) return [];
  const speaks = SPEAKS.test(text);
  return textNodesAt(root, places).flatMap((node) => {
    const name = stringOf(node);
    if (name === null || !NAME.test(name) || hostedModelOf(name)?.certain === true) return [];
    const own = nameOf(node, () => [], saidBy);
    const offer = own === null ? offerAround(node) : null;
    const named = own ?? (offer === null ? null : { name: offer.name, by: null, beside: offer.beside });
    if (named === null || !isMeant(name, named, speaks, text) || loaded().has(name)) return [];
    // Whoever serves models offers them under such names; those of this server have their size behind a colon.
    if (offer !== null && !SIZED.test(name) && (named.beside ?? providerSaidBy(named.name)) !== 'ollama') return [];
    const fact = factOf(node, name, named, module);
    return [offer === null ? fact : { ...fact, catalog: true as const }];
  });
}

/** Programs that are called like a family, and files of models by the way they are packed: the server's own names have that behind a colon. */
const OTHER_THINGS =
  /^(?:llama[-_.]?(?:cpp|file|index|parse|stack|hub)|mistralai|phi[-_]?data)$|^[^:]*[-_.](?:onnx|gguf|ggml|mlx|q\d_[k\d]\w{0,4}|int[48]|fp16)$/i;

function isMeant(text: string, { name, beside }: NamedText, speaks: boolean, file: string): boolean {
  const said = beside ?? providerSaidBy(name);
  if (said !== null) return said === 'ollama';
  if (OTHER_THINGS.test(text)) return false;
  if (text.includes('/')) return false;
  // "qwen2.5:3b" is a name of nothing else.
  if (SIZED.test(text)) return true;
  return speaks && !OTHERS.test(withoutComments(file)) && !/repo|path|file|class|type|family|config/i.test(name);
}

function factOf(node: Node, text: string, named: NamedText, module: PythonModule): LoadFact {
  const within = { piece: '', scope: scopeAt(node, module).index };
  return { ...PLAIN_LOAD, ...saidAt(node, text, named), component: 'model', hub: 'ollama', guessed: true, within };
}
