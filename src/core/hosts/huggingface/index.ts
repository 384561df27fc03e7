/** The Hugging Face Hub. */
import type { Evidence, Question, Topic } from '../../model/index.ts';
import { type Host, type HostSubject, NO_RELATIONS } from '../host.ts';
import { configNeeds } from './configs.ts';
import { hubFacts } from './facts.ts';
import { licenseTextNeeds } from './license-texts.ts';
import { listingNeeds } from './listing-needs.ts';
import { onHub } from './proofs.ts';
import { subjectOf } from './questions.ts';
import { relationsOnHub } from './relations.ts';
import { hubService } from './service.ts';
import { signatureNeeds } from './signatures.ts';
import { signaturesOn } from './signed.ts';
import { listedFiles, smallFileNeeds } from './small-files.ts';

export const huggingFace: Host = {
  id: 'huggingface',
  about: {
    title: 'Models and datasets of the Hugging Face Hub',
    motivation: 'Most models are loaded from it by their name. A name floats: whoever can push to the repository changes what is loaded.',
    decides:
      'One listing for each repository and revision tells commit, files, license and base models. A commit counts when it is on a branch or tag of that repository. The digest of each large file must belong to the commit that the hub names; small files, configurations, signatures and license texts are fetched and hashed. A license text is compared word by word with those that are known, and counts beside what the card states. No weight is downloaded. A redirect is read and shown, never followed. Where a license is wanted, what a model was made from is followed over all hops: base models by the card, the tags of the hub and adapter_config.json, training data and the sources of data by the card, one listing for each ancestor at its default branch, at most 20 of one model.',
    remedy: 'Name the full commit where the model is loaded:\nAutoModel.from_pretrained("org/name", revision="<40 hex>")',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  refs: ['hf'],
  service: hubService,
  vouches: { existence: true, revision: true, bytes: true },
  needs,
  facts(subject, evidence) {
    const hub = subjectOf(subject);
    if (hub !== null) return hubFacts(hub, evidence, subject);
    return { state: 'unresolved', reason: 'invalid-name', detail: IMPOSSIBLE, facts: null };
  },
  files(subject, evidence) {
    const hub = subjectOf(subject);
    return hub === null ? null : listedFiles(hub, evidence);
  },
  relations(subject, evidence) {
    const hub = subjectOf(subject);
    return hub === null ? NO_RELATIONS : relationsOnHub(hub, evidence, subject);
  },
  proofs(component, { evidence, trust, now }) {
    return {
      verifications: onHub(component, now.toISOString(), evidence),
      signatures: signaturesOn(component, evidence, trust, now),
    };
  },
};

const IMPOSSIBLE = 'not a possible name or revision on the hub; nothing was asked';

/** Listings first; what they name is asked for once they are here. Each question only while it has no answer. */
function needs(subjects: readonly HostSubject[], evidence: Evidence, wanted: ReadonlySet<Topic>): Question[] {
  const asked = subjects.flatMap((subject) => {
    const hub = subjectOf(subject);
    return hub === null ? [] : [{ hub, subject }];
  });
  const all = [
    ...listingNeeds(
      asked.map(({ hub }) => hub),
      evidence,
      wanted,
    ),
    ...asked.flatMap(({ hub, subject }) => configNeeds(hub, subject, evidence, wanted)),
    ...asked.flatMap(({ hub, subject }) => smallFileNeeds(hub, subject.claimed, evidence, wanted)),
    ...asked.flatMap(({ hub }) => signatureNeeds(hub, evidence, wanted)),
    ...asked.flatMap(({ hub }) => licenseTextNeeds(hub, evidence, wanted)),
  ];
  return all.filter(({ key }) => evidence.answer(key) === undefined);
}
