/** The scopes of one file while it is read: what binds which name, and where. */
import type { Expression } from '../../../model/index.ts';
import type { Call, Node } from './syntax/index.ts';

/** What a name is bound to. Values are worked out when somebody asks: most bindings nobody asks for. */
export type Bound =
  | {
      readonly kind: 'value';
      readonly at: number;
      /** How long its text is. */
      readonly size: number;
      readonly sure: boolean;
      /** The expression itself, where it is bound as it stands. */
      readonly node: Node | null;
      /** Where its names are looked up, if that is another scope. */
      readonly from: Scope | null;
      readonly express: () => Expression;
    }
  | { readonly kind: 'parameter'; readonly at: number; readonly express: () => Expression | null }
  | { readonly kind: 'import'; readonly at: number; readonly module: string; readonly level: number; readonly name: string | null }
  | { readonly kind: 'made'; readonly at: number; readonly scope: Scope };

export interface Written {
  readonly how: 'set' | 'merge' | 'any';
  readonly key: Node | string | null;
  readonly value: Node | null;
  readonly scope: Scope;
}

export interface Scope {
  readonly index: number;
  readonly kind: 'module' | 'class' | 'function';
  readonly name: string;
  readonly parent: Scope | null;
  readonly start: number;
  readonly end: number;
  readonly names: Map<string, Bound[]>;
  readonly written: Map<string, Written[]>;
  /** Of a function. */
  parameters: string[];
  readonly returned: Node[];
  makes: boolean;
  property: boolean;
  apart: boolean;
  replaced: boolean;
  /** Of a class. */
  base: Node | null;
  /** Of a class: where its fields are worked out, which know the class by `this` alone. */
  fields: Scope | null;
}

export interface PlacedNode {
  readonly node: Node;
  readonly scope: Scope;
}

export interface PlacedCall {
  readonly node: Call;
  readonly scope: Scope;
}

export interface Imported {
  readonly at: number;
  readonly module: string;
  readonly level: number;
  readonly names: readonly { readonly name: string; readonly as: string }[];
  readonly alias: string | null;
}

/** What is set without a name that reading follows: `process.env.X = …`, `env.remoteHost = …`. */
export interface Setting {
  readonly target: Node;
  readonly value: Node;
  readonly scope: Scope;
}

/** One file, with everything that binds a name in it. */
export interface Code {
  readonly text: string;
  readonly scopes: Scope[];
  readonly top: Scope;
  readonly calls: PlacedCall[];
  readonly imports: Imported[];
  readonly stars: { readonly at: number; readonly module: string; readonly level: number }[];
  readonly settings: Setting[];
  /** Texts that may be addresses on the hub. */
  readonly addresses: PlacedNode[];
  /** Names that stand somewhere as a value, and are not called: others may call what they mean. */
  readonly handed: Set<string>;
  /** Functions and classes, by their nodes. */
  readonly made: Map<Node, Scope>;
}

export function newScope(code: Code, kind: Scope['kind'], name: string, parent: Scope | null, at: { start: number; end: number }): Scope {
  const scope: Scope = {
    index: code.scopes.length,
    kind,
    name,
    parent,
    start: at.start,
    end: at.end,
    names: new Map(),
    written: new Map(),
    parameters: [],
    returned: [],
    makes: false,
    property: false,
    apart: false,
    replaced: false,
    base: null,
    fields: null,
  };
  code.scopes.push(scope);
  return scope;
}

export function add(scope: Scope, name: string, bound: Bound): void {
  const all = scope.names.get(name);
  if (all === undefined) scope.names.set(name, [bound]);
  else all.push(bound);
}

/** The scope that binds a name here; a class encloses none of its methods by name. */
export function ownerOf(name: string, scope: Scope): Scope | null {
  for (let current: Scope | null = scope; current !== null; current = current.parent)
    if (current.kind !== 'class' && current.names.has(name)) return current;
  return null;
}

export function classAround(scope: Scope): Scope | null {
  for (let current: Scope | null = scope; current !== null; current = current.parent) if (current.kind === 'class') return current;
  return null;
}

export function boundTo(name: string, scope: Scope): readonly Bound[] {
  return ownerOf(name, scope)?.names.get(name) ?? [];
}
