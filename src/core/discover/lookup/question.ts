/**
 * What linking one file asks about the rest of its tree (design, section 2). Few kinds of questions, each with a small answer: a later run
 * asks the recorded ones again, and links anew only the files of which an answer differs.
 */
import type { AttributeState, ImportFact, OwnFact, ScopesFact } from '../../model/index.ts';
import type { Code } from '../values/index.ts';
import type { BoundNames } from './bound-names.ts';

export type LookupQuestion =
  /** The file that an import of `from` names, and the packages that run before it, innermost first; empty: none of this tree. */
  | { readonly kind: 'module'; readonly from: string; readonly level: number; readonly name: string }
  /** Whether the process may get another file of the tree for this absolute import (T35). */
  | { readonly kind: 'another'; readonly from: string; readonly name: string }
  /** The names that a star import of the file gives, where it says so; null: any of its own. */
  | { readonly kind: 'exports'; readonly path: string }
  /** What a file binds, for those who import it. */
  | { readonly kind: 'definitions'; readonly path: string }
  /**
   * Files by what is written in `from`: `file`: those that a command can mean; `module`: those of a dotted name, also below `folders`;
   * `here`: the first at or below that path of the folder, `code`: the first module below the folder; `saved`: what makes it a saved model;
   * `unread`: those that a command can mean, and that nobody reads as code.
   */
  | {
      readonly kind: 'path';
      readonly as: 'file' | 'module' | 'here' | 'code' | 'saved' | 'unread';
      readonly from: string;
      readonly text: string;
      readonly folders: readonly string[];
    }
  /**
   * Files of no product folder that COPY of `source` puts into an image: all, or only those whose folder it names (`apart`). `checks`: the
   * image is there for checks, and tests in it stay tests.
   */
  | { readonly kind: 'copied'; readonly from: string; readonly source: string; readonly apart: boolean; readonly checks: boolean }
  /** Files that a command starts which a package of the tree installs. */
  | { readonly kind: 'command'; readonly name: string }
  /** Everything that this description of an image copies into it. */
  | { readonly kind: 'image'; readonly path: string }
  /** Where the content lies of a path that is used through a link; null: there. */
  | { readonly kind: 'link'; readonly path: string }
  /** What git's attribute `filter` is for the path. */
  | { readonly kind: 'attributes'; readonly path: string }
  /** Whether a file names a model by itself. */
  | { readonly kind: 'names'; readonly path: string }
  /** Whether a file was read as a list of packages, as far as it can be read. */
  | { readonly kind: 'lists'; readonly path: string }
  /** Whether other places may replace what a file binds to this name (T35). */
  | { readonly kind: 'written'; readonly path: string; readonly name: string }
  /** Who uses the file (T42). */
  | { readonly kind: 'use'; readonly path: string }
  /** What the process of this code is told (T37), nearest first. */
  | { readonly kind: 'variables'; readonly path: string }
  /** Who may call a function or class of this file: files that import its name, or the module that has it. `direct`: from this file itself. */
  | { readonly kind: 'importers'; readonly path: string; readonly name: string; readonly direct?: true };

export interface LookupAnswers {
  readonly module: readonly string[];
  readonly another: boolean;
  readonly exports: ReadonlySet<string> | null;
  readonly definitions: Definitions;
  readonly path: readonly string[];
  readonly copied: readonly string[];
  readonly command: readonly string[];
  readonly image: SharedLists;
  readonly link: string | null;
  readonly attributes: AttributeState;
  readonly names: boolean;
  readonly lists: boolean;
  readonly written: boolean;
  readonly use: FileUse;
  readonly variables: readonly Told[];
  readonly importers: Importers;
}

export type LookupKind = keyof LookupAnswers;
export type LookupOf<K extends LookupKind> = Extract<LookupQuestion, { readonly kind: K }>;

/** The only way in which linking one file learns about others. */
export interface Lookup {
  ask<Q extends LookupQuestion>(question: Q): LookupAnswers[Q['kind']];
}

/** A list may be the same object in many answers: a thousand images copy one folder. */
export type SharedLists = readonly (readonly string[])[];

export interface Definitions {
  /** False: the file was read on the surface only. */
  readonly complete: boolean;
  readonly imports: readonly ImportFact[];
  readonly own: ReadonlyMap<string, readonly OwnFact[]>;
  /** Names that stand for other names; made of `scopes`. */
  readonly values: ReadonlyMap<string, BoundNames>;
  readonly scopes: readonly ScopesFact[];
  /** The scopes, as the evaluator walks over them. */
  readonly code: readonly Code[];
  /** It loads something from a hub, or could: what its own functions are called with may end there. */
  readonly loads: boolean;
}

/** `more`: there are more than one tree may cost. */
export interface Importers {
  readonly files: readonly string[];
  readonly more: boolean;
}

export interface FileUse {
  /** Code of the product imports or runs it. */
  readonly reached: boolean;
  /** Something of the product starts it, or copies it into an image. */
  readonly started: boolean;
}

/** What a process is told: another server, or (null) one that its surroundings choose. */
export interface Told {
  readonly variable: string;
  readonly server: string | null;
}
