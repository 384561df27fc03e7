/** Python code inside of other files: `python -c "…"`, here-documents for Python, and those that become a file of code. */
import type { Parser } from 'web-tree-sitter';
import { pythonFacts } from '../python/facts.ts';
import { mayMention } from '../python/surface.ts';
import { createCodeReader, type EmbeddedReader } from './code-reader.ts';
import type { PlacedFile } from './mapped.ts';

/** For one file. Without a parser, which `mayEmbed` asks for, there is no code in it that loads anything. */
export function embeddedReader(parser: Parser | undefined, file: PlacedFile): EmbeddedReader {
  return createCodeReader((text) => (parser === undefined || !mayMention(text) ? null : pythonFacts(text, parser, { isPart: true })), file);
}

/** Whether a file can hold Python code that loads something. False is certain. */
export function mayEmbed(text: string): boolean {
  return /py|\bcat\b|\btee\b|<</i.test(text) && (mayMention(text) || mayMention(text.replace(/["'\\]/g, '')));
}
