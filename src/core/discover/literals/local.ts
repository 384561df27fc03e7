/** Texts of code that are names of a local server: "qwen2.5:7b", where the code speaks of Ollama. */
import type { LoadFact } from '../../model/index.ts';
import { hostedModelOf, providerSaidBy, saidBy } from '../hosted/index.ts';
import type { PlacedFile } from '../languages/shell/mapped.ts';
import { servedModel } from '../runs/served-names.ts';
import type { Token } from './lexer.ts';
import { namingOf } from './naming.ts';

const SPEAKS = /ollama/i;
const TAGGED = /^[a-z][\w.-]{1,60}(?:\/[\w.-]{1,60})?:[\w.-]{1,40}$/;
/** Families that its registry has (ollama.com/library), for names without a tag. */
const FAMILY =
  /^(?:llama|qwen|qwq|gemma|mistral|mixtral|phi|deepseek|codellama|tinyllama|nomic-embed-text|mxbai-embed|all-minilm|bge-m3|snowflake-arctic-embed|granite|command-r|starcoder|llava|moondream|smollm|gpt-oss|dolphin|vicuna|orca|wizard|olmo|falcon|yi|aya|devstral|magistral|embeddinggemma)[\w.-]{0,40}$/;

/** Addresses and images are written alike. */
const ELSEWHERE = /host|addr|url|uri|port|image|endpoint|container|server|version|volume/i;

export function localIn(tokens: readonly Token[], file: PlacedFile): LoadFact[] {
  if (!SPEAKS.test(file.text)) return [];
  return tokens.flatMap(({ kind, text, offset }, index) => {
    if (kind !== 'text' || text.length > 120 || !(TAGGED.test(text) || FAMILY.test(text))) return [];
    if (hostedModelOf(text)?.certain === true) return [];
    const naming = namingOf(tokens, index);
    if (naming === null) return [];
    const [first = ''] = naming.names;
    if (ELSEWHERE.test(first) || /:\d{4,5}$/.test(text)) return [];
    // Somebody else is said to have it.
    if (naming.names.some((name) => (providerSaidBy(name) ?? 'ollama') !== 'ollama')) return [];
    const ofOllama = [...naming.names, ...naming.callee].some((name) => SPEAKS.test(name));
    if (saidBy(first) === 'otherwise' || !(ofOllama || naming.names.some((name) => saidBy(name) === 'model'))) return [];
    return servedModel('ollama', text, first.slice(0, 80), file.at(offset)) ?? [];
  });
}
