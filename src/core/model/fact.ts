/** Facts: what one file states, independent of its path. */
import type { OfAddress } from './addresses.ts';
import type { At } from './base.ts';
import type { Callable, NameRules } from './callable.ts';
import type { CodeScope, Expression, OwnCall } from './expression.ts';
import type { OwnLicenseFact } from './own-license.ts';
import type { PackageFact } from './package-fact.ts';
import type { RunFact } from './run.ts';
import type { SteeringFact } from './steering.ts';
import type { ProblemCode } from './tree.ts';

/** Replace columns [column, endColumn) of one line by `template`, in which "{commit}" stands for the commit. Inserting: column = endColumn. */
export interface PinSite {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  readonly template: string;
  /** The whole line as written (at most 300 characters), secrets replaced (T21). */
  readonly source: string;
}

export interface ImportFact extends At {
  readonly kind: 'import';
  /** Dotted module, "" for `from . import x`. */
  readonly module: string;
  /** Leading dots. */
  readonly level: number;
  /** `from m import a as b` = [{name: "a", as: "b"}]; `import m as x` = [] with alias "x"; star import = [{name: "*", as: "*"}]. */
  readonly names: readonly { readonly name: string; readonly as: string }[];
  readonly alias: string | null;
  /** The module is a path, of whose names none is a module: "models/fast". Absent: dots lead into packages. */
  readonly exact?: true;
}

/** The scopes of one piece of code, and what they bind: what names in it mean. A file mostly is one piece. */
export interface ScopesFact extends At {
  readonly kind: 'scopes';
  /** "" for the whole file. Pieces share no names with each other. */
  readonly piece: string;
  /** Those that say something; the first is the module. */
  readonly scopes: readonly CodeScope[];
  /** Calls of what may be functions of the tree. */
  readonly calls: readonly OwnCall[];
  /** Names that stand where a grammar gave up: what binds them there is not known. */
  readonly broken?: readonly string[];
  /** Variables of the environment that it sets itself. */
  readonly environment: readonly { readonly name: Expression; readonly value: Expression; readonly scope: number }[];
}

/** What a star import of this file gives, where it says so by one list that nothing in it changes. At most one a file. */
export interface ExportsFact extends At {
  readonly kind: 'exports';
  readonly names: readonly string[];
}

/** What a file may replace of others (T35), found without a grammar. One fact a file. */
export interface WriteFact extends At {
  readonly kind: 'write';
  /**
   * Sorted. "cfg.NAME": of what this file calls `cfg`, or changed in place; "cfg.*": any name of it.
   * "class Base.NAME": a class that inherits from Base has its own. "?.NAME": an attribute of some object. "*": any name of this file.
   */
  readonly names: readonly string[];
}

