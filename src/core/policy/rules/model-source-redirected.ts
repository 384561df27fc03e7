/** model/source-redirected: the tree makes loads ask another server (T9). */
import { z } from 'zod';
import type { Unknown } from '../../model/index.ts';
import { asPull } from '../../model/sighting.ts';
import type { Draft, Rule } from '../rule.ts';
import { byScope, draftOf, isModelOrDataset, type Says, short } from './support/draft.ts';
import { alike, unknownDraft } from './support/unknown-draft.ts';

const RULE = 'model/source-redirected';

const options = z.object({
  allow: z
    .array(z.string().max(200))
    .max(100)
    .default(['https://huggingface.co'])
    .describe('Origins that code may name, for example "https://models.acme.example". The default is the public hub itself.'),
});

/** Whatever it is that is loaded there. */
function ofUnknown(unknowns: readonly Unknown[], allow: readonly string[]): Draft[] {
  const elsewhere = unknowns.filter(({ endpoint }) => endpoint !== null && !allow.includes(endpoint.replace(/\/$/, '')));
  return [...Map.groupBy(elsewhere, ({ endpoint }) => endpoint ?? '')].flatMap(([endpoint, loads]) =>
    alike(loads).map((group) => unknownDraft(RULE, group, says(endpoint))),
  );
}

function says(endpoint: string): Says {
  return {
    gap: `endpoint:${endpoint}`,
    reason: `what ${short(endpoint)} returns under this name was not checked by anybody`,
    title: 'Take the address of the model server out of the code',
    cause: `endpoint ${endpoint}`,
  };
}

export const modelSourceRedirected: Rule<z.output<typeof options>> = {
  id: RULE,
  about: {
    title: 'The code loads models from another server',
    motivation:
      'The same name at another address is another thing. Nothing that the hub says about a model holds for what a different server returns under its name.',
    decides:
      'A load of a model or dataset for which the tree sets the address: an endpoint argument, or HF_ENDPOINT in code that is imported with it. Origins of the option "allow" do not count. It blocks in tests and examples too: what loads there runs on your machines.',
    remedy:
      'Set the address in the environment of the operator, not in the code; or let the owner of the policy list it:\nrules:\n  model/source-redirected: { level: block, allow: ["https://huggingface.co", "https://models.acme.example"] }',
    serves: 'CRA Annex I Part I (2)(f) (integrity), Article 13(5) (due diligence on third-party components)',
  },
  options,
  level: 'block',
  everywhere: true,
  topics: [],
  libraries: 'none',
  judge: ({ bom }, { allow }) => [
    ...ofUnknown(bom.unknowns, allow),
    ...bom.components.filter(isModelOrDataset).flatMap((component) => {
      const elsewhere = component.sightings
        .flatMap((one) => asPull(one) ?? [])
        .filter(({ endpoint }) => endpoint !== null && !allow.includes(endpoint.replace(/\/$/, '')));
      return [...Map.groupBy(elsewhere, ({ endpoint }) => endpoint ?? '')].flatMap(([endpoint, group]) =>
        byScope(group).map(([scope, sightings]) => draftOf(RULE, component, scope, sightings, says(endpoint))),
      );
    }),
  ],
  // A layer below may forbid origins, never add one (T24).
  tighten: (above, below) => ({ allow: above.allow.filter((origin) => below.allow.includes(origin)) }),
};
