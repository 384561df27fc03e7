/** Jupyter notebooks: the Python and the shell lines of their code cells, with places in the .ipynb file. */
import type { Parser } from 'web-tree-sitter';
import type { At, Binding, Fact, LoadFact, ScopesFact } from '../../../../model/index.ts';
import { placedScopes } from '../../../values/index.ts';
import { embeddedReader, mayEmbed } from '../../shell/embedded.ts';
import { newWork } from '../../shell/limits.ts';
import { scriptFacts } from '../../shell/loads.ts';
import { joinedTexts, type Mapped, atPlace, mappedRange, placedFile } from '../../shell/mapped.ts';
import { mayCommand } from '../../shell/surface.ts';
import { NO_VARIABLES } from '../../shell/values.ts';
import type { Detector, FileInput } from '../../../detector.ts';
import { type Notebook, type NotebookCode, readNotebook } from './code.ts';
import { notebookSites } from './sites.ts';
import { placeIn } from './source-text.ts';
import { pythonFacts } from '../facts.ts';
import { mayLoad, surfaceFacts, wordsOfPython } from '../surface.ts';
import { parsePython, type SyntaxNode } from '../syntax/index.ts';
import { runFacts } from '../../../starts/python-runs.ts';

export const notebookDetector: Detector = {
  id: 'notebook',
  version: 18,
  about: {
    title: 'Models, datasets and AI services in notebooks',
    motivation: 'Notebooks are where models are first tried, and from where code is copied into products.',
    decides:
      'Reads the code cells as one Python text (nbformat 3 and 4): the code of %time, %timeit, %%capture, %%writefile app.py and the like counts; shell lines and %%bash cells are read as commands ("hf download"); %env sets a variable; %run may bind any name. ' +
      'A cell magic that is not known, and a notebook of another language, is said as not read. Line and column are those of the .ipynb file. Outputs and Markdown cells do not count. A commit is written into the JSON string of the line that loads; nothing else of the file changes.',
    remedy: 'Give revision= a full commit in the cell that loads the model, as in a Python file. "weighbridge pin --write" does so.',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: 32 * 1024 * 1024,
  wants: (path) => /\.ipynb$/i.test(path),
  grammar(input) {
    const { isWhole, own, shell } = readOnce(input);
    return isWhole && (own.includes(null) || shell.some(({ text }) => mayEmbed(text))) ? 'python' : null;
  },
  facts(input, grammars) {
    const read = readOnce(input);
    return [
      ...read.problems,
      ...withoutStrangers(read.python.map((code, index) => pythonIn(code, read, index, grammars.python))).flat(),
      ...read.shell.flatMap((code) => commandsIn(code, grammars.python)),
    ];
  },
};

function pythonIn(code: NotebookCode, { json, isWhole, own }: Read, index: number, parser: Parser | undefined): Fact[] {
  const { lines, text } = code;
  const piece = index === 0 ? '' : `${index}§`;
  const siteOf = notebookSites(json, code);
  // Imports count without a load, too: they can make a test's place one of the product (T5).
  const words = wordsOfPython(text);
  const facts = [
    ...(isWhole ? pythonFacts(text, parser, { own: own[index] ?? null, words }) : surfaceFacts(text, words)),
    ...runFacts(text, words),
  ];
  const place = (one: At): At => {
    const line = lines[one.line - 1];
    return line === undefined ? { line: 1, column: 1 } : placeIn(line, one.column);
  };
  return facts.map((fact) => {
    const at = place(fact);
    switch (fact.kind) {
      case 'scopes':
        return placedScopes(fact, { piece: `${piece}${fact.piece}`, at: place, literal: (text) => ({ kind: 'literal', text }) });
      // A line of a notebook is inside a JSON string: an edit there needs its escapes.
      case 'load':
        return { ...fact, ...at, ...inPiece(fact, piece), pin: fact.pin && siteOf(fact.pin) };
      case 'endpoint':
        return { ...fact, ...at, ...inPiece(fact, piece) };
      default:
        return { ...fact, ...at };
    }
  });
}

function inPiece({ within }: Pick<LoadFact, 'within'>, piece: string): Pick<LoadFact, 'within'> {
  return within === undefined ? {} : { within: { ...within, piece: `${piece}${within.piece}` } };
}

/** Cells that are read apart share their names with the others all the same: what one of them binds, the others do not know. */
function withoutStrangers(pieces: readonly (readonly Fact[])[]): readonly (readonly Fact[])[] {
  const tops = pieces.map(
    (facts) => new Set(facts.flatMap((fact) => (fact.kind === 'scopes' ? (fact.scopes[0]?.bindings ?? []).map(([name]) => name) : []))),
  );
  if (tops.length < 2) return pieces;
  return pieces.map((facts, index) => {
    const others = [...new Set(tops.flatMap((names, other) => (other === index ? [] : [...names])))];
    return facts.map((fact) => (fact.kind === 'scopes' && others.length > 0 ? withNames(fact, others) : fact));
  });
}

function withNames(fact: ScopesFact, names: readonly string[]): ScopesFact {
  const [top, ...rest] = fact.scopes;
  if (top === undefined) return fact;
  const bindings = new Map(top.bindings);
  for (const name of names) {
    const other: Binding = {
      kind: 'value',
      value: { kind: 'unmodeled', text: `${name} of another cell` },
      line: fact.line,
      column: fact.column,
    };
    bindings.set(name, [...(bindings.get(name) ?? []), other]);
  }
  return { ...fact, scopes: [{ ...top, bindings: [...bindings] }, ...rest] };
}

/** No edit is offered: what is read of a command is not always what stands there. */
function commandsIn({ lines, text }: NotebookCode, parser: Parser | undefined): Fact[] {
  if (!mayCommand(text)) return [];
  const file = placedFile(text);
  const context = { file, variables: NO_VARIABLES, implicit: null, python: embeddedReader(parser, file), work: newWork() };
  return scriptFacts(withVariables(text), context).map((fact) => {
    const line = lines[fact.line - 1];
    const at = line === undefined ? { line: 1, column: 1 } : placeIn(line, fact.column);
    return fact.kind === 'load' ? { ...fact, ...at, pin: null } : { ...fact, ...at };
  });
}

/** IPython puts the value of a Python expression in braces into a command: what it is, nobody can tell here. */
function withVariables(text: string): Mapped {
  const parts: Mapped[] = [];
  let end = 0;
  for (const match of text.matchAll(/(?<![{$])\{([A-Za-z_]\w{0,60})[^{}\n]{0,200}\}/g)) {
    parts.push(mappedRange(text, end, match.index), atPlace(`\${${match[1] ?? ''}}`, match.index));
    end = match.index + match[0].length;
  }
  return joinedTexts([...parts, mappedRange(text, end, text.length)]);
}

/** The question for the grammar and the facts come for the same input: its JSON is read once. */
interface Read extends Notebook {
  readonly json: string;
  /** Some of its code may load something. */
  readonly isWhole: boolean;
  /** What the structural parser made of each piece of Python. */
  readonly own: readonly (SyntaxNode | null)[];
}
const known = new WeakMap<FileInput, Read>();

function readOnce(input: FileInput): Read {
  const before = known.get(input);
  if (before !== undefined) return before;
  const json = new TextDecoder('utf-8').decode(input.bytes);
  const notebook = readNotebook(json);
  const { python, shell } = notebook;
  const isWhole = python.some(({ text }) => mayLoad(text)) || shell.some(({ text }) => mayEmbed(text));
  const read = { ...notebook, json, isWhole, own: isWhole ? python.map(({ text }) => parsePython(text)) : [] };
  known.set(input, read);
  return read;
}
