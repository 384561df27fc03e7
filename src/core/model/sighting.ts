/** Sightings: places where a component is named. */
import type { Ref } from '../ref/index.ts';
import type { Kind, Place, Scope } from './base.ts';
import type { PackageFact, PinSite, WeightsFact } from './fact.ts';

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

/** One place where a component is named. */
export interface Sighting {
  readonly detector: string;
  readonly kind: Kind;
  /** Identity as parsed, without version. */
  readonly ref: Ref;
  /** Revision, version or range as requested; null = none. */
  readonly requested: string | null;
  /** True when `requested` is an exact version (lock entry, `==`), not a range. */
  readonly exact: boolean;
  readonly how: How;
  /** How the revision was read; "literal" when there is none. */
  readonly revisionHow: How;
  readonly api: string;
  readonly place: Place;
  /** Where name and revision stand when that is elsewhere: definitions that were followed. */
  readonly readAt?: readonly Place[];
  /** The variable or parameter that may give another name. */
  readonly via?: string;
  /** Lines that the change writes, and that may give another name than before. Only on head. */
  readonly fedAnew?: readonly Place[];
  /** One of more names or revisions than are followed: it stands for all that nobody looked at. */
  readonly limited?: true;
  readonly scope: Scope;
  /** An endpoint set in the tree that this load uses (T9): the origin, without user-info, query, fragment. */
  readonly endpoint: string | null;
  /** The tree lets the environment decide which server this load asks (T9). */
  readonly endpointOpen?: true;
  readonly remoteCode: boolean;
  /** At which revision this load asks for the code; null text: reading does not tell. Absent: it does not say. */
  readonly codeRevision?: { readonly text: string | null; readonly how: How };
  /** Sorted; absent: none. */
  readonly doubts?: readonly Doubt[];
  /** What is loaded beside the main thing of the call: "tokenizer", "code". */
  readonly part?: string;
  /** True: the load takes a folder inside of the repository (`subfolder=`). */
  readonly subfolder?: true;
  readonly pin: PinSite | null;
  readonly package: PackageFact | null;
  readonly weights: WeightsFact | null;
  /** Only of weights, where it is known. */
  readonly origin?: WeightsOrigin;
  /** Only of LFS pointers, where somebody looked. */
  readonly bytes?: BytesSeen;
  /** Only of loads from a folder that the lock speaks of. */
  readonly copy?: LocalCopy;
  /** A folder of the tree bears this name, too: where the program starts there, it is loaded instead (T37). */
  readonly folder?: boolean;
}
