/** Sightings: places where a component is named. */
import type { Ref } from '../ref/index.ts';
import type { Place, Scope } from './base.ts';
import type { SaidOfLoad } from './declared.ts';
import type { PinSite, WeightsFact } from './fact.ts';
import type { PackageFact } from './package-fact.ts';

/**
 * How an identity was read: as written, through a constant, another module, a name that another place of the code may replace (T35),
 * a default, the environment; or not at all.
 */
export type How = 'literal' | 'constant' | 'imported' | 'elsewhere' | 'parameter' | 'environment' | 'unresolved';

/** Where bytes that lie in the tree are known from: their SHA-256 stands in the lock, or in a listing of the hub. */
export interface WeightsOrigin {
  readonly from: 'lock' | 'hub';
  /** Path inside the repository that they come from. */
  readonly file: string;
  /** Whether the hub itself names this SHA-256 for a file of that commit; false: the lock alone does, so far (T8). */
  readonly confirmed: boolean;
}

/** What the checkout holds in place of a Git LFS pointer. `pointer`: the pointer itself, so the content is not here. */
export interface BytesSeen {
  readonly state: 'equal' | 'differs' | 'pointer' | 'absent' | 'unreadable';
  readonly detail: string;
}

/** A load from a folder that holds, or should hold, what one entry of the lock lists. Nothing is compared yet. */
export interface LocalCopy {
  /** In the tree, or as the code writes it when it is not in the tree. */
  readonly folder: string;
  readonly files: readonly LocalFile[];
  /** False: there is more than was looked at, or the folder lies behind a link. */
  readonly complete: boolean;
  /** Who saw the files: the commit alone, or the checkout as well. */
  readonly seen: 'tree' | 'disk';
}

export interface LocalFile {
  /** Below the folder, which is the path in the repository that it is a copy of. */
  readonly path: string;
  /** Lower-case hex; null: not read. */
  readonly sha256: string | null;
  /** Git blob id of the content; null: not known. */
  readonly blob: string | null;
}

/**
 * What else decides a load beside what is written there (T35): it stands at most at "named". `arguments`: some were not read, and may say
 * anything. `forwarded`: a function passes on what its caller gives. `part`: an argument may name another thing to load. `callable`: whose function it is, is not certain (T37).
 * `kind`: it may be a model or a dataset.
 */
export type Doubt = 'arguments' | 'forwarded' | 'part' | 'callable' | 'kind';

/** What every place has where a component is named. */
interface Seen {
  readonly detector: string;
  /** Identity as parsed, without version. */
  readonly ref: Ref;
  /** Revision, version or range as requested; null = none. */
  readonly requested: string | null;
  /** What names it, as people know it: "AutoModel.from_pretrained", "lock entry", "safetensors file". */
  readonly api: string;
  readonly place: Place;
  readonly scope: Scope;
}

/** How a name was read that may stand elsewhere. */
interface Read {
  readonly how: Exclude<How, 'unresolved'>;
  /** The variable or parameter that may give another name. */
  readonly via?: string;
  /** Where name and revision stand when that is elsewhere: definitions that were followed. */
  readonly readAt?: readonly Place[];
  /** Lines that the change writes, and that may give another name than before. Only on head. */
  readonly fedAnew?: readonly Place[];
  /** One of more names or revisions than are followed: it stands for all that nobody looked at. */
  readonly limited?: true;
  /** Sorted; absent: none. */
  readonly doubts?: readonly Doubt[];
  /** It is one of many, from which somebody may choose. */
  readonly catalog?: true;
  /** It is named there, and nothing is known to load it so: data of a test, who answers without which model. Judged as ever, told apart. */
  readonly mention?: true;
  /** What the lock declares about it; absent: nothing. */
  readonly declared?: SaidOfLoad;
}

