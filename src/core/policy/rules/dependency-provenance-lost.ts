/** dependency/provenance-lost: earlier versions say where they were built, this one does not. */
import { z } from 'zod';
import { formatRef } from '../../ref/format.ts';
import type { BomComponent } from '../../model/index.ts';
import type { Rule } from '../rule.ts';
import { short } from './support/draft.ts';
import { shippedDrafts } from './support/registry.ts';

const options = z.object({
  except: z
    .array(z.string().max(300))
    .max(500)
    .default([])
    .describe('Versions that are taken all the same, each as "npm:name@1.2.3" or "pypi:name@1.2.3".'),
});
export type ProvenanceLostOptions = z.output<typeof options>;

export const dependencyProvenanceLost: Rule<ProvenanceLostOptions> = {
  id: 'dependency/provenance-lost',
  about: {
    title: 'A new version does not say any more where it was built',
    motivation:
      'Who steals the token of a publisher can publish a version, but not from the workflow of his repository. A package that always came with provenance and now comes without it is how such a theft looks from outside.',
    decides:
      'A version that the change adds, whose registry answers and has no provenance for it, while a version that was published before has some: the one that is replaced, or any other. Versions before a release say nothing about a release. Times are those of the registry. So is one whose provenance cannot be verified, while that of the version it replaces could. A registry that hands out no provenance at all, or gives no answer, has lost none. Provenance that is there is never called safe. Of what only developers and tests install nothing is said.',
    remedy:
      'Stay with the version that has provenance, and ask the publisher. If he has stopped it on purpose, name the version in the policy of the owner:\nrules:\n  dependency/provenance-lost: { level: block, except: ["npm:name@1.2.3"] }',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  options,
  level: 'warn',
  everywhere: false,
  perRevision: true,
  topics: ['registry', 'provenance'],
  tighten: (above, below) => ({ except: above.except.filter((one) => below.except.length === 0 || below.except.includes(one)) }),
  libraries: 'none',
  judge: ({ bom, changes }, { except }) => {
    const excepted = new Set(except);
    const replaced = new Map(changes.map(({ identity, base }) => [identity, base]));
    return shippedDrafts('dependency/provenance-lost', bom, (component) => {
      const better = lost(component, replaced.get(component.identity) ?? []);
      if (better === null || excepted.has(formatRef({ ...component.ref, version: component.version }))) return null;
      return {
        gap: 'provenance-lost',
        reason: `version ${short(better)} said where it was built and this one does not: so looks a version that somebody published with a stolen token`,
        title: `Find out who published ${short(component.name)} ${short(component.version ?? '')}`,
        cause: `provenance-lost ${component.identity}`,
      };
    });
  },
};

/** The version that had it; null: nothing is lost. `before`: what the change replaces. */
function lost({ registry }: BomComponent, before: readonly BomComponent[]): string | null {
  if (registry?.state !== 'answered') return null;
  const { provenance, facts } = registry;
  if (provenance.state === 'absent' && facts.publishedBy === 'none' && facts.better !== null) return facts.better.version;
  // T13: whoever serves it decides whether it can be verified: what was proven of the version before must be proven of this one.
  if (provenance.state === 'verified' || provenance.state === 'invalid' || provenance.unheard === true) return null;
  return before.find((one) => one.registry?.state === 'answered' && one.registry.provenance.state === 'verified')?.version ?? null;
}
