/** What an answer means for the file that was asked for, before a byte of it is read. Pure. */
import type { PullFailure, PullTarget } from './types.ts';

export interface Failure {
  readonly state: 'failed';
  readonly failure: PullFailure;
  readonly detail: string;
  /** Whether the same question may be answered better in a moment. */
  readonly again: boolean;
  /** Milliseconds that the server asks for; null when it asks for nothing. */
  readonly wait: number | null;
  /** The beginning on disk is of no use: next time from the first byte. */
  readonly fresh: boolean;
}

export type Meaning = { readonly state: 'bytes' /** Of the file: 0 or what was asked for. */; readonly from: number } | Failure;

export interface Answered {
  readonly status: number;
  /** Of every answer on the way; the last one belongs to `status`. */
  readonly way: readonly Headers[];
  readonly wait: number | null;
}

export function failed(failure: PullFailure, detail: string, more: Partial<Omit<Failure, 'state'>> = {}): Failure {
  return { state: 'failed', failure, detail, again: false, wait: null, fresh: false, ...more };
}

/** `offset`: the first byte that was asked for. */
export function readAnswer(answer: Answered, target: PullTarget, offset: number): Meaning {
  const headers = answer.way.at(-1) ?? new Headers();
  if (answer.status !== 200 && answer.status !== 206) return refusal(answer, offset);
  return claims(answer.way, target) ?? body(answer.status, headers, target, offset);
}

function refusal({ status, way, wait }: Answered, offset: number): Failure {
  const code = way.at(-1)?.get('x-error-code') ?? '';
  if (status === 429) return failed('rate-limited', 'the hub takes no more requests for now (429)', { again: true, wait });
  if (status === 408 || status >= 500) return failed('server-error', `the server failed (${status})`, { again: true, wait });
  if (status === 416) return failed('server-error', 'the server has no bytes from there on (416)', { again: offset > 0, fresh: true });
  // The address that the hub gives is signed for a short time: the next try gets a new one.
  if (status === 403 && way.length > 1) return failed('refused', 'the address that the hub gave is not valid (403)', { again: true });
  if (code === 'GatedRepo') return failed('gated', 'the hub serves it only to users whom its owner has accepted');
  if (status === 404 || status === 410) return failed('not-found', 'the hub has no such file at this commit');
  if (status === 401 || status === 403) return failed('unauthorized', `the hub gives it only with a token that may read it (${status})`);
  return failed('refused', `the server answered ${status}`);
}

/** What the hub says of the file on the way to its bytes: a difference is known before gigabytes are fetched. */
function claims(way: readonly Headers[], { file, commit }: PullTarget): Failure | null {
  for (const headers of way) {
    const at = headers.get('x-repo-commit');
    if (at !== null && at !== commit) return failed('wrong-commit', 'the hub answers for another commit');
    const size = headers.get('x-linked-size');
    if (size !== null && size !== String(file.size))
      return failed('wrong-size', `the hub says ${shown(size)} bytes, the lock ${file.size}`);
    const digest = /^(?:W\/)?"?([0-9a-f]{64})"?$/.exec(headers.get('x-linked-etag') ?? '')?.[1];
    if (digest !== undefined && digest !== file.sha256) return failed('wrong-bytes', `the hub says sha256 ${digest}`);
  }
  return null;
}

function body(status: number, headers: Headers, { file }: PullTarget, offset: number): Meaning {
  const encoding = headers.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity') return failed('refused', 'the server compresses although it was asked not to');
  // A sign-in page, a proxy's word of warning: hubs serve files as text/plain or as bytes.†
  if (/^(?:text\/html|application\/xhtml)/i.test(headers.get('content-type') ?? '') && !/\.x?html?$/i.test(file.path))
    return failed('not-a-file', 'a web page came instead of the file');
  const range = /^bytes (\d{1,16})-(\d{1,16})\/(\d{1,16}|\*)$/.exec(headers.get('content-range') ?? '');
  if (status === 200) return length(headers, file.size) ?? { state: 'bytes', from: 0 };
  const [, from = '', to = '', total = ''] = range ?? [];
  const fits =
    range !== null && offset > 0 && Number(from) === offset && Number(to) < file.size && (total === '*' || Number(total) === file.size);
  if (!fits)
    return failed('server-error', 'the server sent other bytes than those that were asked for', { again: offset > 0, fresh: true });
  return length(headers, Number(to) - offset + 1) ?? { state: 'bytes', from: offset };
}

function length(headers: Headers, expected: number): Failure | null {
  const said = headers.get('content-length');
  if (said === null || said === String(expected)) return null;
  return failed('wrong-size', `the server sends ${shown(said)} bytes, the lock says ${expected}`);
}

/** A header is anybody's text. */
function shown(size: string): string {
  return /^\d{1,16}$/.test(size) ? size : 'no number of';
}