/** One thing that one call pulls from a hub: its weights, or a part of the same load. */
interface Pull extends Seen, Read {
  readonly kind: 'model' | 'dataset';
  /** How the revision was read; "literal" when there is none. */
  readonly revisionHow: How;
  /** An endpoint set in the tree that this load uses (T9): the origin, without user-info, query, fragment. */
  readonly endpoint: string | null;
  /** The tree lets the environment decide which server this load asks (T9). */
  readonly endpointOpen?: true;
  readonly remoteCode: boolean;
  /** At which revision this load asks for the code; null text: reading does not tell. Absent: it does not say. */
  readonly codeRevision?: { readonly text: string | null; readonly how: How };
  /** What is loaded beside the main thing of the call: "tokenizer", "code". */
  readonly part?: string;
  /** What the tree states of the bytes, "sha256:<hex>" or the beginning of one; nobody hashed them. */
  readonly digest?: string;
  /** Of a file on GitHub: where it is fetched from. */
  readonly address?: string;
  /** True: the load takes a folder inside of the repository (`subfolder=`). */
  readonly subfolder?: true;
  readonly pin: PinSite | null;
  /** A folder of the tree bears this name, too: where the program starts there, it is loaded instead (T37). */
  readonly folder?: boolean;
}

/** Code or configuration loads a model or dataset by its name. */
export interface LoadSighting extends Pull {
  readonly type: 'load';
}

/** A load from a folder that the lock speaks of: `ref` and `requested` are those of the entry, `how` tells how the path was read. */
export interface CopySighting extends Pull {
  readonly type: 'copy';
  readonly copy: LocalCopy;
}

/** Code or configuration asks a hosted API. */
export interface ServiceSighting extends Seen, Read {
  readonly type: 'service';
  readonly kind: 'service';
}

/** A manifest or a lockfile names a package. */
export interface PackageSighting extends Seen {
  readonly type: 'package';
  readonly kind: 'library';
  /** True when `requested` is an exact version (lock entry, `==`), not a range. */
  readonly exact: boolean;
  readonly package: PackageFact;
}

/** Weights lie in the tree, or their Git LFS pointer does. */
export interface WeightsSighting extends Seen {
  readonly type: 'weights';
  readonly kind: 'model' | 'dataset';
  readonly weights: WeightsFact;
  /** Where it is known. */
  readonly origin?: WeightsOrigin;
  /** Only of LFS pointers, where somebody looked. */
  readonly bytes?: BytesSeen;
}

/** A file or folder that another tool (DVC) keeps beside git; `requested` is the digest that it records. */
export interface TrackedSighting extends Seen {
  readonly type: 'tracked';
  readonly kind: 'model' | 'dataset';
  /** The address that it was imported from, without user-info and query; null: it is this repository's own. */
  readonly from: string | null;
}

/** A file says to run an image, a server of the Model Context Protocol or an action, or to ask such a server. */
export interface RunSighting extends Seen, Read {
  readonly type: 'run';
  readonly kind: 'image' | 'mcp-server' | 'action';
  /** It runs elsewhere, and is asked over the network. */
  readonly remote?: true;
  /** An image that holds no AI itself: one with AI in it is built on it. */
  readonly base?: true;
  /** Of an action: the base has none of this name at this revision. Only on head. */
  readonly anew?: true;
}

/** One place where a component is named. */
export type Sighting = LoadSighting | CopySighting | ServiceSighting | RunSighting | PackageSighting | WeightsSighting | TrackedSighting;

/** Sightings whose name is read from code or configuration. */
export type ReadSighting = LoadSighting | CopySighting | ServiceSighting | RunSighting;

/** Of a name that is read from code or configuration; null: what names the component says it by itself. */
export function asRead(sighting: Sighting): ReadSighting | null {
  return sighting.type === 'service' || sighting.type === 'run' ? sighting : asPull(sighting);
}

/** Of a model or dataset that is pulled by its name; null: of anything else. */
export function asPull(sighting: Sighting): LoadSighting | CopySighting | null {
  return sighting.type === 'load' || sighting.type === 'copy' ? sighting : null;
}

export function packageOf(sighting: Sighting): PackageFact | null {
  return sighting.type === 'package' ? sighting.package : null;
}

/** What no name tells: bytes that lie in the tree, or that another tool keeps for it. */
export function weightsOf(sighting: Sighting): WeightsFact | null {
  return sighting.type === 'weights' ? sighting.weights : null;
}

/** The server that the tree names for this place, or null. */
export function serverNamedAt(sighting: Sighting): string | null {
  return asPull(sighting)?.endpoint ?? null;
}
