/** One row of an audit chain, and how it hangs on the row before (T31). Pure. */
import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/** What is appended, without the installation, which is the chain's. */
export interface Appended {
  readonly repositoryId: number | null;
  readonly kind: string;
  readonly actor: string | null;
  readonly subject: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Where a chain stands: the next row begins behind it. */
export interface ChainEnd {
  readonly sequence: number;
  readonly hash: string;
}

export interface Link extends ChainEnd {
  readonly installation: number;
  /** ISO 8601 with milliseconds: what the database's clock said. Order is by sequence, so a clock that jumps breaks nothing. */
  readonly time: string;
  /** 32 hex digits of chance: who sees hashes in the checks of a public repository cannot try out what is behind them (T26). */
  readonly nonce: string;
  /** Hash of the row before; of the first row the chain's beginning. */
  readonly previous: string;
  /** The entry as canonical JSON. */
  readonly content: string;
}

/** No two installations begin alike: a row moved to another chain hangs on nothing there. */
export function chainOrigin(installation: number): ChainEnd {
  return { sequence: 0, hash: sha256(`weighbridge audit chain of installation ${installation}`) };
}

export function entryContent({ repositoryId, kind, actor, subject, body }: Appended): string {
  return canonicalJson({ actor, body, kind, repository: repositoryId, subject });
}

/** SHA-256 of the canonical JSON of everything that the row has but its hash. */
export function linkHash({ content, installation, nonce, previous, sequence, time }: Omit<Link, 'hash'>): string {
  const rest = canonicalJson({ installation, nonce, previous, sequence, time });
  // "entry" is the first member, and its text is canonical as it stands: bytes that were changed without changing the value are found, too.
  return sha256(`{"entry":${content},${rest.slice(1)}`);
}

export function linkAfter(end: ChainEnd, at: Pick<Link, 'installation' | 'time' | 'nonce'>, entry: Appended): Link {
  const open = { ...at, sequence: end.sequence + 1, previous: end.hash, content: entryContent(entry) };
  return { ...open, hash: linkHash(open) };
}

/** Each member has one form, so that no text can stand partly in one of them and partly in the next. */
export function isWellFormed({ hash, nonce, previous, sequence, time }: Link): boolean {
  const digest = /^[0-9a-f]{64}$/;
  const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
  return Number.isSafeInteger(sequence) && digest.test(hash) && digest.test(previous) && /^[0-9a-f]{32}$/.test(nonce) && moment.test(time);
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
