/** Each text of a file with what stands around it: keys, names, calls. From outside to inside; long chains step by step. */
import { settingRead } from '../environment.ts';
import type { BindingPattern, FunctionNode, PatternItem, Program, ScriptNode, ScriptStatement } from '../syntax/index.ts';

/** One thing around a text; `outer`: what is around that. */
export interface Surrounding {
  readonly outer: Surrounding | null;
  readonly kind:
    | 'key'
    | 'entry'
    | 'name'
    | 'parameter'
    | 'argument'
    | 'list'
    | 'each'
    | 'settable'
    | 'function'
    | 'statement'
    | 'listed'
    | 'union'
    | 'none';
  /**
   * Of a key or name; of an enumeration or a type; of a list that is gone through, what each is called; of what holds where a setting is not
   * given, that setting; of `none` the method that is called on it.
   */
  readonly name: string;
  /** Of a key, and where the text is one itself (entry): the table; of an item: the list; of an argument: the call; of a setting: what reads it. */
  readonly node: ScriptNode | null;
  /** Of an argument or an entry, its place. */
  readonly at: number;
}

type Note = (text: { readonly value: string; readonly start: number }, around: Surrounding | null) => void;

export function eachText({ body }: Program, note: Note): void {
  new Walk(note).statements(body, null);
}

function around(outer: Surrounding | null, kind: Surrounding['kind'], name = '', node: ScriptNode | null = null, at = 0): Surrounding {
  return { outer, kind, name, node, at };
}

class Walk {
  readonly #note: Note;

  constructor(note: Note) {
    this.#note = note;
  }

  statements(body: readonly ScriptStatement[], outer: Surrounding | null): void {
    for (const one of body) this.#statement(one, outer);
  }

