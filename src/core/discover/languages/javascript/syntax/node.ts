/** What the parser makes of a text: expressions and statements, as far as values and calls need them. */

/** Offsets in the text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export type ScriptNode = Range &
  (
    | { readonly type: 'name'; readonly name: string }
    | { readonly type: 'text'; readonly value: string }
    | { readonly type: 'template'; readonly chunks: readonly string[]; readonly parts: readonly ScriptNode[] }
    | { readonly type: 'constant'; readonly value: boolean | number | null }
    | { readonly type: 'this' }
    | { readonly type: 'member'; readonly of: ScriptNode; readonly name: string }
    | { readonly type: 'item'; readonly of: ScriptNode; readonly key: ScriptNode }
    | CallNode
    | { readonly type: 'table'; readonly entries: readonly EntryNode[] }
    | { readonly type: 'list'; readonly items: readonly ListItem[] }
    | FunctionNode
    | ClassNode
    /** `a + b + c`; `sign` is "" where several stand side by side. */
    | { readonly type: 'operation'; readonly sign: string; readonly parts: readonly ScriptNode[] }
    | { readonly type: 'condition'; readonly test: ScriptNode; readonly parts: readonly [ScriptNode, ScriptNode] }
    | { readonly type: 'assign'; readonly sign: string; readonly target: BindingPattern; readonly value: ScriptNode }
    /** What is of no interest by itself, with what stands in it. */
    | { readonly type: 'other'; readonly parts: readonly ScriptNode[] }
    /** `await x`, `x as T`, `(x)`: what it holds is what it is. */
    | { readonly type: 'same'; readonly of: ScriptNode }
    | { readonly type: 'import'; readonly of: ScriptNode }
  );

export interface CallNode extends Range {
  readonly type: 'call';
  readonly callee: ScriptNode;
  readonly given: readonly ListItem[];
  readonly isNew: boolean;
  /** The bracket behind the last argument; -1: there are no brackets. */
  readonly close: number;
}

export interface ListItem {
  readonly value: ScriptNode;
  readonly isSpread: boolean;
}

/** `key` null: all entries of the value. */
export interface EntryNode {
  readonly key: ScriptNode | null;
  readonly value: ScriptNode;
  /** `get x() {…}`: what it returns is what it is. */
  readonly isGetter?: true;
}

/** What is bound: a name, a member that is set, or a pattern of several. */
export type BindingPattern =
  | { readonly kind: 'name'; readonly name: string; readonly at: Range }
  | { readonly kind: 'place'; readonly node: ScriptNode }
  | { readonly kind: 'table'; readonly entries: readonly PatternEntry[]; readonly rest: BindingPattern | null; readonly at: Range }
  | { readonly kind: 'list'; readonly items: readonly (PatternItem | null)[]; readonly rest: BindingPattern | null; readonly at: Range };

export interface PatternItem {
  readonly target: BindingPattern;
  readonly fallback: ScriptNode | null;
}

export interface PatternEntry extends PatternItem {
  readonly key: ScriptNode;
}

export interface ParameterNode extends PatternItem {
  readonly isRest: boolean;
  /** `constructor(private name = …)`: a field, too. */
  readonly isField: boolean;
  readonly at: Range;
}

export interface FunctionNode extends Range {
  readonly type: 'function';
  readonly name: string;
  readonly parameters: readonly ParameterNode[];
  /** Of an arrow with an expression: that. */
  readonly body: readonly ScriptStatement[] | ScriptNode;
  readonly generates: boolean;
}

export interface ClassNode extends Range {
  readonly type: 'class';
  readonly name: string;
  readonly base: ScriptNode | null;
  readonly members: readonly ClassMember[];
}

export interface ClassMember extends Range {
  readonly kind: 'field' | 'method' | 'getter' | 'constructor' | 'block';
  readonly isStatic: boolean;
  /** "" for one that is computed. */
  readonly name: string;
  readonly value: ScriptNode | null;
}

export interface ImportedNames extends Range {
  readonly from: string;
  readonly names: readonly { readonly name: string; readonly as: string }[];
  /** `* as x`, or `x = require(…)`. */
  readonly whole: string | null;
}

export type ScriptStatement = Range &
  (
    | { readonly type: 'declare'; readonly targets: readonly PatternItem[]; readonly isExported: boolean }
    | { readonly type: 'bind'; readonly value: FunctionNode | ClassNode; readonly names: readonly string[] }
    | { readonly type: 'enum'; readonly name: string; readonly table: ScriptNode }
    /** `type A = "b" | "c"`: it binds nothing that a program has. */
    | { readonly type: 'union'; readonly name: string; readonly texts: readonly { readonly value: string; readonly start: number }[] }
    | {
        readonly type: 'loop';
        readonly target: BindingPattern | null;
        readonly of: ScriptNode;
        readonly isEach: boolean;
        readonly body: readonly ScriptStatement[];
      }
    | { readonly type: 'import-from'; readonly imported: ImportedNames }
    /** `export { a as b } from "m"`; `from` null: of this file. `names` null: all of them. */
    | {
        readonly type: 'export-from';
        readonly from: string | null;
        readonly names: readonly { readonly name: string; readonly as: string }[] | null;
      }
    | { readonly type: 'export-default'; readonly value: ScriptNode }
    | { readonly type: 'return'; readonly value: ScriptNode }
    | { readonly type: 'do'; readonly value: ScriptNode }
    | { readonly type: 'block'; readonly body: readonly ScriptStatement[]; readonly caught: BindingPattern | null }
  );

/** What a text is made of. */
export interface Program {
  readonly body: readonly ScriptStatement[];
  /** Where something stood that the parser does not know, by its offset. */
  readonly strange: readonly number[];
  /** A quote or bracket is missing. */
  readonly isBroken: boolean;
}