export interface LoadFact extends At, OfAddress {
  readonly kind: 'load';
  readonly component: 'model' | 'dataset' | 'service';
  /** Where a plain name points to: the reference type of its identity. */
  readonly hub: 'hf' | 'gh' | 'url' | 'oci' | 'ollama' | 'service' | 'modelscope' | 'catalog';
  /** The list that a plain name is looked up in before it is one of the hub: an id of `discover/catalogs`. */
  readonly library?: string;
  /** For hub "service": the provider, for example "openai". */
  readonly provider: string | null;
  /** The call as a user knows it: "AutoModel.from_pretrained", "load_dataset". */
  readonly api: string;
  readonly target: Expression;
  /** Where the names of its expressions are looked up. Absent: there are none. */
  readonly within?: { readonly piece: string; readonly scope: number };
  /** null: no revision given. */
  readonly revision: Expression | null;
  /** An endpoint that the call, or for services the client, names (T9). */
  readonly endpoint: Expression | null;
  /** `trust_remote_code=True` or anything that is not literally false. */
  readonly remoteCode: boolean;
  /** `code_revision=`: the code comes at this revision, the weights at theirs. Absent: the call does not say. */
  readonly codeRevision?: Expression;
  /**
   * Arguments that were not read (T35). `forwarded`: a function passes on what its own caller gives. `part`: one that may name another
   * thing to load. `unread`: they may hold anything.
   */
  readonly open?: 'forwarded' | 'part' | 'unread';
  /** `subfolder=`: of a folder inside of the repository. */
  readonly subfolder?: true;
  /** A call before it in the file writes to the same text or name: where that is no id with an owner, it is what the code made. */
  readonly written?: true;
  /** Only a name with a scheme ("hf://org/name") is of the hub. */
  readonly schemed?: true;
  /** An object that was made elsewhere may stand in place of the name. */
  readonly object?: true;
  /** What a plain name means to this callable; absent: a repository of the hub, or a folder of the machine. */
  readonly names?: NameRules;
  /** One of many, from which somebody may choose. */
  readonly catalog?: true;
  /** Words of a command or a name say so, and which program or function gets it nobody knows. */
  readonly guessed?: true;
  /** `repo_type=`, where it is no literal. */
  readonly repoType?: Expression;
  /** What else the call loads beside its main thing (T36): "tokenizer", "code". An object that was made elsewhere is no part. */
  readonly part?: string;
  /** Whose callable it is (T37); linking follows the names. Absent: that is certain. */
  readonly callable?: Callable;
  /** Where and how a commit can be written; null when it cannot be placed exactly. */
  readonly pin: PinSite | null;
  /** Only where no name is known: a file, as the command writes its path, that can hold it. */
  readonly config?: string;
}

/** A class or function of the top of this file, so that linking can tell whose loader it is (T37). */
export interface OwnFact extends At {
  readonly kind: 'own';
  readonly of: 'class' | 'function';
  /** "Name", or "Outer.Name". */
  readonly name: string;
  /** Of a class: dotted names; "" for one that is computed. */
  readonly bases: readonly string[];
  /** Of a class: what its body binds, at most 200. */
  readonly members: readonly string[];
}

/** An endpoint set by the tree for a whole process: os.environ["HF_ENDPOINT"] = …, ENV in a Dockerfile (T9). */
export interface EndpointFact extends At {
  readonly kind: 'endpoint';
  readonly variable: string;
  readonly value: Expression;
  readonly within?: { readonly piece: string; readonly scope: number };
  /** What a file that starts processes sets for those of one unit (a service, a job, a stage), or for all of them (null). Absent: said in the code itself. */
  readonly unit?: string | null;
}

/** What a file starts, or runs besides what it imports (T37, T42). Paths as they are written: where they lie, linking finds. */
export interface StartFact extends At {
  readonly kind: 'start';
  /**
   * `file`, `module`: code or settings that are run; `copy`: a part of the tree that an image gets; `search`: a folder that the code adds to
   * where it imports from; `unknown`: a start that reading does not follow; `foreign`: a program that is no code of the tree; `tests`: a
   * test runner.
   */
  readonly what: 'file' | 'module' | 'copy' | 'search' | 'unknown' | 'foreign' | 'tests';
  /** The same thing by different readings: any of them may be meant. */
  readonly targets: readonly string[];
  /** For modules: folders that they are searched in besides the usual ones. */
  readonly folders: readonly string[];
  /** Service, job or stage of the file; null: the whole file. */
  readonly unit: string | null;
  /** `process`: what the unit is started with; `script`: a command on the way; `check`: a command that is there for tests. */
  readonly by: 'process' | 'script' | 'check';
  /** The program that runs the file, whatever the file is called; absent: its name tells, or nobody knows. */
  readonly runBy?: 'python';
}

export type WeightsFormat =
  | 'safetensors'
  | 'gguf'
  | 'onnx'
  | 'pickle'
  | 'torch-zip'
  | 'keras-zip'
  | 'hdf5'
  | 'tflite'
  | 'numpy'
  | 'unknown';

