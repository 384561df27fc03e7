/**
 * Scripts that a command fetches and runs at once: `curl … | sh`, `bash <(curl …)`, `sh -c "$(curl …)"`. What they do nobody here reads. Most
 * install a tool; one whose address speaks of models is told as a load that nobody can name.
 */
import type { LoadFact } from '../../../model/index.ts';
import { programInstalledBy } from '../../runs/programs.ts';
import { readerOf } from './command-notes.ts';
import { isPython, isShell, readsCode } from './inner-scripts.ts';
import type { PlacedFile } from './mapped.ts';
import { unnamedLoad } from './transfers.ts';
import { plainText, type ShellCommand, type Word } from './words.ts';

const FETCHERS = /^(?:curl|wget2?)$/;
const ADDRESS = /https?:\/\/[^\s"'`)<>|;&]{3,500}/;
/** In the path of an address: a word by itself. */
const SAYS_MODELS =
  /(?:^|[^a-z])(?:models?|weights?|checkpoints?|ckpts?|llms?|gguf|safetensors|loras?|huggingface|hugging-face|ollama|vllm|llama|comfyui|whisper|diffusion)(?:$|[^a-z])/i;
/** `$(curl …)` in what a shell is given. */
const INSIDE = /(?:\$\(|`)\s{0,5}(?:curl|wget2?)\s[^`]{0,600}/;

const FETCHES = /\b(?:curl|wget2?)\b/;
/** A part of each of the words above. */
const MAY_SAY = /model|weight|checkpoint|ckpt|llm|gguf|safetensors|lora|hugging|ollama|llama|comfyui|whisper|diffusion/i;

/** Whether a text can hold a command that fetches one. False is certain. */
export function mayFetchScript(text: string): boolean {
  return FETCHES.test(text) && MAY_SAY.test(text);
}

export function fetchedScript(command: ShellCommand, words: ShellCommand, program: string, file: PlacedFile): LoadFact[] {
  const address = FETCHERS.test(program)
    ? runAddress(command, words)
    : program === 'eval' || isShell(program)
      ? addressInside(words)
      : null;
  const [start] = words;
  if (address === null || start === undefined || programInstalledBy(address) !== null) return [];
  const shown = address.replace(/[?#][\s\S]*$/, '');
  const path = shown.replace(/^https?:\/\/[^/]*/i, '');
  return SAYS_MODELS.test(path) ? [unnamedLoad(`what the script ${shown} loads`, start, file)] : [];
}

/** Of what this command fetches, where a shell or Python runs it. */
function runAddress(command: ShellCommand, words: ShellCommand): string | null {
  const reader = readerOf(command);
  if (reader === null) return null;
  const [first = ''] = reader.map((word) => plainText(word) ?? '').filter((text) => text !== 'sudo' && text !== 'exec' && text !== 'env');
  const isRun = readsCode(reader) !== null || isShell(first) || isPython(first) || first === 'source' || first === '.';
  return isRun ? addressIn(words) : null;
}

function addressInside(words: ShellCommand): string | null {
  for (const { source } of words.slice(1, 8)) {
    const inside = INSIDE.exec(source.text.slice(0, 2_000));
    if (inside !== null) return ADDRESS.exec(inside[0])?.[0] ?? null;
  }
  return null;
}

function addressIn(words: readonly Word[]): string | null {
  for (const { source } of words.slice(1, 40)) {
    const found = ADDRESS.exec(source.text.slice(0, 600));
    if (found !== null) return found[0];
  }
  return null;
}
