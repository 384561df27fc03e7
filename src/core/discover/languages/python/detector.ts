/** Python files: the loads of models, datasets and services, with the names that lead to them. */
import type { Answers } from '../../../base/word-search.ts';
import type { Fact, ImportFact } from '../../../model/index.ts';
import type { Detector, FileInput, Grammars } from '../../detector.ts';
import { isScriptOf, KNOWN } from '../known.ts';
import { pinSiteIn } from '../../pin-site.ts';
import { exportsOf } from './exports.ts';
import { pythonFacts } from './facts.ts';
import { scanImports } from './import-scan.ts';
import { runFacts } from '../../starts/python-runs.ts';
import { readSource, type Source } from './source.ts';
import { mayLoad, surfaceFacts, wordsOfPython } from './surface.ts';
import { parsePython, type SyntaxNode } from './syntax/index.ts';

const LIMIT = 4 * 1024 * 1024;

interface Read extends Source {
  readonly imports: readonly ImportFact[];
  readonly words: Answers;
  /** The whole file counts, and not only what stands on its surface. */
  readonly isWhole: boolean;
  /** What the structural parser made of it. */
  readonly own: SyntaxNode | null;
}

/** The question for the grammar and the facts come for the same input: it is decoded once. */
const known = new WeakMap<FileInput, Read>();

function readOnce(input: FileInput): Read {
  const before = known.get(input);
  if (before !== undefined) return before;
  const source = readSource(input.bytes);
  const words = wordsOfPython(source.text);
  const imports = scanImports(source.text, words);
  const isWhole = input.depth === 'full' || mayLoad(source.text, words, imports);
  const read = { ...source, imports, words, isWhole, own: isWhole ? parsePython(source.text) : null };
  known.set(input, read);
  return read;
}

function readPython(input: FileInput, grammars: Grammars): readonly Fact[] {
  const { text, imports, words, isWhole, own, problem, written } = readOnce(input);
  const found = [
    ...(isWhole ? pythonFacts(text, grammars.python, { own, words }) : surfaceFacts(text, words, imports)),
    ...exportsOf(text, words, imports),
    ...runFacts(text, words),
  ];
  const facts = text === written ? found : placedIn(written, text, found);
  return problem === null ? facts : [...facts, { kind: 'problem', code: 'not-utf8', message: problem, line: 1, column: 1 }];
}

/** A commit is written into the line as it stands; a line whose names are shorter or longer there has no place for one. */
function placedIn(written: string, text: string, facts: readonly Fact[]): readonly Fact[] {
  const [lines, read] = [written.split('\n'), text.split('\n')];
  return facts.map((fact) => {
    if (fact.kind !== 'load' || fact.pin === null) return fact;
    const { line, column, endColumn, template } = fact.pin;
    const source = lines[line - 1];
    return {
      ...fact,
      pin: source?.length === read[line - 1]?.length ? pinSiteIn(source, line, column - 1, endColumn - 1, template) : null,
    };
  });
}

function grammarFor(input: FileInput): 'python' | null {
  const { isWhole, own } = readOnce(input);
  return isWhole && own === null ? 'python' : null;
}

export const pythonDetector: Detector = {
  id: 'python',
  version: 26,
  about: {
    title: 'Models, datasets and AI services in Python code',
    motivation:
      'Most models enter a product through one call, such as from_pretrained. What that call names, and at which revision, is what ships.',
    decides:
      'Parses the file with the Python grammar, without running it. Knows from_pretrained, pipeline, SentenceTransformer, hf_hub_download, snapshot_download, load_dataset, torch.hub.load, vLLM, and the SDKs and frameworks that ask hosted services. A hosted model whose id says what it is counts also where no known call reads it: as a default, a constant, a field, an option or an entry of a table, beside a name that says model; not in comparisons, log texts, tables of prices. Names of the hub and of a local server count likewise, beside a name that says model or dataset. Requests by HTTP are read with the model of their body, and addresses that name a model. ' +
      'Addresses of weights count whatever fetches them: in constants and tables, as defaults, in calls, with the digest that stands beside them. ' +
      'Names of a library that has a catalog of its own, such as "base" of Whisper or "en_core_web_sm" of spaCy, are listed as names of it. ' +
      'Follows names through constants, other modules, defaults, environment variables and conditional expressions. Commands that it starts (subprocess, os.system, lists and texts that are kept for it) are read as in a shell script, each argument with the value that it has in the code. Comments, docstrings and local paths do not count.',
    remedy:
      'Name the model by a literal or a constant, and give revision= a full commit:\nAutoModel.from_pretrained("org/name", revision="<40 hex>")',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: LIMIT,
  wants: (path) => /\.pyw?$/i.test(path),
  grammar: grammarFor,
  facts: readPython,
};

/** `#!/usr/bin/env python3`, `#!/usr/bin/env -S uv run --script`; also a shell line that starts Python on the file itself. */
function isScript(input: FileInput): boolean {
  return input.bytes[0] === 0x23 && isScriptOf(KNOWN.python, new TextDecoder().decode(input.bytes.subarray(0, 500)));
}

export const pythonScriptDetector: Detector = {
  id: 'python-script',
  version: 17,
  about: {
    title: 'Models, datasets and AI services in Python scripts without a suffix',
    motivation: 'Programs in bin/ mostly have no suffix, and load models like any other Python code.',
    decides:
      'Files without a suffix whose first line starts Python ("#!/usr/bin/env python3", "uv run --script") are read as Python files are. Other files without a suffix are not.',
    remedy: 'As for Python files: name the model by a literal or a constant, and give revision= a full commit.',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: LIMIT,
  // What is larger is no script that somebody wrote.
  wants: (path, size) => /(?:^|\/)[^/.]+$/.test(path) && (size === null || size <= LIMIT),
  grammar: (input) => (isScript(input) ? grammarFor(input) : null),
  facts: (input, grammars) => (isScript(input) ? readPython(input, grammars) : []),
};
