/** The library of Ollama. Its registry speaks the protocol of images; other registries that Ollama pulls from are named, and not asked. */
import { type Host, NO_RELATIONS } from '../host.ts';
import { modelFiles, modelProofs, modelResult } from '../registry-answers.ts';
import { modelNeeds } from '../registry-model.ts';
import { hostSubject } from '../subject.ts';
import { modelAsked } from './name.ts';
import { ollamaService } from './service.ts';

export const ollama: Host = {
  id: 'ollama',
  about: {
    title: 'Models that Ollama pulls',
    motivation: 'A tag of Ollama moves, and its models carry no signature: who pulls the same name tomorrow may get other weights.',
    decides:
      'What "ollama pull" and "ollama run" name, but for names of the Hugging Face Hub. The registry of Ollama is asked for the manifest, which is hashed here: its digest is what the tag means now, and the digest of its model layer is the SHA-256 of the weights. The beginning of its license layer counts as what the publisher states. A tag floats; a digest pins. A name that the registry does not show may be one that is made on the machine itself: it stays "named", and so does every name of another registry. Nothing is downloaded but the manifest and small texts.',
    remedy: 'Name the digest, so that the tag cannot move, or load from a hub at a commit:\nollama pull llama3.2@sha256:<64 hex>',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  refs: ['ollama'],
  service: ollamaService,
  vouches: { existence: true, revision: true, bytes: true },
  needs(subjects, evidence, wanted) {
    const all = subjects.flatMap((subject) => {
      const asked = modelAsked(subject);
      return asked === null ? [] : modelNeeds(asked, evidence, wanted);
    });
    return [...new Map(all.map((question) => [question.key, question])).values()];
  },
  facts: (subject, evidence) =>
    modelResult(modelAsked(subject), evidence, 'Ollama', 'its own registry cannot have this name, and no other is asked'),
  files: (subject, evidence) => modelFiles(modelAsked(subject), evidence),
  relations: () => NO_RELATIONS,
  proofs: (component, { evidence }) => ({
    verifications: modelProofs(component, modelAsked(hostSubject(component)), evidence),
    signatures: [],
  }),
};
