/** A parsed file → its scopes, calls and imports. Long chains of calls are followed step by step; what is nested, the parser has bounded. */
import type { Expression } from '../../../model/index.ts';
import { mayBeAddress } from './model-address.ts';
import { bare } from './environment.ts';
import { CommonExports, isExports } from './exports.ts';
import { asWrittenIn, type FormContext, valueOfNode } from './form.ts';
import { NameBook } from './name-book.ts';
import { functionIn, handedBy, valuesIn } from './nodes.ts';
import { boundParts, type Given } from './patterns.ts';
import { bindName, classScopeAround, newScriptCode, newScriptScope, type ScriptCode, type ScriptScope } from './scope.ts';
import type { BindingPattern, ClassNode, FunctionNode, Program, ScriptNode, ScriptStatement } from './syntax/index.ts';

export function bindProgram(text: string, { body }: Program): { readonly code: ScriptCode; readonly around: FormContext } {
  const binder = new Binder(text);
  binder.run(body);
  return { code: binder.code, around: binder.around };
}

class Binder {
  readonly code: ScriptCode;
  readonly around: FormContext;
  readonly #names: NameBook;
  readonly #exports: CommonExports;

  constructor(text: string) {
    const code = newScriptCode(text);
    this.code = code;
    this.around = { text, madeOf: (node) => code.made.get(node) };
    this.#exports = new CommonExports(code, this.around);
    this.#names = new NameBook(code, this.around);
  }

  run(body: readonly ScriptStatement[]): void {
    for (const statement of body) this.#statement(statement, this.code.top);
    this.#names.settle(() => this.#exports.settle());
  }

