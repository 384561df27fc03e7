/** image/pin-lost: an image of AI was named by its digest, and is named by a tag now. */
import { pinLostRule } from './support/pin-lost.ts';

export const imagePinLost = pinLostRule(
  'image/pin-lost',
  'image',
  {
    title: 'The digest of an image that runs or serves models is gone',
    motivation:
      'A digest is the one name of an image that nobody can give to another one. With a tag in its place the next build or start gets whatever was pushed last.',
    decides:
      'An image of the AI SBOM that the base names by a digest, and that the same file, or the one that it was moved to, now names by a tag, by nothing, or by what a variable decides. What never had a digest is image/unpinned. It counts in tests and examples too.',
    remedy: 'Name the digest of the new version; the tag may stay before it:\nFROM vllm/vllm-openai:v0.9.1@sha256:<64 hex>',
    serves: 'CRA Annex I Part I (2)(f) (integrity), Article 13(5) (due diligence on third-party components)',
  },
  'it was named by its digest, and now whoever can push to it changes what is built or started',
);
