/** A parsed file → its scopes, calls and imports. Long chains of calls are followed step by step; what is nested, the parser has bounded. */
import type { Expression } from '../../../model/index.ts';
import { type Around, bare, expressionOf, written } from './form.ts';
import { type Given, partsOf } from './patterns.ts';
import { add, type Bound, classAround, type Code, newScope, ownerOf, type Scope, type Written } from './scope.ts';
import { specifierOf } from './specifier.ts';
import { CommonExports, isExports } from './exports.ts';
import type { ClassNode, FunctionNode, ListItem, Node, Pattern, Program, Statement } from './syntax/index.ts';

/** They hand a function on as it is. */
const TRANSPARENT = new Set(['cache', 'memo', 'memoize', 'once', 'useCallback', 'forwardRef', 'asyncHandler']);

export function bindProgram(text: string, { body }: Program): { readonly code: Code; readonly around: Around } {
  const binder = new Binder(text);
  binder.run(body);
  return { code: binder.code, around: binder.around };
}

class Binder {
  readonly code: Code;
  readonly around: Around;
  /** Names that are set somewhere: whose they are is known at the end. */
  readonly #later: { readonly name: string; readonly scope: Scope; readonly bound: Bound }[] = [];
  readonly #writes: { readonly name: string; readonly write: Written }[] = [];
  readonly #exports: CommonExports;

  constructor(text: string) {
    const code = { text, scopes: [], calls: [], imports: [], stars: [], settings: [], addresses: [], handed: new Set(), made: new Map() } as unknown as { -readonly [K in keyof Code]: Code[K] };
    code.top = newScope(code, 'module', '', null, { start: 0, end: text.length });
    this.code = code;
    this.around = { text, madeOf: (node) => code.made.get(node) };
    this.#exports = new CommonExports(code, this.around);
  }

  run(body: readonly Statement[]): void {
    for (const statement of body) this.#statement(statement, this.code.top);
    for (const { name, scope, bound } of this.#later) add(ownerOf(name, scope) ?? this.code.top, name, bound);
    this.#exports.settle();
    for (const { name, write } of this.#writes) {
      const { written: all } = ownerOf(name, write.scope) ?? this.code.top;
      all.set(name, [...(all.get(name) ?? []), write]);
    }
  }

  #statements(body: readonly Statement[], scope: Scope): void {
    for (const statement of body) this.#statement(statement, scope);
  }

