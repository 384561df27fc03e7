/** What the provenance of a Python package proves. */
import type { Proof } from '../../model/index.ts';
import { type PypiAttestation, verifyPypiProvenance } from '../../verify/attest/pypi/provenance.ts';
import { answeredBody } from '../bodies.ts';
import type { ProofContext } from '../host.ts';
import { unheard } from '../unanswered.ts';
import type { PackageSubject } from '../registry.ts';
import type { VersionFile } from './facts.ts';
import { provenanceQuestion, type PypiSubject } from './questions.ts';
import { pypiService } from './service.ts';

/** PyPI's own types of attestations stand on the pages of its documentation. */
const PUBLISH_HOST = `docs.${new URL(pypiService.publicUrl).host}`;

/**
 * The one file whose provenance is looked at: the first that the lock lists and that has some, source archives before wheels, so that it is the same
 * for everybody. Null: there is none.
 */
export function witnessOf({ entries }: Pick<PackageSubject, 'entries'>, files: readonly VersionFile[]): VersionFile | null {
  const locked = new Set(entries.flatMap(({ integrity }) => integrity));
  const usable = files.filter(
    ({ provenance, hashes: { sha256 } }) =>
      provenance != null &&
      provenance !== '' &&
      sha256 !== undefined &&
      (locked.size === 0 || locked.has(`sha256:${sha256.toLowerCase()}`)),
  );
  return usable.find(({ filename }) => !filename.endsWith('.whl')) ?? usable[0] ?? null;
}

/** `file`: the witness; null: no file that the lock lists says where it was built. */
export function pypiProvenance(asked: PypiSubject, file: VersionFile | null, { evidence, trust, now }: ProofContext): Proof {
  if (file === null) return unbuilt('absent', 'nobody says where it was built');
  const question = provenanceQuestion(asked, file.filename);
  const answer = question === null ? undefined : evidence.answer(question.key);
  const reply = answeredBody(evidence, answer);
  // A mirror may repeat the page of the index, and not serve what it points to (T13).
  if (reply === null) return unheard(answer, 'its provenance could not be read');
  const outcome = verifyPypiProvenance({
    project: asked.name,
    version: asked.version,
    filename: file.filename,
    sha256: file.hashes.sha256 ?? '',
    reply,
    publishHost: PUBLISH_HOST,
    trust: trust.root(),
    now,
  });
  if (outcome.state !== 'listed') return unbuilt(outcome.state, outcome.detail);
  return worstOf(outcome.attestations, file);
}

/** Each must hold: one that does not is not excused by another. */
function worstOf(attestations: readonly PypiAttestation[], { filename }: VersionFile): Proof {
  for (const state of ['invalid', 'unverifiable'] as const) {
    const found = attestations.map(({ outcome }) => outcome).find((outcome) => outcome.state === state);
    if (found !== undefined && found.state !== 'verified') return unbuilt(state, found.detail);
  }
  const builds = attestations.flatMap(({ outcome }) => (outcome.state === 'verified' && outcome.build !== null ? [outcome.build] : []));
  const [build] = builds;
  if (build === undefined) return unbuilt('absent', 'nobody says where it was built');
  return { state: 'verified', detail: `${filename}: built from ${build.repository ?? build.subject}`, build };
}

function unbuilt(state: Proof['state'], detail: string): Proof {
  return { state, detail, build: null };
}
