/** What the commands of a manifest load, each of them one text at one place (T33): by their own arguments, and by Python code that they are given. */
import type { Parser } from 'web-tree-sitter';
import type { At, Fact } from '../../model/index.ts';
import type { FileInput } from '../detector.ts';
import { mayNameIndex } from '../runs/indexes.ts';
import { mayInstallAny } from '../runs/installs.ts';
import { embeddedReader, mayEmbed } from '../languages/shell/embedded.ts';
import { newWork } from '../languages/shell/limits.ts';
import type { Loader } from '../languages/shell/loaders.ts';
import { scriptFacts } from '../languages/shell/loads.ts';
import { type Mapped, placedFile } from '../languages/shell/mapped.ts';
import { mayAsk, mayCommand } from '../languages/shell/surface.ts';
import { NO_VARIABLES, type Variables } from '../languages/shell/values.ts';

/** For one file. `implicit`: the program that gets a command of only options. Nothing is pinned there: the text may be written otherwise than it reads. Servers are told by what the command starts. */
export function createCommandLoads(
  parser: Parser | undefined,
  variables: Variables = NO_VARIABLES,
  implicit: Loader | null = null,
): (script: Mapped, at: At) => Fact[] {
  let here: At = { line: 1, column: 1 };
  const file = { text: '', at: () => here, site: () => null };
  const context = { file, variables, implicit, python: embeddedReader(parser, file), work: newWork() };
  return (script, at) => {
    here = at;
    return scriptFacts(script, context).filter(({ kind }) => kind !== 'endpoint');
  };
}

/** What a whole script loads, with the places where a commit can be written. */
export function loadsOfScript(script: Mapped, parser: Parser | undefined, file = placedFile(script.text)): Fact[] {
  const { text } = script;
  // A shell leaves these out of a word.
  const words = text.replace(/\\\r?\n|["'\\]/g, '');
  const installs = mayInstallAny(words) || mayNameIndex(words);
  if (!installs && !mayCommand(text) && !mayCommand(words) && !mayAsk(text) && !mayAsk(words)) return [];
  const python = embeddedReader(parser, file);
  const context = { file, variables: NO_VARIABLES, implicit: null, every: 'product', python, work: newWork() } as const;
  return scriptFacts(script, context).filter(({ kind }) => kind !== 'endpoint');
}

/** Whether a command of the file can hold Python code that loads something; what is escaped may be any text. */
export function embedsPython({ bytes }: FileInput): 'python' | null {
  const text = new TextDecoder().decode(bytes);
  return mayEmbed(text) || /\\[uUx]/.test(text) ? 'python' : null;
}
