/** dependency/signature-invalid: there is a signature or an attestation of this package, and it does not hold. */
import { z } from 'zod';
import type { Rule } from '../rule.ts';
import { short } from './support/draft.ts';
import { failedIn, registryDrafts } from './support/registry.ts';

export const dependencySignatureInvalid: Rule<Record<string, never>> = {
  id: 'dependency/signature-invalid',
  about: {
    title: 'The signature of a package does not hold',
    motivation:
      'A registry signs what it publishes, and many packages say with a signature where they were built. One that does not fit the package is worse than none: somebody exchanged the package, its metadata, or the signature.',
    decides:
      'A package that the change adds or alters, and that has a signature of its registry, a publish attestation or a provenance attestation that was checked and is wrong: another name, version or integrity, another key, a changed payload, no proof in the transparency log. A signature that could not be checked from here is not meant, and none at all neither. It counts in tests and examples too.',
    remedy: 'Do not install this version. Compare it with another mirror of the registry, and tell its publisher.',
    serves: 'CRA Annex I Part I (2)(f) (integrity)',
  },
  options: z.object({}),
  level: 'block',
  everywhere: true,
  perRevision: true,
  topics: ['registry', 'provenance'],
  libraries: 'none',
  judge: ({ bom }) =>
    registryDrafts('dependency/signature-invalid', bom, (component) => {
      const detail = failedIn(component, ['signature', 'provenance']);
      if (detail === null) return null;
      return {
        gap: 'invalid',
        reason: `${detail}: the package, its metadata or the signature was exchanged`,
        title: `Do not take ${short(component.name)} ${short(component.version ?? '')}: its signature is wrong`,
        cause: `signature-invalid ${component.identity}`,
        weight: 2,
      };
    }),
};