  #statements(body: readonly ScriptStatement[], scope: ScriptScope): void {
    for (const statement of body) this.#statement(statement, scope);
  }

  #statement(one: ScriptStatement, scope: ScriptScope): void {
    switch (one.type) {
      case 'declare':
        for (const { target, fallback } of one.targets) this.#declare(target, fallback, scope, one);
        break;
      case 'bind':
        this.#defined(one.value, scope, one.names);
        break;
      case 'enum':
        this.#names.value(scope, one.name, { node: one.table, express: () => valueOfNode(one.table, this.around) }, one);
        this.#node(one.table, scope);
        break;
      case 'loop':
        this.#node(one.of, scope);
        if (one.target !== null) this.#names.loop(one.target, one.of, one.isEach, scope);
        this.#statements(one.body, scope);
        break;
      case 'import-from':
        this.#names.imported(one.imported.from, one.imported.names, one.imported.whole, one.start, scope);
        break;
      case 'export-from':
        this.#names.exported(one);
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
        if (one.caught !== null) this.#names.unread(one.caught, scope);
        this.#statements(one.body, scope);
        break;
      case 'union':
    }
  }

  #declare(target: BindingPattern, value: ScriptNode | null, scope: ScriptScope, at: { start: number; end: number }): void {
    if (value === null) {
      if (target.kind !== 'name') this.#names.unread(target, scope);
      return;
    }
    const plain = functionIn(value);
    if (target.kind === 'name' && plain !== null) {
      this.#defined(plain, scope, [target.name]);
      if (plain !== bare(value)) this.#node(value, scope);
      return;
    }
    if (this.#names.required(target, value, scope)) {
      this.#node(value, scope);
      return;
    }
    const given: Given = { node: value, express: () => valueOfNode(value, this.around) };
    for (const part of boundParts(target, given, this.around, () => undefined))
      this.#names.value(scope, part.name, part, { ...at, start: part.at });
    this.#defaults(target, scope);
    this.#node(value, scope);
  }

  /** Defaults in a pattern are code, too. */
  #defaults(target: BindingPattern, scope: ScriptScope): void {
    const items = target.kind === 'table' ? target.entries : target.kind === 'list' ? target.items : [];
    for (const item of items) {
      if (item === null) continue;
      if (item.fallback !== null) this.#node(item.fallback, scope);
      this.#defaults(item.target, scope);
    }
  }

  #defined(value: FunctionNode | ClassNode, scope: ScriptScope, names: readonly string[]): ScriptScope {
    const [name = value.name] = names;
    const inner = value.type === 'function' ? this.#function(value, scope, name) : this.#class(value, scope, name);
    for (const one of names) bindName(scope, one, { kind: 'made', at: value.start, scope: inner });
    return inner;
  }

  #function(node: FunctionNode, parent: ScriptScope, name: string): ScriptScope {
    const known = this.code.made.get(node);
    if (known !== undefined) return known;
    const scope = newScriptScope(this.code, 'function', name, parent, node);
    this.code.made.set(node, scope);
    node.parameters.forEach(({ target, fallback, isRest, isField, at }, index) => {
      const own = target.kind === 'name' ? target.name : `$options${index === 0 ? '' : index}`;
      scope.parameters.push(isRest ? `*${own}` : own);
      bindName(scope, own, {
        kind: 'parameter',
        at: at.start,
        express: () => (fallback === null ? null : valueOfNode(fallback, this.around)),
      });
      if (fallback !== null) this.#node(fallback, scope);
      if (target.kind !== 'name') {
        const given: Given = { node: null, express: () => ({ kind: 'name', name: own }) };
        for (const part of boundParts(target, given, this.around, () => undefined))
          this.#names.value(scope, part.name, part, { start: part.at, end: part.at });
        this.#defaults(target, scope);
      }
      const owner = isField ? classScopeAround(scope) : null;
      if (owner !== null) this.#names.value(owner, own, { node: null, express: () => ({ kind: 'name', name: own }) }, at, scope);
    });
    if (Array.isArray(node.body)) this.#statements(node.body as readonly ScriptStatement[], scope);
    else {
      scope.returned.push(node.body as ScriptNode);
      this.#node(node.body as ScriptNode, scope);
    }
    return scope;
  }

  #class(node: ClassNode, parent: ScriptScope, name: string): ScriptScope {
    const known = this.code.made.get(node);
    if (known !== undefined) return known;
    const scope = newScriptScope(this.code, 'class', name, parent, node);
    this.code.made.set(node, scope);
    scope.base = node.base;
    if (node.base !== null) this.#node(node.base, parent);
    const fields = newScriptScope(this.code, 'function', '', scope, node);
    scope.fields = fields;
    for (const { kind, name: own, value, isStatic, start, end } of node.members) {
      if (value === null) continue;
      const inner = bare(value);
      if (inner.type === 'function' || inner.type === 'class') {
        const made = inner.type === 'function' ? this.#function(inner, scope, own) : this.#class(inner, fields, own);
        made.makes = kind === 'constructor';
        made.property = kind === 'getter';
        made.apart = isStatic;
        if (own !== '') bindName(scope, own, { kind: 'made', at: start, scope: made });
        continue;
      }
      if (own !== '')
        this.#names.value(scope, own, { node: value, express: () => valueOfNode(value, this.around) }, { start, end }, fields);
      this.#node(value, fields);
    }
    return scope;
  }

  /** What stands in an expression. */
  #node(node: ScriptNode, scope: ScriptScope): void {
    let current: ScriptNode | null = node;
    let isCallee = false;
    while (current !== null) {
      const one: ScriptNode = current;
      current = null;
      for (const name of handedBy(one, isCallee)) this.code.handed.add(name);
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
          if (one.of.type === 'text') this.#names.imported(one.of.value, [], null, one.start, scope);
          else this.#node(one.of, scope);
          break;
        case 'call':
          this.#called(one, scope);
          current = one.callee;
          break;
        case 'text':
          if (mayBeAddress(one)) this.code.addresses.push({ node: one, scope });
          break;
        case 'template':
        case 'operation':
          if (mayBeAddress(one)) this.code.addresses.push({ node: one, scope });
          this.#all(one.parts, scope);
          break;
        case 'other':
          this.#all(one.parts, scope);
          break;
        case 'condition':
          this.#all([one.test, ...one.parts], scope);
          break;
        case 'list':
          this.#all(valuesIn(one.items), scope);
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

  #all(nodes: readonly ScriptNode[], scope: ScriptScope): void {
    for (const one of nodes) this.#node(one, scope);
  }

  #called(one: Extract<ScriptNode, { type: 'call' }>, scope: ScriptScope): void {
    this.code.calls.push({ node: one, scope });
    this.#all(valuesIn(one.given), scope);
    this.#names.called(one, scope);
  }

  #assigned(one: Extract<ScriptNode, { type: 'assign' }>, scope: ScriptScope): void {
    const { sign, target, value } = one;
    const plain = functionIn(value);
    const node = sign === '=' ? value : null;
    const express = (): Expression =>
      sign === '=' || sign === '??=' || sign === '||=' ? valueOfNode(value, this.around) : asWrittenIn(one, this.around);
    if (target.kind === 'name' && plain !== null && sign === '=') {
      const inner = plain.type === 'function' ? this.#function(plain, scope, target.name) : this.#class(plain, scope, target.name);
      this.#names.later({ name: target.name, scope, bound: { kind: 'made', at: one.start, scope: inner } });
      return;
    }
    const place = (at: ScriptNode, given: Given): void => this.#placed(at, given, one, scope);
    for (const part of boundParts(target, { node, express }, this.around, place))
      this.#names.later({
        name: part.name,
        scope,
        bound: { kind: 'value', at: part.at, size: one.end - one.start, sure: false, node: part.node, from: scope, express: part.express },
      });
    if (target.kind === 'place' && isExports(target.node)) this.#given(value, scope);
    else this.#node(value, scope);
  }

  /** What a file gives to others: its own names in it are called where they are imported. */
  #given(value: ScriptNode, scope: ScriptScope): void {
    const plain = bare(value);
    if (plain.type === 'name') return;
    if (plain.type !== 'table') this.#node(value, scope);
    else this.#node({ ...plain, entries: plain.entries.filter((entry) => entry.value.type !== 'name') }, scope);
  }

  /** `this.a = …`, `table.key = …`, `module.exports = …` */
  #placed(target: ScriptNode, given: Given, one: Extract<ScriptNode, { type: 'assign' }>, scope: ScriptScope): void {
    if (this.#exports.set(target, one.value)) return;
    this.code.settings.push({ target, value: one.value, scope });
    if (target.type === 'item') this.#node(target.key, scope);
    if (target.type !== 'member' && target.type !== 'item') return;
    const of = bare(target.of);
    const key = target.type === 'member' ? target.name : target.key;
    if (of.type === 'this' && target.type === 'member') {
      const owner = classScopeAround(scope);
      if (owner !== null) this.#names.value(owner, target.name, given, one, scope);
    } else if (of.type === 'name') this.#names.written(of.name, { how: 'set', key, value: one.value, scope });
    else this.#node(of, scope);
  }
}
