/** Evidence → what may go into a bug report: the same answers without people and without secrets. */
import { redact } from '../../base/redact.ts';
import type { Evidence } from '../../model/index.ts';
import { createEvidence, type GrowingEvidence } from './evidence.ts';

/** Fields of the hub's answers that hold people's names and words, or lists that say nothing about the component. */
const PERSONAL = new Set(['authors', 'title', 'message', 'user', 'email', 'avatarUrl', 'widgetData', 'spaces', 'description', 'citation']);
const MAIL = /\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}\b/g;
/** Deeper parts are left out: no field that is read lies below. */
const MAX_DEPTH = 30;

/** A copy. Bodies get new digests, so that it replays; token shapes and mail addresses become "***" (T21). */
export function redactEvidence(evidence: Evidence): GrowingEvidence {
  const copy = createEvidence();
  for (const answer of evidence.answers.values()) {
    const body = answer.digest === null ? undefined : evidence.body(answer.digest);
    const location = answer.location === null ? null : clean(answer.location);
    copy.add({ ...answer, location, detail: clean(answer.detail) }, body === undefined ? null : cleanBody(body));
  }
  return copy;
}

function cleanBody(body: Uint8Array): Uint8Array {
  try {
    return new TextEncoder().encode(JSON.stringify(cleanData(JSON.parse(new TextDecoder().decode(body)), 0)));
  } catch {
    // Not data: nothing of it can be told from a secret.
    return new TextEncoder().encode('null');
  }
}

function cleanData(data: unknown, depth: number): unknown {
  if (typeof data === 'string') return clean(data);
  if (typeof data !== 'object' || data === null) return data;
  if (depth >= MAX_DEPTH) return null;
  if (Array.isArray(data)) return data.map((item) => cleanData(item, depth + 1));
  const kept = Object.entries(data).filter(([key]) => !PERSONAL.has(key));
  return Object.fromEntries(kept.map(([key, value]) => [clean(key), cleanData(value, depth + 1)]));
}

function clean(text: string): string {
  return redact(text).replace(MAIL, '***');
}
