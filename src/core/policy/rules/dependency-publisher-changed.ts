/** dependency/publisher-changed: proven, and built by somebody else than the version before. */
import { z } from 'zod';
import type { BomComponent, BuildIdentity } from '../../model/index.ts';
import type { Rule } from '../rule.ts';
import { short } from './support/draft.ts';
import { shippedDrafts } from './support/registry.ts';

export const dependencyPublisherChanged: Rule<Record<string, never>> = {
  id: 'dependency/publisher-changed',
  about: {
    title: 'A package is built from another place than before',
    motivation:
      'Valid provenance says where a package was built, not that this is the right place. Stolen accounts have published malicious versions with valid provenance, from another repository, another workflow or another trigger.',
    decides:
      'A package that the change moves to another version, where the provenance of both is proven: another repository or owner (by the numbers that GitHub gives them, where both have such), another workflow file, or another kind of event that started it. Branch, tag and commit may differ. It says nothing about a package whose provenance is new. Of what only developers and tests install nothing is said.',
    remedy:
      'Look at the run that built it: its address stands in the attestation (weighbridge verify package npm:name@version). If the project has moved, merge it knowingly.',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  options: z.object({}),
  level: 'warn',
  everywhere: false,
  perRevision: true,
  topics: ['registry', 'provenance'],
  libraries: 'none',
  judge: ({ bom, changes }) => {
    const before = new Map(changes.map(({ identity, base }) => [identity, base.flatMap((one) => buildOf(one) ?? [])]));
    return shippedDrafts('dependency/publisher-changed', bom, (component) => {
      const now = buildOf(component);
      const old = before.get(component.identity) ?? [];
      const what = now === null || old.length === 0 ? null : otherThan(old, now);
      if (what === null) return null;
      return {
        gap: `publisher:${what}`,
        reason: `it was built by another ${what} than the version before, and says so with a valid signature`,
        title: `Make sure that ${short(component.name)} has moved to another ${what}`,
        cause: `publisher ${component.identity}`,
      };
    });
  },
};

function buildOf({ registry }: BomComponent): BuildIdentity | null {
  return registry?.state === 'answered' ? registry.provenance.build : null;
}

/** What none of the builds before has; null: one of them is alike in everything. */
function otherThan(before: readonly BuildIdentity[], now: BuildIdentity): string | null {
  const isElsewhere = (one: BuildIdentity): boolean =>
    isOther(one.ownerId, now.ownerId) || isOther(one.repositoryId ?? one.repository, now.repositoryId ?? now.repository);
  if (before.every(isElsewhere)) return 'repository';
  if (before.every((one) => isOther(workflowOf(one), workflowOf(now)))) return 'workflow';
  return before.every((one) => isOther(one.trigger, now.trigger)) ? 'trigger' : null;
}

/** What one of both does not say is not another. */
function isOther(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a.toLowerCase() !== b.toLowerCase();
}

/** Without the branch or tag that it was started at. */
function workflowOf({ config, signer, subject }: BuildIdentity): string {
  return (config ?? signer ?? subject).split('@')[0] ?? '';
}
