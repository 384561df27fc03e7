/** What binds which name, noted while a file is read: values, imports, what is written into tables. */
import type { Expression } from '../../../model/index.ts';
import { bare } from './environment.ts';
import { asWrittenIn, type FormContext } from './form.ts';
import { eachOf, goneThrough, moduleNamed } from './nodes.ts';
import { boundParts, type Given } from './patterns.ts';
import { bindingScopeOf, bindingsOf, bindName, type NameWrite, type ScriptBinding, type ScriptCode, type ScriptScope } from './scope.ts';
import { specifierOf } from './specifier.ts';
import type { BindingPattern, ScriptNode, ScriptStatement } from './syntax/index.ts';

const MAX_WRITES = 500;

/** Methods that change a list or a map. */
const CHANGES = new Set(['push', 'unshift', 'splice', 'set', 'append']);

interface Later {
  readonly name: string;
  readonly scope: ScriptScope;
  readonly bound: ScriptBinding;
}

export class NameBook {
  readonly code: ScriptCode;
  readonly around: FormContext;
  /** Names that are set somewhere: whose they are is known at the end. */
  readonly #later: Later[] = [];
  readonly #writes: { readonly name: string; readonly write: NameWrite }[] = [];

  constructor(code: ScriptCode, around: FormContext) {
    this.code = code;
    this.around = around;
  }

  later(one: Later): void {
    this.#later.push(one);
  }

  /** When all is read. `exports`: adds the names that others see. */
  settle(exports: () => void): void {
    for (const { name, scope, bound } of this.#later) bindName(bindingScopeOf(name, scope) ?? this.code.top, name, bound);
    exports();
    for (const { name, write } of this.#writes) {
      const { written: all } = bindingScopeOf(name, write.scope) ?? this.code.top;
      all.set(name, [...(all.get(name) ?? []), write]);
    }
  }

  value(
    scope: ScriptScope,
    name: string,
    { node, express }: Given,
    { start, end }: { start: number; end: number },
    from: ScriptScope | null = null,
  ): void {
    const sure =
      scope.kind === 'module' &&
      (start === 0 || /\n(?:export )?(?:const|let|var) $/.test(this.code.text.slice(Math.max(0, start - 16), start)));
    bindName(scope, name, { kind: 'value', at: start, size: end - start, sure, node, from, express });
  }

  /** Something that is not read may be bound to these names. */
  unread(pattern: BindingPattern, scope: ScriptScope): void {
    const express = (): Expression => ({ kind: 'unmodeled', text: 'a value that is given elsewhere' });
    for (const { name, at } of boundParts(pattern, { node: null, express }, this.around, () => undefined))
      bindName(scope, name, { kind: 'value', at, size: 0, sure: false, node: null, from: null, express });
  }

  loop(target: BindingPattern, of: ScriptNode, isEach: boolean, scope: ScriptScope): void {
    const express = (): Expression => (isEach ? eachOf(of, this.around) : asWrittenIn(of, this.around));
    for (const part of boundParts(target, { node: null, express }, this.around, () => undefined))
      bindName(scope, part.name, { kind: 'value', at: part.at, size: 0, sure: false, node: null, from: null, express: part.express });
  }

  /** The parameter of a function that is called for each of a list. */
  #gone(call: Extract<ScriptNode, { type: 'call' }>): void {
    const found = goneThrough(call);
    const scope = found === null ? undefined : this.code.made.get(found.by);
    if (found === null || scope === undefined) return;
    const express = (): Expression => (this.#isTable(found.of, scope) ? asWrittenIn(found.of, this.around) : eachOf(found.of, this.around));
    scope.names.set(found.name, [{ kind: 'value', at: found.by.start, size: 0, sure: false, node: null, from: scope.parent, express }]);
  }

  /** `const x = require("m")`, `const { a } = await import("m")` */
  required(target: BindingPattern, value: ScriptNode, scope: ScriptScope): boolean {
    const plain = bare(value);
    const of = plain.type === 'member' ? bare(plain.of) : plain;
    const from = moduleNamed(of);
    if (from === null) return false;
    const at = target.kind === 'place' ? target.node.start : target.at.start;
    if (plain.type === 'member') {
      if (target.kind !== 'name') return false;
      this.imported(from, [{ name: plain.name, as: target.name }], null, at, scope);
      return true;
    }
    if (target.kind === 'name') {
      this.imported(from, [], target.name, at, scope);
      return true;
    }
    if (target.kind !== 'table' || target.rest !== null) return false;
    const names = target.entries.flatMap(({ key, target: inner }) =>
      key.type === 'text' && inner.kind === 'name' ? [{ name: key.value, as: inner.name }] : [],
    );
    if (names.length < target.entries.length) return false;
    this.imported(from, names, null, at, scope);
    return true;
  }

  imported(from: string, names: readonly { name: string; as: string }[], whole: string | null, at: number, scope: ScriptScope): void {
    const { module, level } = specifierOf(from);
    if (whole !== null) {
      this.code.imports.push({ at, module, level, names: [], alias: whole });
      bindName(scope, whole, { kind: 'import', at, module, level, name: null });
    }
    if (names.length > 0 || whole === null) this.code.imports.push({ at, module, level, names, alias: null });
    for (const { name, as } of names) bindName(scope, as, { kind: 'import', at, module, level, name });
  }

  exported({ from, names, start }: Extract<ScriptStatement, { type: 'export-from' }>): void {
    const { top, imports, stars } = this.code;
    if (from === null) {
      for (const { name, as } of names ?? [])
        if (as !== name) this.value(top, as, { node: null, express: () => ({ kind: 'name', name }) }, { start, end: start });
      return;
    }
    const { module, level } = specifierOf(from);
    if (names === null) {
      stars.push({ at: start, module, level });
      imports.push({ at: start, module, level, names: [{ name: '*', as: '*' }], alias: null });
      return;
    }
    this.imported(from, names, null, start, top);
  }

  /** A table has no such method by itself: what it calls with, only its own code says. */
  #isTable(node: ScriptNode, { parent }: ScriptScope): boolean {
    if (node.type !== 'name' || parent === null) return node.type === 'table';
    return bindingsOf(node.name, parent).some((one) => one.kind === 'value' && one.node !== null && bare(one.node).type === 'table');
  }

  /** What a call brings in, or changes in place. */
  called(one: Extract<ScriptNode, { type: 'call' }>, scope: ScriptScope): void {
    this.#gone(one);
    const { callee, given } = one;
    if (callee.type !== 'member') {
      const from = moduleNamed(one);
      if (from !== null) this.imported(from, [], null, one.start, scope);
      return;
    }
    const [first, second] = given;
    if (callee.of.type !== 'name') return;
    const { name } = callee.of;
    if (name === 'Object' && callee.name === 'assign' && first?.value.type === 'name' && second !== undefined)
      this.written(first.value.name, { how: 'merge', key: null, value: second.value, scope });
    else if (CHANGES.has(callee.name)) this.written(name, { how: 'any', key: null, value: null, scope });
  }

  written(name: string, write: NameWrite): void {
    if (this.#writes.length < MAX_WRITES) this.#writes.push({ name, write });
  }
}
