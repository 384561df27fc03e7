/** What the parser makes of a text: expressions and statements, as far as values and calls need them. */

/** Offsets in the text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export type Node = Range &
  (
    | { readonly type: 'name'; readonly name: string }
    | { readonly type: 'text'; readonly value: string }
    | { readonly type: 'template'; readonly chunks: readonly string[]; readonly parts: readonly Node[] }
    | { readonly type: 'constant'; readonly value: boolean | number | null }
    | { readonly type: 'this' }
    | { readonly type: 'member'; readonly of: Node; readonly name: string }
    | { readonly type: 'item'; readonly of: Node; readonly key: Node }
    | Call
    | { readonly type: 'table'; readonly entries: readonly TableEntry[] }
    | { readonly type: 'list'; readonly items: readonly ListItem[] }
    | FunctionNode
    | ClassNode
    /** `a + b + c`; `sign` is "" where several stand side by side. */
    | { readonly type: 'operation'; readonly sign: string; readonly parts: readonly Node[] }
    | { readonly type: 'condition'; readonly test: Node; readonly parts: readonly [Node, Node] }
    | { readonly type: 'assign'; readonly sign: string; readonly target: Pattern; readonly value: Node }
    /** What is of no interest by itself, with what stands in it. */
    | { readonly type: 'other'; readonly parts: readonly Node[] }
    /** `await x`, `x as T`, `(x)`: what it holds is what it is. */
    | { readonly type: 'same'; readonly of: Node }
    | { readonly type: 'import'; readonly of: Node }
  );

export interface Call extends Range {
  readonly type: 'call';
  readonly callee: Node;
  readonly given: readonly ListItem[];
  readonly isNew: boolean;
  /** The bracket behind the last argument; -1: there are no brackets. */
  readonly close: number;
}

export interface ListItem {
  readonly value: Node;
  readonly isSpread: boolean;
}

/** `key` null: all entries of the value. */
export interface TableEntry {
  readonly key: Node | null;
  readonly value: Node;
  /** `get x() {…}`: what it returns is what it is. */
  readonly isGetter?: true;
}

/** What is bound: a name, a member that is set, or a pattern of several. */
export type Pattern =
  | { readonly kind: 'name'; readonly name: string; readonly at: Range }
  | { readonly kind: 'place'; readonly node: Node }
  | { readonly kind: 'table'; readonly entries: readonly PatternEntry[]; readonly rest: Pattern | null; readonly at: Range }
  | { readonly kind: 'list'; readonly items: readonly (PatternItem | null)[]; readonly rest: Pattern | null; readonly at: Range };

export interface PatternItem {
  readonly target: Pattern;
  readonly fallback: Node | null;
}

export interface PatternEntry extends PatternItem {
  readonly key: Node;
}

export interface Parameter extends PatternItem {
  readonly isRest: boolean;
  /** `constructor(private name = …)`: a field, too. */
  readonly isField: boolean;
  readonly at: Range;
}

export interface FunctionNode extends Range {
  readonly type: 'function';
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Of an arrow with an expression: that. */
  readonly body: readonly Statement[] | Node;
  readonly generates: boolean;
}

export interface ClassNode extends Range {
  readonly type: 'class';
  readonly name: string;
  readonly base: Node | null;
  readonly members: readonly Member[];
}

export interface Member extends Range {
  readonly kind: 'field' | 'method' | 'getter' | 'constructor' | 'block';
  readonly isStatic: boolean;
  /** "" for one that is computed. */
  readonly name: string;
  readonly value: Node | null;
}

export interface Imported extends Range {
  readonly from: string;
  readonly names: readonly { readonly name: string; readonly as: string }[];
  /** `* as x`, or `x = require(…)`. */
  readonly whole: string | null;
}

export type Statement = Range &
  (
    | { readonly type: 'declare'; readonly targets: readonly PatternItem[]; readonly isExported: boolean }
    | { readonly type: 'bind'; readonly value: FunctionNode | ClassNode; readonly names: readonly string[] }
    | { readonly type: 'enum'; readonly name: string; readonly table: Node }
    | { readonly type: 'loop'; readonly target: Pattern | null; readonly of: Node; readonly isEach: boolean; readonly body: readonly Statement[] }
    | { readonly type: 'import-from'; readonly imported: Imported }
    /** `export { a as b } from "m"`; `from` null: of this file. `names` null: all of them. */
    | {
        readonly type: 'export-from';
        readonly from: string | null;
        readonly names: readonly { readonly name: string; readonly as: string }[] | null;
      }
    | { readonly type: 'export-default'; readonly value: Node }
    | { readonly type: 'return'; readonly value: Node }
    | { readonly type: 'do'; readonly value: Node }
    | { readonly type: 'block'; readonly body: readonly Statement[]; readonly caught: Pattern | null }
  );

/** What a text is made of. */
export interface Program {
  readonly body: readonly Statement[];
  /** Where something stood that the parser does not know, by its offset. */
  readonly strange: readonly number[];
  /** A quote or bracket is missing. */
  readonly isBroken: boolean;
}
