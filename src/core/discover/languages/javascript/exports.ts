/** What a file gives to those who import it, in the ways of CommonJS and by default: names of its module. */
import { type Around, bare, expressionOf } from './form.ts';
import { add, boundTo, type Code } from './scope.ts';
import type { Node } from './syntax/index.ts';

const MAX_EXPORTS = 2_000;

export class CommonExports {
  readonly #code: Code;
  readonly #around: Around;
  readonly #found: { readonly name: string; readonly value: Node; readonly at: number }[] = [];

  constructor(code: Code, around: Around) {
    this.#code = code;
    this.#around = around;
  }

  /** `export default x`, `module.exports = x`: each entry of a table is a name, too. */
  whole(value: Node, at: number): void {
    this.#note('default', value, at);
    const plain = bare(value);
    if (plain.type !== 'table') return;
    for (const entry of plain.entries) if (entry.key?.type === 'text') this.#note(entry.key.value, entry.value, entry.value.start);
  }

  /** Whether the target is what the file gives. */
  set(target: Node, value: Node): boolean {
    if (target.type !== 'member' || !isExports(target)) return false;
    if (isModule(target)) {
      this.whole(value, target.start);
      return true;
    }
    this.#note(target.name, value, target.start);
    return true;
  }

  #note(name: string, value: Node, at: number): void {
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
      if (name !== 'default' && own.has(name) && boundTo(name, top).some(({ kind }) => kind !== 'value')) continue;
      const scope = made.get(plain);
      if (scope !== undefined) add(top, name, { kind: 'made', at, scope });
      else add(top, name, { kind: 'value', at, size: value.end - value.start, sure: false, node: value, from: null, express: () => expressionOf(value, this.#around) });
    }
  }
}

/** What is set there is given to others. */
export function isExports(target: Node): boolean {
  if (target.type !== 'member') return false;
  return isModule(target) || isModule(target.of) || (target.of.type === 'name' && target.of.name === 'exports');
}

/** `module.exports` */
function isModule(node: Node): boolean {
  return node.type === 'member' && node.name === 'exports' && node.of.type === 'name' && node.of.name === 'module';
}