export interface WeightsFact extends At {
  readonly kind: 'weights';
  readonly format: WeightsFormat;
  /** From a Git LFS pointer, which counts only when .gitattributes says so (T16); link decides. */
  readonly pointer: boolean;
  /** Known at once from a pointer; else filled in by the extractor, which streams the bytes. */
  readonly sha256: string | null;
  readonly size: number;
  /** Loading this format can run code. */
  readonly runsCode: boolean;
  /** What the header says: license, base model, architecture…; at most 40 keys, values at most 200 characters, secrets replaced. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** A file or folder that DVC keeps outside of git. */
export interface TrackedFact extends At {
  readonly kind: 'tracked';
  /** As the file names it, relative to its own folder. */
  readonly path: string;
  /** Lower-case hex, with ".dir" behind it for a folder; null: not recorded. MD5 says which file is meant and proves nothing. */
  readonly md5: string | null;
  /** Bytes. */
  readonly size: number | null;
  /** Of an import: its address, without user-info and query, and the revision that it was locked to. */
  readonly source: { readonly url: string; readonly revision: string | null } | null;
}

/** What a line says of one attribute. true: set; false: unset; null: unspecified again; text: set to this value, of other names than `filter` and `working-tree-encoding` only "". */
export type AttributeState = boolean | string | null;

export interface AttributeRule {
  /** Bytes as characters (latin1): patterns need not be UTF-8. Of a macro its name. */
  readonly pattern: string;
  /** "[attr]name …": what setting `name` stands for. */
  readonly macro: boolean;
  readonly line: number;
  readonly states: readonly (readonly [name: string, state: AttributeState])[];
}

/** One .gitattributes file: what decides about Git LFS (T16), and about text that a checkout shows otherwise (T34). */
export interface AttributesFact extends At {
  readonly kind: 'attributes';
  readonly rules: readonly AttributeRule[];
}

/** By which a file of a kind without a reader could name a component (T33). */
export interface TellingFact extends At {
  readonly kind: 'telling';
  /** `word`: a library, a service, a setting. `id`: like a name on a hub. `hosted`, `weights`: by its own form. `hidden`: what reading does not follow. */
  readonly what: 'word' | 'id' | 'hosted' | 'weights' | 'hidden';
  readonly text: string;
  /** A telling word stands near: it is meant as one. */
  readonly beside: boolean;
}

/** Another list of packages that a list takes in (pip's -r and -c), under a name that tells that it is one, or may be. */
export interface ListFact extends At {
  readonly kind: 'list';
  /** As it is written. */
  readonly path: string;
}

export interface ProblemFact extends At {
  readonly kind: 'problem';
  readonly code: ProblemCode;
  readonly message: string;
  /** It is told, and nobody need act on it. */
  readonly quiet?: true;
  /** It is of one entry of a list alone, and those around it were read: which one, as far as it says; "" where it does not. */
  readonly entry?: string;
  /** What stands there, and nobody can name. */
  readonly mayBe?: 'image';
}

export type Fact =
  | ImportFact
  | ScopesFact
  | OwnFact
  | WriteFact
  | ExportsFact
  | LoadFact
  | EndpointFact
  | StartFact
  | PackageFact
  | RunFact
  | WeightsFact
  | TrackedFact
  | AttributesFact
  | SteeringFact
  | OwnLicenseFact
  | ListFact
  | TellingFact
  | ProblemFact;

/** `surface`: only what a cheap pass gives (imports). `full`: everything. `changed`: what is asked of changed files alone. */
export type Depth = 'surface' | 'full' | 'changed';

/** A fact, and which detector found it: stamped where files are read. */
export type Stamped<F extends Fact = Fact> = F & { readonly detector: string };

export interface FileFacts {
  readonly blob: string;
  readonly depth: Depth;
  readonly facts: readonly Stamped[];
}
