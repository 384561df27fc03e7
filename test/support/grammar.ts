/** Facts of a detector as the parser thread makes them: with the grammar only when the detector asks for it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';
import type { Detector } from '../../src/core/discover/detector.ts';
import type { Depth, Fact } from '../../src/core/model/index.ts';

const require = createRequire(import.meta.url);
let parser: Promise<Parser> | null = null;

export function pythonParser(): Promise<Parser> {
  parser ??= (async () => {
    await Parser.init({ wasmBinary: readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')) });
    const made = new Parser();
    made.setLanguage(await Language.load(readFileSync(require.resolve('tree-sitter-python/tree-sitter-python.wasm'))));
    return made;
  })();
  return parser;
}

export async function factsOf(detector: Detector, content: string | Uint8Array, depth: Depth = 'surface'): Promise<readonly Fact[]> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const input = { bytes, size: bytes.length, depth };
  const grammar = detector.grammar(input);
  return detector.facts(input, grammar === null ? {} : { [grammar]: await pythonParser() });
}
