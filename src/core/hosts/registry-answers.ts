/** What a registry of images answers about a model, as every host says it. */
import type { Component, Evidence, From, HostFile, Verification, VerificationTopic } from '../model/index.ts';
import { isManifestDigest } from '../ref/parse.ts';
import { type ManifestAsked, manifestIn, manifestQuestion } from './distribution.ts';
import { type HostResult, NOT_ADDRESSED } from './host.ts';
import { modelFacts } from './registry-model.ts';

/**
 * `asked`: null where nothing valid can be asked, and `otherwise` says why. `who`: for people. A registry that shows nothing leaves the model as named as it was: most names
 * are private, or made on the machine that uses them, and nobody here can tell. What is no such manifest under a digest is no silence.
 */
export function modelResult(asked: ManifestAsked | null, evidence: Evidence, who: string, otherwise: string): HostResult | null {
  const named = (detail: string): HostResult => ({
    state: 'unresolved',
    reason: 'named-only',
    detail: `named on ${who}; ${detail}`,
    facts: null,
  });
  if (asked === null) return named(otherwise);
  const facts = modelFacts(asked, evidence);
  if (facts !== null) return { state: 'facts', facts };
  const seen = manifestIn(evidence, manifestQuestion(asked));
  if (seen.state !== 'unseen') return null;
  const { reason, detail } = seen;
  const hasAnswered = evidence.answer(manifestQuestion(asked).key)?.state === 'ok';
  if (hasAnswered && isManifestDigest(asked.reference)) return { state: 'unresolved', reason, detail, facts: null };
  if (reason === 'refused' && detail === NOT_ADDRESSED) return named('Weighbridge does not ask it');
  return named(reason === 'not-found' ? 'it shows no such model to this check' : `no answer: ${detail}`);
}

/** Null: it did not say. Of a file that no listing has the digest is the layer's, which the manifest binds. */
export function modelFiles(asked: ManifestAsked | null, evidence: Evidence): readonly HostFile[] | null {
  const facts = asked === null ? null : modelFacts(asked, evidence);
  return (
    facts?.files.map(({ path, size, hashes: [hash] }) => ({
      path,
      size,
      state: 'known' as const,
      sha256: hash?.value ?? '',
      hashed: false,
    })) ?? null
  );
}

/** Of a model whose registry answered; of all others nothing is proven. */
export function modelProofs({ hub, requested, resolution }: Component, asked: ManifestAsked | null, evidence: Evidence): Verification[] {
  const answer = asked === null ? undefined : evidence.answer(manifestQuestion(asked).key);
  if (answer === undefined) return [];
  const { from: by, asOf } = answer;
  if (resolution.state === 'unresolved')
    return [{ topic: 'source', outcome: 'unavailable', reason: 'invalid', detail: resolution.detail, by, asOf }];
  if (hub?.commit == null) return [];
  const said = (topic: VerificationTopic, outcome: Verification['outcome'], detail: string, who: From | 'tree' = by): Verification => ({
    topic,
    outcome,
    reason: null,
    detail,
    by: who,
    asOf: who === 'tree' ? null : asOf,
  });
  const isPinned = requested !== null && isManifestDigest(requested);
  return [
    said('source', 'passed', 'its registry has it'),
    isPinned
      ? said('revision', 'passed', 'its registry serves this digest')
      : said(
          'revision',
          'not-applicable',
          requested === null ? 'no tag or digest is asked for: it floats' : `"${requested}" can move`,
          'tree',
        ),
    said('digests', 'passed', 'the manifest was hashed here, and names its layers by their digests'),
  ];
}
