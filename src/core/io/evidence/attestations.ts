/** A list of attestations of GitHub, page by page, with the bundles that it only points to. */
import { nextLink } from '../../base/next-link.ts';
import type { AnswerState, GatheredAttestations } from '../../model/index.ts';
import { decodeBundle, type ListedAttestation, readListedAttestations } from '../../verify/attest/github/reply.ts';
import { AttestationRefusal } from '../../verify/attest/outcome.ts';
import type { AnswerOutcome } from './interpret.ts';

export interface AttestationSource {
  /** A page of the list; `after`: the cursor of the answer before, null for the first. `link`: the header of that name. */
  page(after: string | null): Promise<{ readonly outcome: AnswerOutcome; readonly link: string | null }>;
  /** What is behind an address: checked there, and asked without a credential (T19). */
  bundle(url: string): Promise<AnswerOutcome>;
}

/** Of one digest some few attestations are usual: whoever may attest can add any number. */
const MAX_PAGES = 3;
const MAX_BUNDLES = 30;
/** Of all bundles, decompressed. */
const MAX_BYTES = 32 * 1024 * 1024;

/** The answer that is kept. What a page lacks makes the whole one unanswered; a bundle that cannot be had is told beside the others. */
export async function gatherAttestations(source: AttestationSource): Promise<AnswerOutcome> {
  const listed: ListedAttestation[] = [];
  let next: Next = { exists: false, after: null };
  for (let page = 1; page <= MAX_PAGES; page++) {
    const { outcome, link } = await source.page(next.after);
    if (outcome.body === null) return outcome;
    const read = readListedAttestations(outcome.body);
    if (read.state !== 'listed') return { ...outcome, state: 'invalid', detail: read.detail, body: null };
    listed.push(...read.items);
    next = nextOf(link);
    if (next.after === null || listed.length >= MAX_BUNDLES) break;
  }
  const attestations: GatheredAttestations['attestations'][number][] = [];
  let left = MAX_BYTES;
  for (const { bundle } of listed.slice(0, MAX_BUNDLES)) {
    const one = await bytesOf(bundle, source);
    const isTooLarge = typeof one !== 'string' && one.byteLength > left;
    if (typeof one === 'string' || isTooLarge) attestations.push({ bundle: null, unread: typeof one === 'string' ? one : 'too-large' });
    else {
      left -= one.byteLength;
      attestations.push({ bundle: Buffer.from(one).toString('base64'), unread: null });
    }
  }
  const kept: GatheredAttestations = { attestations, more: next.exists || listed.length > MAX_BUNDLES };
  const body = new TextEncoder().encode(JSON.stringify(kept));
  return { state: 'ok', status: 200, detail: 'HTTP 200', location: null, body };
}

/** The state says why there are none. */
async function bytesOf(bundle: ListedAttestation['bundle'], source: AttestationSource): Promise<Uint8Array | AnswerState> {
  if (bundle.kind === 'missing') return 'invalid';
  if (bundle.kind === 'inline') return bundle.bytes;
  const { state, body } = await source.bundle(bundle.url);
  if (body === null) return state;
  try {
    return decodeBundle(body);
  } catch (error) {
    return error instanceof AttestationRefusal && error.code === 'too-large' ? 'too-large' : 'invalid';
  }
}

interface Next {
  readonly exists: boolean;
  /** Null: there is none, or it is none that can be asked for. */
  readonly after: string | null;
}

/** Only the cursor is taken from the link, never its address (T19). A page that cannot be asked for is there all the same. */
function nextOf(link: string | null): Next {
  const next = nextLink(link);
  if (next === null) return { exists: false, after: null };
  const cursor = /[?&]after=([^&]{1,300})(?:&|$)/.exec(next)?.[1] ?? '';
  const after = /^(?:[\w=.-]|%[0-9A-Fa-f]{2}){1,300}$/.test(cursor) ? decoded(cursor) : null;
  return { exists: true, after };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
