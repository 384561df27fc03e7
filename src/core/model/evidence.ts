/** Questions, and the evidence that answers them. */

/** `advisories`: which advisories name a package; `vulnerabilities`: the whole record of each, too. */
export type Topic =
  | 'existence'
  | 'revision'
  | 'reachability'
  | 'files'
  | 'license'
  | 'lineage'
  | 'small-files'
  | 'signature'
  | 'registry'
  | 'provenance'
  /** Whose commit an action of a workflow is. */
  | 'action-commit'
  /** What registries serve under the names of images that a change newly runs, and who signed it. */
  | 'image'
  | 'advisories'
  | 'vulnerabilities';

/** One thing to look up. Equal keys are the same question and are asked once. */
export interface Question {
  /** Readable and stable: "hf/models/org/name/revision/main". Holds no query and no secret. */
  readonly key: string;
  /** Id of the host that is asked. */
  readonly host: string;
  /** Of a host with several servers, the one that is meant, by its name. Absent: it has one. */
  readonly server?: string;
  /** Path below the host's base URL, every segment encoded by the host, which validated the ids before (T19). */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly maxBytes: number;
  /**
   * `bytes`: the content of a file, whatever it is. `attestations`: a list of attestations of GitHub's API, all of its pages, with the bundles that
   * it only points to; the answer is `GatheredAttestations`. Without it, JSON of the hub's API.
   */
  readonly form?: 'bytes' | 'attestations';
  /** The media type that is asked for; absent: any JSON. */
  readonly accept?: string;
  /** JSON to send with POST. Its SHA-256 (hex) ends the key, so that two bodies are two questions. Absent: GET. */
  readonly body?: string;
}

export type AnswerState =
  | 'ok'
  | 'redirect'
  | 'not-found'
  /** The source has the repository, and not this revision of it. */
  | 'no-revision'
  | 'unauthorized'
  | 'forbidden'
  | 'gated'
  | 'rate-limited'
  | 'server-error'
  | 'unreachable'
  | 'timeout'
  | 'too-large'
  | 'invalid'
  | 'refused'
  | 'offline'
  | 'budget';

export type From = 'hub' | 'disk' | 'registry' | 'lock-base' | 'lock-head' | 'cache' | 'replay';

export interface Answer {
  readonly key: string;
  readonly state: AnswerState;
  readonly status: number | null;
  /** "sha256:<hex>" of the body, which Evidence.body returns. */
  readonly digest: string | null;
  /** Where a redirect points: path only when on the same origin, else the origin and path. No query. */
  readonly location: string | null;
  /** For people, cleaned of secrets: "HTTP 503 after 3 tries". */
  readonly detail: string;
  readonly from: From;
  /** ISO 8601, UTC. */
  readonly asOf: string;
}

export interface Evidence {
  answer(key: string): Answer | undefined;
  body(digest: string): Uint8Array | undefined;
  readonly answers: ReadonlyMap<string, Answer>;
}

/** What is kept of a list of attestations: no address, as those of bundles grant access (T21). */
export interface GatheredAttestations {
  readonly attestations: readonly {
    /** Base64 of its bytes as they came, decompressed; null: it was not read. */
    readonly bundle: string | null;
    /** Why it was not read; null: it was. */
    readonly unread: AnswerState | null;
  }[];
  /** There are more, which nobody looked at. */
  readonly more: boolean;
}
