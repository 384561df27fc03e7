/**
 * Nested lines, as tools write them: the part of YAML that dumpers use (pnpm-lock.yaml, yarn.lock of Yarn 2 and later), and the form of Yarn 1.
 * Each line is read once and knows its place; what is of another form is a fault at its line, and what stands around it is read (T35).
 */
import type { ProblemFact } from '../../../model/index.ts';
import { problemFact } from '../../text-input.ts';
import { classicKey, isItem, type KeyAndRest, yamlKey } from './keys.ts';

export interface LineBlock {
  /** Without quotes; "-" for an item of a list. Of Yarn 1 at the edge: as written. */
  readonly key: string;
  /** As written behind the key, of a block scalar its text; "": nothing. */
  readonly value: string;
  readonly line: number;
  readonly inner: readonly LineBlock[];
}

export interface LineBlocks {
  /** The blocks at the edge, document by document. */
  readonly documents: readonly (readonly LineBlock[])[];
  /** In the order of the file; a few of many. */
  readonly faults: readonly ProblemFact[];
}

/** Tools nest five deep. */
const MAX_DEPTH = 40;
/** Nobody reads about more of them. */
const MAX_FAULTS = 20;
/** Of a block scalar: a longer one is nothing that says where a package comes from. */
const LONG_SCALAR = 4_000;

type Writable = { -readonly [K in keyof LineBlock]: LineBlock[K] } & { inner: LineBlock[] };

interface Frame {
  readonly block: Writable;
  /** Where its line begins; -1: the document. */
  readonly indent: number;
  /** Where its inner lines begin, as soon as there is one. */
  inner: number | null;
  keys: Set<string> | null;
}

/** What the next line goes on with. */
interface Open {
  /** "? key": a line with its value follows. */
  asked: { readonly key: string; readonly indent: number } | null;
  /** A block scalar: deeper lines are its text. */
  scalar: { readonly block: Writable; readonly indent: number } | null;
}

/** Shared by all that have nothing inside: most lines. */
const NOTHING: LineBlock[] = [];

/** Linear in the text, without recursion. `form`: "yarn" is that of Yarn 1, with spaces where YAML has colons. */
export function readBlocks(text: string, form: 'yaml' | 'yarn'): LineBlocks {
  const documents: LineBlock[][] = [];
  const faults: ProblemFact[] = [];
  const keyOf = form === 'yaml' ? yamlKey : classicKey;
  let stack: Frame[] = [];
  const open: Open = { asked: null, scalar: null };

  function fault(line: number, column: number, message: string): void {
    if (faults.length < MAX_FAULTS) faults.push(problemFact('syntax', message, { line, column: column + 1 }));
  }
  function begin(): void {
    const block: Writable = { key: '', value: '', line: 1, inner: [] };
    documents.push(block.inner);
    stack = [{ block, indent: -1, inner: null, keys: null }];
  }
  function add(key: string, value: string, indent: number, line: number): void {
    let holder = stack[stack.length - 1] as Frame;
    // The items of a list may stand right below their key.
    while (holder.indent > indent || (holder.indent === indent && (key !== '-' || holder.block.key === '-'))) {
      stack.pop();
      holder = stack[stack.length - 1] as Frame;
    }
    holder.inner ??= indent;
    if (holder.inner !== indent || holder.block.value !== '' || stack.length > MAX_DEPTH)
      return fault(line, indent, 'a line that does not belong to the one above it; it was not read');
    if (key !== '-') {
      holder.keys ??= new Set();
      if (holder.keys.has(key)) fault(line, indent, 'the same key twice: one reader takes the first, another the last');
      holder.keys.add(key);
    }
    const block: Writable = { key, value, line, inner: NOTHING };
    if (holder.block.inner === NOTHING) holder.block.inner = [];
    holder.block.inner.push(block);
    stack.push({ block, indent, inner: null, keys: null });
    if (form === 'yaml' && /^[|>][+-]?\d?$/.test(value)) {
      block.value = '';
      open.scalar = { block, indent };
    }
  }
  /** `content` begins at column `indent`; it may hold several keys, each deeper than the one before: "- a: 1", ": b: 2". */
  function read(content: string, indent: number, line: number): void {
    let [rest, column] = [content, indent];
    if (open.asked !== null) {
      const { key } = open.asked;
      const isAnswer = open.asked.indent === indent && /^:(?: |$)/.test(rest);
      open.asked = null;
      if (!isAnswer) return fault(line, indent, 'a key without a value');
      const value = rest.slice(1).trimStart();
      const inner = value === '' ? null : yamlKey(value);
      add(key, inner === null ? value : '', indent, line - 1);
      if (inner === null) return;
      column += rest.length - value.length;
      rest = value;
    }
    while (form === 'yaml' && isItem(rest)) {
      const value = rest.slice(1).trimStart();
      const isMore = isItem(value) || yamlKey(value) !== null;
      add('-', isMore ? '' : value, column, line);
      if (!isMore) return;
      column += rest.length - value.length;
      rest = value;
    }
    const said: KeyAndRest | null = keyOf(rest, column);
    if (said !== null) return add(said.key, said.rest, column, line);
    const question = form === 'yaml' && rest.startsWith('? ') ? yamlKey(`${rest.slice(2).trim()}:`) : null;
    if (question === null) return fault(line, column, 'a line of a form that is not known; it was not read');
    open.asked = { key: question.key, indent: column };
  }

  begin();
  for (let start = 0, line = 1; start < text.length; line++) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    let from = start;
    while (from < end && text.charCodeAt(from) === 32) from++;
    const indent = from - start;
    let to = end;
    // Spaces, tabs and a carriage return behind a line say nothing.
    while (to > from && text.charCodeAt(to - 1) <= 32) to--;
    start = end + 1;
    if (open.scalar !== null && (from >= to || indent > open.scalar.indent)) {
      const { block } = open.scalar;
      if (block.value.length < LONG_SCALAR) block.value = `${block.value} ${text.slice(from, to)}`.trim();
      continue;
    }
    open.scalar = null;
    if (from >= to || text.charCodeAt(from) === 35) continue;
    const content = text.slice(from, to);
    if (content === '---' && indent === 0) begin();
    else if (content.charCodeAt(0) < 32)
      fault(line, indent, 'a line that begins with a character that no tool writes there; it was not read');
    else read(content, indent, line);
  }
  if (open.asked !== null) fault(1, 0, 'a key without a value at the end');
  return { documents: documents.filter((one, at) => one.length > 0 || at === documents.length - 1), faults };
}
