/** Python files: the loads of models, datasets and services, with the names that lead to them. */
import { isUtf8 } from 'node:buffer';
import type { Fact, ImportFact } from '../../model.ts';
import type { Detector, FileInput } from '../detector.ts';
import { runFacts } from '../starts/python-runs.ts';
import { pythonFacts } from './facts.ts';
import { scanImports } from './import-scan.ts';
import { mayLoad, surfaceFacts } from './surface.ts';

const LIMIT = 4 * 1024 * 1024;

/** Python takes "\r" for a line end, also inside a comment; a wrong byte becomes U+FFFD, which no name can contain. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes).replace(/\r\n?/g, '\n');
}

interface Read {
  readonly text: string;
  readonly imports: readonly ImportFact[];
}

/** The question for the grammar and the facts come for the same input: it is decoded once. */
const known = new WeakMap<FileInput, Read>();

function readOnce(input: FileInput): Read {
  const before = known.get(input);
  if (before !== undefined) return before;
  const text = textOf(input.bytes);
  const read = { text, imports: scanImports(text) };
  known.set(input, read);
  return read;
}

/** Encodings in which ASCII letters are themselves: nothing that names a model can hide in them (PEP 263). */
const TRANSPARENT = /^(?:utf-?8(?:-sig)?|ascii|us-ascii|latin-?1|iso-?8859-?\d{1,2}|cp125\d|windows-125\d|koi8-[ru])$/i;

/** A file that Python reads in another way than we do was not read. */
function encodingProblem(bytes: Uint8Array, text: string): readonly Fact[] {
  const said = /^[ \t\f]*#.{0,200}?coding[:=][ \t]*([-\w.]{1,40})/m.exec(text.split('\n', 2).join('\n'))?.[1] ?? null;
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (!wide && (said === null ? !text.includes('\uFFFD') || isUtf8(bytes) : TRANSPARENT.test(said.replaceAll('_', '-')))) return [];
  const message = said === null || wide ? 'not UTF-8: Python may read it otherwise' : `its encoding "${said}" is not read`;
  return [{ kind: 'problem', code: 'not-utf8', message, line: 1, column: 1 }];
}

export const pythonDetector: Detector = {
  id: 'python',
  version: 7,
  about: {
    title: 'Models, datasets and AI services in Python code',
    motivation:
      'Most models enter a product through one call, such as from_pretrained. What that call names, and at which revision, is what ships.',
    decides:
      'Parses the file with the Python grammar, without running it. Knows from_pretrained, pipeline, SentenceTransformer, hf_hub_download, snapshot_download, load_dataset, torch.hub.load, vLLM and the clients of hosted services. ' +
      'Follows names through constants, other modules, defaults, environment variables and conditional expressions. Comments, docstrings and local paths do not count.',
    remedy:
      'Name the model by a literal or a constant, and give revision= a full commit:\nAutoModel.from_pretrained("org/name", revision="<40 hex>")',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: LIMIT,
  wants: (path) => /\.pyw?$/i.test(path),
  grammar(input) {
    const { text, imports } = readOnce(input);
    return input.depth === 'full' || mayLoad(text, imports) ? 'python' : null;
  },
  facts(input, grammars) {
    const { text, imports } = readOnce(input);
    const facts = grammars.python === undefined ? surfaceFacts(text, imports) : pythonFacts(grammars.python, text);
    return [...facts, ...runFacts(text), ...encodingProblem(input.bytes, text)];
  },
};
