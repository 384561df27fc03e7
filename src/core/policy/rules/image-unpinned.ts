/** image/unpinned: an image of AI is named by a tag. */
import { unpinnedRule } from './support/unpinned.ts';

export const imageUnpinned = unpinnedRule(
  'image/unpinned',
  'image',
  {
    title: 'An image that runs or serves models is named by a tag, not by its digest',
    motivation:
      'Such an image brings the framework, its libraries and often the model. Its tag can be pushed again, and the next build or start gets something else than what was reviewed.',
    decides:
      'Images of the AI SBOM: bases and programs that run, serve or train models, and images that are mounted for the models in them, in Dockerfiles, compose files, manifests and commands; and the images without AI that a Dockerfile builds such an image on. A digest (sha256: and 64 hex digits) pins, beside a tag or alone; a tag does not, and nor does nothing. The default of a variable counts as it is written.',
    remedy: 'Name the digest; the tag may stay before it:\nFROM vllm/vllm-openai:v0.9.1@sha256:<64 hex>',
    serves: 'CRA Annex I Part I (2)(f) (integrity), Article 13(5) (due diligence on third-party components)',
  },
  'whoever can push to it changes what is built or started',
);
