/**
 * The neutral form of source code: expressions and scopes as any language has them, JSON-safe, without a path. A reader of a language writes
 * it down; `discover/values` alone works out what it means.
 */
import type { At } from './base.ts';

/** What stands in code, as far as it can say a name. What a reader does not model is `unmodeled`, and never left out (T35). */
export type Expression =
  | { readonly kind: 'literal'; readonly text: string }
  /** A truth value, a number; null: nothing. */
  | { readonly kind: 'constant'; readonly value: boolean | number | null }
  | { readonly kind: 'name'; readonly name: string }
  /** The object or class that a method belongs to. */
  | { readonly kind: 'this' }
  | { readonly kind: 'member'; readonly of: Expression; readonly name: string }
  /** What a list or table has under a key; `fallback`: where it has none. */
  | { readonly kind: 'item'; readonly of: Expression; readonly key: Expression; readonly fallback?: Expression }
  /** The nth of what is unpacked at once. */
  | { readonly kind: 'part'; readonly of: Expression; readonly index: number }
  /** One element of a list, one key or value of a table, or a pair of both. */
  | { readonly kind: 'each'; readonly of: Expression; readonly what: 'element' | 'value' | 'pair' }
  | { readonly kind: 'call'; readonly callee: Expression; readonly given: readonly Argument[] }
  /** A callable with some of its arguments given already. */
  | { readonly kind: 'partial'; readonly callee: Expression; readonly given: readonly Argument[] }
  /** Texts behind each other; `between` stands between two of them. */
  | { readonly kind: 'join'; readonly parts: readonly Expression[]; readonly between?: string }
  /** Any of them. */
  | { readonly kind: 'choice'; readonly options: readonly Expression[] }
  /** The second, where the first says nothing. */
  | { readonly kind: 'either'; readonly first: Expression; readonly second: Expression }
  | { readonly kind: 'list'; readonly items: readonly Argument[] }
  | { readonly kind: 'table'; readonly entries: readonly Entry[] }
  /** The tables over each other: what is later counts. */
  | { readonly kind: 'merged'; readonly tables: readonly Expression[] }
  /** A variable of the environment whose name is computed. */
  | { readonly kind: 'environment'; readonly name: Expression; readonly fallback: Expression | null }
  /** A value that the environment or a caller may replace (T9). `fallback` is used when nobody does. */
  | {
      readonly kind: 'overridable';
      readonly by: 'environment' | 'option' | 'parameter' | 'elsewhere';
      readonly name: string;
      readonly fallback: Expression | null;
    }
  /** Its names mean what they mean in another scope of the same piece of code. */
  | { readonly kind: 'within'; readonly scope: number; readonly value: Expression }
  /**
   * `text` is the expression as written, at most 80 characters, secrets replaced. `unwritten`: there is none, and it says what decides: "default
   * model of the pipeline".
   */
  | { readonly kind: 'unmodeled'; readonly text: string; readonly unwritten?: true };

/** Of a call, or an item of a list. `spread`: its elements, or (`table`) its keys and values, are given. */
export interface Argument {
  readonly name?: string;
  readonly value: Expression;
  readonly spread?: 'list' | 'table';
  /** Where it stands, in a call over several lines. */
  readonly at?: At;
}

/** `key` null: all keys of the table `value`. */
export interface Entry {
  readonly key: Expression | null;
  readonly value: Expression;
}

/** What binds a name. */
export type Binding = At &
  (
    | {
        readonly kind: 'value';
        readonly value: Expression;
        /** A statement that runs whenever the module does. */
        readonly sure?: true;
        /** With a type: in a class that is built from its fields, an argument of its constructor. */
        readonly typed?: true;
        /** Of a member that a method sets: where the expression stands. */
        readonly scope?: number;
      }
    /** Of a function; of a class, a field that whoever makes an object must give. `typed`: the class that it is of, as far as the code says. */
    | { readonly kind: 'parameter'; readonly fallback: Expression | null; readonly typed?: Expression }
    /** `name` null: the module itself. `whole`: the name stands for the first part of the module. `exact`: as of an ImportFact. */
    | {
        readonly kind: 'import';
        readonly module: string;
        readonly level: number;
        readonly name: string | null;
        readonly whole?: true;
        readonly exact?: true;
      }
    /** A class or function of this piece of code; -1: one that says nothing. */
    | { readonly kind: 'made'; readonly scope: number }
  );

/** What is written into the list, table or object that a name stands for. `key` null: into any place of it. */
export interface ItemWrite {
  readonly name: string;
  /** `set`: under a key. `merge`: the keys of a table. `call`: what `value` calls may write into it. `any`: something else changes it. */
  readonly how: 'set' | 'merge' | 'call' | 'any';
  readonly key: Expression | null;
  readonly value: Expression;
  /** Where the expressions stand. */
  readonly scope: number;
}

/** A module, class, function or comprehension, and what it binds. */
export interface CodeScope {
  /** By which the others name it. */
  readonly index: number;
  readonly kind: 'module' | 'class' | 'function' | 'comprehension';
  /** "" for one without a name. */
  readonly name: string;
  readonly parent: number | null;
  /** In the order of the file. Of a function only names that something outside of it asks for. */
  readonly bindings: readonly (readonly [name: string, bindings: readonly Binding[]])[];
  readonly writes?: readonly ItemWrite[];
  /** Of a module: modules that may bind any name. */
  readonly stars?: readonly (At & { readonly module: string; readonly level: number })[];
  /** Of a function: its parameters in order; "*": further positions, "**": further names. */
  readonly parameters?: readonly string[];
  /** Of a function: what it gives; absent: not known. */
  readonly returns?: readonly Expression[];
  /** Of a function that makes objects of the class around it. */
  readonly makes?: true;
  /** Of a function that is read like a member. */
  readonly property?: true;
  /** Of a function in a class that gets no object. */
  readonly apart?: true;
  /** Of a function or class with a load in it: something besides calls names it, so that others may call it unseen. */
  readonly handed?: true;
  /** Of a class: whose members it has, too. */
  readonly bases?: readonly Expression[];
  /** Of a class: fields with a type are arguments of its constructor. */
  readonly built?: true;
  /** Something that is not followed may give any name of it, or what it returns, another value. */
  readonly replaced?: true;
}

/** A call of what may be a function of the tree. */
export interface OwnCall extends At {
  readonly callee: Expression;
  readonly given: readonly Argument[];
  readonly scope: number;
}