  #statement(one: Statement, scope: Scope): void {
    switch (one.type) {
      case 'declare':
        for (const { target, fallback } of one.targets) this.#declare(target, fallback, scope, one);
        break;
      case 'bind':
        this.#defined(one.value, scope, one.names);
        break;
      case 'enum':
        this.#value(scope, one.name, { node: one.table, express: () => expressionOf(one.table, this.around) }, one);
        this.#node(one.table, scope);
        break;
      case 'loop':
        this.#node(one.of, scope);
        if (one.target !== null) this.#loop(one.target, one.of, one.isEach, scope);
        this.#statements(one.body, scope);
        break;
      case 'import-from':
        this.#imported(one.imported.from, one.imported.names, one.imported.whole, one.start, scope);
        break;
      case 'export-from':
        this.#exported(one);
        break;
      case 'export-default':
        this.#exports.whole(one.value, one.start);
        this.#given(one.value, scope);
        break;
      case 'return':
        scope.returned.push(one.value);
        this.#node(one.value, scope);
        break;
      case 'do':
        this.#node(one.value, scope);
        break;
      case 'block':
        if (one.caught !== null) this.#unread(one.caught, scope);
        this.#statements(one.body, scope);
        break;
    }
  }

  #declare(target: Pattern, value: Node | null, scope: Scope, at: { start: number; end: number }): void {
    if (value === null) {
      if (target.kind !== 'name') this.#unread(target, scope);
      return;
    }
    const plain = functionIn(value);
    if (target.kind === 'name' && plain !== null) {
      this.#defined(plain, scope, [target.name]);
      if (plain !== bare(value)) this.#node(value, scope);
      return;
    }
    if (this.#required(target, value, scope)) {
      this.#node(value, scope);
      return;
    }
    const given: Given = { node: value, express: () => expressionOf(value, this.around) };
    for (const part of partsOf(target, given, this.around, () => undefined)) this.#value(scope, part.name, part, { ...at, start: part.at });
    this.#defaults(target, scope);
    this.#node(value, scope);
  }

  /** Defaults in a pattern are code, too. */
  #defaults(target: Pattern, scope: Scope): void {
    const items = target.kind === 'table' ? target.entries : target.kind === 'list' ? target.items : [];
    for (const item of items) {
      if (item === null) continue;
      if (item.fallback !== null) this.#node(item.fallback, scope);
      this.#defaults(item.target, scope);
    }
  }

  #value(scope: Scope, name: string, { node, express }: Given, { start, end }: { start: number; end: number }, from: Scope | null = null): void {
    const sure = scope.kind === 'module' && (start === 0 || /\n(?:export )?(?:const|let|var) $/.test(this.code.text.slice(Math.max(0, start - 16), start)));
    add(scope, name, { kind: 'value', at: start, size: end - start, sure, node, from, express });
  }

  /** Something that is not read may be bound to these names. */
  #unread(pattern: Pattern, scope: Scope): void {
    const express = (): Expression => ({ kind: 'unmodeled', text: 'a value that is given elsewhere' });
    for (const { name, at } of partsOf(pattern, { node: null, express }, this.around, () => undefined))
      add(scope, name, { kind: 'value', at, size: 0, sure: false, node: null, from: null, express });
    this.#defaults(pattern, scope);
  }

  #loop(target: Pattern, of: Node, isEach: boolean, scope: Scope): void {
    const express = (): Expression => (isEach ? eachOf(of, this.around) : written(of, this.around));
    for (const part of partsOf(target, { node: null, express }, this.around, () => undefined))
      add(scope, part.name, { kind: 'value', at: part.at, size: 0, sure: false, node: null, from: null, express: part.express });
  }

  /** `const x = require("m")`, `const { a } = await import("m")` */
  #required(target: Pattern, value: Node, scope: Scope): boolean {
    const plain = bare(value);
    const of = plain.type === 'member' ? bare(plain.of) : plain;
    const from = moduleNamed(of);
    if (from === null) return false;
    const at = target.kind === 'place' ? target.node.start : target.at.start;
    if (plain.type === 'member') {
      if (target.kind !== 'name') return false;
      this.#imported(from, [{ name: plain.name, as: target.name }], null, at, scope);
      return true;
    }
    if (target.kind === 'name') {
      this.#imported(from, [], target.name, at, scope);
      return true;
    }
    if (target.kind !== 'table' || target.rest !== null) return false;
    const names = target.entries.flatMap(({ key, target: inner }) =>
      key.type === 'text' && inner.kind === 'name' ? [{ name: key.value, as: inner.name }] : [],
    );
    if (names.length < target.entries.length) return false;
    this.#imported(from, names, null, at, scope);
    return true;
  }

  #imported(from: string, names: readonly { name: string; as: string }[], whole: string | null, at: number, scope: Scope): void {
    const { module, level } = specifierOf(from);
    if (whole !== null) {
      this.code.imports.push({ at, module, level, names: [], alias: whole });
      add(scope, whole, { kind: 'import', at, module, level, name: null });
    }
    if (names.length > 0 || whole === null) this.code.imports.push({ at, module, level, names, alias: null });
    for (const { name, as } of names) add(scope, as, { kind: 'import', at, module, level, name });
  }

  #exported({ from, names, start }: Extract<Statement, { type: 'export-from' }>): void {
    const { top, imports, stars } = this.code;
    if (from === null) {
      for (const { name, as } of names ?? [])
        if (as !== name) this.#value(top, as, { node: null, express: () => ({ kind: 'name', name }) }, { start, end: start });
      return;
    }
    const { module, level } = specifierOf(from);
    if (names === null) {
      stars.push({ at: start, module, level });
      imports.push({ at: start, module, level, names: [{ name: '*', as: '*' }], alias: null });
      return;
    }
    this.#imported(from, names, null, start, top);
  }

  #defined(value: FunctionNode | ClassNode, scope: Scope, names: readonly string[]): Scope {
    const [name = value.name] = names;
    const inner = value.type === 'function' ? this.#function(value, scope, name) : this.#class(value, scope, name);
    for (const one of names) add(scope, one, { kind: 'made', at: value.start, scope: inner });
    return inner;
  }

  #function(node: FunctionNode, parent: Scope, name: string): Scope {
    const known = this.code.made.get(node);
    if (known !== undefined) return known;
    const scope = newScope(this.code, 'function', name, parent, node);
    this.code.made.set(node, scope);
    node.parameters.forEach(({ target, fallback, isRest, isField, at }, index) => {
      const own = target.kind === 'name' ? target.name : `$options${index === 0 ? '' : index}`;
      scope.parameters.push(isRest ? `*${own}` : own);
      add(scope, own, { kind: 'parameter', at: at.start, express: () => (fallback === null ? null : expressionOf(fallback, this.around)) });
      if (fallback !== null) this.#node(fallback, scope);
      if (target.kind !== 'name') {
        const given: Given = { node: null, express: () => ({ kind: 'name', name: own }) };
        for (const part of partsOf(target, given, this.around, () => undefined)) this.#value(scope, part.name, part, { start: part.at, end: part.at });
        this.#defaults(target, scope);
      }
      const owner = isField ? classAround(scope) : null;
      if (owner !== null) this.#value(owner, own, { node: null, express: () => ({ kind: 'name', name: own }) }, { start: at.start, end: at.end }, scope);
    });
    if (Array.isArray(node.body)) this.#statements(node.body as readonly Statement[], scope);
    else {
      scope.returned.push(node.body as Node);
      this.#node(node.body as Node, scope);
    }
    return scope;
  }

  #class(node: ClassNode, parent: Scope, name: string): Scope {
    const known = this.code.made.get(node);
    if (known !== undefined) return known;
    const scope = newScope(this.code, 'class', name, parent, node);
    this.code.made.set(node, scope);
    scope.base = node.base;
    if (node.base !== null) this.#node(node.base, parent);
    const fields = newScope(this.code, 'function', '', scope, node);
    scope.fields = fields;
    for (const { kind, name: own, value, isStatic, start, end } of node.members) {
      if (value === null) continue;
      const inner = bare(value);
      if (inner.type === 'function' || inner.type === 'class') {
        const made = inner.type === 'function' ? this.#function(inner, scope, own) : this.#class(inner, fields, own);
        made.makes = kind === 'constructor';
        made.property = kind === 'getter';
        made.apart = isStatic;
        if (own !== '') add(scope, own, { kind: 'made', at: start, scope: made });
        continue;
      }
      if (own !== '') this.#value(scope, own, { node: value, express: () => expressionOf(value, this.around) }, { start, end }, fields);
      this.#node(value, fields);
    }
    return scope;
  }

  /** What stands in an expression. */
  #node(node: Node, scope: Scope): void {
    let current: Node | null = node;
    let isCallee = false;
    while (current !== null) {
      const one: Node = current;
      current = null;
      if (one.type === 'name' && !isCallee) this.code.handed.add(one.name);
      isCallee = one.type === 'call' || one.type === 'member';
      switch (one.type) {
        case 'same':
        case 'member':
          current = one.of;
          break;
        case 'item':
          this.#node(one.key, scope);
          current = one.of;
          break;
        case 'import':
          this.#computed(one, scope);
          break;
        case 'call':
          this.#called(one, scope);
          current = one.callee;
          break;
        case 'text':
          if (/^(?:https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/|hf:\/\/)/i.test(one.value)) this.code.addresses.push({ node: one, scope });
          break;
        case 'template':
          if (/(?:huggingface\.co|hf\.co)\/|^hf:\/\//i.test(one.chunks[0] ?? '')) this.code.addresses.push({ node: one, scope });
          for (const part of one.parts) this.#node(part, scope);
          break;
        case 'operation':
        case 'other':
          for (const part of one.parts) this.#node(part, scope);
          break;
        case 'condition':
          this.#node(one.test, scope);
          for (const part of one.parts) this.#node(part, scope);
          break;
        case 'list':
          this.#items(one.items, scope);
          break;
        case 'table':
          for (const { key, value } of one.entries) {
            if (key !== null && key.type !== 'text') this.#node(key, scope);
            if (value.type === 'function') this.#function(value, scope, key?.type === 'text' ? key.value : '');
            else this.#node(value, scope);
          }
          break;
        case 'assign':
          this.#assigned(one, scope);
          break;
        case 'function':
          this.#function(one, scope, one.name);
          break;
        case 'class':
          this.#class(one, scope, one.name);
          break;
        default:
      }
    }
  }

  #items(items: readonly ListItem[], scope: Scope): void {
    for (const { value } of items) this.#node(value, scope);
  }

  #called(one: Extract<Node, { type: 'call' }>, scope: Scope): void {
    this.code.calls.push({ node: one, scope });
    for (const { value } of one.given) this.#node(value, scope);
    const { callee } = one;
    if (callee.type !== 'member') {
      const from = moduleNamed(one);
      if (from !== null) this.#imported(from, [], null, one.start, scope);
      return;
    }
    const [first, second] = one.given;
    if (callee.of.type !== 'name') return;
    const { name } = callee.of;
    if (name === 'Object' && callee.name === 'assign' && first?.value.type === 'name' && second !== undefined)
      this.#written(first.value.name, { how: 'merge', key: null, value: second.value, scope });
    else if (/^(?:push|unshift|splice|set|add|append)$/.test(callee.name)) this.#written(name, { how: 'any', key: null, value: null, scope });
  }

  /** `import("m")` where nothing is bound by it. */
  #computed({ of, start }: Extract<Node, { type: 'import' }>, scope: Scope): void {
    const from = of.type === 'text' ? of.value : null;
    if (from !== null) this.#imported(from, [], null, start, scope);
    else this.#node(of, scope);
  }

  #assigned(one: Extract<Node, { type: 'assign' }>, scope: Scope): void {
    const { sign, target, value } = one;
    const plain = functionIn(value);
    const node = sign === '=' ? value : null;
    const express = (): Expression => (sign === '=' || sign === '??=' || sign === '||=' ? expressionOf(value, this.around) : written(one, this.around));
    if (target.kind === 'name' && plain !== null && sign === '=') {
      const inner = plain.type === 'function' ? this.#function(plain, scope, target.name) : this.#class(plain, scope, target.name);
      this.#later.push({ name: target.name, scope, bound: { kind: 'made', at: one.start, scope: inner } });
      return;
    }
    const place = (at: Node, given: Given): void => this.#placed(at, given, one, scope);
    for (const part of partsOf(target, { node, express }, this.around, place))
      this.#later.push({
        name: part.name,
        scope,
        bound: { kind: 'value', at: part.at, size: one.end - one.start, sure: false, node: part.node, from: scope, express: part.express },
      });
    if (target.kind === 'place' && isExports(target.node)) this.#given(value, scope);
    else this.#node(value, scope);
  }

  /** What a file gives to others: its own names in it are called where they are imported. */
  #given(value: Node, scope: Scope): void {
    const plain = bare(value);
    if (plain.type === 'name') return;
    if (plain.type !== 'table') this.#node(value, scope);
    else this.#node({ ...plain, entries: plain.entries.filter((entry) => entry.value.type !== 'name') }, scope);
  }

  /** `this.a = …`, `table.key = …`, `module.exports = …` */
  #placed(target: Node, given: Given, one: Extract<Node, { type: 'assign' }>, scope: Scope): void {
    if (this.#exports.set(target, one.value)) return;
    this.code.settings.push({ target, value: one.value, scope });
    if (target.type === 'item') this.#node(target.key, scope);
    if (target.type !== 'member' && target.type !== 'item') return;
    const of = bare(target.of);
    const key = target.type === 'member' ? target.name : target.key;
    if (of.type === 'this' && target.type === 'member') {
      const owner = classAround(scope);
      if (owner !== null) this.#value(owner, target.name, given, one, scope);
    } else if (of.type === 'name') this.#written(of.name, { how: 'set', key, value: one.value, scope });
    else this.#node(of, scope);
  }

  #written(name: string, write: Written): void {
    if (this.#writes.length < MAX_WRITES) this.#writes.push({ name, write });
  }
}
const MAX_WRITES = 500;

