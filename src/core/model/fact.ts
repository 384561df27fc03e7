/** Facts: what one file states, independent of its path. */
import type { At } from './base.ts';
import type { ProblemCode } from './tree.ts';

/** What an expression in source code evaluates to, as far as reading alone can tell. */
export type Value =
  | { readonly kind: 'literal'; readonly text: string }
  /** A name to look up in this module (dotted for attributes: "config.MODEL_ID"). */
  | { readonly kind: 'name'; readonly name: string }
  /**
   * A value that the environment, a caller (T9), or a place of the code that reading does not follow (T35) may replace.
   * `fallback` is used when it does not.
   */
  | {
      readonly kind: 'overridable';
      readonly by: 'environment' | 'parameter' | 'elsewhere';
      readonly name: string;
      readonly fallback: Value | null;
    }
  /** Read out of the list or dictionary that this name of the module stands for: who replaces that, replaces the value (T35). */
  | { readonly kind: 'within'; readonly of: string; readonly value: Value }
  /** Either of several, for example a conditional expression or a name bound twice. */
  | { readonly kind: 'choice'; readonly options: readonly Value[] }
  /** `text` is the expression as written, at most 80 characters, secrets replaced. */
  | { readonly kind: 'unknown'; readonly text: string };

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
}

export interface DefinitionFact extends At {
  readonly kind: 'definition';
  /** Module-level name, or "Class.NAME" for class-level constants. */
  readonly name: string;
  readonly value: Value;
  /** The last line that binds it whenever the module runs: imports before it no longer count. Absent: there is none. */
  readonly sure?: number;
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

export interface LoadFact extends At {
  readonly kind: 'load';
  readonly component: 'model' | 'dataset' | 'service';
  /** Where a plain name points to: the reference type of its identity. */
  readonly hub: 'hf' | 'gh' | 'service';
  /** For hub "service": the provider, for example "openai". */
  readonly provider: string | null;
  /** The call as a user knows it: "AutoModel.from_pretrained", "load_dataset". */
  readonly api: string;
  readonly target: Value;
  /** null: no revision given. */
  readonly revision: Value | null;
  /** An endpoint that the call itself names (T9). */
  readonly endpoint: Value | null;
  /** `trust_remote_code=True` or anything that is not literally false. */
  readonly remoteCode: boolean;
  /** Where and how a commit can be written; null when it cannot be placed exactly. */
  readonly pin: PinSite | null;
}

/** An endpoint set by the tree for a whole process: os.environ["HF_ENDPOINT"] = …, ENV in a Dockerfile (T9). */
export interface EndpointFact extends At {
  readonly kind: 'endpoint';
  readonly variable: string;
  readonly value: Value;
}

export interface PackageFact extends At {
  readonly kind: 'package';
  readonly ecosystem: 'pypi' | 'npm';
  readonly name: string;
  /** Exact version, or null. */
  readonly version: string | null;
  /** As written, for example ">=2.6,<3"; null when only a version is known. A range stays a range. */
  readonly range: string | null;
  /** "sha256:<hex>" or SRI ("sha512-<base64>"), sorted. */
  readonly integrity: readonly string[];
  readonly source: 'registry' | 'git' | 'url' | 'path';
  /** Where the lock or manifest says it comes from: a URL without user-info, query and fragment (T21), or null. */
  readonly location: string | null;
  readonly group: 'runtime' | 'development' | 'optional';
  /** License as the file states it, or null. */
  readonly license: string | null;
  readonly from: 'manifest' | 'lock';
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

/** One .gitattributes file, reduced to what decides about LFS. `lfs: null` = unset or set to another filter. */
export interface AttributesFact extends At {
  readonly kind: 'attributes';
  readonly rules: readonly { readonly pattern: string; readonly lfs: boolean }[];
}

export interface ProblemFact extends At {
  readonly kind: 'problem';
  readonly code: ProblemCode;
  readonly message: string;
}

export type Fact =
  | ImportFact
  | DefinitionFact
  | WriteFact
  | LoadFact
  | EndpointFact
  | PackageFact
  | WeightsFact
  | TrackedFact
  | AttributesFact
  | ProblemFact;

/** `surface`: only what a cheap pass gives (imports). `full`: everything. */
export type Depth = 'surface' | 'full';

export interface FileFacts {
  readonly blob: string;
  readonly depth: Depth;
  readonly facts: readonly Fact[];
}