  #statement(one: ScriptStatement, outer: Surrounding | null): void {
    switch (one.type) {
      case 'declare':
        for (const { target, fallback } of one.targets) {
          this.#pattern(target, outer);
          if (fallback !== null) this.#node(fallback, around(outer, 'name', nameIn(target)));
        }
        break;
      case 'bind':
        this.#node(one.value, outer);
        break;
      case 'enum':
        this.#node(one.table, around(outer, 'listed', one.name));
        break;
      case 'union':
        this.#union(one.name, one.texts);
        break;
      case 'loop':
        this.#node(
          one.of,
          around(outer, one.isEach && one.target !== null ? 'each' : 'none', one.target === null ? '' : nameIn(one.target)),
        );
        this.statements(one.body, outer);
        break;
      case 'export-default':
        this.#node(one.value, around(outer, 'name', ''));
        break;
      case 'return':
        this.#node(one.value, returns(outer));
        break;
      case 'do':
        this.#node(one.value, around(outer, 'statement'));
        break;
      case 'block':
        this.statements(one.body, outer);
        break;
      default:
    }
  }

  /** A type is a list of its texts. */
  #union(name: string, texts: readonly { readonly value: string; readonly start: number }[]): void {
    const items = texts.map(({ value, start }) => ({ value: { type: 'text' as const, value, start, end: start }, isSpread: false }));
    const inside = around(null, 'union', name, { type: 'list', items, start: 0, end: 0 });
    for (const text of texts) this.#note(text, inside);
  }

  #pattern(pattern: BindingPattern, outer: Surrounding | null): void {
    const items = pattern.kind === 'table' ? pattern.entries : pattern.kind === 'list' ? pattern.items : [];
    for (const item of items) {
      if (item === null) continue;
      if (item.fallback !== null) this.#node(item.fallback, around(outer, 'parameter', takenAs(item)));
      this.#pattern(item.target, outer);
    }
  }

  #node(node: ScriptNode, outer: Surrounding | null): void {
    let current: ScriptNode | null = node;
    let place = outer;
    while (current !== null) {
      const one: ScriptNode = current;
      current = null;
      switch (one.type) {
        case 'text':
          this.#note(one, place);
          break;
        case 'same':
          current = one.of;
          break;
        case 'member':
        case 'item':
          if (one.type === 'item') this.#node(one.key, around(place, 'none'));
          current = one.of;
          place = around(place, 'none', place?.kind === 'none' ? place.name : '');
          break;
        case 'call':
          for (const [at, { value }] of one.given.entries()) this.#node(value, around(place, 'argument', '', one, at));
          current = one.callee;
          place = around(place, 'none', one.callee.type === 'member' ? one.callee.name : '');
          break;
        case 'condition':
          this.#node(one.test, around(place, 'none'));
          for (const part of one.parts) this.#node(part, place);
          break;
        case 'operation':
          this.#parts(one, place);
          break;
        case 'template':
          if (one.parts.length === 0) this.#note({ value: one.chunks.join(''), start: one.start }, place);
          else for (const part of one.parts) this.#node(part, around(place, 'none'));
          break;
        case 'other':
          for (const part of one.parts) this.#node(part, around(place, 'none'));
          break;
        case 'list':
          for (const { value } of one.items) this.#node(value, around(place, 'list', '', one));
          break;
        case 'table':
          for (const [at, { key, value }] of one.entries.entries()) {
            if (key?.type === 'text') {
              if (/[-/\d]/.test(key.value)) this.#note(key, around(place, 'entry', '', one, at));
            } else if (key !== null) this.#node(key, around(place, 'none'));
            this.#node(value, around(place, 'key', key?.type === 'text' ? key.value : '', one));
          }
          break;
        case 'assign':
          this.#node(one.value, around(place, 'name', nameIn(one.target)));
          break;
        case 'function':
          this.#function(one, place);
          break;
        case 'class':
          for (const { kind, name, value } of one.members)
            if (value !== null) this.#node(value, kind === 'field' ? around(null, 'name', name) : around(null, 'function', name));
          break;
        default:
      }
    }
  }

  /** `process.env.CHAT_MODEL || "…"`: the setting says what the text is. */
  #parts({ sign, parts }: Extract<ScriptNode, { type: 'operation' }>, place: Surrounding | null): void {
    let inside = /^(?:\?\?|\|\||&&|,)$/.test(sign) ? place : around(place, 'none');
    for (const part of parts) {
      this.#node(part, inside);
      const setting = /^(?:\?\?|\|\|)$/.test(sign) ? settingRead(part) : '';
      if (setting !== '') inside = around(place, 'settable', setting, part);
    }
  }

  #function(node: FunctionNode, outer: Surrounding | null): void {
    const name =
      node.name !== '' ? node.name : outer?.kind === 'name' || outer?.kind === 'key' || outer?.kind === 'function' ? outer.name : '';
    const inside = around(null, 'function', name);
    for (const { target, fallback } of node.parameters) {
      this.#pattern(target, null);
      if (fallback !== null) this.#node(fallback, around(null, 'parameter', nameIn(target)));
    }
    if (Array.isArray(node.body)) this.statements(node.body as readonly ScriptStatement[], inside);
    else this.#node(node.body as ScriptNode, returns(inside));
  }
}

/** What a function gives is named as the function. */
function returns(outer: Surrounding | null): Surrounding {
  for (let current = outer; current !== null; current = current.outer)
    if (current.kind === 'function') return around(current, 'name', current.name);
  return around(outer, 'none');
}

/** `const { model: name = "…" } = options`: as the options call it. */
function takenAs(item: PatternItem): string {
  const { key } = item as { key?: ScriptNode };
  return key?.type === 'text' ? key.value : nameIn(item.target);
}

function nameIn(pattern: BindingPattern): string {
  if (pattern.kind === 'name') return pattern.name;
  // `const [model, setModel] = …`
  if (pattern.kind === 'list') return pattern.items[0] == null ? '' : nameIn(pattern.items[0].target);
  if (pattern.kind !== 'place') return '';
  const { node } = pattern;
  if (node.type === 'member') return node.name;
  if (node.type !== 'item') return '';
  if (node.key.type === 'template') return node.key.parts.length === 0 ? node.key.chunks.join('') : '';
  return node.key.type === 'text' ? node.key.value : '';
}
