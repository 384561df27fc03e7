/** Attestations of a release and of its files → what they prove. */
import type { Answer, Evidence, Proof, ReleaseSeal } from '../../model/index.ts';
import { type GithubAsked, verifyGithubAttestation } from '../../verify/attest/github/artifact.ts';
import { type ReleaseAsked as SealAsked, type VerifiedRelease, verifyReleaseAttestation } from '../../verify/attest/github/release.ts';
import type { TrustRoots } from '../../verify/attest/github/roots.ts';
import { type GithubSignerRule, notExpectedSigner } from '../../verify/attest/github/signer.ts';
import type { UnverifiedAttestation } from '../../verify/attest/outcome.ts';
import { unheard } from '../unanswered.ts';
import { answerTo, gatheredSchema, isNotThere } from './schema.ts';

/** What an attestation is held against. */
export interface ReleaseTrust {
  readonly roots: TrustRoots;
  /** Who must have built the files. */
  readonly signer: GithubSignerRule;
  readonly now: Date;
}

/** Which workflow built these bytes: proven by any one of the attestations that GitHub lists, whatever the others are. */
export function builtBy(key: string, sha256: string, { roots, signer, now }: ReleaseTrust, evidence: Evidence): Proof {
  const asked: Omit<GithubAsked, 'bundle'> = { digests: { sha256 }, roots, now, signer: null };
  const found = firstProven(key, evidence, (bundle) => {
    const outcome = verifyGithubAttestation({ ...asked, bundle });
    // Proven, and not by whom it should be: that is said, and another one may still be right.
    const why = outcome.state === 'verified' && outcome.build !== null ? notExpectedSigner(outcome.build, signer) : null;
    return why === null ? outcome : { state: 'invalid', code: 'signer', detail: why };
  });
  if (found.state !== 'verified') return { ...found, build: null };
  const { build, signedAt } = found.proven;
  const detail = `built by ${build?.config ?? build?.subject ?? 'nobody'}, signed ${signedAt.toISOString()}`;
  return { state: 'verified', detail, build };
}

/** `objects`: what the tag names, and the commit behind it. */
export function sealOf(
  keys: readonly string[],
  { repository, tag }: Pick<SealAsked, 'repository' | 'tag'>,
  objects: readonly string[],
  { roots, now }: ReleaseTrust,
  evidence: Evidence,
): ReleaseSeal & { readonly release: VerifiedRelease | null } {
  const asked: Omit<SealAsked, 'bundle'> = { repository, tag, commit: null, assets: [], roots, now };
  const all = keys.map((key) =>
    firstProven(key, evidence, (bundle) => {
      const outcome = verifyReleaseAttestation({ ...asked, bundle });
      if (outcome.state !== 'verified' || objects.includes(outcome.commit)) return outcome;
      return { state: 'invalid', code: 'commit', detail: `GitHub sealed the commit ${outcome.commit}, and the tag names another one now` };
    }),
  );
  const found = all.find(({ state }) => state === 'verified') ?? all.find(({ state }) => state !== 'absent') ?? all[0];
  if (found?.state !== 'verified')
    return { state: found?.state ?? 'unverifiable', detail: found?.detail ?? NO_TAG, signedAt: null, release: null };
  const { proven } = found;
  const detail = `GitHub signed its commit and ${proven.assets.size} files`;
  return { state: 'verified', detail, signedAt: proven.signedAt.toISOString(), release: proven };
}

const NO_TAG = 'GitHub did not say what the tag names';

type Found<T> =
  | { readonly state: 'verified'; readonly proven: T }
  | (Pick<Proof, 'detail' | 'unheard'> & { readonly state: 'absent' | 'invalid' | 'unverifiable' });

/** The first that holds. Without one: what is wrong before what is not known, and "absent" only where everything was looked at (T4). */
function firstProven<T extends { readonly state: 'verified' }>(
  key: string,
  evidence: Evidence,
  verify: (bundle: Uint8Array) => T | UnverifiedAttestation,
): Found<T> {
  const answer = evidence.answer(key);
  // GitHub has no list where there is nothing to list: the repository itself has answered before.
  if (answer !== undefined && isNotThere(answer)) return { state: 'absent', detail: NONE };
  const gathered = answerTo(evidence, key, gatheredSchema);
  if (gathered === null) return unheardOf(answer);
  const wrong: UnverifiedAttestation[] = [];
  let unread: string | null = null;
  for (const { bundle, unread: why } of gathered.attestations) {
    if (bundle === null) unread ??= `an attestation was not given (${why ?? 'invalid'})`;
    else {
      const outcome = verify(Buffer.from(bundle, 'base64'));
      if (outcome.state === 'verified') return { state: 'verified', proven: outcome };
      // Proven to say something else: a list of contents, a release.
      if (outcome.code !== 'predicate') wrong.push(outcome);
    }
  }
  const invalid = wrong.find(({ state }) => state === 'invalid');
  if (invalid !== undefined) return { state: 'invalid', detail: invalid.detail };
  if (gathered.more) unread ??= 'there are more attestations than are looked at, and none of these holds';
  const open = wrong[0]?.detail ?? unread;
  return open === null ? { state: 'absent', detail: NONE } : { state: 'unverifiable', detail: open };
}

const NONE = 'GitHub has no such attestation';

function unheardOf(answer: Answer | undefined): Found<never> {
  const { detail, unheard: silent } = unheard(answer, 'GitHub did not list the attestations');
  return { state: 'unverifiable', detail, ...(silent === undefined ? {} : { unheard: silent }) };
}
