/** The scopes of one file while it is read: what binds which name, and where. */
import type { Expression } from '../../../model/index.ts';
import type { CallNode, ScriptNode } from './syntax/index.ts';

/** What a name is bound to. Values are worked out when somebody asks: most bindings nobody asks for. */
export type ScriptBinding =
  | {
      readonly kind: 'value';
      readonly at: number;
      /** How long its text is. */
      readonly size: number;
      readonly sure: boolean;
      /** The expression itself, where it is bound as it stands. */
      readonly node: ScriptNode | null;
      /** Where its names are looked up, if that is another scope. */
      readonly from: ScriptScope | null;
      readonly express: () => Expression;
    }
  | { readonly kind: 'parameter'; readonly at: number; readonly express: () => Expression | null }
  | { readonly kind: 'import'; readonly at: number; readonly module: string; readonly level: number; readonly name: string | null }
  | { readonly kind: 'made'; readonly at: number; readonly scope: ScriptScope };

export interface NameWrite {
  readonly how: 'set' | 'merge' | 'any';
  readonly key: ScriptNode | string | null;
  readonly value: ScriptNode | null;
  readonly scope: ScriptScope;
}

export interface ScriptScope {
  readonly index: number;
  readonly kind: 'module' | 'class' | 'function';
  readonly name: string;
  readonly parent: ScriptScope | null;
  readonly start: number;
  readonly end: number;
  readonly names: Map<string, ScriptBinding[]>;
  readonly written: Map<string, NameWrite[]>;
  /** Of a function. */
  parameters: string[];
  readonly returned: ScriptNode[];
  makes: boolean;
  property: boolean;
  apart: boolean;
  replaced: boolean;
  /** Of a class. */
  base: ScriptNode | null;
  /** Of a class: where its fields are worked out, which know the class by `this` alone. */
  fields: ScriptScope | null;
}

export interface PlacedNode {
  readonly node: ScriptNode;
  readonly scope: ScriptScope;
}

export interface ScopedCall {
  readonly node: CallNode;
  readonly scope: ScriptScope;
}

export interface ModuleImport {
  readonly at: number;
  readonly module: string;
  readonly level: number;
  readonly names: readonly { readonly name: string; readonly as: string }[];
  readonly alias: string | null;
}

/** What is set without a name that reading follows: `process.env.X = …`, `env.remoteHost = …`. */
export interface MemberSetting {
  readonly target: ScriptNode;
  readonly value: ScriptNode;
  readonly scope: ScriptScope;
}

/** One file, with everything that binds a name in it. */
export interface ScriptCode {
  readonly text: string;
  readonly scopes: ScriptScope[];
  readonly top: ScriptScope;
  readonly calls: ScopedCall[];
  readonly imports: ModuleImport[];
  readonly stars: { readonly at: number; readonly module: string; readonly level: number }[];
  readonly settings: MemberSetting[];
  /** Texts that may be addresses on the hub. */
  readonly addresses: PlacedNode[];
  /** Names that stand somewhere as a value, and are not called: others may call what they mean. */
  readonly handed: Set<string>;
  /** Functions and classes, by their nodes. */
  readonly made: Map<ScriptNode, ScriptScope>;
}

export function newScriptCode(text: string): ScriptCode {
  const lists = { calls: [], imports: [], stars: [], settings: [], addresses: [], handed: new Set<string>() };
  const draft = { text, scopes: [], ...lists, made: new Map() } as unknown as { -readonly [K in keyof ScriptCode]: ScriptCode[K] };
  draft.top = newScriptScope(draft, 'module', '', null, { start: 0, end: text.length });
  return draft;
}

export function newScriptScope(
  code: ScriptCode,
  kind: ScriptScope['kind'],
  name: string,
  parent: ScriptScope | null,
  at: { start: number; end: number },
): ScriptScope {
  const scope: ScriptScope = {
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

export function bindName(scope: ScriptScope, name: string, bound: ScriptBinding): void {
  const all = scope.names.get(name);
  if (all === undefined) scope.names.set(name, [bound]);
  else all.push(bound);
}

/** The scope that binds a name here; a class encloses none of its methods by name. */
export function bindingScopeOf(name: string, scope: ScriptScope): ScriptScope | null {
  for (let current: ScriptScope | null = scope; current !== null; current = current.parent)
    if (current.kind !== 'class' && current.names.has(name)) return current;
  return null;
}

export function classScopeAround(scope: ScriptScope): ScriptScope | null {
  for (let current: ScriptScope | null = scope; current !== null; current = current.parent) if (current.kind === 'class') return current;
  return null;
}

export function bindingsOf(name: string, scope: ScriptScope): readonly ScriptBinding[] {
  return bindingScopeOf(name, scope)?.names.get(name) ?? [];
}
