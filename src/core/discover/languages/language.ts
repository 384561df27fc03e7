/** The contract of a language that is read: how its files are told, what finds the loads in them, and how its imports find files. */
import type { Detector } from '../detector.ts';
import type { LanguageName } from './known.ts';

export interface LanguageReader {
  /** Its row of `known.ts`, or one of its own. */
  readonly name: LanguageName;
  /** What reads its files. Their order is the order of facts within a file. */
  readonly detectors: readonly Detector[];
  /** How an import finds its file; null: what a file of it imports is not followed. */
  readonly modules: ModuleRules | null;
  /** By its path, a script that is a step of whoever starts it, and no program by itself (T42); null: there are none. */
  readonly isStep: ((path: string) => boolean) | null;
  /** What a change adds to its files is looked through as well (T33): for names in calls that no reader knows, and for what hides names. */
  readonly lookedThrough?: true;
  readonly example: LanguageExample;
}

/** A file that must be read as it says: the contract test runs it. */
export interface LanguageExample {
  readonly path: string;
  readonly source: string;
  /** Kinds of facts that it must give, each once or more. */
  readonly gives: readonly string[];
  /** The source with {commit} written where a pin of its load goes; null: such files have no load that could be pinned. */
  readonly pinned: string | null;
}

export interface ModuleRules {
  /** With the dot: files that are modules. The first is the usual one. */
  readonly suffixes: readonly string[];
  /** File of a folder that makes it a module, and runs before those in it; null: there is none. */
  readonly package: string | null;
  /** Files that are imported by the name of their folder, and are nothing to the others in it. */
  readonly indexes: readonly string[];
  /** File of a folder that runs when the folder is started; null: there is none. */
  readonly program: string | null;
  /** Over one tree. Made once, asked often. */
  index(listing: ModuleListing): Modules;
}

/** What finding a module asks of the paths of a tree. */
export interface ModuleListing {
  /** Whether there is such a file, and some reader takes it. */
  isRead(this: void, path: string): boolean;
  /** Files that a module can be whose last part is this, sorted. */
  modulesNamed(this: void, name: string): readonly string[];
  /** Whether there is any such file; may say yes for nothing. */
  mayHaveModule(name: string): boolean;
  /** Files that make a folder which lies directly in this one a package. */
  packagesIn(folder: string): readonly string[];
}

/** Which file an import names, in one tree. */
export interface Modules {
  /** The file of a module as `importer` would get it, or null. `level`: how many folders up it is relative; 0: it is not. */
  find(importer: string, level: number, module: string): string | null;
  /**
   * Whether the process may get another file of the tree for an absolute import: how it is started decides between folders above the
   * importer, and `moved` says that code changes where modules are looked for (T35).
   */
  isAmbiguous(importer: string, module: string, moved: boolean): boolean;
  /** Files that run before a module does, because they are the packages that hold it; innermost first. */
  around(path: string): readonly string[];
}
