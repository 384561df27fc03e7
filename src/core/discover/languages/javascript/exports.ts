/** What a file gives to those who import it, in the ways of CommonJS and by default: names of its module. */
import { bare } from './environment.ts';
import { type FormContext, valueOfNode } from './form.ts';
import { bindName, bindingsOf, type ScriptCode } from './scope.ts';
import type { ScriptNode } from './syntax/index.ts';

const MAX_EXPORTS = 2_000;

export class CommonExports {
  readonly #code: ScriptCode;
  readonly #around: FormContext;
  readonly #found: { readonly name: string; readonly value: ScriptNode; readonly at: number }[] = [];

  constructor(code: ScriptCode, around: FormContext) {
    this.#code = code;
    this.#around = around;
  }

  /** `export default x`, `module.exports = x`: each entry of a table is a name, too. */
  whole(value: ScriptNode, at: number): void {
    this.#note('default', value, at);
    const plain = bare(value);
    if (plain.type !== 'table') return;
    for (const entry of plain.entries) if (entry.key?.type === 'text') this.#note(entry.key.value, entry.value, entry.value.start);
  }

  /** Whether the target is what the file gives. */
  set(target: ScriptNode, value: ScriptNode): boolean {
    if (target.type !== 'member' || !isExports(target)) return false;
    if (isModule(target)) {
      this.whole(value, target.start);
      return true;
    }
    this.#note(target.name, value, target.start);
    return true;
  }

  #note(name: string, value: ScriptNode, at: number): void {
    if (this.#found.length < MAX_EXPORTS) this.#found.push({ name, value, at });
  }

  /** When every name of the file is known. */
  settle(): void {
    const { top, made } = this.#code;
    const own = new Set(top.names.keys());
    for (const { name, value, at } of this.#found) {
      const plain = bare(value);
      // Under its own name it is known already.
      if (plain.type === 'name' && plain.name === name) continue;
      if (name !== 'default' && own.has(name) && bindingsOf(name, top).some(({ kind }) => kind !== 'value')) continue;
      const scope = made.get(plain);
      if (scope !== undefined) bindName(top, name, { kind: 'made', at, scope });
      else
        bindName(top, name, {
          kind: 'value',
          at,
          size: value.end - value.start,
          sure: false,
          node: value,
          from: null,
          express: () => valueOfNode(value, this.#around),
        });
    }
  }
}

/** What is set there is given to others. */
export function isExports(target: ScriptNode): boolean {
  if (target.type !== 'member') return false;
  return isModule(target) || isModule(target.of) || (target.of.type === 'name' && target.of.name === 'exports');
}

/** `module.exports` */
function isModule(node: ScriptNode): boolean {
  return node.type === 'member' && node.name === 'exports' && node.of.type === 'name' && node.of.name === 'module';
}
