/** The library of Ollama, and registries that it pulls from. */
import { namedOnly } from '../named-only.ts';

export const ollama = namedOnly({
  id: 'ollama',
  name: 'Ollama',
  about: {
    title: 'Models that Ollama pulls',
    motivation: 'A tag of Ollama moves, and its models carry no signature: who pulls the same name tomorrow may get other weights.',
    decides:
      'What "ollama pull" and "ollama run" name, but for names of the Hugging Face Hub. A tag floats; a digest is stated, and not confirmed, because Weighbridge does not ask the registry. The model stands at "named".',
    remedy:
      'Name the digest, so that the tag cannot move; where a rung above "named" is demanded, load from a hub that is asked:\nollama pull llama3.2@sha256:<64 hex>',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  refs: ['ollama'],
});
