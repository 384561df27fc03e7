/** Metadata inside of a Python script (PEP 723): what `uv run`, `pipx run` and `hatch run` install before they start it. */
import type { At, Fact } from '../../model/index.ts';
import { baseName } from '../../base/base-name.ts';
import type { Detector, FileInput } from '../detector.ts';
import { decodeUtf8, noGrammar, problemFact } from '../text-input.ts';
import { declaredFacts } from './pyproject/declared-facts.ts';
import { specifiersAt } from './pyproject/standard.ts';
import { applySource, uvSources } from './pyproject/uv-sources.ts';
import { type Positions, tomlPositions } from './toml/positions.ts';
import { parseToml } from './toml/read-toml.ts';
import { asText, field } from './toml/table.ts';

export const scriptMetadataDetector: Detector = {
  id: 'script-metadata',
  version: 1,
  about: {
    title: 'Dependencies inside of Python scripts',
    motivation: 'A script that names its dependencies itself is run with them, and no manifest beside it says so.',
    decides:
      'Reads the block "# /// script" of Python files (PEP 723): its dependencies, with ranges and markers, and the sources and indexes of tool.uv. Code that is run by the script is read elsewhere.',
    remedy: 'Run "uv lock --script NAME.py" and commit the lock beside the script.',
    serves: 'CRA Annex I Part II (1)',
  },
  only: 'packages',
  example: {
    path: 'tools/ask.py',
    source: `#!/usr/bin/env -S uv run --script
# /// script
# requires-python = ">=3.12"
# dependencies = [
#   "torch==2.6.0",
#   "transformers>=4.40",
# ]
# ///
import torch
`,
    gives: [
      { name: 'torch', version: '2.6.0', line: 5 },
      { name: 'transformers', version: null, line: 6, range: '>=4.40' },
    ],
  },
  reads: 'text',
  limit: 4 * 1024 * 1024,
  wants: (path) => /\.pyw?$/i.test(path) && baseName(path) !== 'setup.py',
  grammar: noGrammar,
  facts: readScript,
};

/** The line that begins the block. */
const BEGINS = /^# \/\/\/ script[ \t]*\r?$/gm;
const MARK = new TextEncoder().encode('# /// script');

function readScript({ bytes }: FileInput): readonly Fact[] {
  // Nearly no file has it, and the bytes tell.
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(MARK) === -1) return [];
  const decoded = decodeUtf8(bytes);
  // Whether the file can be read, its language says.
  if (!decoded.ok) return [];
  const { text } = decoded;
  const [first, second] = [...text.matchAll(BEGINS)].slice(0, 2);
  if (first === undefined) return [];
  const line = text.slice(0, first.index).split('\n').length;
  if (second !== undefined) return [problemFact('syntax', 'two blocks of script metadata, of which none counts', { line, column: 1 })];
  const content = contentBehind(text, first.index + first[0].length);
  if (content === null) return [problemFact('syntax', 'script metadata without an end', { line, column: 1 })];
  const file = parseToml(content);
  if (!file.ok) return [{ ...file.problem, ...moved(file.problem, line) }];
  const sources = uvSources(file.data);
  return declaredFacts(specifiersAt(field(file.data, 'dependencies'), ['dependencies'], 'runtime'), {
    positions: movedAll(tomlPositions(content, 2), line),
    requires: asText(field(file.data, 'requires-python')),
    fromSources: (found) => applySource(found, sources),
  });
}

/** The comment lines up to the last "# ///" among them, without what makes them comments (PEP 723, reference implementation). */
function contentBehind(text: string, start: number): string | null {
  const lines: string[] = [];
  let end = -1;
  for (const line of text.slice(start + 1).split('\n')) {
    const plain = line.replace(/\r$/, '');
    if (!/^#(?: |$)/.test(plain)) break;
    if (plain.trimEnd() === '# ///') end = lines.length;
    lines.push(plain.slice(2));
  }
  return end === -1 ? null : lines.slice(0, end).join('\n');
}

function moved({ line, column }: At, first: number): At {
  return { line: line + first, column: column + 2 };
}

function movedAll(positions: Positions, first: number): Positions {
  return new Map([...positions].map(([path, at]) => [path, moved(at, first)]));
}