function eachOf(of: Node, around: Around): Expression {
  const plain = bare(of);
  const called = plain.type === 'call' && plain.callee.type === 'member' && plain.callee.of.type === 'name' && plain.callee.of.name === 'Object' ? plain : null;
  const [first] = called?.given ?? [];
  if (called?.callee.type !== 'member' || first === undefined) return { kind: 'each', of: expressionOf(of, around), what: 'element' };
  const what = called.callee.name === 'entries' ? 'pair' : called.callee.name === 'values' ? 'value' : 'element';
  return { kind: 'each', of: expressionOf(first.value, around), what };
}

/** "m" of `require("m")` and `import("m")`. */
export function moduleNamed(node: Node): string | null {
  if (node.type === 'import') return node.of.type === 'text' ? node.of.value : null;
  if (node.type !== 'call' || node.callee.type !== 'name' || node.callee.name !== 'require') return null;
  const [first] = node.given;
  return first?.value.type === 'text' ? first.value.value : null;
}

/** The function or class that a value is, also behind a call that hands it on. */
function functionIn(value: Node): FunctionNode | ClassNode | null {
  const plain = bare(value);
  if (plain.type === 'function' || plain.type === 'class') return plain;
  if (plain.type !== 'call') return null;
  const { callee } = plain;
  const name = callee.type === 'name' ? callee.name : callee.type === 'member' ? callee.name : '';
  const first = TRANSPARENT.has(name) ? plain.given[0]?.value : undefined;
  return first?.type === 'function' ? first : null;
}
