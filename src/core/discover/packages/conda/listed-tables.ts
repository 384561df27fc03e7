/**
 * Lists of tables in YAML, in the block form that conda-lock and pixi write. A whole YAML parser needs seconds for such files, and says no lines; what
 * these tools do not write (anchors, tags, tables in braces) makes the entry unread, and no other one.
 */
import type { At } from '../../../model/index.ts';
import { numberedLines } from '../stated/stated.ts';

export interface ListedTable {
  /** Of the "-" that begins it. */
  readonly at: At;
  /** Scalars by the keys that lead to them, joined by "/". */
  readonly texts: ReadonlyMap<string, string>;
  /** Scalars of a list by the keys that lead to it. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  /** The line of something that is not read here; null: all of it was. */
  readonly unread: At | null;
}

/** An entry has a handful of keys; more is an attack on whoever walks them. */
const MAX_DEPTH = 10;
const KEY = /^("(?:[^"\\]|\\.){0,400}"|'[^']{0,400}'|[^\s"'#&*!|>%@`{}[\],?:-][^#{}[\],]{0,400}?|-[\w.][^:#]{0,100}):(?: (.*))?$/;

/** The entries of the list under a key of the top. Linear. */
export function* listedTablesIn(text: string, key: string): Generator<ListedTable> {
  let isInside = false;
  let block: OpenTable | null = null;
  let indent = -1;
  for (const [line, number] of numberedLines(text)) {
    const content = line.trimStart();
    const depth = line.length - content.length;
    if (content === '' || content.startsWith('#')) continue;
    const opens = content === '-' || content.startsWith('- ');
    if (depth === 0 && !opens) {
      if (block !== null) yield block;
      block = null;
      isInside = line.trimEnd() === `${key}:`;
      indent = -1;
      continue;
    }
    if (!isInside) continue;
    if (indent < 0) indent = depth;
    if (opens && depth === indent) {
      if (block !== null) yield block;
      block = new OpenTable({ line: number, column: depth + 1 });
      const rest = content.slice(1).trimStart();
      if (rest !== '') block.add(rest, depth + content.length - rest.length, number);
    } else block?.add(content, depth, number);
  }
  if (block !== null) yield block;
}

/** An entry whose lines come one after the other. */
class OpenTable implements ListedTable {
  readonly at: At;
  readonly texts = new Map<string, string>();
  readonly lists = new Map<string, string[]>();
  unread: At | null = null;
  /** The keys that are open, by how far they are moved in. */
  private open: { readonly depth: number; readonly path: string }[] = [];
  /** A text in quotes that goes on in the next line. */
  private unfinished: { readonly quote: string; text: string; readonly end: (text: string) => void } | null = null;

  constructor(at: At) {
    this.at = at;
  }

  add(content: string, depth: number, line: number): void {
    if (this.unfinished !== null) return this.goOn(content);
    if (content === '-' || content.startsWith('- ')) return this.item(content.slice(1).trim(), depth, line);
    const [, written, value = ''] = KEY.exec(content) ?? [];
    const key = written === undefined ? null : scalar(written);
    if (key === null) return this.note(line, depth);
    while ((this.open.at(-1)?.depth ?? -1) >= depth) this.open.pop();
    if (this.open.length >= MAX_DEPTH) return this.note(line, depth);
    const around = this.open.at(-1)?.path;
    const path = around === undefined ? key : `${around}/${key}`;
    this.open.push({ depth, path });
    // Of duplicate keys the last one counts.
    this.read(value, line, depth, (text) => this.texts.set(path, text));
  }

  private item(value: string, depth: number, line: number): void {
    while ((this.open.at(-1)?.depth ?? -1) > depth) this.open.pop();
    const path = this.open.at(-1)?.path;
    if (path === undefined) return this.note(line, depth);
    this.read(value, line, depth, (text) => {
      const list = this.lists.get(path);
      if (list === undefined) this.lists.set(path, [text]);
      else list.push(text);
    });
  }

  private read(value: string, line: number, depth: number, end: (text: string) => void): void {
    const text = value.trim();
    if (text === '' || text === '{}' || text === '[]' || text.startsWith('#')) return;
    if (/^[&*!|>{[%@`]/.test(text)) return this.note(line, depth);
    const quote = text.charAt(0);
    const isOpen = (quote === '"' || quote === "'") && scalar(text) === null;
    if (isOpen) this.unfinished = { quote, text, end };
    else end(scalar(text.replace(/ #.*$/, '')) ?? text);
  }

  private goOn(content: string): void {
    if (this.unfinished === null) return;
    const joined = `${this.unfinished.text.replace(/\\$/, '')} ${content.trim()}`;
    const text = scalar(joined);
    const { end } = this.unfinished;
    if (text === null && joined.length < 10_000) this.unfinished.text = joined;
    else {
      this.unfinished = null;
      if (text !== null) end(text);
    }
  }

  private note(line: number, depth: number): void {
    this.unread ??= { line, column: depth + 1 };
  }
}

/** A scalar without its quotes; null: a text in quotes that does not end here. */
function scalar(text: string): string | null {
  if (text.startsWith("'")) return /^'(?:[^']|'')*'$/.test(text) && text.length > 1 ? text.slice(1, -1).replaceAll("''", "'") : null;
  if (!text.startsWith('"')) return text;
  if (!/^"(?:[^"\\]|\\.)*"$/.test(text)) return null;
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}
